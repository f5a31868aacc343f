//! The PIN prompt.

use super::{Effect, Field, Form, Key, Kind, Model, Ticket};
use crate::gateway::Problem;
use crate::keys::{Pin, PinAsk};

/// A question of the keys for the PIN.
#[derive(Debug)]
pub struct PinDialog {
    /// Which question.
    pub(super) ticket: Ticket,
    /// What for.
    pub ask: PinAsk,
    /// The field; buttons "Confirm" and "Cancel".
    pub form: Form,
    /// What is wrong with what was typed.
    pub problem: Option<Problem>,
}

impl PinDialog {
    pub(super) fn new(ticket: Ticket, ask: PinAsk) -> Self {
        let form = Form::new(vec![Field::new(Kind::Pin, Pin::LONGEST)], 2);
        let problem = ask.tries_left.map(|tries_left| Problem::WrongPin { tries_left });
        Self { ticket, ask, form, problem }
    }
}

impl Model {
    pub(super) fn pin_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(dialog) = &mut self.pin else { return Vec::new() };
        let pressed = if key == Key::Esc { Some(1) } else { dialog.form.press(key) };
        let (Some(button), Some(field)) = (pressed, dialog.form.fields.first()) else {
            return Vec::new();
        };
        let ticket = dialog.ticket;
        let answer = match button {
            0 if Pin::parse(field.secret()).is_err() => {
                dialog.problem = Some(Problem::PinForm);
                dialog.form.clear_secrets();
                return Vec::new();
            }
            0 => Some(field.secret()),
            _ => None,
        };
        self.pin = None;
        vec![Effect::AnswerPin(ticket, answer)]
    }

    pub(super) fn pin_withdrawn(&mut self, ticket: Ticket) {
        self.pin.take_if(|dialog| dialog.ticket == ticket);
    }
}
