//! A provider in this process, on a clock of its own, with one account.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what can't be set up ends the test"
)]

use std::sync::Arc;
use std::time::Duration;

use assenso_core::secret::SecretText;
use assenso_service::{Clock, Config, ManualClock, Running, SeedAccount};
use serde_json::Value;
use tempfile::TempDir;

use crate::forge::Signer;
use crate::middle::Middle;

/// The seeded mailbox.
pub const EMAIL: &str = "anna@demo.example";
/// Its password.
pub const PASSWORD: &str = "correct horse battery staple";
/// Its verified number.
pub const NUMBER: &str = "+390612345678";

/// A running provider.
pub struct Provider {
    /// Its data folder.
    pub folder: Arc<TempDir>,
    /// Its clock, which stands until it is moved.
    pub clock: Arc<ManualClock>,
    /// The clock that it runs on: its own, unless the configuration says otherwise.
    judge: Arc<dyn Clock>,
    running: Running,
}

impl Provider {
    /// Starts a provider with one account on a free port.
    ///
    /// # Panics
    ///
    /// If it can't start.
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// Starts a provider whose configuration `change` has changed.
    ///
    /// # Panics
    ///
    /// If it can't start.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let provider = Self::start_empty(change).await;
        provider.seed(EMAIL).await;
        provider
    }

    /// Starts a provider whose one account `change` has changed.
    ///
    /// # Panics
    ///
    /// If it can't start.
    pub async fn start_with_account(change: impl FnOnce(&mut SeedAccount)) -> Self {
        let provider = Self::start_empty(|_| ()).await;
        provider.seed_with(EMAIL, change).await;
        provider
    }

    async fn start_empty(change: impl FnOnce(&mut Config)) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let clock = Arc::new(ManualClock::default());
        Self::start_in(folder, clock, change).await
    }

    /// Starts a provider with one account, and somebody between it and its phones.
    ///
    /// # Panics
    ///
    /// If it can't start.
    pub async fn start_behind() -> (Self, Middle) {
        let middle = Middle::listen().await;
        let origin = middle.origin().to_owned();
        let provider = Self::start_with(|config| config.issuer = Some(origin)).await;
        middle.forward_to(&provider.origin());
        (provider, middle)
    }

    /// The private key that signs now, stolen from its folder.
    ///
    /// # Panics
    ///
    /// If the chain can't be read.
    pub async fn stolen_key(&self) -> Signer {
        let client = crate::http::client().build().expect("a client");
        let url = format!("{}/assenso/v1/keys/1", self.origin());
        let reply = client.get(url).send().await.expect("the chain answers");
        let chain: Value = reply.json().await.expect("the chain is JSON");
        let newest = chain["keys"].as_array().and_then(|keys| keys.last()?.as_str());
        let (_, claims) = crate::forge::open(newest.expect("a keys object"));
        Signer::stolen(self.folder.path(), &crate::forge::thumbprint(&claims["keys"][0]))
    }

    /// Starts a provider on a folder.
    ///
    /// # Panics
    ///
    /// If it can't start.
    pub async fn start_in(
        folder: Arc<TempDir>,
        clock: Arc<ManualClock>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let mut config = Config::new(folder.path().join("data"));
        config.clock = Arc::<ManualClock>::clone(&clock);
        // On a clock that stands still every request would come too soon.
        config.policy.back_off = Duration::ZERO;
        change(&mut config);
        let judge = Arc::clone(&config.clock);
        let running = assenso_service::start(config).await.expect("the provider starts");
        Self { folder, clock, judge, running }
    }

    /// Makes one more account, with the same password.
    ///
    /// # Panics
    ///
    /// If it can't be made.
    pub async fn seed(&self, email: &str) {
        self.seed_with(email, |_| ()).await;
    }

    /// Makes one more account, with the same password, that `change` has changed.
    ///
    /// # Panics
    ///
    /// If it can't be made.
    pub async fn seed_with(&self, email: &str, change: impl FnOnce(&mut SeedAccount)) {
        let password = SecretText::new(PASSWORD.to_owned());
        let mut account = SeedAccount::new(email, password, NUMBER, "Anna Rossi");
        change(&mut account);
        let data = self.folder.path().join("data");
        let judge = Arc::clone(&self.judge);
        let made =
            tokio::task::spawn_blocking(move || assenso_service::seed(&data, &account, &*judge));
        made.await.expect("the seeding ends").expect("the account is made");
    }

    /// Its issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.running.issuer
    }

    /// Where it listens: the same as the issuer, unless somebody stands in between.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.running.address)
    }

    /// Everything it would have sent, newest first, as `{channel, to, subject, text}`.
    ///
    /// # Panics
    ///
    /// If the outbox can't be read.
    pub async fn outbox(&self) -> Vec<Value> {
        let url = format!("{}/outbox.json", self.origin());
        let client = crate::http::client().build().expect("a client");
        let reply = client.get(url).send().await.expect("the outbox answers");
        let mut body: Value = reply.json().await.expect("the outbox is JSON");
        match body["messages"].take() {
            Value::Array(messages) => messages,
            other => panic!("the outbox has no messages: {other}"),
        }
    }

    /// The code of the newest SMS.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub async fn sms_code(&self) -> SecretText {
        let messages = self.outbox().await;
        let codes = messages.iter().filter(|message| message["channel"] == "sms");
        let found = codes.into_iter().find_map(|message| code_in(message["text"].as_str()?));
        SecretText::new(found.expect("an SMS with a code"))
    }

    /// The path of the link that contests what was told about last, outside the mailbox.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub async fn contest_path(&self) -> String {
        let messages = self.outbox().await;
        let links = messages.iter().filter_map(|message| {
            let (_, token) = message["text"].as_str()?.split_once("/contest/")?;
            Some(format!("/contest/{token}"))
        });
        links.into_iter().next().expect("a link that contests")
    }

    /// Stops it and starts it again on the same folder.
    ///
    /// # Panics
    ///
    /// If it can't start.
    pub async fn restart(self) -> Self {
        self.running.shutdown().await;
        Self::start_in(self.folder, self.clock, |_| ()).await
    }

    /// Stops it.
    pub async fn stop(self) {
        self.running.shutdown().await;
    }
}

/// The six digits in a text.
#[must_use]
pub fn code_in(text: &str) -> Option<String> {
    text.split(|character: char| !character.is_ascii_digit())
        .find(|word| word.len() == 6)
        .map(str::to_owned)
}
