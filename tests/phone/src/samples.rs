//! Values that several tests need.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use assenso_core::authenticator::Options;
use assenso_core::pairing::PairingError;
use assenso_core::ports::BootInstant;
use assenso_core::protocol::{Browser, DisplayText, System};
use assenso_core::secret::SecretText;
use async_trait::async_trait;

use crate::app::{Action, Beginning, Key, Model};
use crate::gateway::{
    AccountItem, AccountKey, Accounts, Association, At, BrowserItem, CodeItem, Deed, Done, FlowId,
    Gateway, Input, Invitation, Opened, Outcome, Problem, ReportOutcome, ReportReason, RequestItem,
    Sms, Startup, Step, Stuck, SubjectItem,
};
use crate::text::Lang;

/// When everything here happens: where a `ManualClock` begins.
pub(crate) const NOW: BootInstant = BootInstant(Duration::from_hours(1));

pub(crate) const ISSUER: &str = "http://127.0.0.1:8642";

/// The link of an invitation.
pub(crate) const INVITATION: &str = "https://mail.example/.well-known/assenso/invite\
    #t=xUuLpWj3j6fxYXHJa3_7YA&r=_DEfxlTZQtu7ke-naeKJufHMOhqUhHMtplW-MeAiRu8";

/// An invitation, of a provider that the app vouches for or not.
pub(crate) fn invitation(listed: bool) -> Arc<Invitation> {
    read(INVITATION, listed).unwrap()
}

fn read(link: &str, listed: bool) -> Result<Arc<Invitation>, PairingError> {
    let name = DisplayText::new("Test").unwrap();
    let issuer = "https://mail.example".to_owned();
    let options = Options {
        app: name.clone(),
        device_name: name,
        listed: if listed { vec![issuer] } else { Vec::new() },
        development: None,
    };
    Invitation::parse(link, &options).map(Arc::new)
}

pub(crate) fn in_seconds(seconds: u64) -> BootInstant {
    NOW.saturating_add(Duration::from_secs(seconds))
}

/// A core in memory. It counts what it is asked; what it answers is set by the test.
#[derive(Default)]
pub(crate) struct FakeCore {
    /// The lists.
    pub(crate) accounts: Mutex<Accounts>,
    /// Answers to "what is open", in order; the last one stays.
    pub(crate) requests: Mutex<VecDeque<Result<Vec<RequestItem>, Problem>>>,
    /// Answers to "does something wait", in order; then nothing ever waits.
    pub(crate) hints: Mutex<VecDeque<Result<bool, Problem>>>,
    /// What was done.
    pub(crate) done: Mutex<Vec<String>>,
}

impl FakeCore {
    fn note(&self, what: impl Into<String>) {
        self.done.lock().unwrap().push(what.into());
    }

    /// How often something was done.
    pub(crate) fn count(&self, what: &str) -> usize {
        self.done.lock().unwrap().iter().filter(|done| *done == what).count()
    }
}

#[async_trait]
impl Gateway for FakeCore {
    async fn accounts(&self) -> Result<Accounts, Problem> {
        Ok(self.accounts.lock().unwrap().clone())
    }
    async fn pair(&self, issuer: &str) -> Result<Step, Stuck> {
        self.note(format!("pair {issuer}"));
        Ok(step(At::SignIn))
    }
    async fn invitation(&self, link: &SecretText) -> Result<Arc<Invitation>, Problem> {
        // EXPOSE: the core reads it.
        read(link.expose(), true).map_err(|_| Problem::NotAnInvitation)
    }
    async fn pair_invited(&self, invitation: &Invitation) -> Result<Step, Stuck> {
        self.note(format!("pair {} invited", invitation.issuer()));
        Ok(step(At::SignIn))
    }
    async fn advance(&self, _: FlowId, input: Input) -> Result<Step, Stuck> {
        match input {
            Input::SignIn { .. } => Ok(step(At::SignInCode(None))),
            Input::Code(_) => Ok(step(At::Associated)),
            Input::Number(_) => Ok(activating(At::NumberCode(None))),
            Input::Recover(_) => Ok(step(At::Recovered)),
            Input::Resend | Input::Associate | Input::Resume | Input::StartAgain => {
                Err(Problem::Offline.into())
            }
        }
    }
    async fn abandon(&self, _: FlowId) -> Result<(), Problem> {
        self.note("abandon");
        Ok(())
    }
    async fn wait(&self, _: AccountKey) -> Result<bool, Problem> {
        self.note("wait");
        let hint = self.hints.lock().unwrap().pop_front();
        match hint {
            Some(hint) => hint,
            None => std::future::pending().await,
        }
    }
    async fn requests(&self, _: AccountKey) -> Result<Vec<RequestItem>, Problem> {
        self.note("requests");
        let mut answers = self.requests.lock().unwrap();
        let next = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        next.unwrap_or(Ok(Vec::new()))
    }
    async fn approve(&self, _: AccountKey, id: &str, number: &str) -> Result<Outcome, Problem> {
        self.note(format!("approve {id} {number}"));
        Ok(Outcome::Approved)
    }
    async fn deny(&self, _: AccountKey, id: &str) -> Result<Outcome, Problem> {
        self.note(format!("deny {id}"));
        Ok(Outcome::Denied)
    }
    async fn report(
        &self,
        _: AccountKey,
        id: &str,
        reason: ReportReason,
    ) -> Result<ReportOutcome, Problem> {
        self.note(format!("report {id} {reason:?}"));
        Ok(ReportOutcome::Taken)
    }
    async fn unlock_codes(&self) -> Result<Vec<CodeItem>, Problem> {
        Ok(codes())
    }
    async fn codes(&self) -> Result<Vec<CodeItem>, Problem> {
        Ok(codes())
    }
    async fn lock_codes(&self) {
        self.note("lock codes");
    }
    async fn check(&self, _: AccountKey) -> Result<Association, Problem> {
        self.note("check");
        Ok(Association::Associated)
    }
    async fn perform(&self, _: AccountKey, deed: Deed) -> Result<Done, Problem> {
        self.note(format!("{deed:?}"));
        Ok(Done::Out(Association::SignedOut))
    }
    async fn remove(&self, _: AccountKey) -> Result<(), Problem> {
        self.note("remove");
        Ok(())
    }
    async fn set_notifications(&self, on: bool) -> Result<(), Problem> {
        self.note(format!("notifications {on}"));
        Ok(())
    }
}

/// A phone whose PIN is 4711, with a faked core.
pub(crate) struct FakeStartup(pub(crate) Arc<FakeCore>);

#[async_trait]
impl Startup for FakeStartup {
    fn is_new(&self) -> bool {
        false
    }
    fn wait_left(&self) -> Duration {
        Duration::ZERO
    }
    async fn set_pin(&self, _: SecretText) -> Result<Opened, Problem> {
        Err(Problem::FolderFailed)
    }
    async fn unlock(&self, pin: SecretText) -> Result<Opened, Problem> {
        // EXPOSE: a test compares it.
        if pin.expose() == "4711" {
            let gateway: Arc<FakeCore> = Arc::clone(&self.0);
            Ok(Opened { gateway, notifications: true })
        } else {
            Err(Problem::WrongPin { tries_left: 2 })
        }
    }
}

pub(crate) fn opened() -> Opened {
    Opened { gateway: Arc::new(FakeCore::default()), notifications: true }
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
        hold: None,
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
        activates: false,
        at,
    }
}

/// A step of a pairing that turns 2-step verification on.
pub(crate) fn activating(at: At) -> Step {
    Step { activates: true, ..step(at) }
}

pub(crate) fn off(number: bool) -> At {
    At::Activate { number: number.then(|| "+39 ••• ••• 4821".to_owned()) }
}

#[expect(clippy::unnecessary_wraps, reason = "as the steps hold it")]
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
        subject: Some(SubjectItem {
            action: None,
            from: BrowserItem {
                browser: Browser::Firefox,
                system: System::Linux,
                address: "192.0.2.7".to_owned(),
                place: Some("Milano, IT".to_owned()),
                known: false,
            },
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
