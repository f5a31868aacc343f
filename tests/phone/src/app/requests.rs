//! Approval requests: how they come, how they are answered, how they end.

use super::{Effect, Field, Front, Key, Kind, Model, OutcomeScreen};
use crate::gateway::{AccountKey, Outcome, Problem, RequestItem};

/// An answer that is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// Approve: the PIN first, then the provider.
    Approve,
    /// Deny.
    Deny,
    /// Either of them: given, and sent as soon as the provider can be reached.
    Kept,
}

/// A request on the screen.
#[derive(Debug)]
pub struct RequestScreen {
    /// The request.
    pub item: RequestItem,
    /// The number.
    pub number: Field,
    /// The answer that is on its way.
    pub sending: Option<Sending>,
    /// What went wrong.
    pub problem: Option<Problem>,
}

impl RequestScreen {
    fn new(item: RequestItem) -> Self {
        let number = Field::new(Kind::Digits, item.digits);
        Self { item, number, sending: None, problem: None }
    }

    fn approve(&mut self) -> Vec<Effect> {
        if self.item.subject.is_none() {
            self.problem = Some(Problem::UpdateNeeded);
        } else if self.number.len() != self.item.digits {
            self.problem = Some(Problem::InvalidNumber);
        } else {
            self.problem = None;
            self.sending = Some(Sending::Approve);
            let (account, request) = (self.item.account, self.item.id.clone());
            return vec![Effect::Approve { account, request, number: self.number.secret() }];
        }
        Vec::new()
    }

    fn deny(&mut self) -> Vec<Effect> {
        self.problem = None;
        self.sending = Some(Sending::Deny);
        vec![Effect::Deny { account: self.item.account, request: self.item.id.clone() }]
    }
}

impl Model {
    pub(super) fn front_key(&mut self, key: Key) -> Vec<Effect> {
        let screen = match &mut self.front {
            Some(Front::Request(screen)) => screen,
            Some(Front::Outcome(_)) => return self.outcome_key(key),
            None => return Vec::new(),
        };
        let leaves = key == Key::Esc && screen.sending.is_none_or(|sent| sent == Sending::Kept);
        if leaves {
            self.put_off.insert(screen.item.id.clone());
            self.front = None;
            return Vec::new();
        }
        if screen.sending.is_some() {
            return Vec::new();
        }
        match key {
            Key::Enter | Key::Char('a' | 'A') => screen.approve(),
            Key::Char('d' | 'D' | 'n' | 'N') => screen.deny(),
            key => {
                screen.number.press(key);
                Vec::new()
            }
        }
    }

    /// Shows the oldest request that waits, put off or not.
    pub(super) fn show_request(&mut self) {
        let free = !matches!(self.front, Some(Front::Request(_)));
        if let (true, Some(item)) = (free, self.waiting.first()) {
            self.put_off.remove(&item.id);
            self.front = Some(Front::Request(Box::new(RequestScreen::new(item.clone()))));
        }
    }

    /// Lets a request take the screen, if one waits and nothing forbids it.
    pub(super) fn present_request(&mut self) {
        // What ended by itself makes room; the result of the person's own answer stays to be read.
        let free = matches!(
            self.front,
            None | Some(Front::Outcome(OutcomeScreen {
                outcome: Outcome::Expired | Outcome::Cancelled | Outcome::NotKnown,
                ..
            }))
        );
        if !free || self.is_typing() {
            return;
        }
        let fresh = self.waiting.iter().find(|item| !self.put_off.contains(&item.id));
        if let Some(item) = fresh {
            self.front = Some(Front::Request(Box::new(RequestScreen::new(item.clone()))));
        }
    }

    pub(super) fn requests(
        &mut self,
        account: AccountKey,
        result: Result<Vec<RequestItem>, Problem>,
    ) -> Vec<Effect> {
        let mut open = match result {
            Ok(open) => open,
            Err(problem) if problem.is_offline() => {
                self.offline.insert(account);
                return Vec::new();
            }
            Err(Problem::NotAssociated(_)) => return vec![Effect::Load],
            Err(problem) => {
                self.problem = Some(problem);
                return Vec::new();
            }
        };
        self.offline.remove(&account);
        open.retain(|item| !self.settled.contains(&item.id));
        let known = |item: &&RequestItem| self.waiting.iter().any(|old| old.id == item.id);
        let fresh = open.iter().any(|item| !known(&item));
        if fresh && self.notifications {
            self.rings = self.rings.wrapping_add(1);
        }
        self.waiting.retain(|item| item.account != account);
        self.waiting.append(&mut open);
        self.waiting.sort_by_key(|item| item.deadline);
        self.drop_vanished(account);
        Vec::new()
    }

    /// The request on the screen is gone from the provider's list: it ended without this phone.
    fn drop_vanished(&mut self, account: AccountKey) {
        let Some(Front::Request(screen)) = &self.front else { return };
        let waits = self.waiting.iter().any(|item| item.id == screen.item.id);
        if screen.item.account != account || waits {
            return;
        }
        let outcome = match screen.sending {
            Some(Sending::Approve | Sending::Deny) => return,
            Some(Sending::Kept) => Outcome::NotKnown,
            None if screen.item.deadline <= self.now => Outcome::Expired,
            None => Outcome::Cancelled,
        };
        self.settle(Some(account), screen.item.id.clone(), outcome);
    }

    pub(super) fn answered(
        &mut self,
        request: String,
        result: Result<Outcome, Problem>,
    ) -> Vec<Effect> {
        let asked = self.waiting.iter().find(|item| item.id == request).map(|item| item.account);
        let on_screen = match &mut self.front {
            Some(Front::Request(screen)) if screen.item.id == request => Some(screen),
            _ => None,
        };
        match (result, on_screen) {
            (Ok(outcome), Some(screen)) => {
                let account = screen.item.account;
                self.settle(Some(account), request, outcome);
            }
            (Ok(outcome), None) => self.settle(asked, request, outcome),
            (Err(problem), Some(screen)) => {
                screen.sending = (problem == Problem::AnswerKept).then_some(Sending::Kept);
                screen.problem = Some(problem);
            }
            (Err(problem), None) => self.problem = Some(problem),
        }
        Vec::new()
    }

    fn settle(&mut self, account: Option<AccountKey>, request: String, outcome: Outcome) {
        self.waiting.retain(|item| item.id != request);
        self.put_off.remove(&request);
        self.settled.insert(request.clone());
        self.front = Some(Front::Outcome(OutcomeScreen::new(account, request, outcome)));
    }

    /// Ends requests whose time passed. One that is being answered ends with its answer.
    pub(super) fn requests_tick(&mut self) {
        let now = self.now;
        let answering = self.answering().map(str::to_owned);
        let answered = |id: &str| answering.as_deref() == Some(id);
        self.waiting.retain(|item| item.deadline > now || answered(&item.id));
        if let Some(Front::Request(screen)) = &self.front
            && screen.item.deadline <= now
            && screen.sending.is_none()
        {
            let (account, request) = (screen.item.account, screen.item.id.clone());
            self.settle(Some(account), request, Outcome::Expired);
        }
    }

    fn answering(&self) -> Option<&str> {
        match &self.front {
            Some(Front::Request(screen)) if screen.sending.is_some() => Some(&screen.item.id),
            _ => None,
        }
    }
}
