//! What every flow shares: the store, the ports, the options.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use async_trait::async_trait;
use tokio::sync::{Mutex, watch};

use crate::account::AccountRecord;
use crate::approval::PendingApproval;
use crate::authenticator::Options;
use crate::crypto::Thumbprint;
use crate::pairing::Flow;
use crate::ports::{KeyId, Platform};
use crate::provider::assenso::{AssensoProvider, Surroundings};
use crate::provider::{Contact, ContactKeeper, KeepError, Provider, ProviderError};
use crate::records::{decode, encode};
use crate::secret::SecretBytes;
use crate::store::{AccountId, PairingId, Store, StoreError};

/// What every flow shares.
pub(crate) struct Context {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) platform: Platform,
    pub(crate) options: Options,
    /// One client per provider, so that its connections and nonces are shared.
    providers: Mutex<HashMap<String, Arc<dyn Provider>>>,
    /// Held from looking for a pin until there is one: of two first contacts at once the second
    /// finds the pin of the first.
    connecting: Mutex<()>,
    /// Held while something stored is read, judged and written again.
    pub(crate) writing: Mutex<()>,
    /// The pairings that somebody holds a step of: one flow each, however often it is asked for.
    pub(crate) flows: Mutex<HashMap<PairingId, Weak<Flow>>>,
    /// The requests that somebody holds: one object each, however often they are fetched.
    pub(crate) requests: Mutex<HashMap<(AccountId, String), Weak<PendingApproval>>>,
    /// One long poll per account: the provider ends an earlier one, and two would end each other.
    pub(crate) waits: Mutex<HashMap<AccountId, Arc<Mutex<()>>>>,
    /// Says that the list of accounts may have changed.
    pub(crate) listed: watch::Sender<()>,
    /// Says that what waits has to be asked for at once.
    pub(crate) stirred: watch::Sender<()>,
}

impl Context {
    pub(crate) fn new(store: Arc<dyn Store>, platform: Platform, options: Options) -> Self {
        Self {
            store,
            platform,
            options,
            providers: Mutex::default(),
            connecting: Mutex::default(),
            writing: Mutex::default(),
            flows: Mutex::default(),
            requests: Mutex::default(),
            waits: Mutex::default(),
            listed: watch::Sender::default(),
            stirred: watch::Sender::default(),
        }
    }

    /// Reaches the provider at `issuer`, and pins or checks its keys. If somebody has named its
    /// `root`, no other is believed.
    pub(crate) async fn connect(
        &self,
        issuer: &str,
        root: Option<&Thumbprint>,
    ) -> Result<Arc<dyn Provider>, ProviderError> {
        let _connecting = self.connecting.lock().await;
        let known = self.contact(issuer).await?;
        let provider =
            AssensoProvider::connect(issuer, known.as_ref(), root, &self.surroundings()).await?;
        let provider: Arc<dyn Provider> = Arc::new(provider);
        self.providers.lock().await.insert(issuer.to_owned(), Arc::clone(&provider));
        Ok(provider)
    }

    /// The provider at `issuer`, which was reached before.
    pub(crate) async fn provider(&self, issuer: &str) -> Result<Arc<dyn Provider>, ProviderError> {
        let mut providers = self.providers.lock().await;
        if let Some(provider) = providers.get(issuer) {
            return Ok(Arc::clone(provider));
        }
        let contact = self.contact(issuer).await?.ok_or(ProviderError::KeysChanged)?;
        let provider: Arc<dyn Provider> =
            Arc::new(AssensoProvider::known(&contact, &self.surroundings())?);
        providers.insert(issuer.to_owned(), Arc::clone(&provider));
        Ok(provider)
    }

    /// Runs a write to its end also when nobody waits for it any more: what a dropped call has
    /// begun to store is stored before anything else is read, judged or written.
    pub(crate) async fn finish<T, E>(
        work: impl Future<Output = Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        tokio::spawn(work).await.unwrap_or_else(|_| Err(StoreError::Cancelled.into()))
    }

    /// Destroys keys; says whether all are gone. One that can't be destroyed now is harmless: no
    /// account names it.
    pub(crate) async fn destroy(&self, keys: &[KeyId]) -> bool {
        let mut gone = true;
        for key in keys {
            if self.platform.device_key.delete(key).await.is_err() {
                tracing::warn!("a key that is no longer used could not be destroyed");
                gone = false;
            }
        }
        gone
    }

    /// Destroys the keys of earlier associations, and notes which are gone.
    pub(crate) async fn destroy_retired(self: &Arc<Self>) -> Result<(), StoreError> {
        for row in self.store.accounts().await? {
            // A record that this version can't read is left as it is; the list names it.
            let Ok(record) = decode::<AccountRecord>(&row.state) else { continue };
            // Without the lock: a key store takes its time.
            if record.retired.is_empty() || !self.destroy(&record.retired).await {
                continue;
            }
            let context = Arc::clone(self);
            let gone = record.retired;
            Self::finish(async move { context.note_destroyed(row.id, &gone).await }).await?;
        }
        Ok(())
    }

    async fn note_destroyed(&self, account: AccountId, gone: &[KeyId]) -> Result<(), StoreError> {
        let _writing = self.writing.lock().await;
        for row in self.store.accounts().await?.into_iter().filter(|row| row.id == account) {
            let Ok(mut record) = decode::<AccountRecord>(&row.state) else { continue };
            record.retired.retain(|key| !gone.contains(key));
            if let Ok(state) = encode(&record) {
                self.store.update_account(row.id, state).await?;
            }
        }
        Ok(())
    }

    /// The pairings as they are stored, after every write that was begun.
    pub(crate) async fn settled_pairings(
        &self,
    ) -> Result<Vec<(PairingId, SecretBytes)>, StoreError> {
        let _writing = self.writing.lock().await;
        self.store.pairings().await
    }

    async fn contact(&self, issuer: &str) -> Result<Option<Contact>, ProviderError> {
        let contacts = self.store.contacts().await.map_err(|_| ProviderError::NotKept)?;
        for state in contacts {
            let contact: Contact = decode(&state).map_err(|_| ProviderError::NotKept)?;
            if contact.issuer == issuer {
                return Ok(Some(contact));
            }
        }
        Ok(None)
    }

    fn surroundings(&self) -> Surroundings {
        Surroundings {
            clock: Arc::clone(&self.platform.clock),
            keeper: Arc::new(StoreKeeper(Arc::clone(&self.store))),
            development: self.options.development.clone(),
        }
    }
}

/// Keeps contacts in the store.
struct StoreKeeper(Arc<dyn Store>);

#[async_trait]
impl ContactKeeper for StoreKeeper {
    async fn keep(&self, contact: &Contact) -> Result<(), KeepError> {
        let state = encode(contact).map_err(|_| KeepError)?;
        self.0.put_contact(&contact.issuer, state).await.map_err(|_| KeepError)
    }
}
