//! A few named secrets that the platform keeps for the app.

mod keyring;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

pub use keyring::KeyringVault;

use crate::secret::SecretBytes;

/// What can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VaultSlot {
    /// The 32-byte key that seals accounts and state.
    BaseKey,
}

impl VaultSlot {
    /// Its name in the platform's store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BaseKey => "base-key",
        }
    }
}

/// Why the vault gave no answer. None of these proves that the secret is lost: that is
/// `Ok(None)` from [`Vault::get`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The phone was not unlocked since it started.
    #[error("the vault is locked until the phone is unlocked")]
    Locked,
    /// Anything else; the shell logged the cause.
    #[error("the vault failed")]
    Unavailable,
}

/// Keeps secrets. Security level: after first unlock, this device only, never in a backup.
#[async_trait]
pub trait Vault: Send + Sync {
    /// The secret, or `None` if it is proven not to be there.
    ///
    /// # Errors
    ///
    /// See [`VaultError`].
    async fn get(&self, slot: VaultSlot) -> Result<Option<SecretBytes>, VaultError>;

    /// Keeps a secret, replacing an earlier one; on disk when this returns.
    ///
    /// # Errors
    ///
    /// See [`VaultError`].
    async fn put(&self, slot: VaultSlot, secret: &SecretBytes) -> Result<(), VaultError>;

    /// Forgets a secret; one that is not there counts as forgotten.
    ///
    /// # Errors
    ///
    /// See [`VaultError`].
    async fn delete(&self, slot: VaultSlot) -> Result<(), VaultError>;
}

/// A vault in memory.
#[derive(Debug, Default)]
pub struct FakeVault {
    secrets: Mutex<HashMap<VaultSlot, SecretBytes>>,
    failure: Mutex<Option<VaultError>>,
}

impl FakeVault {
    /// Makes every call fail with `error` until `None` is set.
    pub fn set_failure(&self, error: Option<VaultError>) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    fn check(&self) -> Result<(), VaultError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}

#[async_trait]
impl Vault for FakeVault {
    async fn get(&self, slot: VaultSlot) -> Result<Option<SecretBytes>, VaultError> {
        self.check()?;
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        // EXPOSE: a copy for the caller; the port hands secrets out.
        Ok(secrets.get(&slot).map(|secret| SecretBytes::new(secret.expose().to_vec())))
    }

    async fn put(&self, slot: VaultSlot, secret: &SecretBytes) -> Result<(), VaultError> {
        self.check()?;
        // EXPOSE: a copy for keeping.
        let copy = SecretBytes::new(secret.expose().to_vec());
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).insert(slot, copy);
        Ok(())
    }

    async fn delete(&self, slot: VaultSlot) -> Result<(), VaultError> {
        self.check()?;
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).remove(&slot);
        Ok(())
    }
}
