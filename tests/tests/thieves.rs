//! Five who want somebody else's mailbox, and how far each gets. The table of docs/THREATS.md,
//! section 3, "Whoever has a part of it", played.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::time::Duration;

use assenso_core::account::{AccountActions, AccountId, ActionError, AssociationState, Held};
use assenso_core::approval::ApprovalError;
use assenso_core::codes::CodesError;
use assenso_core::pairing::{PairingError, PairingStep};
use assenso_core::ports::{CodesVaultError, DeviceKeyError, KeyClass};
use assenso_core::secret::SecretText;
use assenso_tests::browser::Browser;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};

const NOTICES: &str = "anna@elsewhere.example";

fn text(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

/// A provider that knows an address outside the mailbox.
async fn provider() -> Provider {
    Provider::start_with_account(|account| account.notice_address = Some(NOTICES.to_owned())).await
}

/// The owner's phone with full power, and the recovery code on their paper.
async fn owner(provider: &Provider) -> (Phone, AccountId, SecretText) {
    let (phone, account) = Phone::associated(provider).await;
    provider.clock.advance(Duration::from_hours(72));
    let actions = phone.app.actions(account).await.unwrap();
    actions.confirm_password(&text(PASSWORD)).await.unwrap();
    let code = actions.new_recovery_code().unwrap();
    let groups = code.groups();
    // EXPOSE: a test types back what it reads, and keeps what was written down.
    code.keep(&text(groups[code.asked()].expose())).await.unwrap();
    let paper: Vec<&str> = groups.iter().map(SecretText::expose).collect();
    let paper = text(&paper.join("-"));
    (phone, account, paper)
}

async fn actions(phone: &Phone, account: AccountId) -> AccountActions {
    phone.app.actions(account).await.unwrap()
}

async fn state(phone: &Phone, account: AccountId) -> AssociationState {
    phone.app.check_association(account).await.unwrap().association
}

/// The owner freezes the account with the link in the newest notice.
async fn contest(provider: &Provider) {
    let browser = Browser::new(&provider.origin());
    let path = provider.contest_path().await;
    let page = browser.get(&path).await;
    let after = browser.post(&page, &path, &[]).await;
    assert!(after.html.contains("The account is frozen"), "{}", after.html);
}

/// The owner comes back with their paper, and has everything again.
async fn comes_back(provider: &Provider, paper: &SecretText) {
    let phone = Phone::new().await;
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    // A frozen account sends no SMS; where it is not frozen, one is sent and not needed.
    let recovered = match step.submit(EMAIL, &text(PASSWORD)).await {
        Ok(PairingStep::SignInCode(code)) => code.recover(paper).await.unwrap(),
        Err(PairingError::Frozen) => step.recover(paper).await.unwrap(),
        other => panic!("{other:?}"),
    };
    let PairingStep::Recovered(step) = recovered else { panic!("{recovered:?}") };
    let done = step.associate(KeyClass::Device).await.unwrap();
    let PairingStep::Associated(account) = done else { panic!("{done:?}") };
    assert_eq!(state(&phone, account).await, AssociationState::Associated);
    assert_eq!(phone.app.accounts().await.unwrap()[0].hold, None);
}

/// Reads the mailbox until the owner is rid of it, and takes nothing with it: the password is
/// asked for wherever something is to be gained.
#[tokio::test]
async fn a_hijacked_browser_session_invites_and_gets_stuck_at_the_password() {
    let provider = provider().await;
    let (phone, account, _) = owner(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    request.approve(&page.number()).await.unwrap();
    browser.go_on(&page).await;

    let link = browser.invitation().await;
    let thief = Phone::new().await;
    let invitation = thief.app.invitation(&link).unwrap();
    let step = thief.app.pair_invited(&invitation).await.unwrap();
    for _ in 0..5 {
        let refused = step.submit(EMAIL, &text("a guess")).await;
        assert!(matches!(refused, Err(PairingError::WrongCredentials)), "{refused:?}");
    }
    let refused = step.submit(EMAIL, &text(PASSWORD)).await;
    assert!(matches!(refused, Err(PairingError::SessionEnded)), "{refused:?}");
    assert_eq!(state(&phone, account).await, AssociationState::Associated);
    // Freezing ends the session, whoever has its cookie.
    contest(&provider).await;
    assert!(!browser.get("/signed-in").await.html.contains(EMAIL));
}

/// Sees what the phone shows, denies and signs out. Nothing is approved, shown or changed without
/// the person.
#[tokio::test]
async fn a_phone_stolen_unlocked_denies_and_signs_out_and_nothing_else() {
    let provider = provider().await;
    let (phone, account, paper) = owner(&provider).await;
    let keys = &phone.hardware.keys;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    keys.fail_next_prompt(DeviceKeyError::Cancelled);
    let refused = request.approve(&page.number()).await;
    assert!(matches!(refused, Err(ApprovalError::Cancelled)), "{refused:?}");
    phone.hardware.codes.fail_next(CodesVaultError::Cancelled);
    assert!(matches!(phone.app.codes().await, Err(CodesError::Cancelled)));
    let mine = actions(&phone, account).await;
    let refused = mine.confirm_password(&text("a guess")).await;
    assert!(matches!(refused, Err(ActionError::WrongPassword)), "{refused:?}");
    provider.clock.advance(Duration::from_mins(6));
    let refused = mine.deactivate().await;
    assert!(matches!(refused, Err(ActionError::PasswordNeeded)), "{refused:?}");
    assert_eq!(mine.sign_out().await.unwrap().association, AssociationState::SignedOut);
    comes_back(&provider, &paper).await;
}

/// Approves what somebody with the password begins, and shows codes: alone neither is of use.
#[tokio::test]
async fn a_thief_with_the_phones_pin_but_not_the_password_changes_nothing() {
    let provider = provider().await;
    let (phone, account, paper) = owner(&provider).await;
    provider.clock.advance(Duration::from_mins(6));
    let codes = phone.app.codes().await.unwrap();
    codes.code(account).await.unwrap();
    let page = Browser::new(&provider.origin()).type_password(EMAIL, "a guess").await;
    assert!(page.html.contains("is wrong"), "no request, and no place for a code: {}", page.html);
    assert!(phone.approvals(account).await.refresh().await.unwrap().is_empty());
    let mine = actions(&phone, account).await;
    for _ in 0..5 {
        let refused = mine.confirm_password(&text("a guess")).await;
        assert!(matches!(refused, Err(ActionError::WrongPassword)), "{refused:?}");
    }
    let refused = mine.confirm_password(&text(PASSWORD)).await;
    assert!(matches!(refused, Err(ActionError::TooManyTries { .. })), "{refused:?}");
    let refused = mine.deactivate().await;
    assert!(matches!(refused, Err(ActionError::PasswordNeeded)), "{refused:?}");
    let code = mine.new_recovery_code().unwrap();
    // EXPOSE: it is on the thief's screen.
    let group = text(code.groups()[code.asked()].expose());
    let refused = code.keep(&group).await;
    assert!(matches!(refused, Err(ActionError::PasswordNeeded)), "{refused:?}");
    comes_back(&provider, &paper).await;
}

/// The code of a sign-in associates no phone. Whoever gets a second one out of the owner, against
/// its warning, is on probation, is told of, and is stopped by the link.
#[tokio::test]
async fn a_phisher_who_relays_a_code_gets_no_phone_and_with_two_only_a_probation() {
    let provider = provider().await;
    let (phone, account, paper) = owner(&provider).await;
    let thief = Phone::new().await;
    let signed_in = thief.signed_in(&provider, EMAIL).await.unwrap();
    let relayed = provider.sms_code().await;
    let step = signed_in.associate().await;
    // The owner's phone came by SMS as well: no rank keeps this one out.
    let step = step.unwrap();
    let refused = step.submit(&relayed, KeyClass::Device).await;
    assert!(matches!(refused, Err(PairingError::WrongCode { .. })), "{refused:?}");
    assert_eq!(state(&phone, account).await, AssociationState::Associated);
    let warning = provider.outbox().await[0]["text"].as_str().unwrap().to_owned();
    assert!(warning.contains("Never type it on a web page"), "{warning}");

    let done = step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    let PairingStep::Associated(taken) = done else { panic!("{done:?}") };
    assert_eq!(thief.app.accounts().await.unwrap()[0].hold.unwrap().held, Held::Widening);
    let theirs = actions(&thief, taken).await;
    theirs.confirm_password(&text(PASSWORD)).await.unwrap();
    let refused = theirs.deactivate().await;
    assert!(matches!(refused, Err(ActionError::Held { .. })), "{refused:?}");
    assert_eq!(state(&phone, account).await, AssociationState::Replaced);

    contest(&provider).await;
    assert_eq!(state(&thief, taken).await, AssociationState::Frozen);
    let (_, page) = Browser::signing_in(&provider).await;
    assert!(page.html.contains("Not confirmed"), "nobody signs in: {}", page.html);
    comes_back(&provider, &paper).await;
    assert_eq!(state(&thief, taken).await, AssociationState::Replaced);
}

/// Reads every mail of the provider: there is no code and no link in any of them, and no way to
/// anything begins there.
#[tokio::test]
async fn somebody_inside_the_mailbox_finds_nothing_to_use() {
    let provider = provider().await;
    let (phone, account, _) = owner(&provider).await;
    Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    browser.get("/sign-in").await;
    drop(page);
    assert_eq!(state(&phone, account).await, AssociationState::Replaced);
    let outbox = provider.outbox().await;
    let to = |to: &str| outbox.iter().filter(|message| message["to"] == to).collect::<Vec<_>>();
    let mails = to(EMAIL);
    assert!(mails.len() >= 3, "{}", mails.len());
    for mail in mails {
        let text = mail["text"].as_str().unwrap();
        assert!(!text.contains("http") && !text.contains("/contest/"), "{text}");
        let digits = text.split(|letter: char| !letter.is_ascii_digit());
        assert!(!digits.into_iter().any(|run| run.len() >= 6), "{text}");
    }
    assert!(to(NOTICES).iter().any(|mail| mail["text"].as_str().unwrap().contains("/contest/")));
}
