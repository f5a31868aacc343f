//! The base key, sealed under the device secret.

use std::sync::Arc;

use assenso_core::crypto::SealingKey;
use assenso_core::ports::{Vault, VaultError, VaultSlot};
use assenso_core::secret::SecretBytes;
use async_trait::async_trait;

use super::file::Blob;
use super::software::{Inner, run};

/// The vault of an open phone.
pub(super) struct SoftwareVault(pub(super) Arc<Inner>);

#[async_trait]
impl Vault for SoftwareVault {
    async fn get(&self, slot: VaultSlot) -> Result<Option<SecretBytes>, VaultError> {
        let found = self.0.safe.read(|file| {
            let blob = file.vault.get(slot.name()).cloned();
            blob.map(|blob| (blob, file.place("vault", slot.name(), "")))
        });
        let Some((blob, place)) = found.map_err(|_| VaultError::Unavailable)? else {
            return Ok(None);
        };
        // A blob that does not open was changed; that is no proof that the secret is lost.
        SealingKey::new(&self.0.device)
            .and_then(|key| key.open(&blob.0, &place))
            .map(Some)
            .map_err(|_| VaultError::Unavailable)
    }

    async fn put(&self, slot: VaultSlot, secret: &SecretBytes) -> Result<(), VaultError> {
        let place = self.0.safe.read(|file| file.place("vault", slot.name(), ""));
        let sealed = SealingKey::new(&self.0.device)
            .and_then(|key| {
                key.seal(secret, &place.map_err(|_| assenso_core::crypto::SealError::Mismatch)?)
            })
            .map_err(|_| VaultError::Unavailable)?;
        let safe = Arc::clone(&self.0.safe);
        run(move || safe.change(|file| file.vault.insert(slot.name().to_owned(), Blob(sealed))))
            .await
            .map(|_| ())
            .map_err(|_| VaultError::Unavailable)
    }

    async fn delete(&self, slot: VaultSlot) -> Result<(), VaultError> {
        let safe = Arc::clone(&self.0.safe);
        run(move || safe.change(|file| file.vault.remove(slot.name())))
            .await
            .map(|_| ())
            .map_err(|_| VaultError::Unavailable)
    }
}
