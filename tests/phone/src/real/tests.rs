//! The real phone as far as it goes without a provider.

use assenso_core::authenticator::Development;
use assenso_core::protocol::DisplayText;

use super::*;
use crate::engine::Wiring;
use crate::gateway::Accounts;
use crate::keys::SystemClock;

/// A port of this computer that nothing listens on.
const NOBODY: &str = "http://127.0.0.1:9";

fn secret(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

fn startup(folder: &Path) -> Result<RealStartup, Problem> {
    let options = Options {
        app: DisplayText::new("assenso-phone/test").unwrap(),
        device_name: DisplayText::new("Test").unwrap(),
        listed: Vec::new(),
        development: Some(Development { loopback_http: true, extra_ca: None }),
    };
    let prompts = Wiring::default().prompts();
    RealStartup::open(folder, Cost::LIGHT, Arc::new(SystemClock), prompts, options)
}

#[tokio::test]
async fn a_phone_is_set_up_once_and_opens_with_its_pin() {
    let dir = tempfile::tempdir().unwrap();
    let phone = startup(dir.path()).unwrap();
    assert!(phone.is_new());
    let opened = phone.set_pin(secret("4711")).await.unwrap();
    assert_eq!(opened.gateway.accounts().await, Ok(Accounts::default()));
    opened.gateway.set_notifications(false).await.unwrap();
    assert_eq!(startup(dir.path()).unwrap_err(), Problem::FolderInUse);
    drop((opened, phone));

    let phone = startup(dir.path()).unwrap();
    assert!(!phone.is_new());
    let wrong = phone.unlock(secret("4712")).await.unwrap_err();
    assert_eq!(wrong, Problem::WrongPin { tries_left: 2 });
    let opened = phone.unlock(secret("4711")).await.unwrap();
    assert!(!opened.notifications);
}

#[tokio::test]
async fn three_wrong_pins_wait() {
    let dir = tempfile::tempdir().unwrap();
    let phone = startup(dir.path()).unwrap();
    phone.set_pin(secret("4711")).await.unwrap();
    for _ in 0..2 {
        phone.unlock(secret("0000")).await.unwrap_err();
    }
    let third = phone.unlock(secret("0000")).await.unwrap_err();
    assert!(matches!(third, Problem::PinWait { seconds: 29..=30 }));
    assert!(phone.wait_left() > Duration::from_secs(25));
    assert!(matches!(phone.unlock(secret("4711")).await, Err(Problem::PinWait { .. })));
}

#[tokio::test]
async fn what_is_wrong_with_a_provider_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let phone = startup(dir.path()).unwrap();
    let core = phone.set_pin(secret("4711")).await.unwrap().gateway;
    for (issuer, problem) in [
        (NOBODY, Problem::Offline),
        ("http://mail.example", Problem::InsecureIssuer),
        ("mail.example", Problem::InvalidIssuer),
        ("https://", Problem::InvalidIssuer),
    ] {
        assert_eq!(core.pair(issuer).await.unwrap_err().problem, problem, "{issuer}");
    }
    assert_eq!(core.accounts().await, Ok(Accounts::default()));
}

#[tokio::test]
async fn a_store_whose_key_is_gone_is_not_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let phone = startup(dir.path()).unwrap();
    phone.set_pin(secret("4711")).await.unwrap();
    drop(phone);
    std::fs::remove_file(dir.path().join("phone.json")).unwrap();
    let phone = startup(dir.path()).unwrap();
    assert_eq!(phone.set_pin(secret("4711")).await.unwrap_err(), Problem::KeyLost);
    assert!(dir.path().join("assenso.db").exists());
}

#[tokio::test]
async fn a_code_without_a_pairing_starts_again() {
    let dir = tempfile::tempdir().unwrap();
    let phone = startup(dir.path()).unwrap();
    let core = phone.set_pin(secret("4711")).await.unwrap().gateway;
    let input = crate::gateway::Input::Code(secret("123456"));
    let stuck = core.advance(crate::gateway::FlowId(1), input).await.unwrap_err();
    assert_eq!(stuck.problem, Problem::StartAgain);
}
