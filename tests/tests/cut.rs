//! Calls that are ended from outside, or dropped anywhere: nothing is given twice, nothing is lost,
//! and what is said about it is true.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use assenso_core::approval::{ApprovalError, Outcome, PendingApproval};
use assenso_core::pairing::{PairingError, PairingStep};
use assenso_core::ports::{DeviceKeyError, KeyClass};
use assenso_tests::browser::Browser;
use assenso_tests::middle::Verdict;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, Provider};
use tokio::time::timeout;

/// Longer than anything that is waited for here takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Polls `work` at most `polls` times and drops it then; whether it was done before.
async fn dropped_after(polls: usize, work: impl Future) -> bool {
    let mut work = pin!(work);
    let mut polled = 0;
    std::future::poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(false);
        }
        polled += 1;
        work.as_mut().poll(context).map(|_| true)
    })
    .await
}

/// How a request that may or may not have been answered ends when it is denied.
async fn denied_after_all(request: &PendingApproval) -> Outcome {
    match request.deny().await {
        Ok(outcome) | Err(ApprovalError::Settled(outcome)) => outcome,
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn an_approval_that_is_dropped_anywhere_can_be_denied_or_was_given_once() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let mut ends = Vec::new();
    for polls in 1..60 {
        let (_browser, page) = Browser::signing_in(&provider).await;
        let request = phone.one_request(account).await;
        let done = dropped_after(polls, request.approve(&page.number())).await;
        let said = request.is_underway().await.unwrap();
        let approvals = phone.approvals(account).await;
        let listed = !approvals.refresh().await.unwrap().is_empty();
        let outcome = approvals.outcome(&request.details().id).await.unwrap();
        match outcome {
            Some(Outcome::Approved) => assert!(!listed, "{polls}"),
            None => {
                assert!(listed && !said, "{polls}: nothing was given, so it is open: {said}");
                assert_eq!(denied_after_all(&request).await, Outcome::Denied, "{polls}");
            }
            other => panic!("{polls}: {other:?}"),
        }
        assert_eq!(
            request.approve(&page.number()).await.unwrap_err().to_string(),
            ApprovalError::Settled(outcome.unwrap_or(Outcome::Denied)).to_string(),
            "whoever holds it still is told how it ended"
        );
        ends.push(outcome);
        if done {
            break;
        }
    }
    assert!(ends.contains(&None) && ends.ends_with(&[Some(Outcome::Approved)]), "{ends:?}");
    let answers = middle.seen().iter().filter(|call| call.route == "/answers").count();
    assert!(answers >= ends.len());
}

#[tokio::test]
async fn a_denial_that_is_dropped_anywhere_can_be_given_again() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    for polls in 1..60 {
        let _page = Browser::signing_in(&provider).await;
        let request = phone.one_request(account).await;
        let done = dropped_after(polls, request.deny()).await;
        assert_eq!(denied_after_all(&request).await, Outcome::Denied, "{polls}");
        if done {
            return;
        }
    }
    panic!("it is never done");
}

#[tokio::test]
async fn who_denies_at_the_same_moment_is_not_asked_to_approve() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    for approves in [1, 2] {
        let (_browser, page) = Browser::signing_in(&provider).await;
        let request = phone.one_request(account).await;
        let number = page.number();
        let before = phone.hardware.keys.prompts().len();
        phone.hardware.keys.hang_next_prompt();
        let second =
            async { if approves == 2 { Some(request.approve(&number).await) } else { None } };
        let all =
            Box::pin(async { tokio::join!(request.approve(&number), second, request.deny()) });
        let (first, second, denied) = timeout(PATIENCE, all).await.expect("no prompt holds it up");
        assert_eq!(denied.unwrap(), Outcome::Denied);
        for told in [Some(first), second].into_iter().flatten() {
            let is_told = matches!(
                told,
                Err(ApprovalError::Cancelled
                    | ApprovalError::Underway
                    | ApprovalError::Settled(Outcome::Denied))
            );
            assert!(is_told, "{told:?}");
        }
        assert!(phone.hardware.keys.prompts().len() <= before + 1);
    }
}

#[tokio::test]
async fn an_answer_that_is_sent_again_elsewhere_is_known_to_whoever_holds_the_request() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    middle.cut("/answers");
    request.approve(&page.number()).await.unwrap_err();
    assert!(request.is_underway().await.unwrap());
    middle.behave();
    phone.approvals(account).await.refresh().await.unwrap();
    assert!(!request.is_underway().await.unwrap());
    let told = request.deny().await;
    assert!(matches!(told, Err(ApprovalError::Settled(Outcome::Approved))), "{told:?}");
}

#[tokio::test]
async fn an_answer_whose_call_can_not_be_signed_is_given_all_the_same() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    phone.hardware.keys.fail_next_silently(DeviceKeyError::Cancelled);
    let failed = request.approve(&page.number()).await;
    assert!(failed.is_err(), "{failed:?}");
    assert!(request.is_underway().await.unwrap(), "it is signed, and will be sent");
    let approvals = phone.approvals(account).await;
    approvals.refresh().await.unwrap();
    let outcome = approvals.outcome(&request.details().id).await.unwrap();
    assert_eq!(outcome, Some(Outcome::Approved));
}

#[tokio::test]
async fn an_answer_that_is_cut_off_after_its_signature_is_under_way_and_counts_once() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    // The provider has the answer, and its reply never comes.
    let (arrived, mut arrivals) = tokio::sync::mpsc::unbounded_channel();
    middle.meddle(move |exchange| {
        if exchange.route == "/answers" {
            arrived.send(()).unwrap();
            return Verdict::Hang;
        }
        Verdict::Pass
    });
    let number = page.number();
    let (cut, ()) = tokio::join!(request.approve(&number), async {
        arrivals.recv().await.unwrap();
        request.cancel();
    });
    assert!(matches!(cut, Err(ApprovalError::Underway)), "{cut:?}");
    assert!(request.is_underway().await.unwrap());

    middle.behave();
    let approvals = phone.approvals(account).await;
    assert!(approvals.refresh().await.unwrap().is_empty());
    let id = &request.details().id;
    assert_eq!(approvals.outcome(id).await.unwrap(), Some(Outcome::Approved));
    assert_eq!(browser.decided().await, "approved");
    let activity = phone.app.activity(10).await.unwrap();
    assert_eq!((activity.len(), activity[0].outcome), (1, Some(Outcome::Approved)));
    assert_eq!(activity[0].subject, request.details().subject, "what it showed is still known");
    let evidence = phone.app.evidence(account, id).await.unwrap().unwrap();
    assert!(evidence.answer.is_some() && evidence.receipt.is_some());
}

#[tokio::test]
async fn a_prompt_that_is_cut_off_leaves_the_request_open_and_a_denial_ends_the_prompt() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    let number = page.number();

    phone.hardware.keys.hang_next_prompt();
    let (cut, ()) = tokio::join!(request.approve(&number), async {
        phone.hardware.keys.prompted().await;
        request.cancel();
    });
    assert!(matches!(cut, Err(ApprovalError::Cancelled)), "{cut:?}");
    assert!(!request.is_underway().await.unwrap());

    phone.hardware.keys.hang_next_prompt();
    let (cut, denied) = tokio::join!(request.approve(&number), async {
        phone.hardware.keys.prompted().await;
        request.deny().await
    });
    assert_eq!(denied.unwrap(), Outcome::Denied);
    assert!(matches!(cut, Err(ApprovalError::Cancelled)), "{cut:?}");
}

#[tokio::test]
async fn a_pairing_that_is_cut_off_anywhere_goes_on_where_it_stood() {
    let (provider, middle) = Provider::start_behind().await;
    for route in ["/pairing/statement", "/pairing/commit"] {
        let phone = Phone::new().await;
        let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
        let pairing = step.pairing();
        let (arrived, mut arrivals) = tokio::sync::mpsc::unbounded_channel();
        middle.meddle(move |exchange| {
            if exchange.route == route {
                arrived.send(()).unwrap();
                return Verdict::Hang;
            }
            Verdict::Pass
        });
        let code = provider.sms_code().await;
        let (cut, ()) = tokio::join!(step.submit(&code, KeyClass::Device), async {
            arrivals.recv().await.unwrap();
            pairing.cancel();
        });
        assert!(matches!(cut, Err(PairingError::Cancelled)), "{route}: {cut:?}");
        middle.behave();
        let PairingStep::Finish(step) = pairing.step().await else { panic!("{route}") };
        let done = step.resume().await.unwrap();
        assert!(matches!(done, PairingStep::Associated(_)), "{route}: {done:?}");
    }
}
