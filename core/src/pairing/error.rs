//! Why a step of a pairing failed.

use std::time::Duration;

use crate::account::NoRecoveryCode;
use crate::crypto::{RandomError, SealError};
use crate::pairing::Missing;
use crate::pairing::machine::TransitionError;
use crate::ports::{CodesVaultError, DeviceKeyError, KeyClass};
use crate::provider::{ProviderError, Refusal};
use crate::records::RecordError;
use crate::store::StoreError;

/// Why a step of a pairing failed. Nothing is lost: the step can be taken again, or the pairing
/// abandoned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PairingError {
    /// What was typed can't be right: too long, or not digits where digits belong.
    #[error("what was typed has the wrong form")]
    InvalidInput,
    /// What was read is not an invitation: another app's code, a link that was cut or changed.
    #[error("this is not an invitation")]
    NotAnInvitation,
    /// The invitation is used, too old, or none of this provider's: have another one made.
    #[error("the invitation is no longer good")]
    InvitationOver,
    /// E-mail or password is wrong.
    #[error("e-mail or password is wrong")]
    WrongCredentials,
    /// The SMS code is wrong.
    #[error("the code is wrong")]
    WrongCode {
        /// How many tries are left.
        tries_left: u8,
    },
    /// What was typed is no recovery code: a character is missing or mistyped.
    #[error("what was typed is no recovery code")]
    NoRecoveryCode(#[from] NoRecoveryCode),
    /// The recovery code is wrong, or was used before.
    #[error("the recovery code is wrong or was used before")]
    WrongRecoveryCode,
    /// The account is frozen: only the recovery code or the provider's own check leads on.
    #[error("the account is frozen")]
    Frozen,
    /// For now a phone that came in with a better proof keeps its place: use the recovery code, or
    /// wait.
    #[error("a phone with a better proof keeps its place for now")]
    Outranked {
        /// When to try again.
        retry_after: Duration,
    },
    /// The SMS code is used up or too old: have another one sent.
    #[error("the code is used up: have another one sent")]
    CodeBurned,
    /// No more SMS for now.
    #[error("no more SMS for now")]
    TooManySms {
        /// When to try again.
        retry_after: Duration,
    },
    /// No more tries for now.
    #[error("no more tries for now")]
    TooManyTries {
        /// When to try again.
        retry_after: Duration,
    },
    /// The sign-in is over: abandon this pairing and sign in again.
    #[error("the sign-in is over: sign in again")]
    SessionEnded,
    /// What was typed is no number that an SMS reaches: type a mobile number, with its country
    /// code.
    #[error("this is no mobile number")]
    InvalidNumber,
    /// The account has no verified mobile number.
    #[error("the account has no number to send a code to")]
    NoNumber,
    /// The phone lacks what an association needs.
    #[error("the phone lacks a screen lock or notifications")]
    Prerequisites(Missing),
    /// The provider does not allow approvals verified this way.
    #[error("the provider does not allow this class of key")]
    ClassNotAllowed {
        /// What it allows.
        allowed: Vec<KeyClass>,
    },
    /// The person dismissed a prompt; the step can be taken again.
    #[error("the prompt was dismissed")]
    Cancelled,
    /// Too many failed tries at the phone's own verification.
    #[error("user verification is locked out for now")]
    LockedOut,
    /// No screen lock or biometrics are set up.
    #[error("no screen lock or biometrics are set up")]
    NotEnrolled,
    /// A key made for this pairing is gone: start the association again.
    #[error("a key of this pairing is gone: start again")]
    KeyInvalidated,
    /// The key store failed, or answered what is not its key's signature.
    #[error("the phone's key store failed")]
    KeyStore(#[source] DeviceKeyError),
    /// The codes vault failed.
    #[error("the phone's codes vault failed")]
    CodesVault(#[source] CodesVaultError),
    /// The phone did not tell whether locks and notifications are on.
    #[error("the phone did not tell whether locks and notifications are on")]
    Posture,
    /// Another phone was associated at the same time: this pairing is over.
    #[error("another phone was associated at the same time")]
    Superseded,
    /// The attempt took too long: start the association again.
    #[error("the attempt took too long: start again")]
    Expired,
    /// The provider refused this phone or its statement.
    #[error("the provider refused this phone")]
    Refused,
    /// The provider may already have made the association: wait for its word.
    #[error("the association may already be made: finish it")]
    CommitUnderway,
    /// The provider can't be used.
    #[error("the provider can't be used")]
    Provider(#[source] ProviderError),
    /// This step is over, taken already or not yet allowed.
    #[error("this step is not the current one")]
    Step(#[from] TransitionError),
    /// The phone's storage failed.
    #[error("the pairing could not be read or kept")]
    Store(#[from] StoreError),
    /// What is stored can't be read by this version.
    #[error("what is stored about the pairing can't be read by this version")]
    Record(#[from] RecordError),
    /// Sealing failed.
    #[error("a secret could not be sealed")]
    Seal(#[from] SealError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random(#[from] RandomError),
}

impl From<ProviderError> for PairingError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Key(error) => error.into(),
            ProviderError::Refused(refusal) => refusal.into(),
            error => Self::Provider(error),
        }
    }
}

impl From<Refusal> for PairingError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::InvitationOver => Self::InvitationOver,
            Refusal::WrongCredentials => Self::WrongCredentials,
            Refusal::WrongCode { tries_left } => Self::WrongCode { tries_left },
            Refusal::CodeBurned => Self::CodeBurned,
            Refusal::TooManySms { retry_after } => Self::TooManySms { retry_after },
            Refusal::TooManyTries { retry_after } => Self::TooManyTries { retry_after },
            Refusal::SessionEnded | Refusal::StepNotAllowed => Self::SessionEnded,
            Refusal::InvalidNumber => Self::InvalidNumber,
            Refusal::NoNumber => Self::NoNumber,
            Refusal::Superseded => Self::Superseded,
            Refusal::Expired => Self::Expired,
            Refusal::WrongRecoveryCode => Self::WrongRecoveryCode,
            Refusal::Frozen => Self::Frozen,
            Refusal::Outranked { retry_after } => Self::Outranked { retry_after },
            Refusal::KeyKnown
            | Refusal::PairingRefused
            | Refusal::NotAssociated
            | Refusal::PasswordNeeded
            | Refusal::ActionExpired
            | Refusal::Held { .. }
            | Refusal::InvalidAnswer
            | Refusal::UnknownRequest
            | Refusal::Other => Self::Refused,
        }
    }
}

impl From<DeviceKeyError> for PairingError {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Cancelled => Self::Cancelled,
            DeviceKeyError::LockedOut => Self::LockedOut,
            DeviceKeyError::NotEnrolled => Self::NotEnrolled,
            DeviceKeyError::Invalidated => Self::KeyInvalidated,
            DeviceKeyError::Unavailable | DeviceKeyError::WrongSignature => Self::KeyStore(error),
        }
    }
}

impl From<CodesVaultError> for PairingError {
    fn from(error: CodesVaultError) -> Self {
        match error {
            CodesVaultError::Cancelled => Self::Cancelled,
            CodesVaultError::LockedOut => Self::LockedOut,
            CodesVaultError::NotEnrolled => Self::NotEnrolled,
            CodesVaultError::Unavailable => Self::CodesVault(error),
        }
    }
}
