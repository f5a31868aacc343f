//! What may follow what, on every path.

use proptest::prelude::*;

use super::*;

fn events() -> impl Strategy<Value = Event> {
    let decision = || prop_oneof![Just(Decision::Approve), Just(Decision::Deny)];
    let end = prop_oneof![
        Just(RequestState::Approved),
        Just(RequestState::Denied),
        Just(RequestState::Burned),
        Just(RequestState::Expired),
        Just(RequestState::Cancelled),
    ];
    prop_oneof![
        decision().prop_map(Event::Decided),
        Just(Event::NotSigned),
        Just(Event::Signed),
        (end, any::<bool>()).prop_map(|(end, ours)| Event::Receipt { end, ours }),
        Just(Event::Expired),
        Just(Event::Forgotten),
    ]
}

fn run(events: &[Event]) -> Vec<State> {
    let mut states = vec![State::Pending];
    for event in events {
        if let Ok(next) = step(*states.last().unwrap(), *event) {
            states.push(next);
        }
    }
    states
}

#[test]
fn a_settled_request_refuses_a_second_decision() {
    let state = State::Settled(Outcome::Denied);
    let event = Event::Decided(Decision::Approve);
    assert_eq!(step(state, event), Err(TransitionError { state, event }));
}

#[test]
fn a_receipt_never_turns_a_denial_into_an_approval() {
    let state = State::Submitting(Decision::Deny);
    let event = Event::Receipt { end: RequestState::Approved, ours: true };
    assert_eq!(step(state, event), Err(TransitionError { state, event }));
}

#[test]
fn a_dismissed_prompt_leaves_the_request_open() {
    assert_eq!(step(State::Signing(Decision::Approve), Event::NotSigned), Ok(State::Pending));
}

#[test]
fn what_may_have_been_sent_does_not_expire_on_this_phone() {
    for decision in [Decision::Approve, Decision::Deny] {
        let state = State::Submitting(decision);
        assert_eq!(
            step(state, Event::Expired),
            Err(TransitionError { state, event: Event::Expired })
        );
    }
}

proptest! {
    #[test]
    fn every_path_keeps_the_rules(events in proptest::collection::vec(events(), 0..40)) {
        let states = run(&events);
        for pair in states.windows(2) {
            let settled = matches!(pair[0], State::Settled(_));
            prop_assert!(!settled, "settled is final");
            if let State::Settled(Outcome::Approved) = pair[1] {
                prop_assert_eq!(pair[0], State::Submitting(Decision::Approve));
            }
            if let State::Submitting(decision) = pair[1] {
                prop_assert_eq!(pair[0], State::Signing(decision));
            }
        }
        let first = states.iter().find_map(|state| match state {
            State::Submitting(decision) => Some(*decision),
            _ => None,
        });
        for state in &states {
            if let State::Submitting(decision) = state {
                prop_assert_eq!(Some(*decision), first, "never two decisions sent");
            }
        }
    }
}
