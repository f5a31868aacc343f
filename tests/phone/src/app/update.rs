//! The one reducer.

use std::time::Duration;

use assenso_core::ports::BootInstant;

use super::{Action, Effect, Key, Model, PinDialog, Screen};

/// Whole seconds of a duration, rounded up: what a countdown shows.
pub(super) fn seconds(left: Duration) -> u64 {
    left.as_secs().saturating_add(u64::from(left.subsec_nanos() > 0))
}

impl Model {
    /// Takes an action in; what is to be done about it comes out.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let effects = match action {
            Action::Key(key) => self.key(key),
            // EXPOSE: the field that has the focus takes it.
            Action::Paste(text) => self.paste(text.expose()),
            Action::Tick(now) => self.tick(now),
            Action::Opened(result) => self.opened(result),
            Action::Loaded(result) => self.loaded(result),
            Action::Invited(ticket, result) => self.invited(ticket, result),
            Action::Stepped(ticket, result) => self.stepped(ticket, result),
            Action::Requests(account, result) => self.requests(account, result),
            Action::Answered(request, result) => self.answered(request, result),
            Action::Reported(request, result) => {
                self.reported(&request, result);
                Vec::new()
            }
            Action::Checked(account, result) => {
                if result.is_ok() {
                    self.offline.remove(&account);
                }
                self.settings_done(result.err())
            }
            Action::Done(ticket, result) => self.done(ticket, result),
            Action::Removed(result) => self.settings_done(result.err()),
            Action::NotificationsSet(result) => self.notifications_set(result),
            Action::Codes(ticket, result) => self.codes_read(ticket, result),
            Action::PinAsked(ticket, ask) => {
                // The keys ask one question at a time; an older one was given up.
                self.pin = Some(PinDialog::new(ticket, ask));
                Vec::new()
            }
            Action::PinWithdrawn(ticket) => {
                self.pin_withdrawn(ticket);
                Vec::new()
            }
            Action::Quit => {
                self.quit = true;
                Vec::new()
            }
        };
        self.present_request();
        effects
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        match key {
            Key::Ctrl('c') => {
                self.quit = true;
                Vec::new()
            }
            Key::Ctrl('r') if self.pin.is_none() => {
                self.show_request();
                Vec::new()
            }
            Key::Ctrl(_) => Vec::new(),
            key if self.pin.is_some() => self.pin_key(key),
            key if self.front.is_some() => self.front_key(key),
            key => match &self.screen {
                Screen::Gate(_) => self.gate_key(key),
                Screen::Home(_) => self.home_key(key),
                Screen::Pair(_) => self.pair_key(key),
                Screen::Settings(_) => self.settings_key(key),
                Screen::Deeds(_) => self.deeds_key(key),
                Screen::Codes(_) => self.codes_key(key),
            },
        }
    }

    /// Pasted text goes into the field that has the focus, and presses nothing.
    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(dialog) = &mut self.pin {
            dialog.form.paste(text);
        } else if let Some(super::Front::Request(screen)) = &mut self.front {
            screen.number.paste(text);
        } else if self.front.is_none() {
            match &mut self.screen {
                Screen::Gate(gate) => gate.form.paste(text),
                Screen::Pair(pair) if !pair.is_busy() => pair.paste(text),
                Screen::Deeds(deeds) if !deeds.is_busy() => deeds.form.paste(text),
                Screen::Deeds(_)
                | Screen::Pair(_)
                | Screen::Home(_)
                | Screen::Settings(_)
                | Screen::Codes(_) => {}
            }
        }
        Vec::new()
    }

    fn tick(&mut self, now: BootInstant) -> Vec<Effect> {
        self.now = self.now.max(now);
        self.requests_tick();
        self.codes_tick()
    }
}
