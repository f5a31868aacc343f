//! What the program asks of the core, as plain values: the seam that screen tests fake.

mod codes;
mod deed;
mod problem;
mod request;
mod step;

use std::sync::Arc;
use std::time::Duration;

use assenso_core::secret::SecretText;
use async_trait::async_trait;

/// An account's name between the screens and the gateway.
pub use assenso_core::account::AccountId as AccountKey;
/// What became of a report.
pub use assenso_core::approval::ReportOutcome;
/// A link that names a provider, its root key and a token.
pub use assenso_core::pairing::Invitation;
/// Whether this phone is an account's device, as the provider last signed.
pub use assenso_core::protocol::AssociationStatus as Association;
/// Why a sign-in was denied.
pub use assenso_core::protocol::ReportReason;
pub use codes::CodeItem;
pub use deed::{Deed, Done, PrintedCode};
pub use problem::Problem;
pub use request::{BrowserItem, Outcome, RequestItem, SubjectItem};
pub use step::{At, FlowId, Input, Sms, Step, Stuck};

/// One account of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountItem {
    /// Its name for the gateway.
    pub key: AccountKey,
    /// The provider's display name.
    pub provider: String,
    /// The account's display name.
    pub name: String,
    /// The provider's issuer.
    pub issuer: String,
    /// Whether this phone is its device.
    pub association: Association,
    /// What it has to wait with, and until when.
    pub hold: Option<HoldItem>,
    /// The provider told an older state than this phone knows.
    pub alarm: bool,
}

/// What a phone has to wait with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldItem {
    /// Whether that is everything that gives somebody more power, and not the settings alone.
    pub everything: bool,
    /// Until when, as date and time here.
    pub until: String,
}

/// What the list of accounts shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts {
    /// Accounts that this phone was associated with.
    pub paired: Vec<AccountItem>,
    /// Pairings that were begun and not ended.
    pub unfinished: Vec<Step>,
}

/// An open phone.
#[derive(Clone)]
pub struct Opened {
    /// Its core.
    pub gateway: Arc<dyn Gateway>,
    /// Whether it may call the person's attention.
    pub notifications: bool,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("notifications", &self.notifications).finish_non_exhaustive()
    }
}

/// A phone before its PIN was entered.
#[async_trait]
pub trait Startup: Send + Sync {
    /// Whether a PIN has to be chosen first.
    fn is_new(&self) -> bool;

    /// How long no PIN is taken.
    fn wait_left(&self) -> Duration;

    /// Sets the PIN of a new phone and opens it.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn set_pin(&self, pin: SecretText) -> Result<Opened, Problem>;

    /// Opens the phone.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn unlock(&self, pin: SecretText) -> Result<Opened, Problem>;
}

/// The core of an open phone. Every failure is a [`Problem`] to show.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Everything the list shows.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn accounts(&self) -> Result<Accounts, Problem>;

    /// Begins a pairing with a provider.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn pair(&self, issuer: &str) -> Result<Step, Stuck>;

    /// Reads an invitation. Nobody is contacted.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn invitation(&self, link: &SecretText) -> Result<Arc<Invitation>, Problem>;

    /// Begins a pairing with the provider of an invitation.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn pair_invited(&self, invitation: &Invitation) -> Result<Step, Stuck>;

    /// Takes a pairing to its next step.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show, and where the pairing stands now if it moved all the same.
    async fn advance(&self, flow: FlowId, input: Input) -> Result<Step, Stuck>;

    /// Gives a pairing up.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn abandon(&self, flow: FlowId) -> Result<(), Problem>;

    /// Waits some seconds for a hint that a request is there.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn wait(&self, account: AccountKey) -> Result<bool, Problem>;

    /// The open requests.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn requests(&self, account: AccountKey) -> Result<Vec<RequestItem>, Problem>;

    /// Approves a request with the number typed from the page.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show. After [`Problem::AnswerKept`] the answer is given and on its way;
    /// after any other the request is still open.
    async fn approve(
        &self,
        account: AccountKey,
        request: &str,
        number: &str,
    ) -> Result<Outcome, Problem>;

    /// Denies a request.
    ///
    /// # Errors
    ///
    /// As for [`Gateway::approve`].
    async fn deny(&self, account: AccountKey, request: &str) -> Result<Outcome, Problem>;

    /// Says why a request was denied.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show. After [`Problem::ReportKept`] it is on its way; after any other it
    /// may be said again.
    async fn report(
        &self,
        account: AccountKey,
        request: &str,
        reason: ReportReason,
    ) -> Result<ReportOutcome, Problem>;

    /// Unlocks the codes vault; all codes.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn unlock_codes(&self) -> Result<Vec<CodeItem>, Problem>;

    /// All codes anew, while they are unlocked.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn codes(&self) -> Result<Vec<CodeItem>, Problem>;

    /// Forgets what was unlocked.
    async fn lock_codes(&self);

    /// Asks whether this phone is still the account's device.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn check(&self, account: AccountKey) -> Result<Association, Problem>;

    /// Does something with an account.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn perform(&self, account: AccountKey, deed: Deed) -> Result<Done, Problem>;

    /// Removes a dissociated account from the list.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn remove(&self, account: AccountKey) -> Result<(), Problem>;

    /// Turns notifications on or off.
    ///
    /// # Errors
    ///
    /// A [`Problem`] to show.
    async fn set_notifications(&self, on: bool) -> Result<(), Problem>;
}
