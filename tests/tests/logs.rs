//! Nothing secret reaches a log, at the loudest level.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::io::Write;
use std::sync::{Arc, Mutex};

use assenso_core::crypto::SealingKey;
use assenso_core::ports::{CodesVault as _, KeyClass, UnlockReason, Vault as _, VaultSlot};
use assenso_core::protocol::ReportReason;
use assenso_core::secret::SecretBytes;
use assenso_core::store::{CodeId, SqliteStore, Store as _, code_place};
use assenso_tests::browser::Browser;
use assenso_tests::demo::{self, Programs};
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use tracing::Level;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::prelude::*;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A secret in every form in which it could be written.
fn forms(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let list = serde_json::to_string(bytes).unwrap().replace(',', ", ");
    vec![
        (format!("{name}, base64url"), data_encoding::BASE64URL_NOPAD.encode(bytes)),
        (format!("{name}, base64"), data_encoding::BASE64_NOPAD.encode(bytes)),
        (format!("{name}, hexadecimal"), data_encoding::HEXLOWER.encode(bytes)),
        (format!("{name}, a list"), list.trim_matches(['[', ']']).to_owned()),
    ]
}

fn assert_silent(log: &str, secrets: &[(String, String)]) {
    for (name, secret) in secrets {
        assert!(secret.len() >= 6, "{name} is too short to be looked for");
        if let Some(at) = log.find(secret.as_str()) {
            let line = log[..at].rfind('\n').map_or(0, |start| start + 1);
            panic!("{name} is in the log: {:?}", &log[line..at]);
        }
    }
}

async fn code_secret(phone: &Phone) -> (SecretBytes, SecretBytes, SecretBytes) {
    let base = phone.hardware.vault.get(VaultSlot::BaseKey).await.unwrap().unwrap();
    let copy = SecretBytes::new(base.expose().to_vec());
    let store = SqliteStore::open(&phone.hardware.file(), copy).await.unwrap();
    let (owner, sealed) = store.code(CodeId(1)).await.unwrap().unwrap();
    let codes = phone.hardware.codes.unlock(UnlockReason::ShowCodes).await.unwrap();
    let place = code_place(store.store_id(), CodeId(1), &owner);
    let secret = SealingKey::new(&codes).unwrap().open(&sealed, &place).unwrap();
    (base, codes, secret)
}

/// Another phone accepts an invitation; its token.
async fn accepted_token(browser: &Browser) -> String {
    let link = browser.invitation().await;
    let invited = Phone::new().await;
    let invitation = invited.app.invitation(&link).unwrap();
    tracing::trace!(?invitation);
    invited.app.pair_invited(&invitation).await.unwrap();
    let (_, members) = link.split_once("#t=").unwrap();
    members.split_once('&').unwrap().0.to_owned()
}

#[tokio::test]
async fn the_whole_flow_at_the_loudest_level_says_nothing_secret() {
    let log = Log::default();
    // The cookie jar is the test browser's, not ours.
    let everything =
        Targets::new().with_default(Level::TRACE).with_target("cookie_store", LevelFilter::OFF);
    let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(log.clone());
    tracing_subscriber::registry().with(layer.with_filter(everything)).init();
    let mut secrets: Vec<(String, String)> = vec![("the password".into(), PASSWORD.into())];

    let (provider, middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    let step = phone.sign_in(&provider, EMAIL).await.unwrap();
    let code = provider.sms_code().await;
    secrets.push(("the SMS code of the sign-in".into(), code.expose().into()));
    let assenso_core::pairing::PairingStep::SignedIn(step) = step.submit(&code).await.unwrap()
    else {
        panic!("not signed in")
    };
    let step = step.associate().await.unwrap();
    let code = provider.sms_code().await;
    secrets.push(("the SMS code of the association".into(), code.expose().into()));
    let done = step.submit(&code, KeyClass::Device).await.unwrap();
    let assenso_core::pairing::PairingStep::Associated(account) = done else { panic!("{done:?}") };

    let (browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    request.approve(&page.number()).await.unwrap();
    assert_eq!(browser.decided().await, "approved");
    browser.go_on(&browser.get("/sign-in").await).await;
    secrets.push(("the token of an invitation".into(), accepted_token(&browser).await));
    let (_, _) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    request.deny().await.unwrap();
    request.report(ReportReason::NotMe).await.unwrap();
    let view = phone.app.codes().await.unwrap().code(account).await.unwrap();
    secrets.push(("the fallback code".into(), view.code.expose().into()));
    let (other, _) = Browser::signing_in(&provider).await;
    other.type_code(view.code.expose()).await;
    phone.approvals(account).await.refresh().await.unwrap();

    let (base, codes, secret) = code_secret(&phone).await;
    secrets.extend(forms("the base key", base.expose()));
    secrets.extend(forms("the codes key", codes.expose()));
    secrets.extend(forms("the seed of the codes", secret.expose()));
    for exchange in middle.seen() {
        secrets.extend(exchange.proof.map(|proof| ("a proof".into(), proof)));
        if exchange.route == "/session" && exchange.status == 200 {
            let session = exchange.reply["session"].as_str().unwrap().to_owned();
            secrets.push(("the session".into(), session));
        }
        for member in ["statement", "answer", "report"] {
            let body: serde_json::Value =
                serde_json::from_slice(&exchange.body).unwrap_or_default();
            secrets.extend(body[member].as_str().map(|text| (member.into(), text.to_owned())));
        }
    }
    secrets.extend(browser.cookies().into_iter().map(|cookie| ("a cookie".into(), cookie)));
    assert!(secrets.len() > 20, "{}", secrets.len());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for ours in ["assenso_core", "assenso_service"] {
        assert!(log.contains(ours), "{ours} logs nothing, so this test shows nothing");
    }
    assert_silent(&log, &secrets);
}

#[tokio::test]
async fn neither_do_the_programs() {
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs::beside_this().unwrap().loudest();
    let mut told = String::new();
    let typed = demo::play(&programs, folder.path(), &mut |text| {
        told.push_str(text);
        told.push('\n');
    })
    .await
    .unwrap_or_else(|error| panic!("{error}\n{told}"));
    let secrets: Vec<_> = typed.into_iter().map(|typed| ("what was typed".into(), typed)).collect();
    assert!(secrets.len() >= 4);
    for name in ["provider.log", "phone.log"] {
        let log = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(log.len() > 1000, "{name} says too little to show anything");
        assert_silent(&log, &secrets);
    }
}
