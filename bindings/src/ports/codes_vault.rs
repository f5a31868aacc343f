//! The codes key, which the platform releases only after it verified the person.

use async_trait::async_trait;

/// Why the codes key is asked for; the shell words it.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum UnlockReason {
    /// To seal the secret of a new association.
    Associate,
    /// To show codes.
    ShowCodes,
}

/// Why the codes key was not released.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum PlatformCodesVaultError {
    /// The person dismissed the prompt.
    #[error("cancelled")]
    Cancelled,
    /// Too many failed tries.
    #[error("locked out")]
    LockedOut,
    /// The phone has no screen lock.
    #[error("not enrolled")]
    NotEnrolled,
    /// Anything else; not a proof of loss.
    #[error("unavailable")]
    Unavailable,
}

/// Keeps the codes key.
///
/// Security level: released only after the platform verified the person, and reused for at most
/// 60 s after that; this device only, never in a backup.
#[uniffi::export(foreign)]
#[async_trait]
pub trait PlatformCodesVault: Send + Sync {
    /// Verifies the person and returns the 32-byte key, made at first use. If the platform lost it,
    /// a new one is made. It has five minutes.
    ///
    /// # Errors
    ///
    /// See [`PlatformCodesVaultError`].
    async fn unlock(&self, reason: UnlockReason) -> Result<Vec<u8>, PlatformCodesVaultError>;
}
