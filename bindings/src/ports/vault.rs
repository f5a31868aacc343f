//! A few named secrets that the platform keeps for the app.

use async_trait::async_trait;

/// Why the vault gave no answer. Neither proves that the secret is lost: that is an empty answer.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum PlatformVaultError {
    /// The phone was not unlocked since it started.
    #[error("locked")]
    Locked,
    /// Anything else.
    #[error("unavailable")]
    Unavailable,
}

/// Keeps secrets of 32 bytes.
///
/// Security level: readable after the first unlock, this device only, never in a backup.
#[uniffi::export(foreign)]
#[async_trait]
pub trait PlatformVault: Send + Sync {
    /// The secret, or `None` if it is proven not to be there.
    ///
    /// # Errors
    ///
    /// See [`PlatformVaultError`].
    async fn get(&self, name: String) -> Result<Option<Vec<u8>>, PlatformVaultError>;

    /// Keeps a secret, replacing an earlier one; on disk when this returns.
    ///
    /// # Errors
    ///
    /// See [`PlatformVaultError`].
    async fn put(&self, name: String, secret: Vec<u8>) -> Result<(), PlatformVaultError>;

    /// Forgets a secret; one that is not there counts as forgotten.
    ///
    /// # Errors
    ///
    /// See [`PlatformVaultError`].
    async fn delete(&self, name: String) -> Result<(), PlatformVaultError>;
}
