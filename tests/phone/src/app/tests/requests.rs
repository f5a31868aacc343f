//! How requests come, are answered, and end.

use rstest::rstest;

use super::*;

#[test]
fn a_request_takes_the_screen_and_rings_once() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    assert_eq!(shown(&model), Some("r"));
    assert_eq!(model.rings, 1);
    came(&mut model, vec![request("r")]);
    assert_eq!(model.rings, 1);
}

#[test]
fn with_notifications_off_a_request_comes_silently() {
    let mut model = associated(Lang::En);
    model.update(Action::NotificationsSet(Ok(false)));
    came(&mut model, vec![request("r")]);
    assert_eq!((shown(&model), model.rings), (Some("r"), 0));
}

#[test]
fn a_request_waits_while_the_person_types_and_comes_when_that_ends() {
    let mut model = associated(Lang::En);
    keys(&mut model, &[Key::Down, Key::Enter]);
    came(&mut model, vec![request("r")]);
    assert_eq!(shown(&model), None);
    assert!(model.has_hidden_request());
    typed(&mut model, "d");
    assert_eq!(shown(&model), None);

    keys(&mut model, &[Key::Ctrl('r')]);
    assert_eq!(shown(&model), Some("r"));
    keys(&mut model, &[Key::Esc]);
    assert!(matches!(&model.screen, Screen::Pair(pair) if pair.form.text(0).ends_with('d')));

    came(&mut model, vec![request("r"), request("s")]);
    assert_eq!(shown(&model), None);
    keys(&mut model, &[Key::Esc]);
    assert_eq!(shown(&model), Some("s"), "not the one that was put off");
}

#[test]
fn approving_needs_every_digit_and_sends_them_as_typed() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    for incomplete in [&[Key::Enter][..], &[Key::Char('0'), Key::Char('a')]] {
        assert!(keys(&mut model, incomplete).is_empty());
    }
    let effects = keys(&mut model, &[Key::Char('x'), Key::Char('7'), Key::Char('9'), Key::Enter]);
    match effects.as_slice() {
        [Effect::Approve { account: ACCOUNT, request, number }] => {
            assert_eq!((request.as_str(), number.expose()), ("r", "07"));
        }
        other => panic!("{other:?}"),
    }
    let while_sending = [Key::Enter, Key::Char('d'), Key::Esc, Key::Char('1')];
    assert!(keys(&mut model, &while_sending).is_empty(), "one answer at a time");
}

#[rstest]
fn denying_is_one_key_and_needs_nothing(#[values('d', 'D', 'n', 'N')] key: char) {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    let effects = keys(&mut model, &[Key::Char(key)]);
    assert!(
        matches!(effects.as_slice(), [Effect::Deny { account: ACCOUNT, request }] if request == "r")
    );
}

#[test]
fn what_cannot_be_shown_can_only_be_denied() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![RequestItem { subject: None, ..request("r") }]);
    let tries = [Key::Char('4'), Key::Char('2'), Key::Enter, Key::Char('a')];
    assert!(keys(&mut model, &tries).is_empty());
    let effects = keys(&mut model, &[Key::Char('d')]);
    assert!(matches!(effects.as_slice(), [Effect::Deny { .. }]));
}

#[test]
fn a_dismissed_prompt_leaves_the_request_open() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    keys(&mut model, &[Key::Char('4'), Key::Char('2'), Key::Enter]);
    model.update(Action::Answered("r".to_owned(), Err(Problem::Cancelled)));
    assert_eq!(shown(&model), Some("r"));
    let effects = keys(&mut model, &[Key::Char('d')]);
    assert!(matches!(effects.as_slice(), [Effect::Deny { .. }]));
}

#[test]
fn a_settled_request_does_not_come_back_with_a_list_that_was_on_its_way() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    keys(&mut model, &[Key::Char('d')]);
    model.update(Action::Answered("r".to_owned(), Ok(Outcome::Denied)));
    came(&mut model, vec![request("r")]);
    assert_eq!(outcome(&model), Some(Outcome::Denied));
    keys(&mut model, &[Key::Esc]);
    assert!(model.front.is_none());
}

#[test]
fn the_boot_clock_ends_a_request() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    model.update(Action::Tick(in_seconds(86)));
    assert_eq!(shown(&model), Some("r"));
    model.update(Action::Tick(in_seconds(87)));
    assert_eq!(outcome(&model), Some(Outcome::Expired));
    assert!(model.waiting.is_empty());
    model.update(Action::Tick(NOW));
    assert_eq!(model.now, in_seconds(87), "time does not run backwards");
}

#[test]
fn an_answer_on_its_way_is_waited_for_beyond_the_end() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    keys(&mut model, &[Key::Char('d')]);
    model.update(Action::Tick(in_seconds(200)));
    came(&mut model, Vec::new());
    assert_eq!(shown(&model), Some("r"));
    let elsewhere = Outcome::AnsweredElsewhere { approved: true };
    model.update(Action::Answered("r".to_owned(), Ok(elsewhere)));
    assert_eq!(outcome(&model), Some(elsewhere));
}

#[test]
fn a_request_that_is_gone_was_cancelled() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    came(&mut model, Vec::new());
    assert_eq!(outcome(&model), Some(Outcome::Cancelled));
    came(&mut model, vec![request("s")]);
    assert_eq!(shown(&model), Some("s"), "what ended by itself makes room");
}

#[test]
fn the_result_of_an_own_answer_stays_until_it_was_read() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    keys(&mut model, &[Key::Char('d')]);
    model.update(Action::Answered("r".to_owned(), Ok(Outcome::Denied)));
    came(&mut model, vec![request("s")]);
    assert_eq!(outcome(&model), Some(Outcome::Denied));
    assert!(model.has_hidden_request());
    keys(&mut model, &[Key::Esc]);
    assert_eq!(shown(&model), Some("s"));
}

#[test]
fn an_answer_that_is_kept_can_be_left_and_is_not_given_twice() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    keys(&mut model, &[Key::Char('d')]);
    model.update(Action::Answered("r".to_owned(), Err(Problem::AnswerKept)));
    assert!(keys(&mut model, &[Key::Char('d'), Key::Enter]).is_empty());
    came(&mut model, Vec::new());
    assert_eq!(outcome(&model), Some(Outcome::NotKnown));
}

#[test]
fn a_provider_that_is_away_is_marked_until_it_is_back() {
    let mut model = associated(Lang::En);
    model.update(Action::Requests(ACCOUNT, Err(Problem::Offline)));
    assert!(model.offline.contains(&ACCOUNT));
    came(&mut model, Vec::new());
    assert!(model.offline.is_empty());
}

#[test]
fn an_account_that_is_no_longer_associated_is_read_anew_and_not_watched() {
    let mut model = associated(Lang::En);
    came(&mut model, vec![request("r")]);
    let gone = Problem::NotAssociated(Association::Replaced);
    let effects = model.update(Action::Requests(ACCOUNT, Err(gone)));
    assert!(matches!(effects.as_slice(), [Effect::Load]));
    let effects = model.update(Action::Loaded(Ok(accounts(Association::Replaced))));
    assert!(matches!(effects.as_slice(), [Effect::Watch(watched)] if watched.is_empty()));
    assert!(model.waiting.is_empty());
}
