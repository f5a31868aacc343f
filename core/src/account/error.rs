//! Why something about an account failed.

use crate::provider::ProviderError;
use crate::records::RecordError;
use crate::store::StoreError;

/// Why something about an account failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// This phone has no such account.
    #[error("this phone has no such account")]
    Missing,
    /// The account is still associated: only a dissociated one can be taken off the list.
    #[error("the account is still associated with this phone")]
    StillAssociated,
    /// The provider did not do what it was asked.
    #[error("the provider did not answer the question")]
    Provider(#[from] ProviderError),
    /// The phone's storage failed.
    #[error("the account could not be read or kept")]
    Store(#[from] StoreError),
    /// What is stored can't be read by this version.
    #[error("what is stored about the account can't be read by this version")]
    Record(#[from] RecordError),
}
