//! Pictures of requests, of what became of them, and of the question after a denial.

use assenso_core::protocol::{DisplayText, PanelAction, PrimaryMethod};

use super::*;
use crate::gateway::ReportOutcome;

fn shown(text: &str) -> DisplayText {
    DisplayText::new(text).unwrap()
}

#[test]
fn a_request_and_its_prompt() {
    pictured("request", |lang| requested(lang, request("r")));
    pictured("request_known", |lang| {
        let mut item = request("r");
        item.digits = 6;
        let mut model = {
            let subject = item.subject.as_mut().unwrap();
            subject.from.known = true;
            subject.from.place = None;
            requested(lang, item)
        };
        typed(&mut model, "042");
        model
    });
    pictured("request_incomplete", |lang| {
        let mut model = requested(lang, request("r"));
        typed(&mut model, "4");
        keys(&mut model, &[Key::Enter]);
        model
    });
    pictured("request_pin", |lang| {
        let mut model = requested(lang, request("r"));
        typed(&mut model, "47");
        keys(&mut model, &[Key::Enter]);
        with(model, vec![asked(approve(), None)])
    });
    pictured("request_pin_wrong", |lang| {
        let mut model = requested(lang, request("r"));
        typed(&mut model, "47");
        keys(&mut model, &[Key::Enter]);
        with(model, vec![asked(approve(), Some(1))])
    });
    pictured("request_sending", |lang| {
        let mut model = requested(lang, request("r"));
        keys(&mut model, &[Key::Char('d')]);
        model
    });
    pictured("request_offline", |lang| {
        let mut model = requested(lang, request("r"));
        keys(&mut model, &[Key::Char('d')]);
        with(model, vec![Action::Answered("r".to_owned(), Err(Problem::AnswerKept))])
    });
    pictured("request_unknown", |lang| {
        let mut item = request("r");
        item.subject = None;
        requested(lang, item)
    });
    pictured("request_more", |lang| {
        let both = vec![request("r"), request("s")];
        with(associated(lang), vec![Action::Requests(AccountKey(1), Ok(both))])
    });
    pictured("request_while_typing", |lang| {
        let model = pairing(lang, At::SignIn);
        let mut lists = accounts(Association::Associated);
        lists.unfinished.push(step(At::SignIn));
        let came = Action::Requests(AccountKey(1), Ok(vec![request("r")]));
        with(model, vec![Action::Loaded(Ok(lists)), came])
    });
}

#[test]
fn a_change_that_a_browser_asks_for() {
    for (name, action) in [
        ("request_deactivate", PanelAction::Deactivate {}),
        ("request_number", PanelAction::Number { number: shown("+393471234567") }),
        (
            "request_notice_address",
            PanelAction::NoticeAddress { notice_address: shown(&"a".repeat(64)) },
        ),
        (
            "request_methods",
            PanelAction::Methods { primary: PrimaryMethod::Code, code: true, sms: false },
        ),
    ] {
        pictured(name, |lang| {
            let mut item = request("r");
            item.digits = 6;
            item.subject.as_mut().unwrap().action = Some(action.clone());
            requested(lang, item)
        });
    }
}

#[test]
fn every_outcome_has_its_own_screen() {
    for (name, ended) in [
        ("outcome_approved", Outcome::Approved),
        ("outcome_denied", Outcome::Denied),
        ("outcome_wrong_number", Outcome::WrongNumber),
        ("outcome_expired", Outcome::Expired),
        ("outcome_not_known", Outcome::NotKnown),
        ("outcome_cancelled", Outcome::Cancelled),
        ("outcome_elsewhere_approved", Outcome::AnsweredElsewhere { approved: true }),
        ("outcome_elsewhere_denied", Outcome::AnsweredElsewhere { approved: false }),
    ] {
        pictured(name, |lang| outcome(lang, ended));
    }
}

/// A denial about which the person was asked, and what they said.
fn told(lang: Lang, pressed: &[Key], result: Option<Result<ReportOutcome, Problem>>) -> Model {
    let mut model = outcome(lang, Outcome::Denied);
    keys(&mut model, pressed);
    let reported = result.map(|result| Action::Reported("r".to_owned(), result));
    with(model, reported.into_iter().collect())
}

#[test]
fn the_question_after_a_denial() {
    let (not_me, mistake) = ([Key::Enter], [Key::Right, Key::Enter]);
    let taken = Some(Ok(ReportOutcome::Taken));
    pictured("report_mistake", |lang| told(lang, &[Key::Right], None));
    pictured("report_sending", |lang| told(lang, &not_me, None));
    pictured("report_not_me_taken", |lang| told(lang, &not_me, taken));
    pictured("report_mistake_taken", |lang| told(lang, &mistake, taken));
    pictured("report_not_taken", |lang| told(lang, &not_me, Some(Ok(ReportOutcome::NotTaken))));
    pictured("report_kept", |lang| told(lang, &not_me, Some(Err(Problem::ReportKept))));
    pictured("report_failed", |lang| told(lang, &not_me, Some(Err(Problem::KeyStore))));
    pictured("report_while_another_waits", |lang| {
        let both = vec![request("r"), request("s")];
        let mut model = told(lang, &[], None);
        model.update(Action::Requests(AccountKey(1), Ok(both)));
        model
    });
}
