//! Why something that the owner does with the account failed.

use std::time::{Duration, SystemTime};

use super::machine::TransitionError;
use crate::account::{AssociationState, NoRecoveryCode};
use crate::approval::ApprovalError;
use crate::crypto::RandomError;
use crate::ports::DeviceKeyError;
use crate::provider::{ProviderError, Refusal};
use crate::records::RecordError;
use crate::store::StoreError;

/// Why something that the owner does with the account failed. Nothing is done by half.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// This phone has no such account.
    #[error("this phone has no such account")]
    MissingAccount,
    /// What was typed can't be a password.
    #[error("what was typed has the wrong form")]
    InvalidInput,
    /// The password is wrong.
    #[error("the password is wrong")]
    WrongPassword,
    /// The account's password has to be typed first, or again: five minutes are over.
    #[error("the password has to be typed first")]
    PasswordNeeded,
    /// Too many wrong passwords or codes for now.
    #[error("no more tries for now")]
    TooManyTries {
        /// When to try again.
        retry_after: Duration,
    },
    /// This phone has to wait with this; the recovery code ends a probation at once.
    #[error("this phone has to wait with this")]
    Held {
        /// Until when, on the provider's clock.
        until: SystemTime,
    },
    /// What was typed is no recovery code.
    #[error("what was typed is no recovery code")]
    NoRecoveryCode(#[from] NoRecoveryCode),
    /// The recovery code is wrong, or was used before.
    #[error("the recovery code is wrong or was used before")]
    WrongRecoveryCode,
    /// The group that was typed back is not the one that was asked for: the code was not kept.
    #[error("the group that was typed back is another one")]
    WrongGroup,
    /// It took too long: do it again.
    #[error("it took too long: do it again")]
    Expired,
    /// Nothing can be changed on this account now.
    #[error("the account is frozen")]
    Frozen,
    /// The person dismissed the prompt; nothing was done.
    #[error("the prompt was dismissed")]
    Cancelled,
    /// Too many failed tries at the phone's own verification.
    #[error("user verification is locked out for now")]
    LockedOut,
    /// The approval key is gone: associate again.
    #[error("the approval key is gone: associate again")]
    KeyInvalidated,
    /// The key store failed, or answered what is not its key's signature.
    #[error("the phone's key store failed")]
    KeyStore(#[source] DeviceKeyError),
    /// This phone is not the account's device, by the provider's signed word.
    #[error("this phone is not the account's device")]
    NotAssociated(AssociationState),
    /// What the provider says contradicts what it signed before; nothing is changed.
    #[error("the provider contradicts what it signed before")]
    Contradiction,
    /// The provider does not do it.
    #[error("the provider refused")]
    Refused,
    /// The provider can't be used. What was signed is sent again by the next
    /// [`crate::authenticator::Authenticator::actions`].
    #[error("the provider can't be used")]
    Provider(#[source] ProviderError),
    /// The phone's storage failed.
    #[error("the action could not be read or kept")]
    Store(#[from] StoreError),
    /// What is stored can't be read by this version.
    #[error("what is stored about the action can't be read by this version")]
    Record(#[from] RecordError),
    /// The action makes no sense in this state.
    #[error("the action does not wait for this")]
    Step(#[from] TransitionError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random(#[from] RandomError),
}

impl From<ApprovalError> for ActionError {
    fn from(error: ApprovalError) -> Self {
        match error {
            ApprovalError::MissingAccount => Self::MissingAccount,
            ApprovalError::Cancelled => Self::Cancelled,
            ApprovalError::LockedOut => Self::LockedOut,
            ApprovalError::KeyInvalidated => Self::KeyInvalidated,
            ApprovalError::KeyStore(error) => Self::KeyStore(error),
            ApprovalError::NotAssociated(state) => Self::NotAssociated(state),
            ApprovalError::Contradiction => Self::Contradiction,
            ApprovalError::Frozen => Self::Frozen,
            ApprovalError::Provider(error) => error.into(),
            ApprovalError::Store(error) => Self::Store(error),
            ApprovalError::Record(error) => Self::Record(error),
            ApprovalError::InvalidNumber(_)
            | ApprovalError::UpdateNeeded
            | ApprovalError::Settled(_)
            | ApprovalError::Underway
            | ApprovalError::Report(_)
            | ApprovalError::Step(_) => Self::Refused,
        }
    }
}

impl From<ProviderError> for ActionError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Key(error) => error.into(),
            ProviderError::Refused(refusal) => match refusal {
                Refusal::WrongCredentials => Self::WrongPassword,
                Refusal::PasswordNeeded => Self::PasswordNeeded,
                Refusal::TooManyTries { retry_after } => Self::TooManyTries { retry_after },
                Refusal::Held { until } => Self::Held { until },
                Refusal::WrongRecoveryCode => Self::WrongRecoveryCode,
                Refusal::ActionExpired => Self::Expired,
                Refusal::Frozen => Self::Frozen,
                _ => Self::Refused,
            },
            error => Self::Provider(error),
        }
    }
}

impl From<DeviceKeyError> for ActionError {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Cancelled => Self::Cancelled,
            DeviceKeyError::LockedOut => Self::LockedOut,
            DeviceKeyError::Invalidated | DeviceKeyError::NotEnrolled => Self::KeyInvalidated,
            DeviceKeyError::Unavailable | DeviceKeyError::WrongSignature => Self::KeyStore(error),
        }
    }
}
