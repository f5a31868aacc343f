//! The codes key, in a box that only a typed PIN opens.

use std::sync::{Arc, PoisonError, Weak};
use std::time::Duration;

use assenso_core::crypto::random_bytes;
use assenso_core::ports::{CodesVault, CodesVaultError, UnlockReason};
use assenso_core::secret::SecretBytes;
use async_trait::async_trait;

use super::file::Blob;
use super::prompt::PinPurpose;
use super::sealed_box;
use super::software::{Inner, Unverified, run};

/// How long one verification is good for.
const REUSE: Duration = Duration::from_mins(1);

/// The codes vault of an open phone.
pub(super) struct SoftwareCodesVault(pub(super) Arc<Inner>);

#[async_trait]
impl CodesVault for SoftwareCodesVault {
    async fn unlock(&self, reason: UnlockReason) -> Result<SecretBytes, CodesVaultError> {
        let _one_at_a_time = self.0.verifying.lock().await;
        if let Some(key) = self.reusable() {
            return Ok(key);
        }
        let person = self.0.verify(&PinPurpose::Codes(reason)).await.map_err(refusal)?;
        let key = self.open_or_make(&person).await.ok_or(CodesVaultError::Unavailable)?;
        self.keep(copy(&key));
        Ok(key)
    }
}

impl SoftwareCodesVault {
    fn reusable(&self) -> Option<SecretBytes> {
        let now = self.0.clock.boot();
        let mut kept = self.0.codes.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((key, since)) if now < since.saturating_add(REUSE) => Some(copy(key)),
            _ => {
                *kept = None;
                None
            }
        }
    }

    /// Keeps the key for [`REUSE`] by the boot clock; a task wipes it even if nobody asks again.
    fn keep(&self, key: SecretBytes) {
        let since = self.0.clock.boot();
        *self.0.codes.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, since));
        let inner = Arc::downgrade(&self.0);
        tokio::spawn(wipe_later(inner, since));
    }

    async fn open_or_make(&self, person: &SecretBytes) -> Option<SecretBytes> {
        let (stored, public, place) = self
            .0
            .safe
            .read(|file| {
                let place = file.place("codes", "key", "");
                (file.codes_key.clone(), file.lock.person_public, place)
            })
            .ok()?;
        if let Some(stored) = stored {
            // One that does not open was changed, not lost: no new key is made.
            return sealed_box::open(person, &stored.0, &place).ok();
        }
        let key = SecretBytes::new(random_bytes::<32>().ok()?.to_vec());
        let sealed = Blob(sealed_box::seal(&public, &key, &place)?);
        let safe = Arc::clone(&self.0.safe);
        run(move || safe.change(|file| file.codes_key = Some(sealed))).await.ok()?;
        Some(key)
    }
}

async fn wipe_later(inner: Weak<Inner>, since: assenso_core::ports::BootInstant) {
    tokio::time::sleep(REUSE).await;
    let Some(inner) = inner.upgrade() else { return };
    let newer = inner
        .codes
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()
        .is_some_and(|(_, kept_since)| *kept_since != since);
    if !newer {
        inner.forget_codes();
    }
}

fn copy(key: &SecretBytes) -> SecretBytes {
    // EXPOSE: a copy for the caller; the port hands the key out.
    SecretBytes::new(key.expose().to_vec())
}

fn refusal(unverified: Unverified) -> CodesVaultError {
    match unverified {
        Unverified::Cancelled => CodesVaultError::Cancelled,
        Unverified::LockedOut => CodesVaultError::LockedOut,
        Unverified::Failed => CodesVaultError::Unavailable,
    }
}
