//! "Activate": from a password alone to an account that asks this phone.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use assenso_core::account::{AssociationState, Held};
use assenso_core::pairing::{Activate, Missing, Pairing, PairingError, PairingStep};
use assenso_core::ports::{DevicePosture as _, KeyClass, Posture};
use assenso_core::provider::ProviderError;
use assenso_core::secret::SecretText;
use assenso_service::Language;
use assenso_tests::browser::Browser;
use assenso_tests::middle::{Middle, Verdict};
use assenso_tests::phone::Phone;
use assenso_tests::provider::{NUMBER, PASSWORD, Provider};
use rstest::rstest;

const OFF: &str = "off@demo.example";
const MOBILE: &str = "+393471234567";

/// Signed in where 2-step verification is off.
async fn off(provider: &Provider, phone: &Phone, number: bool, language: Language) -> Activate {
    provider
        .seed_with(OFF, |account| {
            account.two_step = false;
            account.number = number.then(|| NUMBER.to_owned());
            account.language = language;
        })
        .await;
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    activate(step.submit(OFF, &SecretText::new(PASSWORD.to_owned())).await.unwrap())
}

#[track_caller]
fn activate(step: PairingStep) -> Activate {
    match step {
        PairingStep::Activate(step) => step,
        other => panic!("not asked to activate, but {other:?}"),
    }
}

/// The one unfinished pairing, after a restart.
async fn unfinished(phone: &Phone) -> Pairing {
    let mut pairings = phone.app.unfinished().await.unwrap();
    assert_eq!(pairings.len(), 1, "{pairings:?}");
    pairings.remove(0)
}

#[rstest]
#[case::english(Language::English, "ACTIVATE 2-step verification for", "2-step verification is on")]
#[case::italian(
    Language::Italian,
    "ATTIVA la verifica in 2 passaggi per",
    "La verifica in 2 passaggi è attiva"
)]
#[tokio::test]
async fn the_whole_line_with_a_number_that_is_entered_now(
    #[case] language: Language,
    #[case] sms: &str,
    #[case] notice: &str,
) {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = off(&provider, &phone, false, language).await;
    assert!(step.pairing().activates().await);
    assert_eq!(step.number(), None);
    assert!(matches!(step.activate().await, Err(PairingError::NoNumber)));

    let code = step.submit_number("347 123 4567").await.unwrap();
    assert_eq!(code.sms().unwrap().sent_to, "+39•••••••567");
    let step = activate(code.submit(&provider.sms_code().await).await.unwrap());
    assert_eq!(step.number(), Some("+39•••••••567"));
    let code = step.activate().await.unwrap();
    let text = provider.outbox().await[0]["text"].as_str().unwrap().to_owned();
    assert!(text.contains(sms) && text.contains(OFF), "{text}");
    let done = code.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    assert!(matches!(done, PairingStep::Associated(_)), "{done:?}");

    let accounts = phone.app.accounts().await.unwrap();
    assert_eq!(accounts[0].association, AssociationState::Associated);
    assert_eq!(accounts[0].hold.unwrap().held, Held::Settings);
    let subjects: Vec<_> =
        provider.outbox().await.iter().map(|sent| sent["subject"].clone()).collect();
    assert!(subjects.contains(&notice.into()), "{subjects:?}");
    // From now on the password alone opens nothing.
    let page = Browser::new(&provider.origin()).type_password(OFF, PASSWORD).await;
    let request = phone.one_request(accounts[0].id).await;
    request.approve(&page.number()).await.unwrap();
}

#[tokio::test]
async fn a_number_that_is_verified_already_is_used_and_nothing_is_held() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = off(&provider, &phone, true, Language::English).await;
    assert_eq!(step.number(), Some("+39•••••••678"));
    let code = step.activate().await.unwrap();
    code.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    assert_eq!(phone.app.accounts().await.unwrap()[0].hold, None);
}

#[tokio::test]
async fn what_the_phone_lacks_is_named_and_noticed_when_it_is_there() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = off(&provider, &phone, true, Language::English).await;
    let complete = phone.hardware.posture.current().await.unwrap();
    phone.hardware.posture.set(Ok(Posture { notifications: false, ..complete }));
    let missing = Missing { screen_lock: false, notifications: true };
    assert_eq!(step.missing().await.unwrap(), missing);
    let refused = step.activate().await;
    assert!(matches!(refused, Err(PairingError::Prerequisites(found)) if found == missing));
    phone.hardware.posture.set(Ok(complete));
    assert!(step.missing().await.unwrap().is_nothing());
    step.activate().await.unwrap();
}

#[tokio::test]
async fn what_is_typed_wrong_is_named_and_nothing_is_lost() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let step = off(&provider, &phone, false, Language::English).await;
    for typed in ["", "  ", "02 1234567", "anna", &"3".repeat(41)] {
        let refused = step.submit_number(typed).await;
        assert!(matches!(refused, Err(PairingError::InvalidNumber)), "{typed}: {refused:?}");
    }
    let code = step.submit_number(MOBILE).await.unwrap();
    let wrong = SecretText::new("000000".to_owned());
    let refused = code.submit(&wrong).await;
    assert!(matches!(refused, Err(PairingError::WrongCode { tries_left: 2 })), "{refused:?}");
    // Another number, and back.
    let step = activate(code.cancel().await.unwrap());
    let code = step.submit_number("+41 78 123 45 67").await.unwrap();
    let code = code.resend().await.unwrap();
    let step = activate(code.submit(&provider.sms_code().await).await.unwrap());
    assert_eq!(step.number(), Some("+41••••••567"));
    let code = step.activate().await.unwrap();
    let step = activate(code.cancel().await.unwrap());
    assert_eq!(step.number(), Some("+41••••••567"));
}

#[tokio::test]
async fn a_phone_that_is_killed_at_any_step_goes_on_there() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    drop(off(&provider, &phone, false, Language::English).await);

    let phone = phone.restart().await;
    let step = activate(unfinished(&phone).await.step().await);
    drop(step.submit_number(MOBILE).await.unwrap());
    drop(step);
    let phone = phone.restart().await;
    let pairing = unfinished(&phone).await;
    assert!(pairing.activates().await);
    let PairingStep::NumberCode(code) = pairing.step().await else { panic!("no code asked for") };
    let step = activate(code.submit(&provider.sms_code().await).await.unwrap());
    drop((pairing, code, step));

    let phone = phone.restart().await;
    let step = activate(unfinished(&phone).await.step().await);
    assert_eq!(step.number(), Some("+39•••••••567"));
    drop(step.activate().await.unwrap());
    drop(step);
    let phone = phone.restart().await;
    let pairing = unfinished(&phone).await;
    assert!(pairing.activates().await);
    let PairingStep::AssociateCode(code) = pairing.step().await else { panic!("no code") };
    let done = code.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    assert!(matches!(done, PairingStep::Associated(_)), "{done:?}");
}

#[rstest]
#[case("/session/number")]
#[case("/session/code")]
#[case("/pairing")]
#[case("/pairing/challenge")]
#[case("/pairing/statement")]
#[case("/pairing/commit")]
#[tokio::test]
async fn a_reply_that_is_lost_costs_nothing(#[case] route: &'static str) {
    let (provider, middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    drop(off(&provider, &phone, false, Language::English).await);
    lose(&middle, route);
    let mut lost: usize = 0;
    let mut step = unfinished(&phone).await.step().await;
    for _ in 0..12 {
        let next = match &step {
            PairingStep::Activate(step) if step.number().is_none() => {
                step.submit_number(MOBILE).await.map(PairingStep::NumberCode)
            }
            PairingStep::Activate(step) => step.activate().await.map(PairingStep::AssociateCode),
            PairingStep::NumberCode(step) => step.submit(&provider.sms_code().await).await,
            PairingStep::AssociateCode(step) => {
                step.submit(&provider.sms_code().await, KeyClass::Device).await
            }
            PairingStep::Finish(step) => step.resume().await,
            PairingStep::Associated(_) => break,
            other => panic!("{other:?}"),
        };
        step = match next {
            Ok(next) => next,
            Err(PairingError::Provider(ProviderError::Offline)) => {
                lost = lost.saturating_add(1);
                middle.behave();
                unfinished(&phone).await.step().await
            }
            Err(error) => panic!("{error:?}"),
        };
    }
    assert!(matches!(step, PairingStep::Associated(_)), "{step:?}");
    assert_eq!(lost, 1);
    let sms = provider.outbox().await.into_iter().filter(|sent| sent["channel"] == "sms").count();
    assert_eq!(sms, 3, "two codes and the notice, whatever was lost");
}

/// Every reply of a route gets lost, until the middle behaves.
fn lose(middle: &Middle, route: &'static str) {
    middle.meddle(move |exchange| {
        if exchange.route == route && exchange.status == 200 {
            Verdict::Lose
        } else {
            Verdict::Pass
        }
    });
}
