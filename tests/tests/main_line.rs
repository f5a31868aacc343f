//! The main line: associate a phone, approve a sign-in, deny one, sign in with a fallback code.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::time::Duration;

use assenso_core::account::AssociationState;
use assenso_core::approval::{ApprovalError, Outcome, ReportError, ReportOutcome, Subject};
use assenso_core::pairing::{Missing, PairingError, PairingStep};
use assenso_core::ports::{KeyClass, Posture};
use assenso_core::protocol::{Browser as Family, ReportReason, System};
use assenso_core::secret::SecretText;
use assenso_tests::browser::Browser;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};

#[tokio::test]
async fn an_approval_signs_the_browser_in() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;

    let request = phone.one_request(account).await;
    let details = request.details();
    assert_eq!(details.account, EMAIL);
    let Some(Subject::SignIn(sign_in)) = &details.subject else { panic!("{details:?}") };
    assert_eq!((sign_in.browser, sign_in.system), (Family::Firefox, System::Linux));
    assert_eq!(sign_in.address, "127.0.0.1");
    assert!(!sign_in.known);
    assert!(request.time_left() > Duration::from_secs(110), "{:?}", request.time_left());

    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
    assert_eq!(browser.decided().await, "approved");
    let waiting = browser.get("/sign-in").await;
    assert_eq!(browser.go_on(&waiting).await.signed_in_by().as_deref(), Some("push"));

    // A second sign-in of the same browser is asked again, and known.
    let sign_out = browser.get("/signed-in").await;
    browser.post(&sign_out, "/sign-out", &[]).await;
    browser.type_password(EMAIL, PASSWORD).await;
    let again = phone.one_request(account).await;
    let again = again.details();
    assert!(matches!(&again.subject, Some(Subject::SignIn(from)) if from.known), "{again:?}");
}

#[tokio::test]
async fn a_denial_keeps_the_browser_out_without_any_prompt() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let prompts = phone.hardware.keys.prompts().len();
    let (browser, _) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.deny().await.unwrap(), Outcome::Denied);
    assert_eq!(phone.hardware.keys.prompts().len(), prompts);
    assert_eq!(browser.decided().await, "over");
    let page = browser.get("/sign-in").await;
    assert_eq!(page.signed_in_by(), None);
    assert!(page.html.contains(r#"id="outcome""#));
    assert!(phone.approvals(account).await.refresh().await.unwrap().is_empty());
    let settled = request.approve("00").await;
    assert!(matches!(settled, Err(ApprovalError::Settled(Outcome::Denied))), "{settled:?}");
}

#[tokio::test]
async fn a_denial_is_reported_without_any_prompt_and_the_owner_is_written_to() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let prompts = phone.hardware.keys.prompts().len();
    Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    let early = request.report(ReportReason::NotMe).await;
    assert!(matches!(early, Err(ApprovalError::Report(ReportError::NotDenied))), "{early:?}");
    request.deny().await.unwrap();
    let said = request.report(ReportReason::NotMe).await.unwrap();
    assert_eq!(said, ReportOutcome::Taken);
    assert_eq!(phone.hardware.keys.prompts().len(), prompts);

    let (messages, noted) = (provider.outbox().await, "A sign-in that was not you was denied");
    let mail = messages.iter().find(|message| message["subject"] == noted).unwrap();
    assert_eq!((&mail["channel"], &mail["to"]), (&"email".into(), &EMAIL.into()));
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains("in Firefox on Linux, from the address 127.0.0.1"), "{text}");
    assert!(text.contains("Change your password now"), "{text}");

    // The provider's receipt is here: nothing is asked again.
    let calls = || middle.seen().iter().filter(|seen| seen.route == "/report").count();
    let before = calls();
    assert_eq!(request.report(ReportReason::NotMe).await.unwrap(), ReportOutcome::Taken);
    let other = request.report(ReportReason::Mistake).await;
    let stands = ReportError::Reported(ReportReason::NotMe);
    assert!(matches!(other, Err(ApprovalError::Report(why)) if why == stands), "{other:?}");
    phone.approvals(account).await.refresh().await.unwrap();
    assert_eq!(calls(), before);
}

#[tokio::test]
async fn what_was_not_denied_here_is_not_reported() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    request.approve(&page.number()).await.unwrap();
    let approvals = phone.approvals(account).await;
    for id in [request.details().id.as_str(), "AAAAAAAAAAAAAAAAAAAAAA"] {
        let refused = approvals.report(id, ReportReason::NotMe).await;
        assert!(matches!(refused, Err(ApprovalError::Report(ReportError::NotDenied))), "{id}");
    }
    assert!(approvals.unreported().await.unwrap().is_empty());
    assert!(middle.seen().iter().all(|exchange| exchange.route != "/report"));
}

#[tokio::test]
async fn a_wrong_number_burns_the_request() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.wrong_number()).await.unwrap(), Outcome::WrongNumber);
    assert_eq!(browser.decided().await, "over");
    let right_too_late = request.approve(&page.number()).await;
    assert!(matches!(right_too_late, Err(ApprovalError::Settled(Outcome::WrongNumber))));
    assert!(phone.approvals(account).await.refresh().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_fallback_code_signs_in_once() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let codes = phone.app.codes().await.unwrap();
    assert_eq!(codes.list().await.unwrap().len(), 1);
    let code = codes.code(account).await.unwrap();

    let (browser, _) = Browser::signing_in(&provider).await;
    let page = browser.type_code(code.code.expose()).await;
    assert_eq!(page.signed_in_by().as_deref(), Some("code"), "{page:?}");

    let (other, _) = Browser::signing_in(&provider).await;
    let again = other.type_code(code.code.expose()).await;
    assert_eq!(again.signed_in_by(), None);
}

#[tokio::test]
async fn codes_lock_again_after_a_minute() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let codes = phone.app.codes().await.unwrap();
    phone.hardware.clock.advance(Duration::from_secs(59));
    codes.code(account).await.unwrap();
    phone.hardware.clock.advance(Duration::from_secs(2));
    let locked = codes.code(account).await;
    assert!(matches!(locked, Err(assenso_core::codes::CodesError::Locked)), "{locked:?}");
}

#[tokio::test]
async fn wrong_credentials_are_one_answer_and_the_step_can_be_taken_again() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    for (email, password) in [(EMAIL, "wrong"), ("nobody@demo.example", PASSWORD)] {
        let refused = step.submit(email, &SecretText::new(password.to_owned())).await;
        assert!(matches!(refused, Err(PairingError::WrongCredentials)), "{refused:?}");
    }
    assert!(provider.outbox().await.is_empty(), "no SMS before a right password");
    let next = step.submit(EMAIL, &SecretText::new(PASSWORD.to_owned())).await.unwrap();
    let PairingStep::SignInCode(step) = next else { panic!("{next:?}") };
    let wrong = step.submit(&SecretText::new("000000".to_owned())).await;
    assert!(matches!(wrong, Err(PairingError::WrongCode { tries_left: 2 })), "{wrong:?}");
    let next = step.submit(&provider.sms_code().await).await.unwrap();
    assert!(matches!(next, PairingStep::SignedIn(_)), "{next:?}");
}

#[tokio::test]
async fn what_the_phone_lacks_is_named_and_the_flow_goes_on_when_it_is_there() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = phone.signed_in(&provider, EMAIL).await.unwrap();
    let sent = provider.outbox().await.len();
    let bare = Posture { screen_lock: false, biometrics: false, notifications: false };
    phone.hardware.posture.set(Ok(bare));
    let refused = step.associate().await;
    let both = Missing { screen_lock: true, notifications: true };
    assert!(matches!(refused, Err(PairingError::Prerequisites(missing)) if missing == both));
    assert_eq!(step.missing().await.unwrap(), both);
    assert_eq!(provider.outbox().await.len(), sent, "no SMS before the phone is ready");
    let ready = Posture { screen_lock: true, biometrics: false, notifications: true };
    phone.hardware.posture.set(Ok(ready));
    let step = step.associate().await.unwrap();
    let done = step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    assert!(matches!(done, PairingStep::Associated(_)));
}

#[tokio::test]
async fn the_second_phone_puts_the_first_one_out_by_the_provider_s_signed_word() {
    let provider = Provider::start().await;
    let (first, first_account) = Phone::associated(&provider).await;
    let (second, second_account) = Phone::associated(&provider).await;

    let refused = first.approvals(first_account).await.refresh().await;
    let Err(ApprovalError::NotAssociated(AssociationState::Replaced)) = refused else {
        panic!("{refused:?}")
    };
    let accounts = first.app.accounts().await.unwrap();
    assert_eq!(accounts[0].association, AssociationState::Replaced);
    assert_eq!(second.app.accounts().await.unwrap()[0].association, AssociationState::Associated);
    let (_, _) = Browser::signing_in(&provider).await;
    second.one_request(second_account).await;

    first.app.remove(first_account).await.unwrap();
    assert!(first.app.accounts().await.unwrap().is_empty());
    assert!(second.app.remove(second_account).await.is_err(), "it is still associated");
}

#[tokio::test]
async fn the_same_phone_associated_again_keeps_one_account() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let again = phone.associate(&provider).await.unwrap();
    assert_eq!(again, account);
    assert_eq!(phone.app.accounts().await.unwrap().len(), 1);
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn the_provider_keeps_issuer_port_and_phones_through_a_restart() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let issuer = provider.issuer().to_owned();
    let provider = provider.restart().await;
    assert_eq!(provider.issuer(), issuer);
    let phone = phone.restart().await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
}
