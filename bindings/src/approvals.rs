//! Requests that wait, and the one place where they are answered.

use std::sync::Arc;

use assenso_core::approval::{self, machine};
use assenso_core::protocol;
use assenso_core::provider::{ProviderError, Refusal, SignInDetails};

use crate::accounts::unix_ms;
use crate::codes::millis;
use crate::guard::{Panicked, guard, guard_sync, report};

/// What waits for one account.
#[derive(uniffi::Object)]
pub struct Approvals {
    core: approval::Approvals,
}

impl Approvals {
    pub(crate) fn over(core: approval::Approvals) -> Arc<Self> {
        Arc::new(Self { core })
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Approvals {
    /// Sends again what was answered and not acknowledged, then fetches what is open.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn refresh(&self) -> Result<Vec<Arc<PendingApproval>>, ApprovalError> {
        guard(async {
            Ok(self.core.refresh().await?.into_iter().map(PendingApproval::over).collect())
        })
        .await
    }

    /// The open request of that id, for whoever has only the id: a tapped notification. `None` if
    /// it is over or was never there.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn open(
        &self,
        request_id: String,
    ) -> Result<Option<Arc<PendingApproval>>, ApprovalError> {
        guard(async { Ok(self.core.open(&request_id).await?.map(PendingApproval::over)) }).await
    }

    /// How an answered request ended; `None` if this phone did not answer it, or the provider has
    /// not said yet.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn outcome(&self, request_id: String) -> Result<Option<Outcome>, ApprovalError> {
        guard(async { Ok(self.core.outcome(&request_id).await?.map(Into::into)) }).await
    }

    /// Waits until something may be open, half a minute at most. A hint, like a push: follow it
    /// with [`Approvals::refresh`]. While an app is open, a subscription does both.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn wait_for_hint(&self) -> Result<bool, ApprovalError> {
        guard(async { Ok(self.core.wait().await?) }).await
    }
}

/// One request that waits. Only here it can be approved or denied.
#[derive(uniffi::Object)]
pub struct PendingApproval {
    core: Arc<approval::PendingApproval>,
}

impl PendingApproval {
    pub(crate) fn over(core: Arc<approval::PendingApproval>) -> Arc<Self> {
        Arc::new(Self { core })
    }

    /// What an answer came to. One that is given and could not be sent is no failure: it is sent
    /// with a later call.
    async fn answered(
        &self,
        answered: Result<approval::Outcome, approval::ApprovalError>,
    ) -> Result<Outcome, ApprovalError> {
        match answered {
            Ok(outcome) | Err(approval::ApprovalError::Settled(outcome)) => Ok(outcome.into()),
            Err(error @ approval::ApprovalError::Provider(_)) if self.core.is_underway().await => {
                report(&ApprovalError::Underway, &error);
                Err(ApprovalError::Underway)
            }
            Err(error) => Err(error.into()),
        }
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl PendingApproval {
    /// What it shows.
    pub fn details(&self) -> RequestView {
        self.core.details().clone().into()
    }

    /// How long it is open, on a clock that runs while the phone sleeps.
    pub fn time_left_ms(&self) -> u64 {
        guard_sync(0, || millis(self.core.time_left()))
    }

    /// Approves with the number that the person read on the page and typed. The phone asks the
    /// person to verify; the signature that this makes is the approval.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`]. Whoever drops this call learns from [`Approvals::outcome`] what
    /// became of it.
    pub async fn approve(&self, number: String) -> Result<Outcome, ApprovalError> {
        guard(async { self.answered(self.core.approve(&number).await).await }).await
    }

    /// Denies. Never asks for anything, and works on a locked phone. An approval whose prompt is up
    /// is cut off first.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn deny(&self) -> Result<Outcome, ApprovalError> {
        guard(async { self.answered(self.core.deny().await).await }).await
    }

    /// Ends the answer that is being given: as cancelled while nothing is signed, as under way
    /// afterwards. What has not begun is not affected.
    pub fn cancel(&self) {
        self.core.cancel();
    }
}

/// What a request shows.
#[derive(uniffi::Record)]
pub struct RequestView {
    /// The request.
    pub id: String,
    /// The provider's name.
    pub provider: String,
    /// The account's name.
    pub account: String,
    /// When it was made, on the provider's clock.
    pub created_unix_ms: i64,
    /// How many digits are typed to approve.
    pub number_digits: u8,
    /// What is asked.
    pub subject: RequestSubject,
}

impl From<approval::RequestDetails> for RequestView {
    fn from(details: approval::RequestDetails) -> Self {
        Self {
            id: details.id,
            provider: details.provider,
            account: details.account,
            created_unix_ms: unix_ms(details.created),
            number_digits: details.number_digits,
            subject: details.sign_in.into(),
        }
    }
}

/// What a request asks.
#[derive(uniffi::Enum)]
pub enum RequestSubject {
    /// Somebody signs in.
    SignIn {
        /// Who, as far as the provider can tell.
        details: SignInView,
    },
    /// This version can't show it, so it can only be denied: update the app.
    NotShowable,
}

impl From<Option<SignInDetails>> for RequestSubject {
    fn from(details: Option<SignInDetails>) -> Self {
        let Some(details) = details else { return Self::NotShowable };
        Self::SignIn {
            details: SignInView {
                browser: details.browser.into(),
                system: details.system.into(),
                address: details.address,
                place: details.place,
                known: details.known,
            },
        }
    }
}

/// A sign-in as a person sees it.
#[derive(uniffi::Record)]
pub struct SignInView {
    /// The browser.
    pub browser: BrowserKind,
    /// The operating system under it.
    pub system: OperatingSystem,
    /// Its network address.
    pub address: String,
    /// Roughly where that is, if the provider can tell.
    pub place: Option<String>,
    /// Whether this browser has signed in with an approval before.
    pub known: bool,
}

/// A browser family.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum BrowserKind {
    /// Google Chrome or Chromium.
    Chrome,
    /// Microsoft Edge.
    Edge,
    /// Mozilla Firefox.
    Firefox,
    /// Apple Safari.
    Safari,
    /// Opera.
    Opera,
    /// Another one.
    Other,
}

impl From<protocol::Browser> for BrowserKind {
    fn from(browser: protocol::Browser) -> Self {
        match browser {
            protocol::Browser::Chrome => Self::Chrome,
            protocol::Browser::Edge => Self::Edge,
            protocol::Browser::Firefox => Self::Firefox,
            protocol::Browser::Safari => Self::Safari,
            protocol::Browser::Opera => Self::Opera,
            protocol::Browser::Other => Self::Other,
        }
    }
}

/// An operating system family.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum OperatingSystem {
    /// Microsoft Windows.
    Windows,
    /// Apple macOS.
    MacOs,
    /// Linux.
    Linux,
    /// Android.
    Android,
    /// iOS or iPadOS.
    Ios,
    /// Another one.
    Other,
}

impl From<protocol::System> for OperatingSystem {
    fn from(system: protocol::System) -> Self {
        match system {
            protocol::System::Windows => Self::Windows,
            protocol::System::MacOs => Self::MacOs,
            protocol::System::Linux => Self::Linux,
            protocol::System::Android => Self::Android,
            protocol::System::Ios => Self::Ios,
            protocol::System::Other => Self::Other,
        }
    }
}

/// How a request ended.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum Outcome {
    /// Approved on this phone.
    Approved,
    /// Denied on this phone.
    Denied,
    /// The typed number was wrong, and the request is over.
    WrongNumber,
    /// Nobody answered in time.
    Expired,
    /// The browser gave up, or the association changed.
    Cancelled,
    /// Another answer ended it.
    AnsweredElsewhere {
        /// What that answer said.
        approved: bool,
    },
    /// Sent, but the provider no longer knows what became of it.
    NotKnown,
}

impl From<machine::Outcome> for Outcome {
    fn from(outcome: machine::Outcome) -> Self {
        match outcome {
            machine::Outcome::Approved => Self::Approved,
            machine::Outcome::Denied => Self::Denied,
            machine::Outcome::WrongNumber => Self::WrongNumber,
            machine::Outcome::Expired => Self::Expired,
            machine::Outcome::Cancelled => Self::Cancelled,
            machine::Outcome::AnsweredElsewhere { approved } => {
                Self::AnsweredElsewhere { approved }
            }
            machine::Outcome::NotKnown => Self::NotKnown,
        }
    }
}

/// Why approving, denying or fetching failed. The text is the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum ApprovalError {
    /// Nothing was signed and the request is still open: the person dismissed the prompt
    /// (`approval.cancelled`), or the phone wants a pause after too many tries
    /// (`approval.locked_out`).
    #[error("{0}")]
    Cancelled(&'static str),
    /// The typed number has the wrong form; nothing was sent.
    #[error("approval.invalid_number")]
    InvalidNumber,
    /// This version can't show the request: it can only be denied. Update the app.
    #[error("approval.update_needed")]
    UpdateNeeded,
    /// The approval key is gone: associate again. Denying still works.
    #[error("approval.key_invalidated")]
    KeyInvalidated,
    /// This phone can't answer for the account now; the account says why.
    #[error("{0}")]
    NotAssociated(&'static str),
    /// The answer is given and kept, and will be sent.
    #[error("approval.underway")]
    Underway,
    /// The provider can't be reached or failed; try again.
    #[error("{0}")]
    Offline(&'static str),
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for ApprovalError {
    fn panicked() -> Self {
        Self::Unavailable("approval.panicked")
    }
}

impl From<approval::ApprovalError> for ApprovalError {
    fn from(error: approval::ApprovalError) -> Self {
        use approval::ApprovalError as E;

        let translated = match &error {
            E::Cancelled => Self::Cancelled("approval.cancelled"),
            E::LockedOut => Self::Cancelled("approval.locked_out"),
            E::KeyInvalidated => Self::KeyInvalidated,
            E::KeyStore(_) => Self::Unavailable("approval.key_store"),
            E::InvalidNumber(_) => Self::InvalidNumber,
            E::UpdateNeeded => Self::UpdateNeeded,
            E::Underway => Self::Underway,
            E::MissingAccount => Self::NotAssociated("approval.missing_account"),
            E::NotAssociated(_) => Self::NotAssociated("approval.not_associated"),
            E::Frozen => Self::NotAssociated("approval.frozen"),
            E::Contradiction => Self::Unavailable("approval.contradiction"),
            E::Provider(error) => Self::of_provider(*error),
            E::Step(_) | E::Settled(_) => Self::Unavailable("approval.wrong_step"),
            E::Store(_) | E::Record(_) => Self::Unavailable("approval.storage"),
            _ => Self::Unavailable("approval.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl ApprovalError {
    fn of_provider(error: ProviderError) -> Self {
        match error {
            ProviderError::Offline => Self::Offline("approval.offline"),
            ProviderError::Failed => Self::Offline("approval.provider_failed"),
            ProviderError::Refused(Refusal::TooManyTries { .. }) => {
                Self::Offline("approval.too_many_tries")
            }
            ProviderError::Untrusted(_) | ProviderError::KeysChanged => {
                Self::Unavailable("approval.untrusted")
            }
            ProviderError::NotKept => Self::Unavailable("approval.storage"),
            _ => Self::Unavailable("approval.refused"),
        }
    }
}
