//! The PIN at the start.

use std::time::Duration;

use assenso_core::ports::BootInstant;

use super::{Effect, Field, Form, Key, Kind, Model, Screen};
use crate::gateway::{Opened, Problem};
use crate::keys::Pin;

/// What the first screen asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateStage {
    /// A new PIN, twice.
    Choose,
    /// The PIN.
    Unlock,
    /// Nothing: the phone can't start.
    Stopped,
}

/// The first screen.
#[derive(Debug)]
pub struct Gate {
    /// What it asks for.
    pub stage: GateStage,
    /// The PIN fields.
    pub form: Form,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// The phone is being opened.
    pub busy: bool,
    /// Until when no PIN is taken.
    pub wait_until: Option<BootInstant>,
}

impl Gate {
    fn new(stage: GateStage, fields: usize) -> Self {
        let field = || Field::new(Kind::Pin, Pin::LONGEST);
        let fields = std::iter::repeat_with(field).take(fields).collect();
        let buttons = usize::from(stage != GateStage::Stopped);
        let form = Form::new(fields, buttons);
        Self { stage, form, problem: None, busy: false, wait_until: None }
    }

    pub(super) fn choose() -> Self {
        Self::new(GateStage::Choose, 2)
    }

    pub(super) fn unlock(now: BootInstant, wait: Duration) -> Self {
        let wait_until = (!wait.is_zero()).then(|| now.saturating_add(wait));
        Self { wait_until, ..Self::new(GateStage::Unlock, 1) }
    }

    pub(super) fn stopped(problem: Problem) -> Self {
        Self { problem: Some(problem), ..Self::new(GateStage::Stopped, 0) }
    }

    /// Seconds until a PIN is taken again, rounded up.
    #[must_use]
    pub fn wait_left(&self, now: BootInstant) -> Option<u64> {
        let left = self.wait_until?.left_from(now);
        (!left.is_zero()).then(|| super::update::seconds(left))
    }

    /// What Enter means now: an effect, or a problem with what was typed.
    fn submit(&self) -> Result<Effect, Problem> {
        let Some(first) = self.form.fields.first() else { return Err(Problem::PinForm) };
        let pin = Pin::parse(first.secret()).map_err(|_| Problem::PinForm)?;
        drop(pin);
        match self.stage {
            GateStage::Choose if first.text() != self.form.text(1) => Err(Problem::PinsDiffer),
            GateStage::Choose => Ok(Effect::SetPin(first.secret())),
            GateStage::Unlock | GateStage::Stopped => Ok(Effect::Unlock(first.secret())),
        }
    }

    fn fail(&mut self, now: BootInstant, problem: Problem) {
        self.busy = false;
        self.form.clear_secrets();
        match problem {
            Problem::PinWait { seconds } => {
                self.wait_until = Some(now.saturating_add(Duration::from_secs(seconds)));
                self.problem = None;
            }
            Problem::WrongPin { .. } | Problem::PinForm | Problem::PinsDiffer => {
                self.problem = Some(problem);
            }
            // Everything else is no matter of the PIN: it would not help to type it again.
            _ => *self = Self::stopped(problem),
        }
    }
}

impl Model {
    pub(super) fn gate_key(&mut self, key: Key) -> Vec<Effect> {
        let now = self.now;
        let Screen::Gate(gate) = &mut self.screen else { return Vec::new() };
        let leaves = key == Key::Esc
            || (gate.stage == GateStage::Stopped && matches!(key, Key::Enter | Key::Char('q')));
        if leaves {
            self.quit = true;
            return Vec::new();
        }
        if gate.busy || gate.wait_left(now).is_some() || gate.stage == GateStage::Stopped {
            return Vec::new();
        }
        gate.wait_until = None;
        if gate.form.press(key).is_none() {
            return Vec::new();
        }
        match gate.submit() {
            Ok(effect) => {
                gate.busy = true;
                gate.problem = None;
                vec![effect]
            }
            Err(problem) => {
                gate.fail(now, problem);
                Vec::new()
            }
        }
    }

    pub(super) fn opened(&mut self, result: Result<Opened, Problem>) -> Vec<Effect> {
        let now = self.now;
        let Screen::Gate(gate) = &mut self.screen else { return Vec::new() };
        match result {
            Ok(opened) => {
                self.notifications = opened.notifications;
                self.go_home();
                vec![Effect::Adopt(opened), Effect::Load]
            }
            Err(problem) => {
                gate.fail(now, problem);
                Vec::new()
            }
        }
    }
}
