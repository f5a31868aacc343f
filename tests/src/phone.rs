//! A phone: the core over a real file, its hardware played by fakes that tests can push around.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what can't be set up ends the test"
)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use assenso_core::account::AccountId;
use assenso_core::approval::{Approvals, PendingApproval};
use assenso_core::authenticator::{Authenticator, Development, OpenError, Options};
use assenso_core::pairing::{AssociateCode, PairingError, PairingStep, SignInCode, SignedIn};
use assenso_core::ports::{
    FakeCodesVault, FakeDeviceKey, FakePosture, FakePush, FakeVault, KeyClass, ManualClock,
    Platform,
};
use assenso_core::protocol::DisplayText;
use assenso_core::secret::SecretText;
use tempfile::TempDir;

use crate::provider::{EMAIL, PASSWORD, Provider};

/// The hardware of one phone. It outlives the app's process.
pub struct Hardware {
    /// Its keys.
    pub keys: Arc<FakeDeviceKey>,
    /// Its vault.
    pub vault: Arc<FakeVault>,
    /// Its codes vault.
    pub codes: Arc<FakeCodesVault>,
    /// Its locks and notifications.
    pub posture: Arc<FakePosture>,
    /// Its clocks.
    pub clock: Arc<ManualClock>,
    folder: TempDir,
}

impl Default for Hardware {
    fn default() -> Self {
        Self::new()
    }
}

impl Hardware {
    /// A phone that is set up, on a day in 2027.
    ///
    /// # Panics
    ///
    /// If there is no folder for its file.
    #[must_use]
    pub fn new() -> Self {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        Self {
            keys: Arc::new(FakeDeviceKey::default()),
            vault: Arc::new(FakeVault::default()),
            codes: Arc::new(FakeCodesVault::new(7)),
            posture: Arc::new(FakePosture::complete()),
            clock: Arc::new(ManualClock::new(wall)),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// The ports.
    #[must_use]
    pub fn platform(&self) -> Platform {
        Platform {
            device_key: Arc::<FakeDeviceKey>::clone(&self.keys),
            vault: Arc::<FakeVault>::clone(&self.vault),
            codes_vault: Arc::<FakeCodesVault>::clone(&self.codes),
            push: Arc::new(FakePush::none()),
            posture: Arc::<FakePosture>::clone(&self.posture),
            clock: Arc::<ManualClock>::clone(&self.clock),
        }
    }

    /// Where the app keeps its file.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("assenso.db")
    }

    /// Starts the app: again, after it was killed.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub async fn open(&self) -> Result<Authenticator, OpenError> {
        self.open_with(options()).await
    }

    /// Starts the app as another build of it.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub async fn open_with(&self, options: Options) -> Result<Authenticator, OpenError> {
        Authenticator::open(&self.file(), self.platform(), options).await
    }
}

/// What a release build says of itself: nothing is loosened.
#[must_use]
pub fn release_options() -> Options {
    Options { development: None, ..options() }
}

/// What a development build says of itself.
#[must_use]
pub fn options() -> Options {
    Options {
        app: DisplayText::new("Assenso tests").expect("a name"),
        device_name: DisplayText::new("Test phone").expect("a name"),
        listed: Vec::new(),
        development: Some(Development { loopback_http: true, extra_ca: None }),
    }
}

/// A phone with the app open.
pub struct Phone {
    /// Its hardware.
    pub hardware: Hardware,
    /// The app.
    pub app: Authenticator,
}

impl Phone {
    /// A new phone.
    ///
    /// # Panics
    ///
    /// If the app does not open.
    pub async fn new() -> Self {
        let hardware = Hardware::new();
        let app = hardware.open().await.expect("the app opens");
        Self { hardware, app }
    }

    /// A new phone that is the device of the provider's account.
    ///
    /// # Panics
    ///
    /// If it can't be associated.
    pub async fn associated(provider: &Provider) -> (Self, AccountId) {
        let phone = Self::new().await;
        let account = phone.associate(provider).await.expect("the phone is associated");
        (phone, account)
    }

    /// The app's process dies and starts again.
    ///
    /// # Panics
    ///
    /// If the app does not open.
    pub async fn restart(self) -> Self {
        let Self { hardware, app } = self;
        drop(app);
        let app = hardware.open().await.expect("the app opens again");
        Self { hardware, app }
    }

    /// Goes through the whole pairing.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn associate(&self, provider: &Provider) -> Result<AccountId, PairingError> {
        self.associate_as(provider, EMAIL).await
    }

    /// Goes through the whole pairing with the account `email`.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn associate_as(
        &self,
        provider: &Provider,
        email: &str,
    ) -> Result<AccountId, PairingError> {
        let step = self.code_wanted(provider, email).await?;
        match step.submit(&provider.sms_code().await, KeyClass::Device).await? {
            PairingStep::Associated(account) => Ok(account),
            other => panic!("not associated but {other:?}"),
        }
    }

    /// Goes as far as the SMS code of the sign-in.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn sign_in(
        &self,
        provider: &Provider,
        email: &str,
    ) -> Result<SignInCode, PairingError> {
        let step = self.app.pair(provider.issuer()).await?;
        match step.submit(email, &SecretText::new(PASSWORD.to_owned())).await? {
            PairingStep::SignInCode(step) => Ok(step),
            other => panic!("no code was asked, but {other:?}"),
        }
    }

    /// Goes as far as being signed in, not associated.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn signed_in(
        &self,
        provider: &Provider,
        email: &str,
    ) -> Result<SignedIn, PairingError> {
        let step = self.sign_in(provider, email).await?;
        match step.submit(&provider.sms_code().await).await? {
            PairingStep::SignedIn(step) => Ok(step),
            other => panic!("not signed in but {other:?}"),
        }
    }

    /// Goes as far as the SMS code of the association.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn code_wanted(
        &self,
        provider: &Provider,
        email: &str,
    ) -> Result<AssociateCode, PairingError> {
        self.signed_in(provider, email).await?.associate().await
    }

    /// What waits.
    ///
    /// # Panics
    ///
    /// If the account is not there.
    pub async fn approvals(&self, account: AccountId) -> Approvals {
        self.app.approvals(account).await.expect("the account is there")
    }

    /// The one request that waits.
    ///
    /// # Panics
    ///
    /// If there is none, or more.
    pub async fn one_request(&self, account: AccountId) -> Arc<PendingApproval> {
        let mut open = self.approvals(account).await.refresh().await.expect("the inbox is fetched");
        assert_eq!(open.len(), 1, "one request waits");
        open.remove(0)
    }
}
