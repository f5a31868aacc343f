//! Whom a phone talks to, and which keys it believes.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The keys that a phone has pinned for one provider, in the dialect's own form.
///
/// In Assenso: the keys objects of every adopted epoch, compact, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trust(pub(crate) Vec<String>);

/// A provider that was reached once, with the keys pinned then or adopted since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its issuer.
    pub issuer: String,
    /// Its name, for display.
    pub name: String,
    /// Where its device calls go.
    pub base: String,
    /// Its pinned keys.
    pub trust: Trust,
}

/// The contact could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the provider's keys could not be kept")]
pub struct KeepError;

/// Keeps contacts. A provider calls it before it believes keys that it did not believe before.
#[async_trait]
pub trait ContactKeeper: Send + Sync {
    /// Keeps `contact`, on disk when this returns.
    ///
    /// # Errors
    ///
    /// [`KeepError`] if it is not.
    async fn keep(&self, contact: &Contact) -> Result<(), KeepError>;
}
