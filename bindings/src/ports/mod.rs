//! What the core asks of a phone, as the shells provide it.
//!
//! An implementation may fail in any way: what it throws beside its own errors, and what it takes
//! too long for, is its `Unavailable`, and why is dropped, since it may quote what the platform
//! keeps.

pub(crate) mod bridges;
mod clock;
mod codes_vault;
mod key;
mod posture;
mod push;
mod vault;

pub use clock::PlatformClock;
pub use codes_vault::{PlatformCodesVault, PlatformCodesVaultError, UnlockReason};
pub use key::{CreatedKey, KeyRole, KeySpec, PlatformKey, PlatformKeyError, SignReason};
pub use posture::{PlatformPosture, Posture};
pub use push::{PlatformPush, PushEndpoint};
pub use vault::{PlatformVault, PlatformVaultError};

/// Why a port without errors of its own failed.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum PlatformError {
    /// It can't say.
    #[error("unavailable")]
    Unavailable,
}

/// Makes of an unexpected failure the one that says nothing.
macro_rules! drop_the_reason {
    ($($error:ty),*) => {
        $(impl From<uniffi::UnexpectedUniFFICallbackError> for $error {
            fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
                Self::Unavailable
            }
        })*
    };
}
drop_the_reason!(PlatformError, PlatformKeyError, PlatformVaultError, PlatformCodesVaultError);
