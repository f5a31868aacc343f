//! The codes.

use super::*;
use crate::samples::codes;

fn screen(model: &Model) -> &Codes {
    match &model.screen {
        Screen::Codes(codes) => codes,
        other => panic!("{other:?}"),
    }
}

fn unlocked() -> Model {
    let mut model = associated(Lang::En);
    let effects = keys(&mut model, &[Key::Char('c')]);
    let [Effect::UnlockCodes(ticket)] = effects.as_slice() else { panic!("{effects:?}") };
    model.update(Action::Codes(*ticket, Ok(codes())));
    model
}

#[test]
fn codes_are_read_anew_when_one_ends_and_once() {
    let mut model = unlocked();
    assert!(model.update(Action::Tick(in_seconds(16))).is_empty());
    let effects = model.update(Action::Tick(in_seconds(17)));
    let [Effect::Codes(ticket)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(model.update(Action::Tick(in_seconds(18))).is_empty());
    let mut next = codes();
    for item in &mut next {
        item.valid_until = in_seconds(47);
    }
    model.update(Action::Codes(*ticket, Ok(next)));
    assert!(model.update(Action::Tick(in_seconds(19))).is_empty());
}

#[test]
fn codes_lock_after_a_minute_whatever_happens_in_between() {
    let mut model = unlocked();
    let effects = model.update(Action::Tick(in_seconds(17)));
    let [Effect::Codes(ticket)] = effects.as_slice() else { panic!("{effects:?}") };
    model.update(Action::Codes(*ticket, Ok(codes())));
    let effects = model.update(Action::Tick(in_seconds(60)));
    assert!(matches!(effects.as_slice(), [Effect::LockCodes]));
    assert!(screen(&model).items.is_none());
    let effects = keys(&mut model, &[Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::UnlockCodes(_)]));
}

#[test]
fn leaving_the_codes_locks_them() {
    let mut model = unlocked();
    assert!(matches!(keys(&mut model, &[Key::Esc]).as_slice(), [Effect::LockCodes]));
    let late = model.update(Action::Codes(Ticket(1), Ok(codes())));
    assert!(matches!(late.as_slice(), [Effect::LockCodes]), "also those that come late");
}

#[test]
fn without_accounts_no_pin_is_asked_for() {
    let mut model = empty(Lang::En);
    assert!(keys(&mut model, &[Key::Char('c')]).is_empty());
    assert_eq!(screen(&model).items.as_deref(), Some(&[][..]));
}

#[test]
fn a_refused_unlocking_can_be_tried_again() {
    let mut model = associated(Lang::En);
    let effects = keys(&mut model, &[Key::Char('c')]);
    let [Effect::UnlockCodes(ticket)] = effects.as_slice() else { panic!("{effects:?}") };
    model.update(Action::Codes(*ticket, Err(Problem::Cancelled)));
    assert_eq!(screen(&model).problem, Some(Problem::Cancelled));
    let effects = keys(&mut model, &[Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::UnlockCodes(_)]));
}
