//! Making this phone an account's device: "Associate this device".
//!
//! A chain of steps: each offers what may be done now, and what the person does leads to the next
//! one. The [`machine`] says what may follow what, the driver stores it before it acts on it.

mod driver;
mod error;
mod invitation;
pub mod machine;
mod record;
mod steps;

pub use error::PairingError;
pub use invitation::Invitation;
pub use steps::{
    Activate, AssociateCode, Finish, Missing, NumberCode, Pairing, PairingStep, Recovered, SignIn,
    SignInCode, SignedIn,
};

pub(crate) use driver::Flow;
