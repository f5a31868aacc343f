//! The wizard.

use rstest::rstest;

use super::*;
use crate::gateway::At;
use crate::samples::{INVITATION, activating, invitation, off, sms};

fn wizard(model: &Model) -> &Pair {
    match &model.screen {
        Screen::Pair(pair) => pair,
        other => panic!("{other:?}"),
    }
}

/// Presses Enter, which moves the pairing; the ticket of that.
fn enter(model: &mut Model) -> (Ticket, Option<Input>) {
    match keys(model, &[Key::Enter]).pop() {
        Some(Effect::Pair(ticket, _)) => (ticket, None),
        Some(Effect::Advance(ticket, FlowId(7), input)) => (ticket, Some(input)),
        other => panic!("{other:?}"),
    }
}

fn at(place: At) -> Model {
    let mut model = empty(Lang::En);
    keys(&mut model, &[Key::Enter]);
    let (ticket, _) = enter(&mut model);
    model.update(Action::Stepped(ticket, Ok(step(place))));
    model
}

#[test]
fn the_whole_way_from_address_to_success() {
    let mut model = at(At::SignIn);
    typed(&mut model, " anna@mail.example ");
    keys(&mut model, &[Key::Tab]);
    typed(&mut model, " pass word ");
    let (ticket, input) = enter(&mut model);
    match input {
        Some(Input::SignIn { email, password }) => {
            assert_eq!((email.as_str(), password.expose()), ("anna@mail.example", " pass word "));
        }
        other => panic!("{other:?}"),
    }
    model.update(Action::Stepped(ticket, Ok(step(At::SignInCode(sms())))));
    typed(&mut model, "123456");
    let (ticket, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Code(code)) if code.expose() == "123456"));
    model.update(Action::Stepped(ticket, Ok(step(At::SignedIn))));
    let (ticket, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Associate)));
    model.update(Action::Stepped(ticket, Ok(step(At::AssociateCode(sms())))));
    typed(&mut model, "654321");
    let (ticket, _) = enter(&mut model);
    assert!(wizard(&model).finishing);
    let effects = model.update(Action::Stepped(ticket, Ok(step(At::Associated))));
    assert!(matches!(effects.as_slice(), [Effect::Load]));
    assert_eq!(wizard(&model).stage, Stage::Success);
    keys(&mut model, &[Key::Enter]);
    assert!(matches!(model.screen, Screen::Home(_)));
}

/// The wizard at an invitation that was pasted over the address.
fn invited(listed: bool) -> Model {
    let mut model = empty(Lang::En);
    keys(&mut model, &[Key::Enter]);
    model.update(Action::Paste(SecretText::new(format!(" {INVITATION}\n"))));
    match keys(&mut model, &[Key::Enter]).as_slice() {
        [Effect::Read(ticket, link)] => {
            assert_eq!(link.expose(), INVITATION);
            model.update(Action::Invited(*ticket, Ok(invitation(listed))));
        }
        other => panic!("{other:?}"),
    }
    model
}

#[test]
fn an_invitation_is_shown_before_anybody_is_contacted() {
    let mut model = invited(true);
    assert_eq!(wizard(&model).stage, Stage::Invitation);
    match keys(&mut model, &[Key::Enter]).as_slice() {
        [Effect::PairInvited(ticket, accepted)] => {
            assert_eq!(accepted.issuer(), "https://mail.example");
            let mut first = step(At::SignIn);
            first.email = Some("anna@mail.example".to_owned());
            model.update(Action::Stepped(*ticket, Ok(first)));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(wizard(&model).stage, Stage::SignIn);
    assert_eq!(wizard(&model).form.text(0), "anna@mail.example");
}

#[rstest]
#[case(true, Key::Esc)]
#[case(false, Key::Esc)]
#[case(false, Key::Enter)]
fn an_invitation_that_is_not_accepted_is_forgotten(#[case] listed: bool, #[case] key: Key) {
    let mut model = invited(listed);
    assert!(matches!(keys(&mut model, &[key]).as_slice(), [Effect::Load]));
    assert!(matches!(model.screen, Screen::Home(_)));
}

#[test]
fn a_link_that_is_no_invitation_stays_to_be_corrected() {
    let mut model = empty(Lang::En);
    keys(&mut model, &[Key::Enter]);
    typed(&mut model, "/#");
    match keys(&mut model, &[Key::Enter]).as_slice() {
        [Effect::Read(ticket, _)] => {
            model.update(Action::Invited(*ticket, Err(Problem::NotAnInvitation)));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(wizard(&model).problem, Some(Problem::NotAnInvitation));
    assert_eq!(wizard(&model).form.text(0), format!("{}/#", crate::samples::ISSUER));
}

#[test]
fn five_digits_are_not_sent() {
    let mut model = at(At::SignInCode(sms()));
    typed(&mut model, "12345");
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert_eq!(wizard(&model).problem, Some(Problem::InvalidInput));
}

#[test]
fn a_wrong_password_keeps_the_address_and_wipes_the_password() {
    let mut model = at(At::SignIn);
    typed(&mut model, "anna@mail.example");
    keys(&mut model, &[Key::Tab]);
    typed(&mut model, "wrong");
    let (ticket, _) = enter(&mut model);
    model.update(Action::Stepped(ticket, Err(Problem::WrongCredentials.into())));
    let form = &wizard(&model).form;
    assert_eq!((form.text(0), form.text(1)), ("anna@mail.example", ""));
    assert_eq!(form.focused_field(), Some(1));
}

#[test]
fn while_an_answer_is_awaited_no_key_does_anything() {
    let mut model = at(At::SignedIn);
    enter(&mut model);
    assert!(keys(&mut model, &[Key::Enter, Key::Esc, Key::Tab, Key::Enter]).is_empty());
    assert!(wizard(&model).is_busy());
}

#[test]
fn an_answer_to_an_older_question_is_not_looked_at() {
    let mut model = at(At::SignedIn);
    let (Ticket(ticket), _) = enter(&mut model);
    let old = Ticket(ticket.wrapping_sub(1));
    model.update(Action::Stepped(old, Ok(step(At::Associated))));
    assert_eq!(wizard(&model).stage, Stage::Notice);
}

#[rstest]
#[case(At::SignIn, true)]
#[case(At::SignInCode(sms()), true)]
#[case(At::SignedIn, false)]
#[case(off(true), false)]
#[case(off(false), false)]
#[case(At::Finish, false)]
fn cancel_gives_up_before_the_sign_in_and_keeps_it_after(#[case] place: At, #[case] ends: bool) {
    let mut model = at(place);
    let effects = keys(&mut model, &[Key::Esc]);
    assert!(matches!(model.screen, Screen::Home(_)));
    let abandoned = matches!(effects.as_slice(), [Effect::Abandon(FlowId(7))]);
    assert_eq!(abandoned, ends, "{effects:?}");
}

#[test]
fn cancel_at_the_second_code_goes_back_to_signed_in() {
    let mut model = at(At::AssociateCode(sms()));
    let effects = keys(&mut model, &[Key::Esc]);
    assert!(matches!(effects.as_slice(), [Effect::Advance(_, FlowId(7), Input::StartAgain)]));
    assert!(matches!(model.screen, Screen::Home(_)));
}

#[test]
fn the_recovery_code_takes_the_place_of_every_sms() {
    let mut model = at(At::SignInCode(sms()));
    keys(&mut model, &[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    assert_eq!(wizard(&model).stage, Stage::Recovery);
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert_eq!(wizard(&model).problem, Some(Problem::NoRecoveryCode));
    typed(&mut model, "zveb n63p");
    let (ticket, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Recover(_))), "{input:?}");
    model.update(Action::Stepped(ticket, Ok(step(At::Recovered))));
    assert_eq!(wizard(&model).stage, Stage::Recovered);
    let (_, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Associate)));
    assert!(wizard(&model).finishing);
    // Back from its page the code by SMS is asked for again.
    let mut model = at(At::SignInCode(sms()));
    keys(&mut model, &[Key::Tab, Key::Tab, Key::Tab, Key::Enter, Key::Esc]);
    assert_eq!(wizard(&model).stage, Stage::SignInCode);
}

#[test]
fn the_recovery_code_is_offered_where_the_password_was_right_and_no_sms_comes() {
    for problem in [Problem::Frozen, Problem::NoNumber, Problem::TooManySms { minutes: 7 }] {
        let mut model = at(At::SignIn);
        typed(&mut model, "anna@mail.example");
        keys(&mut model, &[Key::Tab]);
        typed(&mut model, "password");
        let (ticket, _) = enter(&mut model);
        model.update(Action::Stepped(ticket, Err(problem.into())));
        assert!(wizard(&model).offers_recovery());
        keys(&mut model, &[Key::Tab, Key::Tab, Key::Enter]);
        assert_eq!(wizard(&model).stage, Stage::Recovery, "{problem:?}");
        typed(&mut model, "zveb n63p");
        assert!(matches!(enter(&mut model).1, Some(Input::Recover(_))));
    }
    let mut model = at(At::SignIn);
    typed(&mut model, "anna@mail.example");
    keys(&mut model, &[Key::Tab]);
    typed(&mut model, "wrong");
    let (ticket, _) = enter(&mut model);
    model.update(Action::Stepped(ticket, Err(Problem::WrongCredentials.into())));
    assert!(!wizard(&model).offers_recovery());
}

#[test]
fn a_number_is_typed_before_verification_is_activated() {
    let mut model = at(off(false));
    assert_eq!(wizard(&model).stage, Stage::Number);
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    assert_eq!(wizard(&model).problem, Some(Problem::InvalidMobile));
    typed(&mut model, " +39 347 1234567 ");
    let (ticket, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Number(number)) if number == "+39 347 1234567"));
    model.update(Action::Stepped(ticket, Ok(activating(At::NumberCode(sms())))));
    assert_eq!(wizard(&model).stage, Stage::NumberCode);
}

#[test]
fn another_number_goes_a_page_back() {
    let mut model = at(At::NumberCode(sms()));
    let effects = keys(&mut model, &[Key::Esc]);
    let [Effect::Advance(ticket, FlowId(7), Input::StartAgain)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    model.update(Action::Stepped(*ticket, Ok(activating(off(false)))));
    assert_eq!(wizard(&model).stage, Stage::Number);
}

#[test]
fn what_is_missing_before_an_activation_is_named_and_it_goes_on_when_it_is_there() {
    let mut model = at(off(true));
    assert_eq!(wizard(&model).stage, Stage::Activate);
    let (ticket, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Associate)));
    let missing = Problem::Prerequisites { screen_lock: false, notifications: true };
    model.update(Action::Stepped(ticket, Err(missing.into())));
    let effects = model.update(Action::NotificationsSet(Ok(true)));
    assert!(matches!(effects.as_slice(), [Effect::Advance(_, FlowId(7), Input::Associate)]));
}

#[test]
fn what_is_missing_is_named_and_the_wizard_goes_on_when_it_is_there() {
    let mut model = at(At::SignedIn);
    let (ticket, _) = enter(&mut model);
    let missing = Problem::Prerequisites { screen_lock: false, notifications: true };
    model.update(Action::NotificationsSet(Ok(false)));
    model.update(Action::Stepped(ticket, Err(missing.into())));
    assert_eq!(wizard(&model).stage, Stage::Missing { screen_lock: false, notifications: true });
    let effects = keys(&mut model, &[Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::SetNotifications(true)]));
    let effects = model.update(Action::NotificationsSet(Ok(true)));
    assert!(matches!(effects.as_slice(), [Effect::Advance(_, FlowId(7), Input::Associate)]));
}

#[test]
fn a_pairing_that_moved_although_it_failed_is_shown_where_it_stands() {
    let mut model = at(At::AssociateCode(sms()));
    typed(&mut model, "123456");
    let (ticket, _) = enter(&mut model);
    let stuck = Stuck { problem: Problem::Cancelled, step: Some(step(At::Finish)) };
    model.update(Action::Stepped(ticket, Err(stuck)));
    assert_eq!(wizard(&model).stage, Stage::Finish);
    assert_eq!(wizard(&model).problem, Some(Problem::Cancelled));
    let (_, input) = enter(&mut model);
    assert!(matches!(input, Some(Input::Resume)));
}

#[test]
fn a_sign_in_that_ended_begins_again() {
    let mut model = at(At::SignedIn);
    let (ticket, _) = enter(&mut model);
    model.update(Action::Stepped(ticket, Err(Problem::SessionEnded.into())));
    assert_eq!(wizard(&model).stage, Stage::Provider);
    assert_eq!(wizard(&model).form.text(0), crate::samples::ISSUER);
}

#[test]
fn pasted_text_goes_into_the_field_and_presses_nothing() {
    let mut model = at(At::SignInCode(sms()));
    let text = SecretText::new("12 34-56\n".to_owned());
    assert!(model.update(Action::Paste(text)).is_empty());
    assert_eq!(wizard(&model).form.text(0), "123456");
}
