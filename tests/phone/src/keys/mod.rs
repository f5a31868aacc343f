//! The terminal phone's platform: software keys in a folder, sealed under a PIN.
//!
//! No hardware stands behind these keys and [`HardwareLevel::Software`] says so: whoever copies the
//! folder can try PINs as fast as Argon2id lets them. What is kept faithfully is the behaviour:
//!
//! - The PIN opens the phone at start. That releases the *device secret*, which seals possession
//!   keys and the base key for as long as the program runs, like "after first unlock" on a phone.
//! - Approval keys and the codes key are sealed to the *person's key*, whose private half only a
//!   typed PIN opens, each time, and which is wiped right after. Making an approval key needs only
//!   the public half, so, as on a phone, it asks nothing.
//!
//! [`HardwareLevel::Software`]: assenso_core::ports::HardwareLevel::Software

mod clock;
mod codes_vault;
mod device_key;
mod file;
mod folder;
mod guard;
mod pin;
mod posture;
mod prompt;
mod safe;
mod sealed_box;
mod software;
mod vault;

#[cfg(test)]
mod tests;

pub use clock::SystemClock;
pub use folder::{Folder, FolderError};
pub use guard::{TRIES, WAIT};
pub use pin::{Cost, Pin, PinForm};
pub use posture::NoPush;
pub use prompt::{PinAsk, PinPrompt, PinPurpose};
pub use safe::{PinError, Safe};
pub use software::SoftwareKeys;
