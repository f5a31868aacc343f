//! What may be reported, and what may follow what.

use proptest::prelude::*;

use super::*;
use crate::protocol::Decision;

const DENIED: State = State::Settled(Outcome::Denied);

#[test]
fn only_what_this_phone_denied_can_be_reported() {
    for state in [
        State::Pending,
        State::Signing(Decision::Deny),
        State::Submitting(Decision::Deny),
        State::Settled(Outcome::Approved),
        State::Settled(Outcome::WrongNumber),
        State::Settled(Outcome::Expired),
        State::Settled(Outcome::Cancelled),
        State::Settled(Outcome::AnsweredElsewhere { approved: false }),
        State::Settled(Outcome::NotKnown),
    ] {
        let event = ReportEvent::Asked(ReportReason::NotMe);
        assert_eq!(step_report(state, None, event), Err(ReportError::NotDenied), "{state:?}");
    }
}

#[test]
fn the_first_reason_stands() {
    let given = Reporting::Submitting(ReportReason::NotMe);
    let same = ReportEvent::Asked(ReportReason::NotMe);
    assert_eq!(step_report(DENIED, Some(given), same), Ok(given));
    let other = ReportEvent::Asked(ReportReason::Mistake);
    let refused = Err(ReportError::Reported(ReportReason::NotMe));
    assert_eq!(step_report(DENIED, Some(given), other), refused);
}

#[test]
fn a_receipt_may_say_that_another_reason_stands() {
    let given = Some(Reporting::Submitting(ReportReason::NotMe));
    let taken = Reporting::Taken(ReportReason::Mistake);
    let receipt = ReportEvent::Receipt(ReportReason::Mistake);
    assert_eq!(step_report(DENIED, given, receipt), Ok(taken));
    let again = ReportEvent::Asked(ReportReason::NotMe);
    let refused = Err(ReportError::Reported(ReportReason::Mistake));
    assert_eq!(step_report(DENIED, Some(taken), again), refused);
}

#[test]
fn nothing_ends_a_report_that_was_not_sent() {
    for report in [None, Some(Reporting::Signing(ReportReason::NotMe))] {
        for event in [ReportEvent::Receipt(ReportReason::NotMe), ReportEvent::GivenUp] {
            let refused = Err(ReportError::Step { report, event });
            assert_eq!(step_report(DENIED, report, event), refused);
        }
    }
}

fn reasons() -> impl Strategy<Value = ReportReason> {
    prop_oneof![Just(ReportReason::NotMe), Just(ReportReason::Mistake)]
}

fn events() -> impl Strategy<Value = ReportEvent> {
    prop_oneof![
        reasons().prop_map(ReportEvent::Asked),
        Just(ReportEvent::Signed),
        reasons().prop_map(ReportEvent::Receipt),
        Just(ReportEvent::GivenUp),
    ]
}

/// How far a report is.
fn rank(report: Option<Reporting>) -> u8 {
    match report {
        None => 0,
        Some(Reporting::Signing(_)) => 1,
        Some(Reporting::Submitting(_)) => 2,
        Some(Reporting::NotTaken(_)) => 3,
        Some(Reporting::Taken(_)) => 4,
    }
}

proptest! {
    #[test]
    fn every_path_keeps_the_rules(events in proptest::collection::vec(events(), 0..40)) {
        let mut report = None;
        let mut given = None;
        for event in events {
            let Ok(next) = step_report(DENIED, report, event) else { continue };
            let (before, after) = (rank(report), rank(Some(next)));
            prop_assert!(after >= before, "never backwards");
            prop_assert!(before == 2 || after <= before.saturating_add(1), "no step is left out");
            if let Reporting::Signing(reason) | Reporting::Submitting(reason) = next {
                prop_assert_eq!(*given.get_or_insert(reason), reason, "one reason is sent");
            }
            if let Some(taken @ Reporting::Taken(_)) = report {
                prop_assert_eq!(next, taken, "what the provider signed is final");
            }
            report = Some(next);
        }
    }
}
