//! What a request shows, and how it ended.

use assenso_core::approval::{self, machine};
use assenso_core::protocol;
use assenso_core::provider::{BrowserDetails, Subject};

use crate::accounts::unix_ms;

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
            subject: details.subject.into(),
        }
    }
}

/// What a request asks.
#[derive(uniffi::Enum)]
pub enum RequestSubject {
    /// Somebody signs in.
    SignIn {
        /// Where from, as far as the provider can tell.
        details: BrowserView,
    },
    /// Somebody who is signed in changes the account.
    Action {
        /// What is done, with every parameter.
        action: PanelAction,
        /// Where from, as far as the provider can tell.
        details: BrowserView,
    },
    /// This version can't show it, so it can only be denied: update the app.
    NotShowable,
}

impl From<Option<Subject>> for RequestSubject {
    fn from(subject: Option<Subject>) -> Self {
        match subject {
            Some(Subject::SignIn(details)) => Self::SignIn { details: details.into() },
            Some(Subject::Action(action, details)) => {
                Self::Action { action: action.into(), details: details.into() }
            }
            None => Self::NotShowable,
        }
    }
}

/// What is done with the account when it is approved.
#[derive(uniffi::Enum)]
pub enum PanelAction {
    /// 2-step verification goes off.
    Deactivate,
    /// Codes and notices by SMS go to another number.
    ChangeNumber {
        /// The new one, in full.
        number: String,
    },
    /// Notices go to another address.
    ChangeNoticeAddress {
        /// The new one, in full.
        address: String,
    },
    /// How the owner may sign in beside the phone.
    ChangeMethods {
        /// Whether the sign-in page asks for a code of the app first, instead of the phone.
        code_first: bool,
        /// Whether a code of the app signs in.
        code: bool,
        /// Whether a code by SMS signs in.
        sms: bool,
    },
}

impl From<protocol::PanelAction> for PanelAction {
    fn from(action: protocol::PanelAction) -> Self {
        match action {
            protocol::PanelAction::Deactivate {} => Self::Deactivate,
            protocol::PanelAction::Number { number } => {
                Self::ChangeNumber { number: number.into() }
            }
            protocol::PanelAction::NoticeAddress { notice_address } => {
                Self::ChangeNoticeAddress { address: notice_address.into() }
            }
            protocol::PanelAction::Methods { primary, code, sms } => Self::ChangeMethods {
                code_first: primary == protocol::PrimaryMethod::Code,
                code,
                sms,
            },
        }
    }
}

/// A browser that asks, as a person sees it.
#[derive(uniffi::Record)]
pub struct BrowserView {
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

impl From<BrowserDetails> for BrowserView {
    fn from(details: BrowserDetails) -> Self {
        Self {
            browser: details.browser.into(),
            system: details.system.into(),
            address: details.address,
            place: details.place,
            known: details.known,
        }
    }
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
    Withdrawn,
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
            machine::Outcome::Cancelled => Self::Withdrawn,
            machine::Outcome::AnsweredElsewhere { approved } => {
                Self::AnsweredElsewhere { approved }
            }
            machine::Outcome::NotKnown => Self::NotKnown,
        }
    }
}

/// Why a sign-in was denied.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum ReportReason {
    /// It was somebody else.
    NotMe,
    /// It was the person after all.
    Mistake,
}

impl From<ReportReason> for protocol::ReportReason {
    fn from(reason: ReportReason) -> Self {
        match reason {
            ReportReason::NotMe => Self::NotMe,
            ReportReason::Mistake => Self::Mistake,
        }
    }
}

/// What became of a report.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum ReportOutcome {
    /// The provider has it, and signed a receipt.
    Taken,
    /// The provider takes no reports, or not this one.
    NotTaken,
}

impl From<approval::ReportOutcome> for ReportOutcome {
    fn from(outcome: approval::ReportOutcome) -> Self {
        match outcome {
            approval::ReportOutcome::Taken => Self::Taken,
            approval::ReportOutcome::NotTaken => Self::NotTaken,
        }
    }
}
