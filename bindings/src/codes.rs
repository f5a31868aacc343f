//! Fallback codes, while they are unlocked.

use std::sync::Arc;

use assenso_core::codes::{self, UnlockedCodes};

use crate::guard::{Panicked, guard, guard_sync, report};
use crate::{CodesObserver, Subscription};

/// Codes that the person unlocked, for a minute.
#[derive(uniffi::Object)]
pub struct Codes {
    core: Arc<UnlockedCodes>,
}

impl Codes {
    pub(crate) fn over(core: UnlockedCodes) -> Arc<Self> {
        Arc::new(Self { core: Arc::new(core) })
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Codes {
    /// The codes of all accounts at this moment.
    ///
    /// # Errors
    ///
    /// See [`CodesError`].
    pub async fn list(&self) -> Result<Vec<CodeView>, CodesError> {
        guard(async { Ok(self.core.list().await?.into_iter().map(Into::into).collect()) }).await
    }

    /// How long codes can still be shown.
    pub fn unlocked_for_ms(&self) -> u64 {
        guard_sync(0, || millis(self.core.unlocked_for()))
    }

    /// Forgets the codes key: every later call is refused as locked.
    pub fn lock(&self) {
        self.core.lock();
    }

    /// Tells `observer` the codes at once, at each turn, and when they are locked.
    #[expect(clippy::unused_async, reason = "it starts a task: only an async export runs on tokio")]
    pub async fn observe(&self, observer: Arc<dyn CodesObserver>) -> Arc<Subscription> {
        Subscription::to_codes(Arc::clone(&self.core), observer)
    }
}

/// An account's code. It is short-lived and secret while it lives: never log it.
#[derive(uniffi::Record)]
pub struct CodeView {
    /// The account.
    pub account: i64,
    /// The provider's name.
    pub provider: String,
    /// The account's name.
    pub name: String,
    /// How far the phone's clock is ahead of the provider's, seconds; already corrected.
    pub clock_ahead_s: i64,
    /// The code; `None` if its secret is lost, so that the account has to be associated again.
    pub digits: Option<CodeDigits>,
}

/// The digits of a code, leading zeros kept. Printed, it shows them: never log it.
#[derive(uniffi::Record)]
pub struct CodeDigits {
    /// The code now.
    pub now: String,
    /// The code after it.
    pub next: String,
    /// How long the code is the current one.
    pub valid_for_ms: u64,
    /// How long each code is.
    pub period_ms: u64,
}

impl From<codes::ListedCode> for CodeView {
    fn from(listed: codes::ListedCode) -> Self {
        let digits = listed.code.map(|view| CodeDigits {
            // EXPOSE: the screen shows them.
            now: view.code.expose().to_owned(),
            next: view.next.expose().to_owned(),
            valid_for_ms: millis(view.valid_for),
            period_ms: millis(view.period),
        });
        Self {
            account: listed.account.0,
            provider: listed.provider,
            name: listed.name,
            clock_ahead_s: listed.clock_ahead_s,
            digits,
        }
    }
}

/// Why codes can't be shown. The text is the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum CodesError {
    /// The person dismissed the prompt (`codes.cancelled`), or the phone wants a pause after too
    /// many tries (`codes.locked_out`).
    #[error("{0}")]
    Cancelled(&'static str),
    /// The phone has no screen lock.
    #[error("codes.not_enrolled")]
    NotEnrolled,
    /// The minute is over: unlock again.
    #[error("codes.locked")]
    Locked,
    /// The phone's clock shows a time before 1970.
    #[error("codes.clock")]
    Clock,
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for CodesError {
    fn panicked() -> Self {
        Self::Unavailable("codes.panicked")
    }
}

impl From<codes::CodesError> for CodesError {
    fn from(error: codes::CodesError) -> Self {
        use codes::CodesError as E;

        let translated = match &error {
            E::Cancelled => Self::Cancelled("codes.cancelled"),
            E::LockedOut => Self::Cancelled("codes.locked_out"),
            E::NotEnrolled => Self::NotEnrolled,
            E::Locked => Self::Locked,
            E::Clock => Self::Clock,
            E::Vault | E::Lost | E::Missing => Self::Unavailable("codes.vault"),
            E::Store(_) | E::Record(_) => Self::Unavailable("codes.storage"),
            _ => Self::Unavailable("codes.other"),
        };
        report(&translated, &error);
        translated
    }
}

pub(crate) fn millis(span: std::time::Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}
