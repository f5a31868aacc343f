//! An approval request, as its screen shows it.

use assenso_core::ports::BootInstant;
use assenso_core::protocol::{Browser, PanelAction, System};

use super::AccountKey;

/// One request that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestItem {
    /// Whose it is.
    pub account: AccountKey,
    /// Its id.
    pub id: String,
    /// The provider's display name.
    pub provider: String,
    /// The account's display name.
    pub name: String,
    /// When it was made, local time, `10:05:12`.
    pub time: String,
    /// When it ends.
    pub deadline: BootInstant,
    /// How many digits the number has.
    pub digits: usize,
    /// What is asked; `None` if this version can't show it, and then it can only be denied.
    pub subject: Option<SubjectItem>,
}

/// What is asked, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectItem {
    /// What a browser that is signed in would change; `None` for a sign-in.
    pub action: Option<PanelAction>,
    /// The browser that asks.
    pub from: BrowserItem,
}

/// A browser that asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowserItem {
    /// The browser.
    pub browser: Browser,
    /// The system under it.
    pub system: System,
    /// Its network address.
    pub address: String,
    /// Roughly where that is.
    pub place: Option<String>,
    /// Whether this browser has signed in with an approval before.
    pub known: bool,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// This phone approved it.
    Approved,
    /// This phone denied it.
    Denied,
    /// A wrong number ended it.
    WrongNumber,
    /// Its time passed.
    Expired,
    /// The provider or the browser took it back.
    Cancelled,
    /// It was answered, and not by what this phone just sent.
    AnsweredElsewhere {
        /// Whether it was approved.
        approved: bool,
    },
    /// The answer was sent; what became of it is not known.
    NotKnown,
}
