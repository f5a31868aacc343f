//! Accounts as the shells see them.

use std::time::{SystemTime, UNIX_EPOCH};

use assenso_core::account::{self, AssociationState};
use assenso_core::approval;
use assenso_core::ports;
use assenso_core::provider::ProviderError;

use crate::guard::{Panicked, report};

/// An account on this phone.
#[derive(Clone, uniffi::Record)]
pub struct AccountView {
    /// Its number on this phone.
    pub id: i64,
    /// The provider's issuer, an origin.
    pub issuer: String,
    /// The provider's name.
    pub provider: String,
    /// The account's name, usually the mailbox.
    pub name: String,
    /// What this phone is to it, as the provider last signed.
    pub association: Association,
    /// What verifies the person before an approval.
    pub key_class: KeyClass,
    /// Where its keys live, as obtained.
    pub hardware_level: HardwareLevel,
    /// What it has to wait with on this account, and until when; `None` for nothing.
    pub hold: Option<HoldView>,
    /// The provider contradicts what it signed before. Nothing was changed; say so.
    pub alarm: bool,
}

impl From<account::Account> for AccountView {
    fn from(account: account::Account) -> Self {
        Self {
            id: account.id.0,
            issuer: account.issuer,
            provider: account.provider,
            name: account.name,
            association: account.association.into(),
            key_class: account.class.into(),
            hardware_level: account.level.into(),
            hold: account.hold.map(Into::into),
            alarm: account.alarm,
        }
    }
}

/// What the account's device has to wait with.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum Held {
    /// Changing the number, the methods, the notice address or the recovery code, and hand-over.
    Settings,
    /// Everything that gives somebody more power: the phone is on probation.
    Widening,
}

/// What the account's device has to wait with, and until when on the provider's clock.
#[derive(Clone, Copy, uniffi::Record)]
pub struct HoldView {
    /// What is held.
    pub held: Held,
    /// Until when.
    pub until_unix_ms: i64,
}

impl From<account::Hold> for HoldView {
    fn from(hold: account::Hold) -> Self {
        Self {
            held: match hold.held {
                account::Held::Settings => Held::Settings,
                account::Held::Nothing | account::Held::Widening => Held::Widening,
            },
            until_unix_ms: unix_ms(hold.until),
        }
    }
}

/// What this phone is to an account.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum Association {
    /// Its device.
    Associated,
    /// 2-step verification is off.
    NotActive,
    /// Another phone took its place.
    Replaced,
    /// The account has another owner.
    OwnerChanged,
    /// Signed out on this phone.
    SignedOut,
    /// 2-step verification was switched off.
    Deactivated,
    /// Its device, but nothing can be approved for now.
    Frozen,
    /// The provider does not know this phone.
    Unknown,
}

impl From<AssociationState> for Association {
    fn from(state: AssociationState) -> Self {
        match state {
            AssociationState::Associated => Self::Associated,
            AssociationState::NotActive => Self::NotActive,
            AssociationState::Replaced => Self::Replaced,
            AssociationState::OwnerChanged => Self::OwnerChanged,
            AssociationState::SignedOut => Self::SignedOut,
            AssociationState::Deactivated => Self::Deactivated,
            AssociationState::Frozen => Self::Frozen,
            AssociationState::Unknown => Self::Unknown,
        }
    }
}

/// What verifies the person before the approval key signs.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum KeyClass {
    /// Biometrics or the phone's own PIN.
    Device,
    /// Strong biometrics only; a new enrolment ends the key.
    Biometric,
}

impl From<ports::KeyClass> for KeyClass {
    fn from(class: ports::KeyClass) -> Self {
        match class {
            ports::KeyClass::Device => Self::Device,
            ports::KeyClass::Biometric => Self::Biometric,
        }
    }
}

impl From<KeyClass> for ports::KeyClass {
    fn from(class: KeyClass) -> Self {
        match class {
            KeyClass::Device => Self::Device,
            KeyClass::Biometric => Self::Biometric,
        }
    }
}

/// Where a private key lives, as the platform reported it.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum HardwareLevel {
    /// A separate security chip (Android).
    StrongBox,
    /// The processor's trusted environment (Android).
    Tee,
    /// Apple's Secure Enclave.
    SecureEnclave,
    /// No hardware: simulators and tests.
    Software,
}

impl From<ports::HardwareLevel> for HardwareLevel {
    fn from(level: ports::HardwareLevel) -> Self {
        match level {
            ports::HardwareLevel::StrongBox => Self::StrongBox,
            ports::HardwareLevel::Tee => Self::Tee,
            ports::HardwareLevel::SecureEnclave => Self::SecureEnclave,
            ports::HardwareLevel::Software => Self::Software,
        }
    }
}

impl From<HardwareLevel> for ports::HardwareLevel {
    fn from(level: HardwareLevel) -> Self {
        match level {
            HardwareLevel::StrongBox => Self::StrongBox,
            HardwareLevel::Tee => Self::Tee,
            HardwareLevel::SecureEnclave => Self::SecureEnclave,
            HardwareLevel::Software => Self::Software,
        }
    }
}

/// Why something about an account failed. The text is the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum AccountError {
    /// This phone has no such account.
    #[error("account.missing")]
    Missing,
    /// Only a dissociated account can be taken off the list.
    #[error("account.still_associated")]
    StillAssociated,
    /// The provider can't be reached or failed; try again.
    #[error("{0}")]
    Offline(&'static str),
    /// What the provider says does not verify; nothing was changed.
    #[error("{0}")]
    Untrusted(&'static str),
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for AccountError {
    fn panicked() -> Self {
        Self::Unavailable("account.panicked")
    }
}

impl From<account::AccountError> for AccountError {
    fn from(error: account::AccountError) -> Self {
        use account::AccountError as E;

        let translated = match &error {
            E::Missing => Self::Missing,
            E::StillAssociated => Self::StillAssociated,
            E::Provider(error) => (*error).into(),
            E::Store(_) | E::Record(_) => Self::Unavailable("account.storage"),
            _ => Self::Unavailable("account.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl From<approval::ApprovalError> for AccountError {
    /// What asking for an association can end in.
    fn from(error: approval::ApprovalError) -> Self {
        use approval::ApprovalError as E;

        let translated = match &error {
            E::MissingAccount => Self::Missing,
            E::Provider(error) => (*error).into(),
            E::Contradiction => Self::Untrusted("account.untrusted"),
            E::Cancelled | E::LockedOut | E::KeyInvalidated | E::KeyStore(_) => {
                Self::Unavailable("account.key_store")
            }
            E::Store(_) | E::Record(_) => Self::Unavailable("account.storage"),
            _ => Self::Unavailable("account.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl From<ProviderError> for AccountError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Offline => Self::Offline("account.offline"),
            ProviderError::Failed => Self::Offline("account.provider_failed"),
            ProviderError::Untrusted(_) | ProviderError::KeysChanged => {
                Self::Untrusted("account.untrusted")
            }
            ProviderError::Key(_) => Self::Unavailable("account.key_store"),
            ProviderError::NotKept => Self::Unavailable("account.storage"),
            _ => Self::Unavailable("account.refused"),
        }
    }
}

/// Milliseconds since 1970, negative before.
pub(crate) fn unix_ms(time: SystemTime) -> i64 {
    let millis = |span: std::time::Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => millis(since),
        Err(before) => millis(before.duration()).saturating_neg(),
    }
}
