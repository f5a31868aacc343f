//! Pictures of every screen and state, in every language.

mod requests;

use assenso_core::ports::{SignReason, UnlockReason};
use assenso_core::secret::SecretText;

use super::*;
use crate::app::{Action, Effect, Key, Ticket};
use crate::gateway::{
    AccountKey, Association, At, Done, HoldItem, Outcome, PrintedCode, Problem, RequestItem, Step,
    Stuck,
};
use crate::keys::{PinAsk, PinPurpose};
use crate::samples::{
    INVITATION, accounts, activating, associated, codes, empty, gate, in_seconds, invitation, keys,
    off, request, sms, step, typed,
};
use crate::text::Lang;

/// Pictures a state in every language, under `name`.
fn pictured(name: &str, state: impl Fn(Lang) -> Model) {
    let pictures = Lang::ALL.map(|lang| {
        let picture = picture(&state(lang), SIZE);
        assert_eq!(picture.split('\n').count(), usize::from(SIZE.1));
        let count = |sign| picture.matches(sign).count();
        assert_eq!(count('['), count(']'), "a button is cut off:\n{picture}");
        picture
    });
    insta::assert_snapshot!(name, pictures.join("\n\n=== it\n"));
}

fn with(mut model: Model, actions: Vec<Action>) -> Model {
    for action in actions {
        model.update(action);
    }
    model
}

/// The wizard at a step, reached as a person reaches it.
fn pairing(lang: Lang, at: At) -> Model {
    let mut model = empty(lang);
    keys(&mut model, &[Key::Enter]);
    stepped(&mut model, Key::Enter, Ok(step(at)));
    model
}

/// The wizard where 2-step verification is off.
fn activation(lang: Lang, at: At) -> Model {
    let mut model = empty(lang);
    keys(&mut model, &[Key::Enter]);
    stepped(&mut model, Key::Enter, Ok(activating(at)));
    model
}

/// The wizard at an invitation that was pasted.
fn invited(lang: Lang, listed: bool) -> Model {
    let mut model = empty(lang);
    keys(&mut model, &[Key::Enter]);
    model.update(Action::Paste(SecretText::new(INVITATION.to_owned())));
    match keys(&mut model, &[Key::Enter]).as_slice() {
        [Effect::Read(ticket, _)] => {
            model.update(Action::Invited(*ticket, Ok(invitation(listed))));
        }
        other => panic!("nothing is read: {other:?}"),
    }
    model
}

/// Presses a key that moves the pairing, and lets the provider answer.
fn stepped(model: &mut Model, key: Key, result: Result<Step, Stuck>) {
    let effects = keys(model, &[key]);
    let ticket = match effects.as_slice() {
        [
            Effect::Pair(ticket, _)
            | Effect::PairInvited(ticket, _)
            | Effect::Advance(ticket, _, _),
        ] => *ticket,
        other => panic!("no step: {other:?}"),
    };
    model.update(Action::Stepped(ticket, result));
}

fn requested(lang: Lang, request: RequestItem) -> Model {
    with(associated(lang), vec![Action::Requests(AccountKey(1), Ok(vec![request]))])
}

fn outcome(lang: Lang, outcome: Outcome) -> Model {
    let answered = Action::Answered("r".to_owned(), Ok(outcome));
    with(requested(lang, request("r")), vec![answered])
}

fn asked(reason: SignReason, tries_left: Option<u32>) -> Action {
    Action::PinAsked(Ticket(1), PinAsk { purpose: PinPurpose::Sign(reason), tries_left })
}

fn approve() -> SignReason {
    let (provider, account) = ("Example Mail".to_owned(), "anna@mail.example".to_owned());
    SignReason::Approve { request_id: "request".to_owned(), provider, account }
}

#[test]
fn the_pin_at_the_start() {
    pictured("gate_choose", |lang| gate(lang, true));
    pictured("gate_differ", |lang| {
        let mut model = gate(lang, true);
        typed(&mut model, "1234");
        keys(&mut model, &[Key::Enter]);
        typed(&mut model, "4321");
        keys(&mut model, &[Key::Enter]);
        model
    });
    pictured("gate_unlock", |lang| {
        let mut model = gate(lang, false);
        typed(&mut model, "1234");
        model
    });
    for (name, problem) in [
        ("gate_wrong", Problem::WrongPin { tries_left: 2 }),
        ("gate_wait", Problem::PinWait { seconds: 30 }),
        ("gate_stopped", Problem::FolderInUse),
    ] {
        pictured(name, |lang| with(gate(lang, false), vec![Action::Opened(Err(problem))]));
    }
    pictured("gate_opening", |lang| {
        let mut model = gate(lang, false);
        typed(&mut model, "1234");
        keys(&mut model, &[Key::Enter]);
        model
    });
}

#[test]
fn the_list_of_accounts() {
    pictured("home_empty", empty);
    pictured("home_associated", associated);
    pictured("home_offline", |lang| {
        with(associated(lang), vec![Action::Requests(AccountKey(1), Err(Problem::Offline))])
    });
    pictured("home_dissociated", |lang| {
        with(empty(lang), vec![Action::Loaded(Ok(accounts(Association::Replaced)))])
    });
    pictured("home_alarm", |lang| {
        let mut lists = accounts(Association::Associated);
        lists.paired.iter_mut().for_each(|item| item.alarm = true);
        with(empty(lang), vec![Action::Loaded(Ok(lists))])
    });
    pictured("home_mixed", |lang| {
        let mut lists = accounts(Association::Associated);
        lists.unfinished.push(step(At::SignedIn));
        let silent = Action::NotificationsSet(Ok(false));
        with(empty(lang), vec![Action::Loaded(Ok(lists)), silent])
    });
    pictured("home_banner", |lang| {
        let mut model = associated(lang);
        model.banner = vec![
            "Sign-in page http://127.0.0.1:8642/  Outbox http://127.0.0.1:8642/outbox  anna@mail.example / correct horse battery staple".to_owned(),
        ];
        model
    });
}

#[test]
fn the_pairing_wizard() {
    pictured("pair_provider", |lang| {
        let mut model = empty(lang);
        keys(&mut model, &[Key::Enter]);
        model
    });
    for (name, listed) in [("pair_invitation", true), ("pair_invitation_unlisted", false)] {
        pictured(name, |lang| invited(lang, listed));
    }
    pictured("pair_invitation_refused", |lang| {
        let mut model = invited(lang, true);
        stepped(&mut model, Key::Enter, Err(Problem::OtherRootKnown.into()));
        model
    });
}

#[test]
fn the_sign_in_of_a_pairing() {
    pictured("pair_sign_in", |lang| {
        let mut model = pairing(lang, At::SignIn);
        typed(&mut model, "anna@mail.example");
        keys(&mut model, &[Key::Tab]);
        typed(&mut model, "correct horse");
        model
    });
    pictured("pair_wrong_password", |lang| {
        let mut model = pairing(lang, At::SignIn);
        typed(&mut model, "anna@mail.example");
        keys(&mut model, &[Key::Tab]);
        typed(&mut model, "wrong");
        stepped(&mut model, Key::Enter, Err(Problem::WrongCredentials.into()));
        model
    });
    pictured("pair_no_sms", |lang| {
        let mut model = pairing(lang, At::SignIn);
        typed(&mut model, "anna@mail.example");
        keys(&mut model, &[Key::Tab]);
        typed(&mut model, "password");
        stepped(&mut model, Key::Enter, Err(Problem::TooManySms { minutes: 42 }.into()));
        model
    });
    pictured("pair_sign_in_code", |lang| pairing(lang, At::SignInCode(sms())));
    pictured("pair_wrong_code", |lang| {
        let mut model = pairing(lang, At::SignInCode(sms()));
        typed(&mut model, "123456");
        stepped(&mut model, Key::Enter, Err(Problem::WrongCode { tries_left: 2 }.into()));
        model
    });
    pictured("pair_resent", |lang| {
        let mut model = pairing(lang, At::SignInCode(sms()));
        keys(&mut model, &[Key::Tab, Key::Tab]);
        stepped(&mut model, Key::Enter, Ok(step(At::SignInCode(sms()))));
        model
    });
}

#[test]
fn the_notice_of_a_pairing() {
    pictured("pair_notice", |lang| pairing(lang, At::SignedIn));
    pictured("pair_recovery", |lang| {
        let mut model = pairing(lang, At::SignInCode(sms()));
        keys(&mut model, &[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
        model
    });
    pictured("pair_recovered", |lang| pairing(lang, At::Recovered));
    pictured("pair_missing", |lang| {
        let mut model = pairing(lang, At::SignedIn);
        let missing = Problem::Prerequisites { screen_lock: true, notifications: true };
        stepped(&mut model, Key::Enter, Err(missing.into()));
        model
    });
}

#[test]
fn the_association_and_its_end() {
    pictured("pair_associate_code", |lang| pairing(lang, At::AssociateCode(sms())));
    pictured("pair_finishing", |lang| {
        let mut model = pairing(lang, At::AssociateCode(sms()));
        typed(&mut model, "123456");
        keys(&mut model, &[Key::Enter]);
        model
    });
    pictured("pair_code_after_restart", |lang| pairing(lang, At::AssociateCode(None)));
    pictured("pair_stuck", |lang| {
        let mut model = pairing(lang, At::AssociateCode(sms()));
        typed(&mut model, "123456");
        let stuck = Stuck { problem: Problem::Cancelled, step: Some(step(At::Finish)) };
        stepped(&mut model, Key::Enter, Err(stuck));
        model
    });
    pictured("pair_session_ended", |lang| {
        let mut model = pairing(lang, At::SignedIn);
        stepped(&mut model, Key::Enter, Err(Problem::SessionEnded.into()));
        model
    });
    pictured("pair_interrupted", |lang| pairing(lang, At::Finish));
    pictured("pair_activate", |lang| activation(lang, off(true)));
    pictured("pair_number", |lang| activation(lang, off(false)));
    pictured("pair_number_invalid", |lang| {
        let mut model = activation(lang, off(false));
        typed(&mut model, "02 1234567");
        stepped(&mut model, Key::Enter, Err(Problem::InvalidMobile.into()));
        model
    });
    pictured("pair_number_code", |lang| activation(lang, At::NumberCode(sms())));
    pictured("pair_activate_code", |lang| activation(lang, At::AssociateCode(sms())));
    pictured("pair_activated", |lang| activation(lang, At::Associated));
    pictured("pair_success", |lang| pairing(lang, At::Associated));
}

#[test]
fn what_the_owner_does_with_an_account() {
    let hold = |everything| HoldItem { everything, until: "2026-12-01 14:00".to_owned() };
    let reached = |lang, hold: Option<HoldItem>, rows: usize| {
        let mut lists = accounts(Association::Associated);
        lists.paired[0].hold = hold;
        let mut model = with(empty(lang), vec![Action::Loaded(Ok(lists))]);
        keys(&mut model, &[Key::Char('s'), Key::Down, Key::Enter, Key::Enter, Key::Enter]);
        for _ in 0..rows {
            keys(&mut model, &[Key::Down]);
        }
        model
    };
    let opened = |lang, hold, rows| {
        let mut model = reached(lang, hold, rows);
        keys(&mut model, &[Key::Enter]);
        model
    };
    let done = |model: &mut Model, keys_pressed: &[Key], result| {
        if let [.., Effect::Do(ticket, ..)] = keys(model, keys_pressed).as_slice() {
            model.update(Action::Done(*ticket, result));
        }
    };
    let groups = ["ZVEB", "N63P", "AGS1", "000H", "48SM", "8NB6", "EW9B"];
    let printed = || PrintedCode {
        groups: groups.map(|group| SecretText::new(group.to_owned())).into(),
        asked: 2,
    };
    pictured("settings_probation", |lang| reached(lang, Some(hold(true)), 0));
    pictured("settings_held", |lang| reached(lang, Some(hold(false)), 0));
    pictured("deeds_sign_out", |lang| opened(lang, None, 2));
    pictured("deeds_deactivate", |lang| opened(lang, None, 3));
    pictured("deeds_sure", |lang| {
        let mut model = opened(lang, None, 3);
        keys(&mut model, &[Key::BackTab, Key::Enter]);
        typed(&mut model, "wrong");
        done(&mut model, &[Key::Enter], Err(Problem::WrongPassword));
        model
    });
    pictured("deeds_new_code", |lang| opened(lang, None, 1));
    pictured("deeds_write", |lang| {
        let mut model = opened(lang, None, 1);
        typed(&mut model, "password");
        done(&mut model, &[Key::Enter], Ok(Done::Code(printed())));
        model
    });
    pictured("deeds_enter_code", |lang| opened(lang, Some(hold(true)), 1));
    pictured("deeds_done", |lang| {
        let mut model = opened(lang, None, 2);
        done(&mut model, &[Key::BackTab, Key::Enter], Ok(Done::Out(Association::SignedOut)));
        model
    });
}

#[test]
fn the_settings_and_the_way_to_associate() {
    let reached = |lang, steps: usize, association| {
        let mut model = with(empty(lang), vec![Action::Loaded(Ok(accounts(association)))]);
        keys(&mut model, &[Key::Char('s')]);
        let way = [Key::Down, Key::Enter, Key::Enter, Key::Enter];
        keys(&mut model, &way[..steps]);
        model
    };
    pictured("settings", |lang| reached(lang, 0, Association::Associated));
    pictured("settings_mailbox", |lang| reached(lang, 2, Association::Associated));
    pictured("settings_account", |lang| reached(lang, 3, Association::Associated));
    pictured("settings_two_step", |lang| reached(lang, 4, Association::Associated));
    pictured("settings_associate", |lang| reached(lang, 4, Association::SignedOut));
    pictured("settings_remove", |lang| {
        let mut model = reached(lang, 3, Association::Replaced);
        keys(&mut model, &[Key::Down, Key::Enter]);
        model
    });
}

#[test]
fn the_codes() {
    let opening = |lang| {
        let mut model = associated(lang);
        let effects = keys(&mut model, &[Key::Char('c')]);
        let [Effect::UnlockCodes(ticket)] = effects.as_slice() else { panic!("{effects:?}") };
        (*ticket, model)
    };
    pictured("codes_prompt", |lang| {
        let purpose = PinPurpose::Codes(UnlockReason::ShowCodes);
        let ask = PinAsk { purpose, tries_left: None };
        with(opening(lang).1, vec![Action::PinAsked(Ticket(9), ask)])
    });
    pictured("codes", |lang| {
        let (ticket, model) = opening(lang);
        with(model, vec![Action::Codes(ticket, Ok(codes()))])
    });
    pictured("codes_none", |lang| {
        let mut model = empty(lang);
        keys(&mut model, &[Key::Char('c')]);
        model
    });
    pictured("codes_locked", |lang| {
        let (ticket, model) = opening(lang);
        let later = Action::Tick(in_seconds(61));
        with(model, vec![Action::Codes(ticket, Ok(codes())), later])
    });
    pictured("codes_refused", |lang| {
        let (ticket, model) = opening(lang);
        with(model, vec![Action::Codes(ticket, Err(Problem::LockedOut))])
    });
}

#[test]
fn a_smaller_window_says_what_it_needs() {
    for lang in Lang::ALL {
        for size in [(79, 24), (80, 23), (20, 5), (1, 1)] {
            let picture = picture(&associated(lang), size);
            assert!(size.0 < 20 || picture.contains("80"), "{picture}");
        }
        let large = picture(&associated(lang), (200, 60));
        assert!(large.contains("anna@mail.example"));
    }
}
