//! A world to test in: one provider with one account, a manual clock, phones and browsers.

pub(crate) mod browser;
pub(crate) mod phone;
pub(crate) mod relay;

use std::path::Path;
use std::sync::{Arc, Once, OnceLock};
use std::time::Duration;

use assenso_core::secret::SecretText;
use assenso_service::{
    Clock as _, Config, ManualClock, Policy, Running, SeedAccount, Seeded, Smtp, seed, start,
};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use browser::Browser;
use phone::Phone;

pub(crate) const EMAIL: &str = "maria@example.org";
pub(crate) const PASSWORD: &str = "eight giraffes on a ladder";
pub(crate) const NUMBER: &str = "+393471234567";

/// A provider that runs, and what it runs on.
pub(crate) struct World {
    pub(crate) dir: TempDir,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) http: reqwest::Client,
    pub(crate) node: Running,
}

pub(crate) fn account(email: &str) -> SeedAccount {
    let password = SecretText::new(PASSWORD.to_owned());
    SeedAccount::new(email, password, NUMBER, "Maria Rossi")
}

pub(crate) fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        rustls::crypto::ring::default_provider().install_default().unwrap();
    });
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        // Reading the system's certificates takes longer than most tests.
        .tls_certs_only([])
        .build()
        .unwrap()
}

impl World {
    /// A provider with the account [`EMAIL`]: 2-step verification on, number verified, no phone.
    pub(crate) async fn new() -> Self {
        // Seeded once: hashing the password takes longer than most tests.
        static SEEDED: OnceLock<Vec<u8>> = OnceLock::new();
        let database = SEEDED.get_or_init(|| {
            let dir = tempfile::tempdir().unwrap();
            seed(dir.path(), &account(EMAIL), &ManualClock::default()).unwrap();
            std::fs::read(dir.path().join("service.db")).unwrap()
        });
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("service.db"), database).unwrap();
        Self::over(dir).await
    }

    pub(crate) async fn with(accounts: &[SeedAccount]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for account in accounts {
            let seeded = seed(dir.path(), account, &ManualClock::default());
            assert_eq!(seeded.unwrap(), Seeded::Made);
        }
        Self::over(dir).await
    }

    async fn over(dir: TempDir) -> Self {
        let clock = Arc::new(ManualClock::default());
        let node = start(config(dir.path(), &clock)).await.unwrap();
        Self { dir, clock, http: client(), node }
    }

    /// The same folder after a restart.
    pub(crate) async fn restarted(self) -> Self {
        let Self { dir, clock, http, node } = self;
        node.shutdown().await;
        let node = start(config(dir.path(), &clock)).await.unwrap();
        Self { dir, clock, http, node }
    }

    /// The same folder under another policy.
    pub(crate) async fn with_policy(self, policy: Policy) -> Self {
        let Self { dir, clock, http, node } = self;
        node.shutdown().await;
        let mut config = config(dir.path(), &clock);
        config.policy = policy;
        let node = start(config).await.unwrap();
        Self { dir, clock, http, node }
    }

    /// The same folder, with a relay for its e-mails.
    pub(crate) async fn with_relay(self, smtp: Smtp) -> Self {
        let Self { dir, clock, http, node } = self;
        node.shutdown().await;
        let mut config = config(dir.path(), &clock);
        config.smtp = Some(smtp);
        let node = start(config).await.unwrap();
        Self { dir, clock, http, node }
    }

    /// One more node over the same folder.
    pub(crate) async fn another_node(&self) -> Running {
        self.another_node_with(None).await
    }

    pub(crate) async fn another_node_with(&self, smtp: Option<Smtp>) -> Running {
        let mut config = config(self.dir.path(), &self.clock);
        config.smtp = smtp;
        config.another_node = true;
        start(config).await.unwrap()
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    pub(crate) fn now_ms(&self) -> u64 {
        u64::try_from(self.clock.now().as_millis()).unwrap()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.node.issuer)
    }

    pub(crate) fn phone(&self) -> Phone {
        Phone::new(&self.http, &self.node.issuer, self.node.address)
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.http, self.node.address)
    }

    /// A phone that is the account's device.
    pub(crate) async fn paired_phone(&self) -> Phone {
        let mut phone = self.phone();
        phone.pair(self, EMAIL).await;
        phone
    }

    /// Looks into the database, or changes what only the provider's staff could change.
    pub(crate) fn database(&self) -> Connection {
        let connection = Connection::open(self.dir.path().join("service.db")).unwrap();
        connection.busy_timeout(Duration::from_secs(10)).unwrap();
        connection
    }

    pub(crate) fn count(&self, query: &str) -> i64 {
        self.database().query_row(query, [], |row| row.get(0)).unwrap()
    }

    /// What would have been sent, newest first.
    pub(crate) async fn outbox(&self) -> Vec<Value> {
        let reply = self.http.get(self.url("/outbox.json")).send().await.unwrap();
        let body: Value = reply.json().await.unwrap();
        body["messages"].as_array().unwrap().clone()
    }

    pub(crate) async fn sms_count(&self) -> usize {
        self.outbox().await.iter().filter(|message| message["channel"] == "sms").count()
    }

    /// The code in the newest SMS.
    pub(crate) async fn newest_code(&self) -> String {
        let outbox = self.outbox().await;
        let sms = outbox.iter().find(|message| message["channel"] == "sms").unwrap();
        code_in(sms["text"].as_str().unwrap())
    }
}

/// The six digits of a text.
pub(crate) fn code_in(text: &str) -> String {
    text.split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == 6)
        .unwrap()
        .to_owned()
}

/// Another code than this one.
pub(crate) fn other_code(code: &str) -> String {
    code.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}

pub(crate) fn config(data: &Path, clock: &Arc<ManualClock>) -> Config {
    let mut config = Config::new(data);
    config.clock = Arc::<ManualClock>::clone(clock);
    // On a clock that stands still every request would come too soon: `fatigue` has its own.
    config.policy.back_off = Duration::ZERO;
    config
}
