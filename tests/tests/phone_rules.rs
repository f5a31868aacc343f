//! What a phone shows and what it refuses, with somebody in the middle who may even hold the
//! provider's online key.
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

use assenso_core::account::{AccountId, AssociationState};
use assenso_core::approval::{ApprovalError, Outcome};
use assenso_core::jose::JoseError;
use assenso_core::provider::ProviderError;
use assenso_tests::browser::Browser;
use assenso_tests::forge::{Signer, open};
use assenso_tests::middle::{Middle, Verdict};
use assenso_tests::phone::Phone;
use assenso_tests::provider::Provider;
use rstest::rstest;
use serde_json::{Value, json};

struct Scene {
    provider: Provider,
    middle: Middle,
    phone: Phone,
    account: AccountId,
    browser: Browser,
    number: String,
}

/// A phone is associated and a request waits.
async fn request_waits() -> Scene {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    Scene { provider, middle, phone, account, browser, number: page.number() }
}

impl Scene {
    async fn refresh_error(&self) -> ApprovalError {
        self.phone.approvals(self.account).await.refresh().await.expect_err("nothing is shown")
    }

    /// The inbox as it came is changed by `change`, and signed again with the stolen key.
    async fn forge_inbox(&self, change: impl Fn(&mut Value) + Send + 'static) {
        let key = self.provider.stolen_key().await;
        self.middle.change("/inbox", "inbox", move |object, _| {
            let (_, mut claims) = open(object);
            change(&mut claims);
            key.object("assenso-inbox+jwt", &claims)
        });
    }

    /// The one request in the inbox is changed by `change`; both are signed again.
    async fn forge_request(&self, change: impl Fn(&mut Value) + Send + 'static) {
        let key = self.provider.stolen_key().await;
        self.forge_inbox(move |inbox| {
            let request = &mut inbox["requests"][0]["request"];
            let (_, mut claims) = open(request.as_str().unwrap());
            change(&mut claims);
            *request = key.object("assenso-request+jwt", &claims).into();
        })
        .await;
    }
}

fn untrusted(error: &ApprovalError) -> JoseError {
    match error {
        ApprovalError::Provider(ProviderError::Untrusted(why)) => *why,
        other => panic!("not a refusal of what was said, but {other:?}"),
    }
}

#[tokio::test]
async fn an_inbox_forged_with_the_stolen_key_alone_would_be_shown() {
    // The other tests of this file change one thing each; without a change all is well.
    let scene = request_waits().await;
    scene.forge_request(|_| ()).await;
    let request = scene.phone.one_request(scene.account).await;
    assert!(request.details().subject.is_some());
}

#[tokio::test]
async fn an_unpinned_key_is_refused() {
    let scene = request_waits().await;
    let stranger = Signer::stranger();
    scene.middle.change("/inbox", "inbox", move |object, _| {
        stranger.object("assenso-inbox+jwt", &open(object).1)
    });
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::UnknownKey);
}

#[tokio::test]
async fn a_strange_key_under_the_pinned_name_is_refused() {
    let scene = request_waits().await;
    let stranger = Signer::stranger();
    scene.middle.change("/inbox", "inbox", move |object, _| {
        let (header, claims) = open(object);
        stranger.sign(&header, &claims)
    });
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Signature);
}

#[rstest]
#[case::none(json!({"alg": "none"}), JoseError::Algorithm)]
#[case::hs256(json!({"alg": "HS256"}), JoseError::Algorithm)]
#[case::crit(json!({"crit": ["exp"]}), JoseError::Header)]
#[case::x5c(json!({"x5c": []}), JoseError::Header)]
#[case::other_type(json!({"typ": "assenso-receipt+jwt"}), JoseError::Type)]
#[case::media_type(json!({"typ": "application/assenso-inbox+jwt"}), JoseError::Type)]
#[tokio::test]
async fn a_header_that_says_anything_else_is_refused(
    #[case] change: Value,
    #[case] expected: JoseError,
) {
    let scene = request_waits().await;
    let key = scene.provider.stolen_key().await;
    scene.middle.change("/inbox", "inbox", move |object, _| {
        let (mut header, claims) = open(object);
        for (name, value) in change.as_object().unwrap() {
            header[name] = value.clone();
        }
        key.sign(&header, &claims)
    });
    assert_eq!(untrusted(&scene.refresh_error().await), expected);
}

#[tokio::test]
async fn a_duplicate_member_is_refused() {
    let scene = request_waits().await;
    let key = scene.provider.stolen_key().await;
    scene.middle.change("/inbox", "inbox", move |object, _| {
        let (header, claims) = open(object);
        let doubled = claims.to_string().replacen('{', r#"{"generation":1,"#, 1);
        let part = |text: &str| data_encoding::BASE64URL_NOPAD.encode(text.as_bytes());
        key.sign_text(&format!("{}.{}", part(&header.to_string()), part(&doubled)))
    });
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Claims);
}

#[tokio::test]
async fn trailing_bits_are_refused() {
    let scene = request_waits().await;
    scene.middle.change("/inbox", "inbox", |object, _| {
        // 64 bytes leave four bits over in the last character; the next one differs only there.
        let last = object.chars().last().unwrap();
        let next = char::from(u8::try_from(last).unwrap().wrapping_add(1));
        format!("{}{next}", &object[..object.len() - 1])
    });
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Malformed);
}

#[tokio::test]
async fn an_inbox_of_another_call_is_refused() {
    let scene = request_waits().await;
    let mut first = None;
    scene.middle.change("/inbox", "inbox", move |object, _| {
        first.get_or_insert_with(|| object.to_owned()).clone()
    });
    scene.phone.one_request(scene.account).await;
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Context);
}

#[rstest]
#[case::other_issuer("iss", json!("https://other.example"), JoseError::Issuer)]
#[case::other_device("aud", json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), JoseError::Audience)]
#[case::other_version("v", json!(2), JoseError::Claims)]
#[case::unknown_member("extra", json!(1), JoseError::Claims)]
#[tokio::test]
async fn a_request_for_somebody_else_is_refused(
    #[case] member: &'static str,
    #[case] value: Value,
    #[case] expected: JoseError,
) {
    let scene = request_waits().await;
    scene.forge_request(move |claims| claims[member] = value.clone()).await;
    assert_eq!(untrusted(&scene.refresh_error().await), expected);
}

#[tokio::test]
async fn a_request_for_another_account_is_refused() {
    let scene = request_waits().await;
    scene.forge_request(|claims| claims["account"] = json!("AAAAAAAAAAAAAAAAAAAAAA")).await;
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Context);
}

#[tokio::test]
async fn a_changed_byte_in_the_request_is_refused() {
    let scene = request_waits().await;
    scene
        .forge_inbox(|inbox| {
            let request = inbox["requests"][0]["request"].as_str().unwrap().to_owned();
            let middle = request.len() / 2;
            let other = if request.as_bytes()[middle] == b'A' { 'B' } else { 'A' };
            let changed = format!("{}{other}{}", &request[..middle], &request[middle + 1..]);
            inbox["requests"][0]["request"] = changed.into();
        })
        .await;
    untrusted(&scene.refresh_error().await);
}

#[rstest]
#[case(0)]
#[case(120_001)]
#[case(u64::MAX >> 11)]
#[tokio::test]
async fn time_left_that_can_t_be_is_refused(#[case] left_ms: u64) {
    let scene = request_waits().await;
    scene.forge_inbox(move |inbox| inbox["requests"][0]["left_ms"] = left_ms.into()).await;
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Context);
}

#[tokio::test]
async fn another_generation_makes_the_phone_ask_for_the_signed_word() {
    let scene = request_waits().await;
    scene.forge_inbox(|inbox| inbox["generation"] = 9.into()).await;
    let error = scene.refresh_error().await;
    assert!(matches!(error, ApprovalError::Provider(ProviderError::Failed)), "{error:?}");
    let asked = scene.middle.seen().iter().any(|exchange| exchange.route == "/association");
    assert!(asked);
}

#[rstest]
#[case::kind(|claims: &mut Value| claims["kind"] = json!("transfer"))]
#[case::no_action(|claims: &mut Value| claims["kind"] = json!("action"))]
#[case::action(|claims: &mut Value| {
    claims["kind"] = json!("action");
    claims["view"]["action"] = json!("transfer");
})]
#[case::field(|claims: &mut Value| claims["view"]["amount"] = json!("1,000.00"))]
#[case::missing(|claims: &mut Value| { claims["view"].as_object_mut().unwrap().remove("browser"); })]
#[case::browser(|claims: &mut Value| claims["view"]["browser"] = json!("netscape"))]
#[case::bidi(|claims: &mut Value| claims["view"]["place"] = json!("Rome\u{202e}"))]
#[case::long(|claims: &mut Value| claims["view"]["place"] = json!("x".repeat(65)))]
#[case::address(|claims: &mut Value| claims["view"]["address"] = json!("127.0.0.01"))]
#[tokio::test]
async fn what_can_t_be_shown_can_only_be_denied(#[case] change: fn(&mut Value)) {
    let scene = request_waits().await;
    scene.forge_request(change).await;
    let request = scene.phone.one_request(scene.account).await;
    assert!(request.details().subject.is_none());
    let prompts = scene.phone.hardware.keys.prompts().len();
    let refused = request.approve(&scene.number).await;
    assert!(matches!(refused, Err(ApprovalError::UpdateNeeded)), "{refused:?}");
    assert_eq!(scene.phone.hardware.keys.prompts().len(), prompts, "no prompt either");

    // The provider never made this request, so it refuses the denial; what counts is what was sent.
    let _refused_by_the_provider = request.deny().await;
    let seen = scene.middle.seen();
    let answers: Vec<_> = seen.iter().filter(|exchange| exchange.route == "/answers").collect();
    assert!(!answers.is_empty());
    for exchange in answers {
        let body: Value = serde_json::from_slice(&exchange.body).unwrap();
        let (_, claims) = open(body["answer"].as_str().unwrap());
        assert_eq!(claims["decision"], "deny");
        assert_eq!(claims.get("number"), None);
    }
}

#[tokio::test]
async fn a_nested_member_of_a_view_is_refused() {
    let scene = request_waits().await;
    scene.forge_request(|claims| claims["view"]["more"] = json!({"a": 1})).await;
    assert_eq!(untrusted(&scene.refresh_error().await), JoseError::Claims);
}

#[rstest]
#[case::a_day_ahead(24)]
#[case::a_day_behind(-24)]
#[case::right(0)]
#[tokio::test]
async fn a_request_expires_on_the_boot_clock_whatever_the_wall_clock_says(#[case] hours: i64) {
    let scene = request_waits().await;
    let clock = &scene.phone.hardware.clock;
    let off = Duration::from_hours(hours.unsigned_abs());
    let wall = assenso_core::ports::Clock::wall(&**clock);
    clock.set_wall(if hours < 0 { wall - off } else { wall + off });

    let request = scene.phone.one_request(scene.account).await;
    let left = request.time_left();
    assert!(left > Duration::from_secs(100) && left <= Duration::from_mins(2), "{left:?}");
    clock.advance(left.saturating_sub(Duration::from_millis(1)));
    assert!(!request.time_left().is_zero());
    clock.advance(Duration::from_millis(1));
    assert!(request.time_left().is_zero());

    let prompts = scene.phone.hardware.keys.prompts().len();
    let refused = request.approve(&scene.number).await;
    assert!(matches!(refused, Err(ApprovalError::Settled(Outcome::Expired))), "{refused:?}");
    assert_eq!(scene.phone.hardware.keys.prompts().len(), prompts);
}

#[rstest]
#[case::a_day_ahead(24)]
#[case::a_day_behind(-24)]
#[tokio::test]
async fn a_phone_whose_clock_is_a_day_off_works(#[case] hours: i64) {
    let (provider, _middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    let off = Duration::from_hours(hours.unsigned_abs());
    let wall = assenso_core::ports::Clock::wall(&*phone.hardware.clock);
    phone.hardware.clock.set_wall(if hours < 0 { wall - off } else { wall + off });
    let account = phone.associate(&provider).await.unwrap();
    let (browser, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
    assert_eq!(browser.decided().await, "approved");

    let (other, _) = Browser::signing_in(&provider).await;
    let codes = phone.app.codes().await.unwrap();
    let code = codes.code(account).await.unwrap();
    let page = other.type_code(code.code.expose()).await;
    assert_eq!(page.signed_in_by().as_deref(), Some("code"));
    let ahead = codes.list().await.unwrap()[0].clock_ahead_s;
    assert!((ahead - hours * 3600).abs() < 60, "{ahead}");
}

#[tokio::test]
async fn time_left_counts_from_before_the_call_was_sent() {
    let scene = request_waits().await;
    let clock = std::sync::Arc::clone(&scene.phone.hardware.clock);
    scene.middle.meddle(move |exchange| {
        if exchange.route == "/inbox" && exchange.status == 200 {
            clock.advance(Duration::from_secs(50));
        }
        Verdict::Pass
    });
    let request = scene.phone.one_request(scene.account).await;
    assert!(request.time_left() <= Duration::from_secs(70), "{:?}", request.time_left());
}

#[tokio::test]
async fn an_old_association_statement_proves_nothing() {
    let scene = request_waits().await;
    let mut first = None;
    scene.middle.change("/association", "association", move |object, _| {
        first.get_or_insert_with(|| object.to_owned()).clone()
    });
    scene.phone.app.check_association(scene.account).await.unwrap();
    let replayed = scene.phone.app.check_association(scene.account).await.unwrap_err();
    assert_eq!(untrusted(&replayed), JoseError::Context);
}

#[rstest]
#[case::lower_generation("generation", json!(0))]
#[case::forgotten_key("state", json!("unknown"))]
#[tokio::test]
async fn a_contradiction_raises_an_alarm_and_changes_nothing(
    #[case] member: &'static str,
    #[case] value: Value,
) {
    let scene = request_waits().await;
    let key = scene.provider.stolen_key().await;
    scene.middle.change("/association", "association", move |object, _| {
        let (_, mut claims) = open(object);
        claims[member] = value.clone();
        key.object("assenso-association+jwt", &claims)
    });
    let account = scene.phone.app.check_association(scene.account).await.unwrap();
    assert!(account.alarm);
    assert_eq!(account.association, AssociationState::Associated);
    scene.middle.behave();
    let account = scene.phone.app.check_association(scene.account).await.unwrap();
    assert!(!account.alarm);
}

#[tokio::test]
async fn an_unsigned_error_changes_nothing_that_the_phone_keeps() {
    let scene = request_waits().await;
    for code in ["not_associated", "session_ended", "unknown_request", "internal", "made_up"] {
        scene.middle.meddle(move |exchange| {
            exchange.status = 403;
            exchange.reply = json!({"type": "about:blank", "status": 403, "code": code});
            Verdict::Pass
        });
        scene.refresh_error().await;
        let accounts = scene.phone.app.accounts().await.unwrap();
        assert_eq!(accounts[0].association, AssociationState::Associated, "{code}");
        assert!(!accounts[0].alarm, "{code}");
    }
    scene.middle.behave();
    let request = scene.phone.one_request(scene.account).await;
    assert_eq!(request.approve(&scene.number).await.unwrap(), Outcome::Approved);
    assert_eq!(scene.browser.decided().await, "approved");
}

#[tokio::test]
async fn a_forged_receipt_settles_nothing() {
    let scene = request_waits().await;
    let request = scene.phone.one_request(scene.account).await;
    let stranger = Signer::stranger();
    scene.middle.change("/answers", "receipt", move |object, _| {
        stranger.object("assenso-receipt+jwt", &open(object).1)
    });
    assert_eq!(untrusted(&request.deny().await.unwrap_err()), JoseError::UnknownKey);
    // The real one, when it comes.
    scene.middle.behave();
    scene.phone.approvals(scene.account).await.refresh().await.unwrap();
    let settled = scene.middle.seen();
    let last = settled.iter().rfind(|exchange| exchange.route == "/answers").unwrap();
    assert_eq!(open(last.reply["receipt"].as_str().unwrap()).1["state"], "denied");
}

#[tokio::test]
async fn a_receipt_for_another_request_or_answer_is_refused() {
    for (member, value) in [
        ("request_id", json!("AAAAAAAAAAAAAAAAAAAAAA")),
        ("request", json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
        ("of", json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
        ("of", Value::Null),
    ] {
        let scene = request_waits().await;
        let request = scene.phone.one_request(scene.account).await;
        let key = scene.provider.stolen_key().await;
        scene.middle.change("/answers", "receipt", move |object, _| {
            let (_, mut claims) = open(object);
            claims[member] = value.clone();
            key.object("assenso-receipt+jwt", &claims)
        });
        assert_eq!(untrusted(&request.deny().await.unwrap_err()), JoseError::Context, "{member}");
    }
}
