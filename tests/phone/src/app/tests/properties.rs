//! Whatever happens, in whatever order: no panic, and no answer that nobody gave.

use assenso_core::ports::{BootInstant, SignReason, UnlockReason};
use assenso_core::secret::SecretText;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::gateway::At;
use crate::keys::PinPurpose;
use crate::samples::{codes, gate, invitation, off, opened, sms};
use crate::screens::{SIZE, picture};

fn key() -> impl Strategy<Value = Key> {
    let named = proptest::sample::select(vec![
        Key::Enter,
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Backspace,
        Key::Delete,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::Ctrl('r'),
    ]);
    let letters = proptest::sample::select("adncsq0123456789 è漢".chars().collect::<Vec<_>>());
    prop_oneof![named, letters.prop_map(Key::Char), any::<char>().prop_map(Key::Char)]
}

fn problem() -> impl Strategy<Value = Problem> {
    proptest::sample::select(vec![
        Problem::Offline,
        Problem::Cancelled,
        Problem::AnswerKept,
        Problem::ReportKept,
        Problem::SessionEnded,
        Problem::WrongCode { tries_left: 1 },
        Problem::PinWait { seconds: 30 },
        Problem::NotAssociated(Association::Frozen),
        Problem::Prerequisites { screen_lock: true, notifications: false },
        Problem::Storage,
    ])
}

fn place() -> impl Strategy<Value = At> {
    proptest::sample::select(vec![
        At::SignIn,
        At::SignInCode(sms()),
        At::SignInCode(None),
        At::SignedIn,
        At::AssociateCode(sms()),
        At::Finish,
        off(true),
        At::Recovered,
        off(false),
        At::NumberCode(sms()),
        At::Associated,
    ])
}

fn result<T: std::fmt::Debug + Clone>(good: T) -> impl Strategy<Value = Result<T, Problem>> {
    option::of(problem()).prop_map(move |bad| bad.map_or(Ok(good.clone()), Err))
}

fn lists() -> impl Strategy<Value = Accounts> {
    let states = proptest::sample::select(vec![Association::Associated, Association::Replaced]);
    (option::of(states), option::of(place())).prop_map(|(state, at)| Accounts {
        paired: state.map(|state| accounts(state).paired).unwrap_or_default(),
        unfinished: at.map(step).into_iter().collect(),
    })
}

fn item() -> impl Strategy<Value = RequestItem> {
    (0..4_u8, 2..=6_usize, 0..120_u64, any::<bool>()).prop_map(|(id, digits, left, known)| {
        let item = request(&id.to_string());
        let subject = item.subject.clone().filter(|_| known);
        RequestItem { digits, deadline: in_seconds(left), subject, ..item }
    })
}

fn action() -> impl Strategy<Value = Action> {
    let outcomes = proptest::sample::select(vec![
        Outcome::Approved,
        Outcome::Denied,
        Outcome::WrongNumber,
        Outcome::AnsweredElsewhere { approved: false },
    ]);
    let purposes = proptest::sample::select(vec![
        PinPurpose::Sign(SignReason::Silent),
        PinPurpose::Codes(UnlockReason::Associate),
    ]);
    let ticket = || (0..40_u64).prop_map(Ticket);
    prop_oneof![
        20 => key().prop_map(Action::Key),
        1 => ".{0,20}".prop_map(|text| Action::Paste(SecretText::new(text))),
        3 => (0..200_u64).prop_map(|seconds| Action::Tick(in_seconds(seconds))),
        2 => result(()).prop_map(|it| Action::Opened(it.map(|()| opened()))),
        2 => (lists(), result(())).prop_map(|(lists, it)| Action::Loaded(it.map(|()| lists))),
        4 => (ticket(), place(), result(())).prop_map(|(ticket, at, it)| {
            Action::Stepped(ticket, it.map(|()| step(at)).map_err(Stuck::from))
        }),
        2 => (ticket(), any::<bool>(), result(())).prop_map(|(ticket, listed, it)| {
            Action::Invited(ticket, it.map(|()| invitation(listed)))
        }),
        4 => (vec(item(), 0..3), result(())).prop_map(|(items, it)| {
            Action::Requests(ACCOUNT, it.map(|()| items))
        }),
        2 => (0..4_u8, outcomes, result(())).prop_map(|(id, outcome, it)| {
            Action::Answered(id.to_string(), it.map(|()| outcome))
        }),
        2 => (0..4_u8, result(ReportOutcome::Taken)).prop_map(|(id, it)| {
            Action::Reported(id.to_string(), it)
        }),
        1 => result(Association::Replaced).prop_map(|it| Action::Checked(ACCOUNT, it)),
        1 => result(()).prop_map(Action::Removed),
        1 => any::<bool>().prop_flat_map(result).prop_map(Action::NotificationsSet),
        2 => (ticket(), result(codes())).prop_map(|(ticket, it)| Action::Codes(ticket, it)),
        2 => (ticket(), purposes, option::of(0..3_u32)).prop_map(|(ticket, purpose, left)| {
            Action::PinAsked(ticket, PinAsk { purpose, tries_left: left })
        }),
        1 => ticket().prop_map(Action::PinWithdrawn),
    ]
}

/// What was on the screen, as far as an answer needs it.
fn answerable(model: &Model) -> Option<(String, Option<usize>, usize)> {
    match (&model.pin, &model.front) {
        (None, Some(Front::Request(screen))) if screen.sending.is_none() => {
            let digits = screen.item.subject.as_ref().map(|_| screen.item.digits);
            Some((screen.item.id.clone(), digits, screen.number.len()))
        }
        _ => None,
    }
}

proptest! {
    #[test]
    fn no_order_of_events_panics_or_answers_by_itself(
        italian in any::<bool>(),
        start in 0..4_u8,
        actions in vec(action(), 0..60),
    ) {
        let lang = if italian { Lang::It } else { Lang::En };
        let mut model = match start {
            0 => gate(lang, true),
            1 => gate(lang, false),
            2 => associated(lang),
            _ => {
                let mut model = associated(lang);
                came(&mut model, vec![request("0")]);
                typed(&mut model, "42");
                model
            }
        };
        let mut now = BootInstant(std::time::Duration::ZERO);
        for action in actions {
            let pressed = match &action {
                Action::Key(key) => Some(*key),
                _ => None,
            };
            let before = answerable(&model);
            let asked = model.asks_about_denial();
            for effect in model.update(action) {
                match effect {
                    Effect::Approve { request, number, .. } => {
                        prop_assert!(matches!(pressed, Some(Key::Enter | Key::Char('a' | 'A'))));
                        let (id, digits, typed) = before.clone().expect("a request on the screen");
                        prop_assert_eq!(&request, &id);
                        prop_assert_eq!(digits, Some(typed));
                        prop_assert_eq!(number.expose().len(), typed);
                    }
                    Effect::Deny { request, .. } => {
                        prop_assert!(matches!(pressed, Some(Key::Char('d' | 'D' | 'n' | 'N'))));
                        prop_assert_eq!(request, before.clone().expect("a request").0);
                    }
                    Effect::Report { request, .. } => {
                        prop_assert_eq!(pressed, Some(Key::Enter));
                        prop_assert!(asked, "nobody asked about {}", request);
                    }
                    _ => {}
                }
            }
            prop_assert!(model.now >= now);
            now = model.now;
        }
        let drawn = picture(&model, SIZE);
        prop_assert_eq!(drawn.split('\n').count(), usize::from(SIZE.1));
    }
}
