//! Leaving an account, deactivating, recovery codes.

use super::*;
use crate::gateway::{Deed, Done, HoldItem, PrintedCode};

/// The page "2-step verification" of the associated account.
fn two_step(everything: Option<bool>) -> Model {
    let mut lists = accounts(Association::Associated);
    lists.paired[0].hold =
        everything.map(|everything| HoldItem { everything, until: "2026-12-01 14:00".to_owned() });
    let mut model = empty(Lang::En);
    model.update(Action::Loaded(Ok(lists)));
    keys(&mut model, &[Key::Char('s'), Key::Down, Key::Enter, Key::Enter, Key::Enter]);
    model
}

/// Opens the entry so many rows down.
fn opened(model: &mut Model, rows: usize) -> &Deeds {
    for _ in 0..rows {
        keys(model, &[Key::Down]);
    }
    keys(model, &[Key::Enter]);
    deeds(model)
}

fn deeds(model: &Model) -> &Deeds {
    match &model.screen {
        Screen::Deeds(deeds) => deeds,
        other => panic!("{other:?}"),
    }
}

fn sent(effects: Vec<Effect>) -> (Ticket, Deed) {
    match effects.into_iter().next() {
        Some(Effect::Do(ticket, AccountKey(1), deed)) => (ticket, deed),
        other => panic!("{other:?}"),
    }
}

fn printed() -> PrintedCode {
    let groups = ["ZVEB", "N63P", "AGS1", "000H", "48SM", "8NB6", "EW9B"];
    PrintedCode { groups: groups.map(|group| SecretText::new(group.to_owned())).into(), asked: 2 }
}

#[test]
fn what_takes_something_away_is_not_what_enter_alone_does() {
    for (rows, matter) in [(2, Matter::SignOut), (3, Matter::Deactivate)] {
        let mut model = two_step(None);
        assert_eq!(opened(&mut model, rows).matter, matter);
        assert!(matches!(keys(&mut model, &[Key::Enter]).as_slice(), [Effect::Load]));
        let Screen::Settings(settings) = &model.screen else { panic!("{:?}", model.screen) };
        assert!(matches!(settings.page, Page::TwoStep(_)), "back to where it was chosen");
    }
}

#[test]
fn deactivating_is_asked_twice_and_needs_the_password() {
    let mut model = two_step(None);
    opened(&mut model, 3);
    assert!(keys(&mut model, &[Key::BackTab, Key::Enter]).is_empty());
    assert!(matches!(deeds(&model).leaf, Leaf::Sure));
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert_eq!(deeds(&model).problem, Some(Problem::InvalidInput));
    typed(&mut model, "secret");
    let (ticket, deed) = sent(keys(&mut model, &[Key::Enter]));
    let Deed::Deactivate { password } = deed else { panic!("{deed:?}") };
    // EXPOSE: a test reads what it typed.
    assert_eq!(password.expose(), "secret");
    // A wrong one is wiped and asked for again.
    model.update(Action::Done(ticket, Err(Problem::WrongPassword)));
    assert_eq!(deeds(&model).form.text(0), "");
    typed(&mut model, "right");
    let (ticket, _) = sent(keys(&mut model, &[Key::Enter]));
    assert!(keys(&mut model, &[Key::Enter, Key::Esc]).is_empty(), "while it is under way");
    let effects = model.update(Action::Done(ticket, Ok(Done::Out(Association::Deactivated))));
    assert!(matches!(effects.as_slice(), [Effect::Load]));
    assert!(matches!(deeds(&model).leaf, Leaf::Done));
}

#[test]
fn a_recovery_code_is_written_down_before_it_counts() {
    let mut model = two_step(Some(false));
    assert_eq!(opened(&mut model, 1).matter, Matter::NewCode);
    typed(&mut model, "secret");
    let (ticket, deed) = sent(keys(&mut model, &[Key::Enter]));
    assert!(matches!(deed, Deed::NewCode { .. }), "{deed:?}");
    model.update(Action::Done(ticket, Ok(Done::Code(printed()))));
    assert!(matches!(deeds(&model).leaf, Leaf::Write(_)));
    typed(&mut model, "ags1");
    let (ticket, deed) = sent(keys(&mut model, &[Key::Enter]));
    assert!(matches!(deed, Deed::KeepCode { .. }), "{deed:?}");
    model.update(Action::Done(ticket, Err(Problem::WrongGroup)));
    assert!(matches!(deeds(&model).leaf, Leaf::Write(_)), "it is still shown");
}

#[test]
fn on_probation_the_recovery_code_is_entered() {
    let mut model = two_step(Some(true));
    assert_eq!(opened(&mut model, 1).matter, Matter::EnterCode);
    typed(&mut model, "zveb n63p");
    keys(&mut model, &[Key::Tab]);
    typed(&mut model, "secret");
    let (_, deed) = sent(keys(&mut model, &[Key::Enter]));
    assert!(matches!(deed, Deed::EnterCode { .. }), "{deed:?}");
}

#[test]
fn an_answer_that_comes_late_is_not_looked_at() {
    let mut model = two_step(None);
    opened(&mut model, 2);
    let (ticket, _) = sent(keys(&mut model, &[Key::BackTab, Key::Enter]));
    let old = Ticket(ticket.0.wrapping_sub(1));
    model.update(Action::Done(old, Ok(Done::FullPower)));
    assert!(matches!(deeds(&model).leaf, Leaf::Ask));
}

#[test]
fn a_pasted_recovery_code_goes_into_its_field() {
    let mut model = two_step(Some(true));
    opened(&mut model, 1);
    model.update(Action::Paste(SecretText::new("ZVEB-N63P\n".to_owned())));
    assert_eq!(deeds(&model).form.text(0), "ZVEB-N63P");
}
