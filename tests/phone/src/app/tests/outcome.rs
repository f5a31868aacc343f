//! The question after a denial.

use rstest::rstest;

use super::*;
use crate::app::Asking;

/// A request was denied, and the outcome is on the screen.
fn denied() -> Model {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    keys(&mut model, &[Key::Char('d')]);
    model.update(Action::Answered("r".to_owned(), Ok(Outcome::Denied)));
    model
}

fn asking(model: &Model) -> Option<Asking> {
    match &model.front {
        Some(Front::Outcome(screen)) => screen.question.as_ref().map(|question| question.asking),
        _ => None,
    }
}

fn reported(model: &mut Model, result: Result<ReportOutcome, Problem>) {
    model.update(Action::Reported("r".to_owned(), result));
}

#[rstest]
#[case::the_first(&[Key::Enter], ReportReason::NotMe)]
#[case::right(&[Key::Right, Key::Enter], ReportReason::Mistake)]
#[case::right_again(&[Key::Right, Key::Right, Key::Enter], ReportReason::Mistake)]
#[case::tab(&[Key::Tab, Key::Enter], ReportReason::Mistake)]
#[case::and_back(&[Key::Tab, Key::BackTab, Key::Enter], ReportReason::NotMe)]
#[case::left(&[Key::Right, Key::Left, Key::Enter], ReportReason::NotMe)]
fn what_has_the_focus_is_said(#[case] pressed: &[Key], #[case] expected: ReportReason) {
    let mut model = denied();
    assert!(model.asks_about_denial());
    let effects = keys(&mut model, pressed);
    match effects.as_slice() {
        [Effect::Report { account: ACCOUNT, request, reason }] => {
            assert_eq!((request.as_str(), *reason), ("r", expected));
        }
        other => panic!("{other:?}"),
    }
    assert!(!model.asks_about_denial());
    assert!(keys(&mut model, &[Key::Enter, Key::Right, Key::Enter]).is_empty(), "it is said once");
}

#[test]
fn esc_says_nothing() {
    let mut model = denied();
    assert!(keys(&mut model, &[Key::Char(' '), Key::Char('d'), Key::Esc]).is_empty());
    assert!(model.front.is_none());
}

#[rstest]
#[case::taken(Ok(ReportOutcome::Taken), Asking::Said(ReportOutcome::Taken))]
#[case::not_taken(Ok(ReportOutcome::NotTaken), Asking::Said(ReportOutcome::NotTaken))]
#[case::kept(Err(Problem::ReportKept), Asking::Kept)]
fn what_was_said_is_confirmed_and_left(
    #[case] result: Result<ReportOutcome, Problem>,
    #[case] expected: Asking,
) {
    let mut model = denied();
    keys(&mut model, &[Key::Enter]);
    reported(&mut model, result);
    assert_eq!(asking(&model), Some(expected));
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert!(model.front.is_none());
}

#[test]
fn what_failed_can_be_said_again() {
    let mut model = denied();
    keys(&mut model, &[Key::Right, Key::Enter]);
    reported(&mut model, Err(Problem::Storage));
    assert_eq!(asking(&model), Some(Asking::Open(Some(Problem::Storage))));
    let effects = keys(&mut model, &[Key::Enter]);
    let [Effect::Report { reason, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*reason, ReportReason::Mistake);
}

#[test]
fn who_has_left_is_not_called_back() {
    let mut model = denied();
    keys(&mut model, &[Key::Enter, Key::Esc]);
    assert!(model.front.is_none());
    reported(&mut model, Err(Problem::Storage));
    assert!(model.front.is_none() && model.problem.is_none());
}

#[test]
fn only_a_denial_is_asked_about() {
    for ended in [
        Outcome::Approved,
        Outcome::WrongNumber,
        Outcome::Expired,
        Outcome::Cancelled,
        Outcome::AnsweredElsewhere { approved: false },
        Outcome::NotKnown,
    ] {
        let mut model = associated(Lang::En);
        came(&mut model, vec![request("r")]);
        model.update(Action::Answered("r".to_owned(), Ok(ended)));
        assert_eq!((outcome(&model), asking(&model)), (Some(ended), None));
        assert!(keys(&mut model, &[Key::Enter]).is_empty(), "{ended:?}");
        assert!(model.front.is_none(), "{ended:?}");
    }
}
