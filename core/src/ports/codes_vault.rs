//! The codes key, which the platform releases only after user verification.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::secret::SecretBytes;

/// Why the codes key is asked for; the shell words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlockReason {
    /// To seal the secret of a new association.
    Associate,
    /// To show codes.
    ShowCodes,
}

/// Why the codes key was not released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodesVaultError {
    /// The person dismissed the prompt.
    #[error("the person dismissed the prompt")]
    Cancelled,
    /// Too many failed tries.
    #[error("user verification is locked out for now")]
    LockedOut,
    /// The phone has no screen lock.
    #[error("no screen lock is set up")]
    NotEnrolled,
    /// Anything else, a phone that was not unlocked since it started included; not a proof of loss.
    #[error("the codes vault failed")]
    Unavailable,
}

/// Keeps the 32-byte codes key.
///
/// Security level: the key is released only after the platform verified the user, and reused for
/// at most 60 s after that. It is this device's only: never in a backup.
#[async_trait]
pub trait CodesVault: Send + Sync {
    /// Verifies the user and returns the 32-byte key, made at first use. If the platform lost
    /// it (a restored phone), a new one is made, and what the old one sealed reads as lost.
    ///
    /// # Errors
    ///
    /// See [`CodesVaultError`].
    async fn unlock(&self, reason: UnlockReason) -> Result<SecretBytes, CodesVaultError>;
}

/// A codes vault in memory. Answers of [`FakeCodesVault::fail_next`] come first, in order.
#[derive(Debug)]
pub struct FakeCodesVault {
    key: Vec<u8>,
    failures: Mutex<VecDeque<CodesVaultError>>,
    unlocks: Mutex<Vec<UnlockReason>>,
}

impl FakeCodesVault {
    /// A vault whose key is 32 times `byte`.
    #[must_use]
    pub fn new(byte: u8) -> Self {
        Self { key: vec![byte; 32], failures: Mutex::default(), unlocks: Mutex::default() }
    }

    /// Makes the next unlocking fail.
    pub fn fail_next(&self, error: CodesVaultError) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).push_back(error);
    }

    /// Every reason it was asked for, in order, refused ones included.
    #[must_use]
    pub fn unlocks(&self) -> Vec<UnlockReason> {
        self.unlocks.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl CodesVault for FakeCodesVault {
    async fn unlock(&self, reason: UnlockReason) -> Result<SecretBytes, CodesVaultError> {
        self.unlocks.lock().unwrap_or_else(PoisonError::into_inner).push(reason);
        match self.failures.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
            Some(error) => Err(error),
            None => Ok(SecretBytes::new(self.key.clone())),
        }
    }
}
