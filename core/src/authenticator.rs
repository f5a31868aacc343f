//! The root object: opens the store, lists accounts, hands out flows.

use std::path::Path;
use std::sync::Arc;

use crate::account::{
    Account, AccountActions, AccountError, AccountRecord, ActionError, AssociationState,
};
use crate::activity::{self, ActivityEntry, Evidence};
use crate::approval::{ApprovalError, Approvals};
use crate::codes::{CodesError, UnlockedCodes};
use crate::context::Context;
use crate::crypto::random_bytes;
use crate::pairing::{Flow, Invitation, Pairing, PairingError, SignIn};
use crate::ports::{Platform, VaultError, VaultSlot};
use crate::protocol::DisplayText;
use crate::records::{decode, encode};
use crate::secret::SecretBytes;
use crate::store::{AccountId, SqliteStore, Store, StoreError};
use crate::watch::Watch;

/// What a shell tells the core about itself.
#[derive(Debug, Clone)]
pub struct Options {
    /// The app's name and version.
    pub app: DisplayText,
    /// The phone's name; [`DisplayText::cut`] makes one of whatever the phone is called.
    pub device_name: DisplayText,
    /// Issuers that the app vouches for: the invitation of another one comes with a warning.
    pub listed: Vec<String>,
    /// What a release shell never sets.
    pub development: Option<Development>,
}

/// Loosens what release builds insist on. No release shell makes one.
#[derive(Debug, Clone, Default)]
pub struct Development {
    /// Plain HTTP to a loopback address.
    pub loopback_http: bool,
    /// Certificate authorities, PEM: these are believed, and none of the platform's.
    pub extra_ca: Option<Vec<u8>>,
}

/// Why the store could not be opened. Nothing was deleted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The phone was not unlocked since it started; try again then.
    #[error("the vault is locked until the phone is unlocked")]
    VaultLocked,
    /// The vault failed; try again.
    #[error("the vault failed")]
    VaultUnavailable,
    /// There is a store, and the vault has proven not to have its key (a restored phone):
    /// associate again, with a new file.
    #[error("the key of this store is lost: associate again")]
    KeyLost,
    /// The store could not be opened.
    #[error("the store could not be opened")]
    Store(#[from] StoreError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}

impl From<VaultError> for OpenError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Locked => Self::VaultLocked,
            VaultError::Unavailable => Self::VaultUnavailable,
        }
    }
}

/// The authenticator on one phone.
#[derive(Clone)]
pub struct Authenticator {
    context: Arc<Context>,
}

impl std::fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authenticator")
    }
}

impl Authenticator {
    /// Opens the store at `file`, making it and its key at first use.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub async fn open(
        file: &Path,
        platform: Platform,
        options: Options,
    ) -> Result<Self, OpenError> {
        let base_key = base_key(file, &platform).await?;
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(file, base_key).await?);
        let authenticator = Self::over(store, platform, options);
        authenticator.context.destroy_retired().await?;
        Ok(authenticator)
    }

    /// The authenticator over a store that is open already, for tests and previews.
    #[must_use]
    pub fn over(store: Arc<dyn Store>, platform: Platform, options: Options) -> Self {
        Self { context: Arc::new(Context::new(store, platform, options)) }
    }

    /// The accounts on this phone, oldest first.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn accounts(&self) -> Result<Vec<Account>, AccountError> {
        let mut accounts = Vec::new();
        for row in self.context.store.accounts().await? {
            let record: AccountRecord = decode(&row.state)?;
            if !record.removed {
                accounts.push(record.view(row.id));
            }
        }
        Ok(accounts)
    }

    /// Begins to associate this phone with an account at `issuer`, an origin such as
    /// `https://mail.example`.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn pair(&self, issuer: &str) -> Result<SignIn, PairingError> {
        Flow::begin(Arc::clone(&self.context), issuer, None).await
    }

    /// Reads an invitation, from a link or a QR code. Nobody is contacted yet: the app shows
    /// [`Invitation::domain`], and warns if it is not [`Invitation::is_listed`].
    ///
    /// # Errors
    ///
    /// [`PairingError::NotAnInvitation`]; else see [`Invitation::parse`].
    pub fn invitation(&self, text: &str) -> Result<Invitation, PairingError> {
        Invitation::parse(text, &self.context.options)
    }

    /// Begins to associate this phone with an account of the provider that sent `invitation`, if
    /// that provider has the root key that the invitation names.
    ///
    /// # Errors
    ///
    /// [`OtherRoot`] or [`OtherRootKnown`] if not: nothing was sent or kept. Else see
    /// [`PairingError`].
    ///
    /// [`OtherRoot`]: crate::provider::ProviderError::OtherRoot
    /// [`OtherRootKnown`]: crate::provider::ProviderError::OtherRootKnown
    pub async fn pair_invited(&self, invitation: &Invitation) -> Result<SignIn, PairingError> {
        Flow::begin(Arc::clone(&self.context), invitation.issuer(), Some(invitation)).await
    }

    /// The pairings that were begun and are not over, oldest first. One that was never signed in
    /// is dropped, unless somebody still holds it.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn unfinished(&self) -> Result<Vec<Pairing>, PairingError> {
        Flow::restore(&self.context).await
    }

    /// What waits for an account.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn approvals(&self, account: AccountId) -> Result<Approvals, ApprovalError> {
        Approvals::over(Arc::clone(&self.context), account).await
    }

    /// What the owner can do with an account. An action that was signed and not acknowledged is
    /// sent again.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn actions(&self, account: AccountId) -> Result<AccountActions, ActionError> {
        AccountActions::over(Arc::clone(&self.context), account).await
    }

    /// Asks the person to verify, then shows codes for a minute.
    ///
    /// # Errors
    ///
    /// See [`CodesError`].
    pub async fn codes(&self) -> Result<UnlockedCodes, CodesError> {
        UnlockedCodes::unlock(Arc::clone(&self.context)).await
    }

    /// Asks the provider for its signed word on whether this phone is the account's device.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn check_association(&self, account: AccountId) -> Result<Account, ApprovalError> {
        Ok(self.approvals(account).await?.check_association().await?.view(account))
    }

    /// What was answered on this phone, newest first, at most `limit` entries.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn activity(&self, limit: usize) -> Result<Vec<ActivityEntry>, AccountError> {
        activity::newest(&self.context, limit).await
    }

    /// The signed objects of one answered request; `None` if this phone did not answer it.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn evidence(
        &self,
        account: AccountId,
        request_id: &str,
    ) -> Result<Option<Evidence>, AccountError> {
        activity::evidence(&self.context, account, request_id).await
    }

    /// Watches all accounts while an app is open.
    #[must_use]
    pub fn watch(&self) -> Watch {
        Watch::new(Arc::clone(&self.context))
    }

    /// Has every watch ask at once: the app came to the front, a push arrived, the network is back.
    pub fn wake(&self) {
        self.context.stirred.send_replace(());
    }

    /// Takes a dissociated account off the list: its keys and its code are destroyed, its
    /// receipts stay.
    ///
    /// # Errors
    ///
    /// [`AccountError::StillAssociated`]; else see [`AccountError`].
    pub async fn remove(&self, account: AccountId) -> Result<(), AccountError> {
        let context = Arc::clone(&self.context);
        Context::finish(async move { Self::retire(&context, account).await }).await?;
        self.context.listed.send_replace(());
        self.context.destroy_retired().await?;
        Ok(())
    }

    async fn retire(context: &Context, account: AccountId) -> Result<(), AccountError> {
        let _writing = context.writing.lock().await;
        let store = &context.store;
        let rows = store.accounts().await?;
        let row = rows.iter().find(|row| row.id == account).ok_or(AccountError::Missing)?;
        let mut record: AccountRecord = decode(&row.state)?;
        if matches!(record.association, AssociationState::Associated | AssociationState::Frozen) {
            return Err(AccountError::StillAssociated);
        }
        record.removed = true;
        record.retired.extend([record.possession.id.clone(), record.approval.id.clone()]);
        Ok(store.retire_account(account, encode(&record)?).await?)
    }
}

/// The base key of the store at `file`.
async fn base_key(file: &Path, platform: &Platform) -> Result<SecretBytes, OpenError> {
    if let Some(key) = platform.vault.get(VaultSlot::BaseKey).await? {
        return Ok(key);
    }
    let path = file.to_owned();
    let exists = tokio::task::spawn_blocking(move || path.try_exists())
        .await
        .is_ok_and(|exists| exists.unwrap_or(true));
    if exists {
        return Err(OpenError::KeyLost);
    }
    // A reinstall: keys that an earlier install left behind belong to nobody.
    for key in platform.device_key.list().await.unwrap_or_default() {
        if platform.device_key.delete(&key).await.is_err() {
            tracing::warn!("a key of an earlier install could not be destroyed");
        }
    }
    let key = random_bytes::<32>().map_err(|_| OpenError::Random)?;
    let key = SecretBytes::new(key.to_vec());
    platform.vault.put(VaultSlot::BaseKey, &key).await?;
    Ok(key)
}
