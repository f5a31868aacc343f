//! Two kinds of keys: the provider's, which rotate under a pinned root, and the phone's data keys,
//! of which the base key alone gives no code.
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

use assenso_core::approval::{ApprovalError, Outcome};
use assenso_core::crypto::SealingKey;
use assenso_core::jose::JoseError;
use assenso_core::pairing::PairingError;
use assenso_core::ports::{
    Clock as _, CodesVault as _, KeyClass, UnlockReason, Vault as _, VaultSlot,
};
use assenso_core::provider::ProviderError;
use assenso_core::secret::SecretBytes;
use assenso_core::store::{CodeId, SqliteStore, Store as _, code_place};
use assenso_service::{ManualClock, rotate_keys};
use assenso_tests::browser::Browser;
use assenso_tests::forge::{Signer, open, thumbprint};
use assenso_tests::middle::Middle;
use assenso_tests::phone::{Hardware, Phone};
use assenso_tests::provider::{EMAIL, Provider};

async fn rotate(provider: &Provider, drop_previous: bool) {
    let data = provider.folder.path().join("data");
    let clock = Arc::clone(&provider.clock);
    let rotated =
        tokio::task::spawn_blocking(move || rotate_keys(&data, drop_previous, &*clock)).await;
    rotated.unwrap().unwrap();
}

#[tokio::test]
async fn a_rotation_is_adopted_on_the_way_and_survives_a_restart() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (_, page) = Browser::signing_in(&provider).await;
    // The request was signed by the key of epoch 1, its inbox comes under epoch 2.
    rotate(&provider, false).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);

    let phone = phone.restart().await;
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn a_dropped_key_is_believed_no_more() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let stolen = provider.stolen_key().await;
    rotate(&provider, true).await;
    phone.approvals(account).await.refresh().await.unwrap();

    middle.change("/inbox", "inbox", move |object, _| {
        stolen.object("assenso-inbox+jwt", &open(object).1)
    });
    let refused = phone.approvals(account).await.refresh().await;
    assert!(
        matches!(
            refused,
            Err(ApprovalError::Provider(ProviderError::Untrusted(JoseError::UnknownKey)))
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn an_object_of_an_older_epoch_is_refused() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    rotate(&provider, false).await;
    phone.approvals(account).await.refresh().await.unwrap();
    let key = provider.stolen_key().await;
    middle.change("/inbox", "inbox", move |object, _| {
        let (_, mut claims) = open(object);
        claims["epoch"] = 1.into();
        key.object("assenso-inbox+jwt", &claims)
    });
    let refused = phone.approvals(account).await.refresh().await;
    assert!(
        matches!(refused, Err(ApprovalError::Provider(ProviderError::Untrusted(JoseError::Epoch)))),
        "{refused:?}"
    );
}

/// Another provider's data folder behind the same origin: its root is another one.
async fn impostor(middle: &Middle) -> Provider {
    let origin = middle.origin().to_owned();
    let impostor = Provider::start_with(|config| config.issuer = Some(origin)).await;
    middle.forward_to(&impostor.origin());
    impostor
}

#[tokio::test]
async fn another_root_is_refused_for_an_account_and_before_any_password_is_sent() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let impostor = impostor(&middle).await;

    let inbox = phone.approvals(account).await.refresh().await;
    assert!(matches!(inbox, Err(ApprovalError::Provider(_))), "{inbox:?}");
    let before = middle.seen().len();
    let pairing = phone.app.pair(impostor.issuer()).await;
    assert!(
        matches!(pairing, Err(PairingError::Provider(ProviderError::KeysChanged))),
        "{pairing:?}"
    );
    let after = &middle.seen()[before..];
    assert!(after.iter().all(|exchange| !exchange.route.starts_with("/session")), "{after:?}");
    assert!(phone.app.unfinished().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_older_or_forked_chain_is_refused() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    rotate(&provider, false).await;
    phone.approvals(account).await.refresh().await.unwrap();
    let root = Signer::stolen(provider.folder.path(), "root");

    // The chain answers as if epoch 2 had another key in it, signed by the very root.
    let fork = Signer::stranger();
    let fork_jwk = fork.jwk();
    middle.meddle(move |exchange| {
        if exchange.route.starts_with("/keys/")
            && let Some(first) = exchange.reply["keys"][0].as_str().map(str::to_owned)
        {
            let (_, mut claims) = open(&first);
            claims["keys"][0] = fork_jwk.clone();
            exchange.reply["keys"][0] = root.object("assenso-keys+jwt", &claims).into();
        }
        if exchange.route == "/inbox" && exchange.status == 200 {
            let object = exchange.reply["inbox"].as_str().unwrap().to_owned();
            exchange.reply["inbox"] = fork.object("assenso-inbox+jwt", &open(&object).1).into();
        }
        assenso_tests::middle::Verdict::Pass
    });
    let refused = phone.approvals(account).await.refresh().await;
    assert!(
        matches!(refused, Err(ApprovalError::Provider(ProviderError::KeysChanged))),
        "{refused:?}"
    );
    // An empty chain: the provider claims to know nothing of the pinned epoch.
    middle.meddle(|exchange| {
        if exchange.route.starts_with("/keys/") {
            exchange.reply["keys"] = serde_json::json!([]);
        }
        assenso_tests::middle::Verdict::Pass
    });
    let refused = phone.app.pair(provider.issuer()).await;
    assert!(
        matches!(refused, Err(PairingError::Provider(ProviderError::KeysChanged))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn the_first_chain_is_checked_link_by_link() {
    let (provider, middle) = Provider::start_behind().await;
    rotate(&provider, false).await;
    for change in ["epoch", "previous", "signer"] {
        let stranger = Signer::stranger();
        let root = Signer::stolen(provider.folder.path(), "root");
        middle.meddle(move |exchange| {
            if exchange.route.starts_with("/keys/")
                && let Some(second) = exchange.reply["keys"][1].as_str().map(str::to_owned)
            {
                let (_, mut claims) = open(&second);
                let signer = match change {
                    "epoch" => {
                        claims["epoch"] = 3.into();
                        &root
                    }
                    "previous" => {
                        claims["previous"] = thumbprint(&claims["root"]).into();
                        &root
                    }
                    _ => &stranger,
                };
                exchange.reply["keys"][1] = signer.object("assenso-keys+jwt", &claims).into();
            }
            assenso_tests::middle::Verdict::Pass
        });
        let phone = Phone::new().await;
        let refused = phone.app.pair(provider.issuer()).await;
        assert!(
            matches!(refused, Err(PairingError::Provider(ProviderError::KeysChanged))),
            "{change}: {refused:?}"
        );
    }
    middle.behave();
    Phone::new().await.associate(&provider).await.unwrap();
}

/// Everything that somebody with the phone's file and the base key can read.
async fn readable_with_the_base_key(hardware: &Hardware) -> Vec<SecretBytes> {
    let key = hardware.vault.get(VaultSlot::BaseKey).await.unwrap().unwrap();
    let store = SqliteStore::open(&hardware.file(), key).await.unwrap();
    let mut states = store.contacts().await.unwrap();
    states.extend(store.pairings().await.unwrap().into_iter().map(|(_, state)| state));
    for account in store.accounts().await.unwrap() {
        states
            .extend(store.approvals(account.id).await.unwrap().into_iter().map(|(_, state)| state));
        states.push(account.state);
    }
    states
}

/// The fallback secret, opened as only the codes key can, and what the base key makes of it.
async fn secret(hardware: &Hardware, code: CodeId) -> SecretBytes {
    let base = hardware.vault.get(VaultSlot::BaseKey).await.unwrap().unwrap();
    let store = SqliteStore::open(&hardware.file(), SecretBytes::new(base.expose().to_vec()))
        .await
        .unwrap();
    let (owner, sealed) = store.code(code).await.unwrap().unwrap();
    let place = code_place(store.store_id(), code, &owner);
    let refused = SealingKey::new(&base).unwrap().open(&sealed, &place);
    assert!(refused.is_err(), "the base key opens no code");
    let codes = hardware.codes.unlock(UnlockReason::ShowCodes).await.unwrap();
    SealingKey::new(&codes).unwrap().open(&sealed, &place).unwrap()
}

fn assert_hidden(secret: &SecretBytes, states: &[SecretBytes]) {
    let bytes = secret.expose();
    let forms = [
        bytes.to_vec(),
        data_encoding::BASE64URL_NOPAD.encode(bytes).into_bytes(),
        data_encoding::HEXLOWER.encode(bytes).into_bytes(),
        serde_json::to_vec(bytes).unwrap(),
    ];
    assert!(!states.is_empty());
    for state in states {
        for form in &forms {
            let found = state.expose().windows(form.len()).any(|window| window == form);
            assert!(!found, "a state that the base key opens contains the secret");
        }
    }
}

#[tokio::test]
async fn with_the_base_key_alone_no_code_can_be_computed() {
    let provider = Provider::start().await;
    let (phone, _) = Phone::associated(&provider).await;
    let secret = secret(&phone.hardware, CodeId(1)).await;
    assert_hidden(&secret, &readable_with_the_base_key(&phone.hardware).await);
}

#[tokio::test]
async fn nor_for_a_phone_killed_in_the_middle_of_a_pairing() {
    for route in ["/pairing/statement", "/pairing/commit"] {
        let (provider, middle) = Provider::start_behind().await;
        let phone = Phone::new().await;
        let step = phone.code_wanted(&provider, EMAIL).await.unwrap();
        middle.cut(route);
        step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap_err();
        let secret = secret(&phone.hardware, CodeId(1)).await;
        assert_hidden(&secret, &readable_with_the_base_key(&phone.hardware).await);
    }
}

#[tokio::test]
async fn a_lost_codes_key_is_named_and_approving_still_works() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let Phone { mut hardware, app } = phone;
    drop(app);
    hardware.codes = Arc::new(assenso_core::ports::FakeCodesVault::new(8));
    let app = hardware.open().await.unwrap();
    let phone = Phone { hardware, app };
    let lost = phone.app.codes().await.unwrap().code(account).await;
    assert!(matches!(lost, Err(assenso_core::codes::CodesError::Lost)), "{lost:?}");
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn a_locked_vault_is_not_a_lost_key() {
    use assenso_core::authenticator::OpenError;
    use assenso_core::ports::VaultError;

    let provider = Provider::start().await;
    let (phone, _) = Phone::associated(&provider).await;
    let Phone { hardware, app } = phone;
    drop(app);
    hardware.vault.set_failure(Some(VaultError::Locked));
    assert!(matches!(hardware.open().await, Err(OpenError::VaultLocked)));
    hardware.vault.set_failure(None);
    assert_eq!(hardware.open().await.unwrap().accounts().await.unwrap().len(), 1);
    hardware.vault.delete(VaultSlot::BaseKey).await.unwrap();
    assert!(matches!(hardware.open().await, Err(OpenError::KeyLost)));
    assert!(hardware.file().exists(), "nothing is deleted");
}

#[tokio::test]
async fn a_reinstall_clears_the_keys_that_the_last_one_left() {
    let provider = Provider::start().await;
    let (phone, _) = Phone::associated(&provider).await;
    let Phone { hardware, app } = phone;
    drop(app);
    let mut fresh = Hardware::new();
    fresh.keys = Arc::clone(&hardware.keys);
    let keys = || async { assenso_core::ports::DeviceKey::list(&*fresh.keys).await.unwrap().len() };
    assert_eq!(keys().await, 2);
    fresh.open().await.unwrap();
    assert_eq!(keys().await, 0);
}

/// The clocks of phone and provider agree in these tests.
#[test]
fn the_clocks_of_the_tests_agree() {
    let phone = Hardware::new().clock.wall();
    let provider = assenso_service::Clock::now(&ManualClock::default());
    let since = phone.duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(i128::try_from(since.as_millis()).unwrap(), i128::from(provider.as_millis()));
}
