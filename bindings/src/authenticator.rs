//! The root object.

use std::path::PathBuf;
use std::sync::Arc;

use assenso_core::account::AccountId;
use assenso_core::authenticator;
use assenso_core::secret::SecretText;

use crate::guard::{Panicked as _, guard, guard_sync};
use crate::{
    AccountActions, AccountError, AccountView, ActionError, ActivityView, ApprovalError, Approvals,
    Codes, CodesError, Evidence, Invitation, Observer, OpenError, OpenOptions, Pairing,
    PairingError, PlatformPorts, Subscription,
};

/// The authenticator on one phone. One process opens it, once.
#[derive(uniffi::Object)]
pub struct Authenticator {
    core: authenticator::Authenticator,
}

#[uniffi::export(async_runtime = "tokio")]
impl Authenticator {
    /// Opens the store at `path`, making it and its key at first use.
    ///
    /// # Errors
    ///
    /// See [`OpenError`]. Nothing is ever deleted.
    #[uniffi::constructor]
    pub async fn open(
        path: String,
        ports: PlatformPorts,
        options: OpenOptions,
    ) -> Result<Arc<Self>, OpenError> {
        guard(async {
            let options = options.into_core()?;
            if path.is_empty() || path.contains('\0') {
                return Err(OpenError::InvalidInput);
            }
            let path = PathBuf::from(path);
            let core =
                authenticator::Authenticator::open(&path, ports.into_core(), options).await?;
            Ok(Arc::new(Self { core }))
        })
        .await
    }

    /// The accounts on this phone, oldest first.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn accounts(&self) -> Result<Vec<AccountView>, AccountError> {
        guard(async { Ok(self.core.accounts().await?.into_iter().map(Into::into).collect()) }).await
    }

    /// What was answered on this phone, newest first, at most `limit` entries.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn activity(&self, limit: u32) -> Result<Vec<ActivityView>, AccountError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        guard(async { Ok(self.core.activity(limit).await?.into_iter().map(Into::into).collect()) })
            .await
    }

    /// The signed objects of one answered request; `None` if this phone did not answer it.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn evidence(
        &self,
        account: i64,
        request_id: String,
    ) -> Result<Option<Evidence>, AccountError> {
        guard(async {
            let evidence = self.core.evidence(AccountId(account), &request_id).await?;
            Ok(evidence.map(Into::into))
        })
        .await
    }

    /// Asks the provider for its signed word on whether this phone is the account's device.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn check_association(&self, account: i64) -> Result<AccountView, AccountError> {
        guard(async { Ok(self.core.check_association(AccountId(account)).await?.into()) }).await
    }

    /// Takes a dissociated account off the list: its keys and its code are destroyed, its evidence
    /// stays.
    ///
    /// # Errors
    ///
    /// See [`AccountError`].
    pub async fn remove(&self, account: i64) -> Result<(), AccountError> {
        guard(async { Ok(self.core.remove(AccountId(account)).await?) }).await
    }

    /// Begins to associate this phone with an account at `issuer`, an origin such as
    /// `https://mail.example`. Its step is a sign-in.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn pair(&self, issuer: String) -> Result<Arc<Pairing>, PairingError> {
        guard(async { Ok(Pairing::over(self.core.pair(&issuer).await?.pairing())) }).await
    }

    /// Reads an invitation, from a link or a QR code. Nobody is contacted: the app shows its domain,
    /// warns if it is not listed, and asks whether to go on.
    ///
    /// # Errors
    ///
    /// [`PairingError::NotAccepted`] for any other text.
    pub fn invitation(&self, text: String) -> Result<Arc<Invitation>, PairingError> {
        let text = SecretText::new(text);
        // EXPOSE: the core reads it.
        let read = || Ok(Invitation::over(self.core.invitation(text.expose())?));
        guard_sync(Err(PairingError::panicked()), read)
    }

    /// Begins to associate this phone with an account of the provider that sent `invitation`, if
    /// that provider has the key that the invitation names. Its step is a sign-in.
    ///
    /// # Errors
    ///
    /// [`PairingError::Untrusted`] if it has not; nothing was kept. Else see [`PairingError`].
    pub async fn pair_invited(
        &self,
        invitation: Arc<Invitation>,
    ) -> Result<Arc<Pairing>, PairingError> {
        guard(async {
            Ok(Pairing::over(self.core.pair_invited(invitation.core()).await?.pairing()))
        })
        .await
    }

    /// The pairings that were begun and are not over, oldest first: to be taken up after a start.
    /// One that was never signed in, and that nobody holds, is dropped.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn unfinished(&self) -> Result<Vec<Arc<Pairing>>, PairingError> {
        guard(async { Ok(self.core.unfinished().await?.into_iter().map(Pairing::over).collect()) })
            .await
    }

    /// What waits for an account.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn approvals(&self, account: i64) -> Result<Arc<Approvals>, ApprovalError> {
        guard(async { Ok(Approvals::over(self.core.approvals(AccountId(account)).await?)) }).await
    }

    /// What the owner can do with an account. An action that was signed and not acknowledged is
    /// sent again.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn actions(&self, account: i64) -> Result<Arc<AccountActions>, ActionError> {
        guard(async { Ok(AccountActions::over(self.core.actions(AccountId(account)).await?)) })
            .await
    }

    /// Asks the person to verify, then shows codes for a minute.
    ///
    /// # Errors
    ///
    /// See [`CodesError`].
    pub async fn unlock_codes(&self) -> Result<Arc<Codes>, CodesError> {
        guard(async { Ok(Codes::over(self.core.codes().await?)) }).await
    }

    /// Tells `observer` how things stand now and whenever they change, until the subscription is
    /// cancelled or dropped. A second one may be made; each is told by itself.
    #[expect(clippy::unused_async, reason = "it starts a task: only an async export runs on tokio")]
    pub async fn observe(&self, observer: Arc<dyn Observer>) -> Arc<Subscription> {
        Subscription::to_changes(&self.core, observer)
    }

    /// Has every subscription ask its providers at once: the app came to the front, a push arrived,
    /// the network is back.
    pub fn wake(&self) {
        self.core.wake();
    }
}
