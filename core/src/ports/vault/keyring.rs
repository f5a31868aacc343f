//! A vault over any credential store of keyring-core: Android's Keystore, Apple's Keychain, the
//! Secret Service.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use keyring_core::{CredentialStore, Entry, Error};

use super::{Vault, VaultError, VaultSlot};
use crate::secret::SecretBytes;

/// Keeps each secret as the credential (`service`, name of the slot).
///
/// Security level: that of the credential store it is given, which must be this device's only.
#[derive(Clone)]
pub struct KeyringVault(Arc<Keyring>);

struct Keyring {
    store: Arc<CredentialStore>,
    service: String,
    /// Stores need not stand two calls for one credential at once.
    turn: Mutex<()>,
}

impl std::fmt::Debug for KeyringVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The store's own Debug may print what it keeps.
        write!(f, "KeyringVault({:?})", self.0.service)
    }
}

impl KeyringVault {
    /// A vault in `store`, under the name `service`.
    #[must_use]
    pub fn new(store: Arc<CredentialStore>, service: String) -> Self {
        Self(Arc::new(Keyring { store, service, turn: Mutex::new(()) }))
    }

    /// Runs `work` on a slot's entry, off the caller's thread. `None` if there is no such entry.
    async fn run<T: Send + 'static>(
        &self,
        slot: VaultSlot,
        work: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, VaultError> {
        let keyring = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let _turn = keyring.turn.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = keyring.store.build(&keyring.service, slot.name(), None);
            match entry.and_then(|entry| work(&entry)) {
                Ok(answer) => Ok(Some(answer)),
                Err(Error::NoEntry) => Ok(None),
                Err(error) => Err(translate(error)),
            }
        })
        .await
        .map_err(|_| VaultError::Unavailable)?
    }
}

/// Says what kind of failure it was and drops the rest: it may quote what is kept.
fn translate(error: Error) -> VaultError {
    let (kind, translated) = match error {
        Error::NoStorageAccess(_) => ("no access to the storage", VaultError::Locked),
        Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _) => {
            drop(SecretBytes::new(bytes));
            ("bad data", VaultError::Unavailable)
        }
        Error::PlatformFailure(_) => ("the platform failed", VaultError::Unavailable),
        Error::BadStoreFormat(_) => ("bad store", VaultError::Unavailable),
        Error::TooLong(..) | Error::Invalid(..) => ("bad name or value", VaultError::Unavailable),
        Error::Ambiguous(_) => ("more than one entry", VaultError::Unavailable),
        _ => ("something else", VaultError::Unavailable),
    };
    tracing::warn!(kind, "the credential store failed");
    translated
}

#[async_trait]
impl Vault for KeyringVault {
    async fn get(&self, slot: VaultSlot) -> Result<Option<SecretBytes>, VaultError> {
        self.run(slot, |entry| entry.get_secret().map(SecretBytes::new)).await
    }

    async fn put(&self, slot: VaultSlot, secret: &SecretBytes) -> Result<(), VaultError> {
        // EXPOSE: a copy that may move to the worker.
        let copy = SecretBytes::new(secret.expose().to_vec());
        // EXPOSE: the credential store takes the bytes.
        let put = self.run(slot, move |entry| entry.set_secret(copy.expose())).await?;
        put.ok_or(VaultError::Unavailable)
    }

    async fn delete(&self, slot: VaultSlot) -> Result<(), VaultError> {
        self.run(slot, Entry::delete_credential).await.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use keyring_core::{mock, sample};

    use super::*;

    fn vault(store: Arc<CredentialStore>) -> KeyringVault {
        KeyringVault::new(store, "org.assenso.test".to_owned())
    }

    fn secret() -> SecretBytes {
        SecretBytes::new(b"marked secret".to_vec())
    }

    crate::vault_contract!(Box::new(vault(sample::Store::new().unwrap())));

    #[tokio::test]
    async fn two_services_share_nothing() {
        let store: Arc<CredentialStore> = sample::Store::new().unwrap();
        let one = vault(Arc::clone(&store));
        let other = KeyringVault::new(store, "org.assenso.other".to_owned());
        one.put(VaultSlot::BaseKey, &secret()).await.unwrap();
        assert_eq!(other.get(VaultSlot::BaseKey).await, Ok(None));
        other.delete(VaultSlot::BaseKey).await.unwrap();
        assert_eq!(one.get(VaultSlot::BaseKey).await, Ok(Some(secret())));
    }

    #[tokio::test]
    async fn a_failure_is_told_apart_from_loss() {
        let failures: [fn() -> Error; 5] = [
            || Error::NoStorageAccess("marked secret".into()),
            || Error::PlatformFailure("marked secret".into()),
            || Error::BadEncoding(b"marked secret".to_vec()),
            || Error::BadDataFormat(b"marked secret".to_vec(), "marked secret".into()),
            || Error::Ambiguous(Vec::new()),
        ];
        for (number, failure) in failures.into_iter().enumerate() {
            let store: Arc<CredentialStore> = mock::Store::new().unwrap();
            let vault = vault(Arc::clone(&store));
            vault.put(VaultSlot::BaseKey, &secret()).await.unwrap();
            let fail = || {
                let entry = store.build("org.assenso.test", "base-key", None).unwrap();
                entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(failure());
            };
            let expected = if number == 0 { VaultError::Locked } else { VaultError::Unavailable };
            fail();
            assert_eq!(vault.get(VaultSlot::BaseKey).await, Err(expected));
            fail();
            assert_eq!(vault.put(VaultSlot::BaseKey, &secret()).await, Err(expected));
            fail();
            assert_eq!(vault.delete(VaultSlot::BaseKey).await, Err(expected));
            assert_eq!(vault.get(VaultSlot::BaseKey).await, Ok(Some(secret())));
        }
    }

    #[tokio::test]
    async fn debug_prints_the_service_alone() {
        let vault = vault(mock::Store::new().unwrap());
        vault.put(VaultSlot::BaseKey, &secret()).await.unwrap();
        assert_eq!(format!("{vault:?}"), "KeyringVault(\"org.assenso.test\")");
    }
}
