//! Every intent is on disk before its effect: whatever is lost or killed, the phone goes on where
//! it was and repeats the same bytes.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::sync::Arc;

use assenso_core::account::AssociationState;
use assenso_core::approval::{ApprovalError, Outcome};
use assenso_core::pairing::{PairingError, PairingStep};
use assenso_core::ports::{CodesVaultError, DeviceKeyError, KeyClass};
use assenso_core::provider::ProviderError;
use assenso_core::secret::SecretText;
use assenso_tests::browser::Browser;
use assenso_tests::forge::open;
use assenso_tests::middle::{Middle, Verdict};
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use rstest::rstest;
use serde_json::Value;
use tokio::sync::Notify;

/// What the phone sent under `member` to `route`, each time.
fn sent(middle: &Middle, route: &str, member: &str) -> Vec<String> {
    let of_route = |exchange: &assenso_tests::middle::Exchange| exchange.route == route;
    middle
        .seen()
        .iter()
        .filter(|exchange| of_route(exchange) && exchange.status != 401)
        .map(|exchange| {
            let body: Value = serde_json::from_slice(&exchange.body).unwrap();
            body[member].as_str().unwrap().to_owned()
        })
        .collect()
}

/// Takes the one unfinished pairing to its end.
async fn finish(phone: &Phone) -> Result<PairingStep, PairingError> {
    let pairings = phone.app.unfinished().await?;
    assert_eq!(pairings.len(), 1, "{pairings:?}");
    match pairings[0].step().await {
        PairingStep::Finish(step) => step.resume().await,
        other => Ok(other),
    }
}

async fn works(phone: &Phone, provider: &Provider) {
    let accounts = phone.app.accounts().await.unwrap();
    assert_eq!(accounts.len(), 1);
    let account = accounts[0].id;
    let (_, page) = Browser::signing_in(provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
    let code = phone.app.codes().await.unwrap().code(account).await.unwrap();
    let (other, _) = Browser::signing_in(provider).await;
    let page = other.type_code(code.code.expose()).await;
    assert_eq!(page.signed_in_by().as_deref(), Some("code"), "both sides hold the same secret");
}

#[rstest]
#[case::statement_never_arrived("/pairing/statement", false)]
#[case::statement_reply_lost("/pairing/statement", true)]
#[case::commit_never_arrived("/pairing/commit", false)]
#[case::commit_reply_lost("/pairing/commit", true)]
#[tokio::test]
async fn a_phone_killed_in_a_pairing_goes_on_with_the_same_bytes(
    #[case] route: &'static str,
    #[case] arrives: bool,
) {
    let (provider, middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
    let code = provider.sms_code().await;
    if arrives {
        middle.meddle(move |exchange| {
            if exchange.route == route && exchange.status == 200 {
                Verdict::Lose
            } else {
                Verdict::Pass
            }
        });
    } else {
        middle.cut(route);
    }
    let lost = step.submit(&code, KeyClass::Device).await;
    assert!(matches!(lost, Err(PairingError::Provider(ProviderError::Offline))), "{lost:?}");
    assert!(phone.app.accounts().await.unwrap().is_empty());
    drop(step);

    let phone = phone.restart().await;
    middle.behave();
    let done = finish(&phone).await.unwrap();
    assert!(matches!(done, PairingStep::Associated(_)), "{done:?}");
    let statements = sent(&middle, "/pairing/statement", "statement");
    assert!(!statements.is_empty());
    assert!(statements.iter().all(|statement| *statement == statements[0]));
    let commits = sent(&middle, "/pairing/commit", "paired");
    assert!(commits.iter().all(|commit| *commit == commits[0]));
    assert!(phone.app.unfinished().await.unwrap().is_empty());
    works(&phone, &provider).await;
}

#[tokio::test]
async fn a_phone_killed_at_any_prompt_of_a_pairing_goes_on() {
    // In the order of the flow: the codes key, then the approval key.
    for prompt in ["codes", "approval"] {
        let (provider, _middle) = Provider::start_behind().await;
        let phone = Phone::new().await;
        let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
        match prompt {
            "codes" => phone.hardware.codes.fail_next(CodesVaultError::Cancelled),
            _ => phone.hardware.keys.fail_next_prompt(DeviceKeyError::Cancelled),
        }
        let cancelled = step.submit(&provider.sms_code().await, KeyClass::Device).await;
        assert!(matches!(cancelled, Err(PairingError::Cancelled)), "{prompt}: {cancelled:?}");
        drop(step);
        let phone = phone.restart().await;
        let done = finish(&phone).await.unwrap();
        assert!(matches!(done, PairingStep::Associated(_)), "{prompt}: {done:?}");
        works(&phone, &provider).await;
    }
}

#[tokio::test]
async fn a_person_who_was_signed_in_still_is_after_a_restart() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    drop(phone.signed_in(&provider, EMAIL).await.unwrap());
    let phone = phone.restart().await;
    let pairing = phone.app.unfinished().await.unwrap().remove(0);
    assert_eq!(pairing.email().await.as_deref(), Some(EMAIL));
    let PairingStep::SignedIn(step) = pairing.step().await else { panic!("{pairing:?}") };
    let step = step.associate().await.unwrap();
    let done = step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    let PairingStep::Associated(account) = done else { panic!("{done:?}") };
    let now = pairing.step().await;
    assert!(matches!(now, PairingStep::Associated(same) if same == account), "{now:?}");
}

#[tokio::test]
async fn a_pairing_that_somebody_holds_is_one_and_is_not_dropped() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    let same = phone.app.unfinished().await.unwrap().remove(0);
    assert!(matches!(same.step().await, PairingStep::SignIn(_)));
    assert_eq!(same.id(), step.pairing().id());
    drop(same);
    let password = SecretText::new(PASSWORD.to_owned());
    let next = step.submit(EMAIL, &password).await.unwrap();
    assert!(matches!(next, PairingStep::SignInCode(_)), "{next:?}");
}

#[tokio::test]
async fn who_gives_up_leaves_no_key_and_no_pairing() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
    phone.hardware.codes.fail_next(CodesVaultError::Cancelled);
    step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap_err();
    let pairing = step.pairing();
    assert!(matches!(pairing.step().await, PairingStep::Finish(_)), "where it stands is told");
    pairing.abandon().await.unwrap();
    pairing.abandon().await.unwrap();
    assert!(matches!(pairing.step().await, PairingStep::Ended));
    assert!(phone.app.unfinished().await.unwrap().is_empty());
    let left = assenso_core::ports::DeviceKey::list(&*phone.hardware.keys).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
    phone.associate(&provider).await.unwrap();
}

#[tokio::test]
async fn a_commit_that_may_have_arrived_is_not_given_up() {
    let (provider, middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
    middle.cut("/pairing/commit");
    step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap_err();
    let refused = step.pairing().abandon().await;
    assert!(matches!(refused, Err(PairingError::CommitUnderway)), "{refused:?}");
    middle.behave();
    assert!(matches!(finish(&phone).await.unwrap(), PairingStep::Associated(_)));
}

#[tokio::test]
async fn a_wrong_confirmation_from_the_provider_stops_before_the_commit() {
    let (provider, middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
    let key = provider.stolen_key().await;
    middle.change("/pairing/statement", "paired", move |object, _| {
        let (_, mut claims) = open(object);
        claims["tag"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into();
        key.object("assenso-paired+jwt", &claims)
    });
    let refused = step.submit(&provider.sms_code().await, KeyClass::Device).await;
    assert!(
        matches!(refused, Err(PairingError::Provider(ProviderError::Untrusted(_)))),
        "{refused:?}"
    );
    assert!(sent(&middle, "/pairing/commit", "paired").is_empty());
    assert!(phone.app.accounts().await.unwrap().is_empty());
    let (_, page) = Browser::signing_in(&provider).await;
    assert!(!page.html.contains(r#"id="number""#), "the provider has no device either");
}

#[tokio::test]
async fn the_loser_of_two_phones_learns_it_from_the_signed_word() {
    let (provider, middle) = Provider::start_behind().await;
    let loser = Phone::new().await;
    let step = loser.code_wanted(&provider, EMAIL).await.unwrap();
    middle.cut("/pairing/commit");
    step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap_err();
    middle.behave();

    let (winner, account) = Phone::associated(&provider).await;
    let lost = finish(&loser).await;
    assert!(matches!(lost, Err(PairingError::Superseded)), "{lost:?}");
    assert!(loser.app.unfinished().await.unwrap().is_empty());
    assert!(loser.app.accounts().await.unwrap().is_empty());
    let state = winner.app.check_association(account).await.unwrap().association;
    assert_eq!(state, AssociationState::Associated);
}

#[tokio::test]
async fn of_two_phones_that_commit_at_once_exactly_one_wins_and_both_know() {
    for round in 0..5 {
        let (provider, middle) = Provider::start_behind().await;
        let (a, b) = (Phone::new().await, Phone::new().await);
        middle.cut("/pairing/commit");
        for phone in [&a, &b] {
            let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
            step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap_err();
        }
        middle.behave();
        let (first, second) = tokio::join!(finish(&a), finish(&b));
        let won = |result: &Result<PairingStep, PairingError>| {
            matches!(result, Ok(PairingStep::Associated(_)))
        };
        let lost = |result: &Result<PairingStep, PairingError>| {
            matches!(result, Err(PairingError::Superseded))
        };
        assert!(
            (won(&first) && lost(&second)) || (lost(&first) && won(&second)),
            "round {round}: {first:?} {second:?}"
        );
        works(if won(&first) { &a } else { &b }, &provider).await;
    }
}

#[rstest]
#[case::never_arrived(false)]
#[case::reply_lost(true)]
#[tokio::test]
async fn an_answer_whose_receipt_is_lost_is_repeated_and_gets_it(
    #[case] arrives: bool,
    #[values(true, false)] approve: bool,
) {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    if arrives {
        middle.meddle(|exchange| match exchange.route.as_str() {
            "/answers" if exchange.status == 200 => Verdict::Lose,
            _ => Verdict::Pass,
        });
    } else {
        middle.cut("/answers");
    }
    let lost = if approve { request.approve(&page.number()).await } else { request.deny().await };
    assert!(matches!(lost, Err(ApprovalError::Provider(ProviderError::Offline))), "{lost:?}");
    let again = request.deny().await;
    // A given answer stands; a denial that is repeated is sent again.
    match again {
        Err(ApprovalError::Underway) if approve => {}
        Err(ApprovalError::Provider(ProviderError::Offline)) if !approve => {}
        other => panic!("{other:?}"),
    }
    let id = request.details().id.clone();
    drop(request);

    let prompts = phone.hardware.keys.prompts().len();
    let phone = phone.restart().await;
    middle.behave();
    let approvals = phone.approvals(account).await;
    assert_eq!(approvals.outcome(&id).await.unwrap(), None);
    assert!(approvals.refresh().await.unwrap().is_empty());
    let expected = if approve { Outcome::Approved } else { Outcome::Denied };
    assert_eq!(approvals.outcome(&id).await.unwrap(), Some(expected));
    assert_eq!(phone.hardware.keys.prompts().len(), prompts, "nothing is signed twice");
    let answers = sent(&middle, "/answers", "answer");
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let last = middle.seen().into_iter().rfind(|exchange| exchange.route == "/answers").unwrap();
    let (_, receipt) = open(last.reply["receipt"].as_str().unwrap());
    assert_eq!(receipt["state"], if approve { "approved" } else { "denied" });
    assert_eq!(browser.decided().await, if approve { "approved" } else { "over" });
}

#[tokio::test]
async fn a_dismissed_prompt_leaves_the_request_open_also_over_a_restart() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    phone.hardware.keys.fail_next_prompt(DeviceKeyError::Cancelled);
    let dismissed = request.approve(&page.number()).await;
    assert!(matches!(dismissed, Err(ApprovalError::Cancelled)), "{dismissed:?}");
    drop(request);
    let phone = phone.restart().await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn a_phone_killed_at_its_prompt_asks_again() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    phone.hardware.keys.hang_next_prompt();
    let number = page.number();
    let killed = async {
        let approving = request.approve(&number);
        tokio::select! {
            answer = approving => panic!("the prompt hangs, but {answer:?}"),
            () = phone.hardware.keys.prompted() => {}
        }
    };
    killed.await;
    drop(request);
    let phone = phone.restart().await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&number).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn a_prompt_that_outlives_the_request_approves_nothing() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    phone.hardware.keys.hang_next_prompt();
    let number = page.number();
    let approving = request.approve(&number);
    let over = async {
        phone.hardware.keys.prompted().await;
        phone.hardware.clock.advance(std::time::Duration::from_mins(3));
        phone.hardware.keys.answer_prompt();
    };
    let (outcome, ()) = tokio::join!(approving, over);
    assert_eq!(outcome.unwrap(), Outcome::Expired);
    assert!(sent(&middle, "/answers", "answer").is_empty());
}

#[rstest]
#[case::another_key(None)]
#[case::garbage(Some(vec![0x30, 0x00]))]
#[case::empty(Some(vec![]))]
#[tokio::test]
async fn what_is_not_this_key_s_signature_is_never_sent(#[case] answer: Option<Vec<u8>>) {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    match answer {
        Some(bytes) => phone.hardware.keys.answer_next_prompt(bytes),
        None => phone.hardware.keys.sign_next_prompt_with_another_key(),
    }
    let refused = request.approve(&page.number()).await;
    assert!(
        matches!(refused, Err(ApprovalError::KeyStore(DeviceKeyError::WrongSignature))),
        "{refused:?}"
    );
    assert!(sent(&middle, "/answers", "answer").is_empty());
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn new_biometrics_end_the_key_and_a_denial_still_works() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
    let done = step.submit(&provider.sms_code().await, KeyClass::Biometric).await.unwrap();
    let PairingStep::Associated(account) = done else { panic!("{done:?}") };
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    phone.hardware.keys.enrol_biometrics();
    let gone = request.approve(&page.number()).await;
    assert!(matches!(gone, Err(ApprovalError::KeyInvalidated)), "{gone:?}");
    assert_eq!(request.deny().await.unwrap(), Outcome::Denied);
}

#[tokio::test]
async fn an_unsigned_word_that_the_request_is_unknown_does_not_end_the_repeating() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    let id = request.details().id.clone();
    for code in ["unknown_request", "invalid_answer"] {
        middle.meddle(move |exchange| {
            if exchange.route == "/answers" {
                exchange.status = 404;
                exchange.reply = serde_json::json!({"status": 404, "code": code});
            }
            Verdict::Pass
        });
        if code == "unknown_request" {
            request.deny().await.unwrap_err();
        }
        let approvals = phone.approvals(account).await;
        approvals.refresh().await.unwrap();
        assert_eq!(approvals.outcome(&id).await.unwrap(), None, "{code}");
    }
    // Once a signed inbox shows that its time is over, the phone gives up and keeps the answer.
    provider.clock.advance(std::time::Duration::from_mins(3));
    let approvals = phone.approvals(account).await;
    approvals.refresh().await.unwrap();
    assert_eq!(approvals.outcome(&id).await.unwrap(), Some(Outcome::NotKnown));
}

#[tokio::test]
async fn two_holders_of_one_request_give_one_answer() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let approvals = phone.approvals(account).await;
    let (first, second) = (phone.one_request(account).await, approvals.refresh().await.unwrap());
    assert_eq!(first.deny().await.unwrap(), Outcome::Denied);
    let late = second[0].approve(&page.number()).await;
    assert!(matches!(late, Err(ApprovalError::Settled(Outcome::Denied))), "{late:?}");
    let id = first.details().id.clone();
    assert_eq!(approvals.outcome(&id).await.unwrap(), Some(Outcome::Denied));
}

#[tokio::test]
async fn a_prompt_that_was_left_can_be_taken_up_again_or_turned_into_a_denial() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    phone.hardware.keys.hang_next_prompt();
    let number = page.number();
    tokio::select! {
        answer = request.approve(&number) => panic!("the prompt hangs, but {answer:?}"),
        () = phone.hardware.keys.prompted() => {}
    }
    assert_eq!(request.deny().await.unwrap(), Outcome::Denied);
}

#[tokio::test]
async fn one_answer_that_can_t_be_sent_hides_no_other_request() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (browser, _) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    middle.meddle(|exchange| {
        if exchange.route == "/answers" {
            exchange.status = 500;
            exchange.reply = serde_json::json!({"status": 500, "code": "internal"});
        }
        Verdict::Pass
    });
    request.deny().await.unwrap_err();
    let page = browser.get("/sign-in").await;
    browser.post(&page, "/sign-in/again", &[]).await;
    let next = phone.one_request(account).await;
    assert_ne!(next.details().id, request.details().id);
}

#[tokio::test]
async fn what_is_said_of_the_old_key_is_not_said_of_the_new_one() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
    let (committed, said) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (arrived, mut arrivals) = tokio::sync::mpsc::unbounded_channel();
    let gates = [("/pairing/commit", Arc::clone(&committed)), ("/association", Arc::clone(&said))];
    middle.meddle(move |exchange| {
        let gate = gates.iter().find(|(route, _)| exchange.route == *route);
        let Some((_, gate)) = gate.filter(|_| exchange.status == 200) else { return Verdict::Pass };
        arrived.send(()).unwrap();
        Verdict::Wait(Arc::clone(gate))
    });
    let code = provider.sms_code().await;
    let check = phone.app.check_association(account);
    let (paired, told) = Box::pin(async {
        tokio::join!(
            async {
                let paired = step.submit(&code, KeyClass::Device).await;
                said.notify_one();
                paired
            },
            async {
                // The provider has the new key, and says of the old one that it is replaced.
                arrivals.recv().await.unwrap();
                let told = tokio::join!(check, async {
                    arrivals.recv().await.unwrap();
                    committed.notify_one();
                });
                told.0
            },
        )
    })
    .await;
    let PairingStep::Associated(same) = paired.unwrap() else { panic!("not associated") };
    assert_eq!(same, account, "the same row");
    assert!(told.is_err(), "it was asked of a key that is no longer this account's: {told:?}");
    let now = &phone.app.accounts().await.unwrap()[0];
    assert_eq!((now.association, now.alarm), (AssociationState::Associated, false));
    middle.behave();
    works(&phone, &provider).await;
}

#[tokio::test]
async fn who_asks_twice_at_once_holds_one_pairing() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    drop(phone.signed_in(&provider, EMAIL).await.unwrap());
    let phone = phone.restart().await;
    let (one, other) = tokio::join!(phone.app.unfinished(), phone.app.unfinished());
    let (one, other) = (one.unwrap().remove(0), other.unwrap().remove(0));
    one.abandon().await.unwrap();
    assert!(matches!(other.step().await, PairingStep::Ended));
}

#[tokio::test]
async fn an_association_that_is_dropped_anywhere_is_finished_or_begun_again() {
    let provider =
        Provider::start_with(|config| config.policy.classes = vec![KeyClass::Device]).await;
    for polls in (1..200).step_by(7) {
        let email = format!("anna{polls}@demo.example");
        provider.seed(&email).await;
        let phone = Phone::new().await;
        let step = phone.code_wanted(&provider, &email).await.unwrap();
        let pairing = step.pairing();
        let code = provider.sms_code().await;
        let mut polled = 0;
        let mut work = Box::pin(step.submit(&code, KeyClass::Device));
        let done = std::future::poll_fn(|context| {
            if polled == polls {
                return std::task::Poll::Ready(false);
            }
            polled += 1;
            work.as_mut().poll(context).map(|_| true)
        })
        .await;
        drop(work);
        let account = match pairing.step().await {
            PairingStep::Associated(account) => account,
            PairingStep::Finish(step) => match step.resume().await.unwrap() {
                PairingStep::Associated(account) => account,
                other => panic!("{polls}: {other:?}"),
            },
            PairingStep::AssociateCode(step) => {
                // The code may have been used up: the reply to that was lost.
                drop(step.cancel().await.unwrap());
                assert!(!done);
                continue;
            }
            other => panic!("{polls}: {other:?}"),
        };
        assert_eq!(phone.app.accounts().await.unwrap()[0].id, account, "{polls}");
        let keys = assenso_core::ports::DeviceKey::list(&*phone.hardware.keys).await.unwrap();
        assert_eq!(keys.len(), 2, "{polls}");
        if done {
            return;
        }
    }
}
