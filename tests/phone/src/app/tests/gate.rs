//! The PIN at the start, and the PIN prompt.

use assenso_core::ports::UnlockReason;

use super::*;
use crate::keys::PinPurpose;
use crate::samples::{gate, opened};

fn screen(model: &Model) -> &Gate {
    match &model.screen {
        Screen::Gate(gate) => gate,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_pin_is_typed_twice() {
    let mut model = gate(Lang::En, true);
    typed(&mut model, "1234");
    keys(&mut model, &[Key::Enter]);
    typed(&mut model, "1235");
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert_eq!(screen(&model).problem, Some(Problem::PinsDiffer));
    assert!(screen(&model).form.fields.iter().all(Field::is_empty));

    typed(&mut model, "1234");
    keys(&mut model, &[Key::Enter]);
    typed(&mut model, "1234");
    let effects = keys(&mut model, &[Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::SetPin(pin)] if pin.expose() == "1234"));
    assert!(keys(&mut model, &[Key::Enter]).is_empty(), "once");
}

#[test]
fn three_digits_are_no_pin() {
    let mut model = gate(Lang::En, false);
    typed(&mut model, "123");
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert_eq!(screen(&model).problem, Some(Problem::PinForm));
}

#[test]
fn after_three_wrong_pins_no_key_does_anything_for_a_while() {
    let mut model = gate(Lang::En, false);
    typed(&mut model, "1234");
    keys(&mut model, &[Key::Enter]);
    model.update(Action::Opened(Err(Problem::PinWait { seconds: 30 })));
    typed(&mut model, "1234");
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert!(screen(&model).form.fields.iter().all(Field::is_empty));
    assert_eq!(screen(&model).wait_left(model.now), Some(30));

    model.update(Action::Tick(in_seconds(30)));
    typed(&mut model, "1234");
    assert!(matches!(keys(&mut model, &[Key::Enter]).as_slice(), [Effect::Unlock(_)]));
}

#[test]
fn the_wait_of_an_earlier_start_goes_on() {
    let wait_left = std::time::Duration::from_secs(12);
    let beginning = Beginning { wait_left, ..Beginning::default() };
    let model = Model::new(Lang::En, NOW, beginning);
    assert_eq!(screen(&model).wait_left(NOW), Some(12));
}

#[test]
fn an_open_phone_reads_its_lists() {
    let mut model = gate(Lang::En, false);
    let effects = model.update(Action::Opened(Ok(opened())));
    assert!(matches!(effects.as_slice(), [Effect::Adopt(_), Effect::Load]));
    assert!(matches!(model.screen, Screen::Home(_)));
}

#[test]
fn a_phone_that_cannot_start_can_be_left() {
    let mut model = gate(Lang::En, false);
    model.update(Action::Opened(Err(Problem::FolderDamaged)));
    assert_eq!(screen(&model).stage, GateStage::Stopped);
    keys(&mut model, &[Key::Enter]);
    assert!(model.quit);
}

fn asked(model: &mut Model, ticket: u64) {
    let purpose = PinPurpose::Codes(UnlockReason::ShowCodes);
    model.update(Action::PinAsked(Ticket(ticket), PinAsk { purpose, tries_left: None }));
}

#[test]
fn a_prompt_is_answered_with_a_pin_or_dismissed() {
    let mut model = associated(Lang::En);
    asked(&mut model, 5);
    typed(&mut model, "12");
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    typed(&mut model, "1234");
    match keys(&mut model, &[Key::Enter]).as_slice() {
        [Effect::AnswerPin(Ticket(5), Some(pin))] => assert_eq!(pin.expose(), "1234"),
        other => panic!("{other:?}"),
    }
    asked(&mut model, 6);
    let dismissed = keys(&mut model, &[Key::Esc]);
    assert!(matches!(dismissed.as_slice(), [Effect::AnswerPin(Ticket(6), None)]));
    assert!(model.pin.is_none());
}

#[test]
fn a_prompt_that_is_withdrawn_goes_and_another_stays() {
    let mut model = associated(Lang::En);
    asked(&mut model, 5);
    model.update(Action::PinWithdrawn(Ticket(4)));
    assert!(model.pin.is_some());
    model.update(Action::PinWithdrawn(Ticket(5)));
    assert!(model.pin.is_none());
}

#[test]
fn a_prompt_has_the_keyboard_alone() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    asked(&mut model, 5);
    assert!(keys(&mut model, &[Key::Char('d'), Key::Ctrl('r'), Key::Tab]).is_empty());
    assert_eq!(shown(&model), Some("r"));
}
