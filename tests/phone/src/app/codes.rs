//! The fallback codes.

use std::time::Duration;

use assenso_core::ports::BootInstant;

use super::{Effect, Key, Model, Screen, Ticket};
use crate::gateway::{CodeItem, Problem};

/// How long codes stay on the screen after the PIN.
const OPEN: Duration = Duration::from_mins(1);

/// The screen of codes.
#[derive(Debug, Default)]
pub struct Codes {
    /// The codes while they are unlocked.
    pub items: Option<Vec<CodeItem>>,
    /// When they lock.
    pub open_until: Option<BootInstant>,
    /// Which row is the first that is shown.
    pub first: usize,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// What is on its way.
    busy: Option<Ticket>,
}

impl Codes {
    /// Whether the vault is being opened.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.items.is_none() && self.busy.is_some()
    }

    fn lock(&mut self) {
        *self = Self::default();
    }
}

impl Model {
    pub(super) fn open_codes(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let empty = self.accounts.paired.is_empty();
        let busy = (!empty).then_some(ticket);
        let items = empty.then(Vec::new);
        self.screen = Screen::Codes(Codes { items, busy, ..Codes::default() });
        busy.map(Effect::UnlockCodes).into_iter().collect()
    }

    pub(super) fn codes_key(&mut self, key: Key) -> Vec<Effect> {
        let Screen::Codes(codes) = &mut self.screen else { return Vec::new() };
        let rows = codes.items.as_ref().map_or(0, Vec::len);
        match key {
            Key::Esc => {
                self.go_home();
                return vec![Effect::LockCodes];
            }
            Key::Enter if codes.items.is_none() && codes.busy.is_none() => {
                return self.open_codes();
            }
            Key::Down => codes.first = codes.first.saturating_add(1).min(rows.saturating_sub(1)),
            Key::Up => codes.first = codes.first.saturating_sub(1),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn codes_read(
        &mut self,
        ticket: Ticket,
        result: Result<Vec<CodeItem>, Problem>,
    ) -> Vec<Effect> {
        let now = self.now;
        let Screen::Codes(codes) = &mut self.screen else { return vec![Effect::LockCodes] };
        if codes.busy != Some(ticket) {
            return Vec::new();
        }
        codes.busy = None;
        match result {
            Ok(items) => {
                codes.items = Some(items);
                codes.problem = None;
                codes.open_until.get_or_insert(now.saturating_add(OPEN));
                Vec::new()
            }
            Err(problem) => {
                codes.lock();
                codes.problem = Some(problem);
                vec![Effect::LockCodes]
            }
        }
    }

    pub(super) fn codes_tick(&mut self) -> Vec<Effect> {
        let now = self.now;
        let next = self.ticket();
        let Screen::Codes(codes) = &mut self.screen else { return Vec::new() };
        let Some(items) = &codes.items else { return Vec::new() };
        if codes.open_until.is_some_and(|until| until <= now) {
            codes.lock();
            return vec![Effect::LockCodes];
        }
        if codes.busy.is_none() && items.iter().any(|item| item.valid_until <= now) {
            codes.busy = Some(next);
            return vec![Effect::Codes(next)];
        }
        Vec::new()
    }
}
