//! Why approving, denying or fetching failed.

use assenso_core::approval;
use assenso_core::provider::{ProviderError, Refusal};

use crate::guard::{Panicked, report};

/// Why approving, denying or fetching failed. The text is the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum ApprovalError {
    /// Nothing was signed and the request is still open: the person dismissed the prompt
    /// (`approval.cancelled`), or the phone wants a pause after too many tries
    /// (`approval.locked_out`).
    #[error("{0}")]
    Cancelled(&'static str),
    /// The typed number has the wrong form; nothing was sent.
    #[error("approval.invalid_number")]
    InvalidNumber,
    /// This version can't show the request: it can only be denied. Update the app.
    #[error("approval.update_needed")]
    UpdateNeeded,
    /// The approval key is gone: associate again. Denying still works.
    #[error("approval.key_invalidated")]
    KeyInvalidated,
    /// This phone can't answer for the account now; the account says why.
    #[error("{0}")]
    NotAssociated(&'static str),
    /// The answer is given and kept, and will be sent.
    #[error("approval.underway")]
    Underway,
    /// The provider can't be reached or failed; try again.
    #[error("{0}")]
    Offline(&'static str),
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for ApprovalError {
    fn panicked() -> Self {
        Self::Unavailable("approval.panicked")
    }
}

impl From<approval::ApprovalError> for ApprovalError {
    fn from(error: approval::ApprovalError) -> Self {
        use approval::ApprovalError as E;

        let translated = match &error {
            E::Cancelled => Self::Cancelled("approval.cancelled"),
            E::LockedOut => Self::Cancelled("approval.locked_out"),
            E::KeyInvalidated => Self::KeyInvalidated,
            E::KeyStore(_) => Self::Unavailable("approval.key_store"),
            E::InvalidNumber(_) => Self::InvalidNumber,
            E::UpdateNeeded => Self::UpdateNeeded,
            E::Underway => Self::Underway,
            E::MissingAccount => Self::NotAssociated("approval.missing_account"),
            E::NotAssociated(_) => Self::NotAssociated("approval.not_associated"),
            E::Frozen => Self::NotAssociated("approval.frozen"),
            E::Contradiction => Self::Unavailable("approval.contradiction"),
            E::Provider(error) => Self::of_provider(*error),
            E::Report(_) => Self::Unavailable("approval.not_reportable"),
            E::Step(_) | E::Settled(_) => Self::Unavailable("approval.wrong_step"),
            E::Store(_) | E::Record(_) => Self::Unavailable("approval.storage"),
            _ => Self::Unavailable("approval.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl ApprovalError {
    fn of_provider(error: ProviderError) -> Self {
        match error {
            ProviderError::Offline => Self::Offline("approval.offline"),
            ProviderError::Failed => Self::Offline("approval.provider_failed"),
            ProviderError::Refused(Refusal::TooManyTries { .. }) => {
                Self::Offline("approval.too_many_tries")
            }
            ProviderError::Untrusted(_) | ProviderError::KeysChanged => {
                Self::Unavailable("approval.untrusted")
            }
            ProviderError::NotKept => Self::Unavailable("approval.storage"),
            _ => Self::Unavailable("approval.refused"),
        }
    }
}
