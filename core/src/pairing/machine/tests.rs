//! What may follow what, on every path.

use proptest::prelude::*;

use super::*;

const EVENTS: [Event; 14] = [
    Event::SessionOpened,
    Event::CodeWanted,
    Event::SignedIn,
    Event::NotActive,
    Event::NumberSent,
    Event::AssociationBegun,
    Event::Challenged,
    Event::Prepared,
    Event::Signed,
    Event::Paired,
    Event::Confirmed,
    Event::Refuted,
    Event::StartedAgain,
    Event::Abandoned,
];

fn run(events: &[Event]) -> Vec<State> {
    let mut states = vec![State::Opening];
    for event in events {
        if let Ok(next) = step(*states.last().unwrap(), *event) {
            states.push(next);
        }
    }
    states
}

#[test]
fn the_main_line_leads_to_an_association() {
    let line = [
        Event::SessionOpened,
        Event::CodeWanted,
        Event::SignedIn,
        Event::AssociationBegun,
        Event::Challenged,
        Event::Prepared,
        Event::Signed,
        Event::Paired,
        Event::Confirmed,
    ];
    let states = run(&line);
    assert_eq!(states.len(), line.len() + 1);
    assert_eq!(states.last(), Some(&State::Associated));
}

#[test]
fn an_activation_verifies_a_number_and_comes_back_to_where_it_is_decided() {
    let line = [
        Event::SessionOpened,
        Event::NotActive,
        Event::NumberSent,
        Event::NotActive,
        Event::AssociationBegun,
        Event::Challenged,
        Event::NotActive,
        Event::AssociationBegun,
    ];
    let states = run(&line);
    assert_eq!(states.len(), line.len() + 1);
    assert_eq!(states.last(), Some(&State::AssociateCode));
}

#[test]
fn once_a_commit_may_be_on_its_way_nobody_gives_up_without_the_provider() {
    for event in [Event::Abandoned, Event::StartedAgain] {
        assert_eq!(
            step(State::Committing, event),
            Err(TransitionError { state: State::Committing, event })
        );
    }
}

proptest! {
    #[test]
    fn no_association_without_a_checked_confirmation(
        events in proptest::collection::vec(proptest::sample::select(&EVENTS[..]), 0..40)
    ) {
        let states = run(&events);
        for pair in states.windows(2) {
            if pair[1] == State::Associated {
                prop_assert_eq!(pair[0], State::Committing);
            }
            if pair[1] == State::Committing {
                prop_assert_eq!(pair[0], State::Submitting);
            }
            prop_assert!(pair[0] != State::Associated && pair[0] != State::Ended, "final is final");
        }
    }

    #[test]
    fn a_refused_event_names_state_and_event(
        state in proptest::sample::select(vec![State::Associated, State::Ended]),
        event in proptest::sample::select(&EVENTS[..]),
    ) {
        prop_assert_eq!(step(state, event), Err(TransitionError { state, event }));
    }
}
