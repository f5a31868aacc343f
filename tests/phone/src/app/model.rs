//! The program's whole state.

use std::collections::BTreeSet;

use assenso_core::ports::BootInstant;

use super::{
    Codes, Deeds, Gate, Home, OutcomeScreen, Pair, PinDialog, RequestScreen, Settings, Ticket,
};
use crate::gateway::{AccountKey, Accounts, Problem, RequestItem};
use crate::text::{Lang, Words};

/// The state. Screens read it; only [`Model::update`] writes it.
#[derive(Debug)]
pub struct Model {
    /// The language.
    pub lang: Lang,
    /// Lines above everything, for demonstrations.
    pub banner: Vec<String>,
    /// The provider's address to begin with.
    pub issuer: String,
    /// Now, as the last tick told.
    pub now: BootInstant,
    /// The screen that the person went to.
    pub screen: Screen,
    /// What has taken its place.
    pub front: Option<Front>,
    /// The PIN prompt above both.
    pub pin: Option<PinDialog>,
    /// The lists.
    pub accounts: Accounts,
    /// What went wrong outside every screen.
    pub problem: Option<Problem>,
    /// Requests that wait, oldest first.
    pub waiting: Vec<RequestItem>,
    /// Those that the person wants to answer later.
    pub(super) put_off: BTreeSet<String>,
    /// Those that are over; a list that was on its way may still name them.
    pub(super) settled: BTreeSet<String>,
    /// Accounts whose provider can't be reached.
    pub offline: BTreeSet<AccountKey>,
    /// Whether the phone may call the person's attention.
    pub notifications: bool,
    /// How often it did.
    pub rings: u64,
    /// Whether the program ends.
    pub quit: bool,
    tickets: u64,
}

/// A screen that a person goes to.
#[derive(Debug)]
pub enum Screen {
    /// The PIN at the start.
    Gate(Gate),
    /// The list of accounts.
    Home(Home),
    /// The pairing wizard.
    Pair(Pair),
    /// Settings.
    Settings(Settings),
    /// Something that the owner does with an account.
    Deeds(Deeds),
    /// Codes.
    Codes(Codes),
}

/// A screen that comes by itself.
#[derive(Debug)]
pub enum Front {
    /// A request.
    Request(Box<RequestScreen>),
    /// What became of one.
    Outcome(OutcomeScreen),
}

/// How the program begins.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// Lines above everything.
    pub banner: Vec<String>,
    /// The provider's address to begin with.
    pub issuer: String,
    /// Whether a PIN has to be chosen.
    pub is_new: bool,
    /// How long no PIN is taken.
    pub wait_left: std::time::Duration,
}

impl Model {
    /// The state at the start.
    #[must_use]
    pub fn new(lang: Lang, now: BootInstant, beginning: Beginning) -> Self {
        let gate =
            if beginning.is_new { Gate::choose() } else { Gate::unlock(now, beginning.wait_left) };
        Self::at(lang, now, beginning, Screen::Gate(gate))
    }

    /// The state of a phone that can't even ask for its PIN.
    #[must_use]
    pub fn stopped(lang: Lang, now: BootInstant, problem: Problem) -> Self {
        Self::at(lang, now, Beginning::default(), Screen::Gate(Gate::stopped(problem)))
    }

    fn at(lang: Lang, now: BootInstant, beginning: Beginning, screen: Screen) -> Self {
        Self {
            lang,
            banner: beginning.banner,
            issuer: beginning.issuer,
            now,
            screen,
            front: None,
            pin: None,
            accounts: Accounts::default(),
            problem: None,
            waiting: Vec::new(),
            put_off: BTreeSet::new(),
            settled: BTreeSet::new(),
            offline: BTreeSet::new(),
            notifications: true,
            rings: 0,
            quit: false,
            tickets: 0,
        }
    }

    /// The words of its language.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.lang.words()
    }

    /// Whether a request must not take the screen: the person types, or is in the middle of
    /// something that a prompt belongs to.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        let busy = match &self.screen {
            Screen::Gate(_) => true,
            Screen::Pair(pair) => pair.is_typing(),
            Screen::Deeds(deeds) => deeds.is_busy() || !deeds.form.fields.is_empty(),
            Screen::Codes(codes) => codes.is_opening(),
            Screen::Home(_) | Screen::Settings(_) => false,
        };
        busy || self.pin.is_some()
    }

    /// Whether a request waits that is not on the screen.
    #[must_use]
    pub fn has_hidden_request(&self) -> bool {
        !matches!(self.front, Some(Front::Request(_))) && !self.waiting.is_empty()
    }

    pub(super) fn ticket(&mut self) -> Ticket {
        self.tickets = self.tickets.wrapping_add(1);
        Ticket(self.tickets)
    }

    pub(super) fn go_home(&mut self) {
        self.screen = Screen::Home(Home::default());
    }
}
