//! Accounts: one mailbox each, with its own keys, and whether this phone is its device.

pub mod action;
mod error;
mod record;
mod recovery;

use std::time::SystemTime;

pub use action::{AccountActions, ActionError, NewRecoveryCode};
pub use error::AccountError;
pub(crate) use record::{AccountRecord, StoredKey};
pub use recovery::{NoRecoveryCode, RecoveryCode};

use crate::ports::{HardwareLevel, KeyClass};
/// What this phone is to an account.
pub use crate::protocol::AssociationStatus as AssociationState;
pub use crate::protocol::Held;
pub use crate::provider::AccountOverview;
pub use crate::store::AccountId;

/// What an account's device has to wait with, and until when on the provider's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// What is held; never [`Held::Nothing`].
    pub held: Held,
    /// Until when.
    pub until: SystemTime,
}

/// An account on this phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its row on this phone.
    pub id: AccountId,
    /// The provider's issuer.
    pub issuer: String,
    /// The provider's name.
    pub provider: String,
    /// The account's name, usually the mailbox.
    pub name: String,
    /// What this phone is to it, as the provider last signed.
    pub association: AssociationState,
    /// What verifies the user before an approval.
    pub class: KeyClass,
    /// Where its keys live, as obtained.
    pub level: HardwareLevel,
    /// What this phone has to wait with, and until when; `None` for nothing.
    pub hold: Option<Hold>,
    /// Whether the provider answered with an older generation than is known: somebody may have
    /// restored an old state of it, or stands between.
    pub alarm: bool,
}
