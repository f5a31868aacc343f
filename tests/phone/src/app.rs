//! The program as a value: a [`Model`], [`Action`]s that change it, [`Effect`]s that it asks for.
//!
//! [`Model::update`] is the only writer. It is synchronous and does no I/O; the effect runner
//! carries out what it returns and feeds the results back as actions. The terminal and the
//! scripted mode drive the same model and draw it with the same `screens`.

mod codes;
mod deeds;
mod field;
mod form;
mod gate;
mod home;
mod model;
mod outcome;
mod pairing;
mod pin;
mod requests;
mod settings;
mod update;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use assenso_core::ports::BootInstant;
use assenso_core::secret::SecretText;

pub use codes::Codes;
pub use deeds::{Deeds, Leaf, Matter};
pub use field::{Field, Kind};
pub use form::Form;
pub use gate::{Gate, GateStage};
pub use home::{Home, Row};
pub use model::{Beginning, Front, Model, Screen};
pub use outcome::{Asking, OutcomeScreen, Question};
pub use pairing::{Pair, Stage};
pub use pin::PinDialog;
pub use requests::{RequestScreen, Sending};
pub use settings::{Entry, Page, Settings};

use crate::gateway::{
    AccountKey, Accounts, Association, CodeItem, Deed, Done, FlowId, Input, Invitation, Opened,
    Outcome, Problem, ReportOutcome, ReportReason, RequestItem, Step, Stuck,
};
use crate::keys::PinAsk;

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the keys")]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    /// Control with a letter.
    Ctrl(char),
}

/// Says which question a result answers; an old one is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Ticket(pub u64);

/// Something that happened.
#[derive(Debug)]
pub enum Action {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(SecretText),
    /// Time went on.
    Tick(BootInstant),
    /// The phone opened, or did not.
    Opened(Result<Opened, Problem>),
    /// The lists were read.
    Loaded(Result<Accounts, Problem>),
    /// An invitation was read, or is none.
    Invited(Ticket, Result<Arc<Invitation>, Problem>),
    /// A pairing moved, or did not.
    Stepped(Ticket, Result<Step, Stuck>),
    /// The open requests of an account.
    Requests(AccountKey, Result<Vec<RequestItem>, Problem>),
    /// What became of an answer to the request with this id.
    Answered(String, Result<Outcome, Problem>),
    /// What became of the report about the request with this id.
    Reported(String, Result<ReportOutcome, Problem>),
    /// An account's association.
    Checked(AccountKey, Result<Association, Problem>),
    /// Something was done with an account, or not.
    Done(Ticket, Result<Done, Problem>),
    /// An entry of the list was removed, or not.
    Removed(Result<(), Problem>),
    /// Notifications are on, or off, now.
    NotificationsSet(Result<bool, Problem>),
    /// The codes.
    Codes(Ticket, Result<Vec<CodeItem>, Problem>),
    /// The keys ask for the PIN.
    PinAsked(Ticket, PinAsk),
    /// They no longer ask.
    PinWithdrawn(Ticket),
    /// The program is told to end.
    Quit,
}

/// Something to do.
#[derive(Debug)]
pub enum Effect {
    /// Set the PIN and open the phone.
    SetPin(SecretText),
    /// Open the phone.
    Unlock(SecretText),
    /// Take this gateway from now on.
    Adopt(Opened),
    /// Read the lists.
    Load,
    /// Begin a pairing.
    Pair(Ticket, String),
    /// Read an invitation.
    Read(Ticket, SecretText),
    /// Begin a pairing by an invitation.
    PairInvited(Ticket, Arc<Invitation>),
    /// Move a pairing.
    Advance(Ticket, FlowId, Input),
    /// Give a pairing up.
    Abandon(FlowId),
    /// Watch exactly these accounts for requests.
    Watch(Vec<AccountKey>),
    /// Approve a request.
    Approve {
        /// Whose it is.
        account: AccountKey,
        /// Its id.
        request: String,
        /// The number from the page.
        number: SecretText,
    },
    /// Deny a request.
    Deny {
        /// Whose it is.
        account: AccountKey,
        /// Its id.
        request: String,
    },
    /// Say why a request was denied.
    Report {
        /// Whose it is.
        account: AccountKey,
        /// Its id.
        request: String,
        /// Why.
        reason: ReportReason,
    },
    /// Unlock the codes.
    UnlockCodes(Ticket),
    /// Read the codes anew.
    Codes(Ticket),
    /// Lock the codes.
    LockCodes,
    /// Ask for an account's association.
    Check(AccountKey),
    /// Do something with an account.
    Do(Ticket, AccountKey, Deed),
    /// Remove an account from the list.
    Remove(AccountKey),
    /// Turn notifications on or off.
    SetNotifications(bool),
    /// Answer the keys' question for the PIN; `None` dismisses it.
    AnswerPin(Ticket, Option<SecretText>),
}
