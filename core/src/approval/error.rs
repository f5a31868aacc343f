//! Why approving, denying or fetching failed.

use crate::account::AssociationState;
use crate::approval::machine::{ReportError, TransitionError};
use crate::approval::{InvalidNumber, Outcome};
use crate::ports::DeviceKeyError;
use crate::provider::ProviderError;
use crate::records::RecordError;
use crate::store::StoreError;

/// Why approving, denying or fetching failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApprovalError {
    /// This phone has no such account.
    #[error("this phone has no such account")]
    MissingAccount,
    /// The person dismissed the prompt; the request is still open.
    #[error("the prompt was dismissed")]
    Cancelled,
    /// Too many failed tries at the phone's own verification; the request is still open.
    #[error("user verification is locked out for now")]
    LockedOut,
    /// The approval key is gone: associate again. Denying still works.
    #[error("the approval key is gone: associate again")]
    KeyInvalidated,
    /// The key store failed, or answered what is not its key's signature.
    #[error("the phone's key store failed")]
    KeyStore(#[source] DeviceKeyError),
    /// The typed number has the wrong form; nothing was sent.
    #[error("the typed number has the wrong form")]
    InvalidNumber(#[from] InvalidNumber),
    /// This version can't show the request: it can only be denied. Update the app.
    #[error("this version can't show the request: update the app")]
    UpdateNeeded,
    /// The request is over.
    #[error("the request is over")]
    Settled(Outcome),
    /// An answer is on its way; it is repeated until the provider's receipt is here.
    #[error("an answer is on its way")]
    Underway,
    /// This phone is not the account's device, by the provider's signed word.
    #[error("this phone is not the account's device")]
    NotAssociated(AssociationState),
    /// What the provider says contradicts what it signed before; nothing is changed.
    #[error("the provider contradicts what it signed before")]
    Contradiction,
    /// Nothing can be approved on this account now.
    #[error("the account is frozen")]
    Frozen,
    /// The provider can't be used. An answer that was given is sent as soon as it can.
    #[error("the provider can't be used")]
    Provider(#[source] ProviderError),
    /// The report can't be made.
    #[error("the report can't be made")]
    Report(#[from] ReportError),
    /// The answer makes no sense in this state.
    #[error("the request does not wait for this")]
    Step(#[from] TransitionError),
    /// The phone's storage failed.
    #[error("the request could not be read or kept")]
    Store(#[from] StoreError),
    /// What is stored can't be read by this version.
    #[error("what is stored about the request can't be read by this version")]
    Record(#[from] RecordError),
}

impl From<ProviderError> for ApprovalError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Key(error) => error.into(),
            error => Self::Provider(error),
        }
    }
}

impl From<DeviceKeyError> for ApprovalError {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Cancelled => Self::Cancelled,
            DeviceKeyError::LockedOut => Self::LockedOut,
            DeviceKeyError::Invalidated | DeviceKeyError::NotEnrolled => Self::KeyInvalidated,
            DeviceKeyError::Unavailable | DeviceKeyError::WrongSignature => Self::KeyStore(error),
        }
    }
}
