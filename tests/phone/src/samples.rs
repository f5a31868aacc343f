//! Values that several tests need.

use std::sync::Arc;
use std::time::Duration;

use assenso_core::ports::BootInstant;
use assenso_core::protocol::{Browser, System};
use async_trait::async_trait;

use crate::app::{Action, Beginning, Key, Model};
use crate::gateway::{
    AccountItem, AccountKey, Accounts, Association, At, CodeItem, FlowId, Gateway, Input, Opened,
    Outcome, Problem, RequestItem, SignInItem, Sms, Step, Stuck,
};
use crate::text::Lang;

/// When everything here happens.
pub(crate) const NOW: BootInstant = BootInstant(Duration::from_secs(1000));

pub(crate) const ISSUER: &str = "http://127.0.0.1:8642";

pub(crate) fn in_seconds(seconds: u64) -> BootInstant {
    NOW.saturating_add(Duration::from_secs(seconds))
}

/// A gateway that is never called: the model's tests do not run effects.
struct NoGateway;

#[async_trait]
impl Gateway for NoGateway {
    async fn accounts(&self) -> Result<Accounts, Problem> {
        Err(Problem::Storage)
    }
    async fn pair(&self, _: &str) -> Result<Step, Stuck> {
        Err(Problem::Storage.into())
    }
    async fn advance(&self, _: FlowId, _: Input) -> Result<Step, Stuck> {
        Err(Problem::Storage.into())
    }
    async fn abandon(&self, _: FlowId) -> Result<(), Problem> {
        Err(Problem::Storage)
    }
    async fn wait(&self, _: AccountKey) -> Result<bool, Problem> {
        Err(Problem::Storage)
    }
    async fn requests(&self, _: AccountKey) -> Result<Vec<RequestItem>, Problem> {
        Err(Problem::Storage)
    }
    async fn approve(&self, _: AccountKey, _: &str, _: &str) -> Result<Outcome, Problem> {
        Err(Problem::Storage)
    }
    async fn deny(&self, _: AccountKey, _: &str) -> Result<Outcome, Problem> {
        Err(Problem::Storage)
    }
    async fn unlock_codes(&self) -> Result<Vec<CodeItem>, Problem> {
        Err(Problem::Storage)
    }
    async fn codes(&self) -> Result<Vec<CodeItem>, Problem> {
        Err(Problem::Storage)
    }
    async fn lock_codes(&self) {}
    async fn check(&self, _: AccountKey) -> Result<Association, Problem> {
        Err(Problem::Storage)
    }
    async fn remove(&self, _: AccountKey) -> Result<(), Problem> {
        Err(Problem::Storage)
    }
    async fn set_notifications(&self, _: bool) -> Result<(), Problem> {
        Err(Problem::Storage)
    }
}

pub(crate) fn opened() -> Opened {
    Opened { gateway: Arc::new(NoGateway), notifications: true }
}

/// A phone at its first screen.
pub(crate) fn gate(lang: Lang, is_new: bool) -> Model {
    let beginning = Beginning { issuer: ISSUER.to_owned(), is_new, ..Beginning::default() };
    Model::new(lang, NOW, beginning)
}

/// An open phone without accounts.
pub(crate) fn empty(lang: Lang) -> Model {
    let mut model = gate(lang, false);
    model.update(Action::Opened(Ok(opened())));
    model.update(Action::Loaded(Ok(Accounts::default())));
    model
}

/// An open phone with one associated account.
pub(crate) fn associated(lang: Lang) -> Model {
    let mut model = empty(lang);
    model.update(Action::Loaded(Ok(accounts(Association::Associated))));
    model
}

pub(crate) fn accounts(association: Association) -> Accounts {
    let account = AccountItem {
        key: AccountKey(1),
        provider: "Example Mail".to_owned(),
        name: "anna@mail.example".to_owned(),
        issuer: ISSUER.to_owned(),
        association,
        alarm: false,
    };
    Accounts { paired: vec![account], unfinished: Vec::new() }
}

pub(crate) fn step(at: At) -> Step {
    Step {
        flow: FlowId(7),
        issuer: ISSUER.to_owned(),
        provider: "Example Mail".to_owned(),
        email: (at != At::SignIn).then(|| "anna@mail.example".to_owned()),
        at,
    }
}

pub(crate) fn sms() -> Option<Sms> {
    let sent_to = "+39 ••• ••• 4821".to_owned();
    Some(Sms { sent_to, tries_left: 3, expires_at: in_seconds(299) })
}

pub(crate) fn request(id: &str) -> RequestItem {
    RequestItem {
        account: AccountKey(1),
        id: id.to_owned(),
        provider: "Example Mail".to_owned(),
        name: "anna@mail.example".to_owned(),
        time: "10:05:12".to_owned(),
        deadline: in_seconds(87),
        digits: 2,
        sign_in: Some(SignInItem {
            browser: Browser::Firefox,
            system: System::Linux,
            address: "192.0.2.7".to_owned(),
            place: Some("Milano, IT".to_owned()),
            known: false,
        }),
    }
}

pub(crate) fn codes() -> Vec<CodeItem> {
    vec![CodeItem {
        account: AccountKey(1),
        provider: "Example Mail".to_owned(),
        name: "anna@mail.example".to_owned(),
        code: "287082".to_owned(),
        next: "359152".to_owned(),
        valid_until: in_seconds(17),
        period: Duration::from_secs(30),
    }]
}

/// Presses keys, one a character, and says what they asked for.
pub(crate) fn keys(model: &mut Model, keys: &[Key]) -> Vec<crate::app::Effect> {
    keys.iter().flat_map(|key| model.update(Action::Key(*key))).collect()
}

/// Types text.
pub(crate) fn typed(model: &mut Model, text: &str) {
    for character in text.chars() {
        model.update(Action::Key(Key::Char(character)));
    }
}
