//! What the owner does with the account from the phone: leave, deactivate, recovery code.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::time::{Duration, SystemTime};

use assenso_core::account::{
    AccountActions, AccountId, ActionError, AssociationState, Held, NewRecoveryCode,
};
use assenso_core::pairing::{PairingError, PairingStep, Recovered};
use assenso_core::ports::{DeviceKeyError, KeyClass};
use assenso_core::provider::ProviderError;
use assenso_core::secret::SecretText;
use assenso_tests::browser::Browser;
use assenso_tests::middle::{Middle, Verdict};
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use rstest::rstest;
use serde_json::Value;

const PROBATION: Duration = Duration::from_hours(72);

fn text(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

async fn actions(phone: &Phone, account: AccountId) -> AccountActions {
    phone.app.actions(account).await.unwrap()
}

/// A phone with full power, and what its owner can do, the password typed.
async fn powerful(provider: &Provider) -> (Phone, AccountId, AccountActions) {
    let (phone, account) = Phone::associated(provider).await;
    provider.clock.advance(PROBATION);
    let actions = actions(&phone, account).await;
    actions.confirm_password(&text(PASSWORD)).await.unwrap();
    (phone, account, actions)
}

fn asked_for(code: &NewRecoveryCode) -> SecretText {
    let groups = code.groups();
    // EXPOSE: a test types back what it reads.
    text(groups[code.asked()].expose())
}

/// The code as somebody wrote it down.
fn written(code: &NewRecoveryCode) -> SecretText {
    // EXPOSE: as above.
    let groups: Vec<String> = code.groups().iter().map(|group| group.expose().to_owned()).collect();
    SecretText::new(groups.join(" ").to_lowercase())
}

/// A recovery code that counts.
async fn recovery_code(actions: &AccountActions) -> SecretText {
    let code = actions.new_recovery_code().unwrap();
    code.keep(&asked_for(&code)).await.unwrap();
    written(&code)
}

async fn association(phone: &Phone) -> AssociationState {
    phone.app.accounts().await.unwrap()[0].association
}

#[tokio::test]
async fn deactivating_ends_the_association_and_the_password_opens_the_mailbox_again() {
    let provider = Provider::start().await;
    let (phone, account, actions) = powerful(&provider).await;
    let done = actions.deactivate().await.unwrap();
    assert_eq!(done.association, AssociationState::Deactivated);
    assert_eq!(association(&phone).await, AssociationState::Deactivated);
    let page = Browser::new(&provider.origin()).type_password(EMAIL, PASSWORD).await;
    assert_eq!(page.signed_in_by().as_deref(), Some("password"));
    let again = actions.deactivate().await;
    let out = AssociationState::Deactivated;
    assert!(matches!(again, Err(ActionError::NotAssociated(state)) if state == out), "{again:?}");
    // It can be taken off the list, and be activated again.
    phone.app.remove(account).await.unwrap();
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    let step = step.submit(EMAIL, &text(PASSWORD)).await.unwrap();
    assert!(matches!(step, PairingStep::Activate(_)), "{step:?}");
}

#[tokio::test]
async fn without_the_password_or_during_probation_nothing_is_widened() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let actions = actions(&phone, account).await;
    let now = SystemTime::UNIX_EPOCH + provider_now(&provider);
    let held = actions.deactivate().await;
    assert!(
        matches!(held, Err(ActionError::Held { until }) if until == now + PROBATION),
        "{held:?}"
    );
    provider.clock.advance(PROBATION);
    let refused = actions.deactivate().await;
    assert!(matches!(refused, Err(ActionError::PasswordNeeded)), "{refused:?}");
    let wrong = actions.confirm_password(&text("wrong")).await;
    assert!(matches!(wrong, Err(ActionError::WrongPassword)), "{wrong:?}");
    let empty = actions.confirm_password(&text("")).await;
    assert!(matches!(empty, Err(ActionError::InvalidInput)), "{empty:?}");
    let counts = actions.confirm_password(&text(PASSWORD)).await.unwrap();
    assert_eq!(counts, Duration::from_mins(5));
    actions.deactivate().await.unwrap();
}

fn provider_now(provider: &Provider) -> Duration {
    use assenso_service::Clock as _;
    Duration::from_millis(provider.clock.now().as_claim())
}

#[tokio::test]
async fn who_dismisses_the_prompt_changes_nothing() {
    let provider = Provider::start().await;
    let (phone, _, actions) = powerful(&provider).await;
    phone.hardware.keys.fail_next_prompt(DeviceKeyError::Cancelled);
    let refused = actions.deactivate().await;
    assert!(matches!(refused, Err(ActionError::Cancelled)), "{refused:?}");
    assert_eq!(association(&phone).await, AssociationState::Associated);
    actions.deactivate().await.unwrap();
}

#[tokio::test]
async fn signing_out_leaves_verification_on_and_asks_nobody() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let before = phone.hardware.keys.prompts();
    let out = actions(&phone, account).await.sign_out().await.unwrap();
    assert_eq!(out.association, AssociationState::SignedOut);
    assert_eq!(phone.hardware.keys.prompts(), before);
    let page = Browser::new(&provider.origin()).type_password(EMAIL, PASSWORD).await;
    assert_eq!(page.signed_in_by(), None);
    phone.associate(&provider).await.unwrap();
    assert_eq!(association(&phone).await, AssociationState::Associated);
}

#[tokio::test]
async fn a_recovery_code_counts_once_it_was_written_down() {
    let provider = Provider::start().await;
    let (phone, account, actions) = powerful(&provider).await;
    assert!(!actions.overview().await.unwrap().recovery_code);
    let code = actions.new_recovery_code().unwrap();
    assert_eq!(code.groups().len(), 7);
    let wrong = code.keep(&text("0000")).await;
    assert!(matches!(wrong, Err(ActionError::WrongGroup)), "{wrong:?}");
    assert!(!actions.overview().await.unwrap().recovery_code, "nothing counts yet");
    code.keep(&asked_for(&code)).await.unwrap();
    let overview = actions.overview().await.unwrap();
    assert!(overview.recovery_code);
    assert_eq!(overview.number.as_deref(), Some("+39•••••••678"));
    // The next one takes its place.
    let newer = recovery_code(&actions).await;
    drop((phone, account));
    let next = Phone::new().await;
    let step = next.sign_in(&provider, EMAIL).await.unwrap();
    let refused = step.recover(&written(&code)).await;
    assert!(matches!(refused, Err(PairingError::WrongRecoveryCode)), "{refused:?}");
    let mistyped = step.recover(&text("0000 1111")).await;
    assert!(matches!(mistyped, Err(PairingError::NoRecoveryCode(_))), "{mistyped:?}");
    recovered(step.recover(&newer).await.unwrap());
}

#[track_caller]
fn recovered(step: PairingStep) -> Recovered {
    match step {
        PairingStep::Recovered(step) => step,
        other => panic!("not recovered but {other:?}"),
    }
}

#[tokio::test]
async fn who_lost_the_phone_associates_another_one_with_the_recovery_code_and_no_sms() {
    let provider = Provider::start().await;
    let (lost, _, actions) = powerful(&provider).await;
    let code = recovery_code(&actions).await;
    let phone = Phone::new().await;
    let step = phone.sign_in(&provider, EMAIL).await.unwrap();
    let sms = sms_count(&provider).await;
    let step = recovered(step.recover(&code).await.unwrap());
    assert!(step.missing().await.unwrap().is_nothing());
    // Killed here, it goes on here.
    drop(step);
    let phone = phone.restart().await;
    let pairing = phone.app.unfinished().await.unwrap().remove(0);
    let step = recovered(pairing.step().await);
    let done = step.associate(KeyClass::Device).await.unwrap();
    let PairingStep::Associated(account) = done else { panic!("{done:?}") };
    let accounts = phone.app.accounts().await.unwrap();
    assert_eq!((accounts[0].association, accounts[0].hold), (AssociationState::Associated, None));
    assert_eq!(sms_count(&provider).await, sms + 2, "notices, and no code");
    let old = lost.app.check_association(lost.app.accounts().await.unwrap()[0].id).await.unwrap();
    assert_eq!(old.association, AssociationState::Replaced);
    // The code is used up; another one is made at once.
    let actions = self::actions(&phone, account).await;
    assert!(!actions.overview().await.unwrap().recovery_code);
    recovery_code(&actions).await;
    // Whoever has only password and SMS does not take this phone's place.
    let thief = Phone::new().await;
    let refused = thief.signed_in(&provider, EMAIL).await.unwrap().associate().await;
    assert!(matches!(refused, Err(PairingError::Outranked { .. })), "{refused:?}");
}

/// Whoever has the password has all SMS sent that there are: the paper leads on all the same.
#[tokio::test]
async fn the_recovery_code_counts_where_no_sms_can_be_sent() {
    let provider = Provider::start().await;
    let (_lost, _, actions) = powerful(&provider).await;
    let code = recovery_code(&actions).await;
    let thief = Phone::new().await;
    while thief.sign_in(&provider, EMAIL).await.is_ok() {}
    let phone = Phone::new().await;
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    let refused = step.submit(EMAIL, &text(PASSWORD)).await;
    assert!(matches!(refused, Err(PairingError::TooManySms { .. })), "{refused:?}");
    let step = recovered(step.recover(&code).await.unwrap());
    let done = step.associate(KeyClass::Device).await.unwrap();
    assert!(matches!(done, PairingStep::Associated(_)), "{done:?}");
}

#[rstest]
#[case("/session/recovery")]
#[case("/pairing/challenge")]
#[case("/pairing/statement")]
#[case("/pairing/commit")]
#[tokio::test]
async fn a_reply_that_is_lost_on_the_way_back_costs_no_code(#[case] route: &'static str) {
    let (provider, middle) = Provider::start_behind().await;
    let (_lost, _, actions) = powerful(&provider).await;
    let code = recovery_code(&actions).await;
    let phone = Phone::new().await;
    let step = phone.sign_in(&provider, EMAIL).await.unwrap();
    middle.meddle(move |exchange| {
        let is_lost = exchange.route == route && exchange.status == 200;
        if is_lost { Verdict::Lose } else { Verdict::Pass }
    });
    let mut replies_lost: usize = 0;
    let mut at = PairingStep::SignInCode(step);
    for _ in 0..8 {
        let next = match &at {
            PairingStep::SignInCode(step) => step.recover(&code).await,
            PairingStep::Recovered(step) => step.associate(KeyClass::Device).await,
            PairingStep::Finish(step) => step.resume().await,
            PairingStep::Associated(_) => break,
            other => panic!("{other:?}"),
        };
        at = match next {
            Ok(next) => next,
            Err(PairingError::Provider(ProviderError::Offline)) => {
                replies_lost = replies_lost.saturating_add(1);
                middle.behave();
                phone.app.unfinished().await.unwrap().remove(0).step().await
            }
            Err(error) => panic!("{error:?}"),
        };
    }
    assert!(matches!(at, PairingStep::Associated(_)), "{at:?}");
    assert_eq!(replies_lost, 1);
}

async fn sms_count(provider: &Provider) -> usize {
    provider.outbox().await.iter().filter(|sent| sent["channel"] == "sms").count()
}

#[tokio::test]
async fn the_recovery_code_ends_a_probation() {
    let provider = Provider::start().await;
    let (_lost, _, before) = powerful(&provider).await;
    let code = recovery_code(&before).await;
    let (phone, account) = Phone::associated(&provider).await;
    assert_eq!(phone.app.accounts().await.unwrap()[0].hold.unwrap().held, Held::Widening);
    provider.clock.advance(Duration::from_mins(6));
    let actions = actions(&phone, account).await;
    let refused = actions.enter_recovery_code(&code).await;
    assert!(matches!(refused, Err(ActionError::PasswordNeeded)), "{refused:?}");
    actions.confirm_password(&text(PASSWORD)).await.unwrap();
    let mistyped = actions.enter_recovery_code(&text("not a code")).await;
    assert!(matches!(mistyped, Err(ActionError::NoRecoveryCode(_))), "{mistyped:?}");
    assert_eq!(actions.enter_recovery_code(&code).await.unwrap().hold, None);
    actions.deactivate().await.unwrap();
}

#[tokio::test]
async fn an_action_whose_reply_is_lost_is_repeated_byte_for_byte() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account, actions) = powerful(&provider).await;
    middle.meddle(
        |exchange| {
            if exchange.route == "/action" { Verdict::Lose } else { Verdict::Pass }
        },
    );
    let lost = actions.deactivate().await;
    assert!(matches!(lost, Err(ActionError::Provider(ProviderError::Offline))), "{lost:?}");
    drop(actions);
    let phone = phone.restart().await;
    middle.behave();
    let actions = self::actions(&phone, account).await;
    let sent = sent(&middle, "/action", "action");
    assert!(sent.len() > 1 && sent.iter().all(|action| *action == sent[0]), "{}", sent.len());
    assert_eq!(
        phone.app.check_association(account).await.unwrap().association,
        AssociationState::Deactivated
    );
    // Its receipt is here: it is not sent again.
    let before = sent.len();
    drop(actions);
    self::actions(&phone, account).await;
    assert_eq!(self::sent(&middle, "/action", "action").len(), before);
}

fn sent(middle: &Middle, route: &str, member: &str) -> Vec<String> {
    let seen = middle.seen();
    let exchanges =
        seen.iter().filter(|exchange| exchange.route == route && exchange.status != 401);
    let said = exchanges.map(|exchange| {
        let body: Value = serde_json::from_slice(&exchange.body).unwrap();
        body[member].as_str().unwrap().to_owned()
    });
    said.collect()
}

#[tokio::test]
async fn a_receipt_of_another_action_is_not_believed() {
    let (provider, middle) = Provider::start_behind().await;
    let (_phone, _, actions) = powerful(&provider).await;
    let first = actions.new_recovery_code().unwrap();
    first.keep(&asked_for(&first)).await.unwrap();
    let receipt = middle
        .seen()
        .iter()
        .rev()
        .find(|exchange| exchange.route == "/action" && exchange.status == 200)
        .map(|exchange| exchange.reply.clone())
        .unwrap();
    middle.meddle(move |exchange| {
        if exchange.route == "/action" && exchange.status == 200 {
            exchange.reply = receipt.clone();
        }
        Verdict::Pass
    });
    let refused = actions.deactivate().await;
    assert!(
        matches!(refused, Err(ActionError::Provider(ProviderError::Untrusted(_)))),
        "{refused:?}"
    );
}
