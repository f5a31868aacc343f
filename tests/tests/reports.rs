//! "Was it not you?": a report is stored, signed, sent and repeated like an answer, and only the
//! provider's signed word ends it.
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
use std::time::Duration;

use assenso_core::account::{AccountId, AssociationState};
use assenso_core::approval::{
    ApprovalError, Approvals, Outcome, PendingApproval, ReportError, ReportOutcome,
};
use assenso_core::crypto::sha256;
use assenso_core::jose::{Digest, JoseError, subject};
use assenso_core::ports::DeviceKeyError;
use assenso_core::protocol::ReportReason;
use assenso_core::provider::ProviderError;
use assenso_service::Clock as _;
use assenso_tests::browser::Browser;
use assenso_tests::forge::{Signer, open};
use assenso_tests::middle::{Middle, Verdict};
use assenso_tests::phone::Phone;
use assenso_tests::provider::Provider;
use data_encoding::BASE64URL_NOPAD;
use rstest::rstest;
use serde_json::{Value, json};

const DAY: Duration = Duration::from_hours(24);
const NOT_ME: ReportReason = ReportReason::NotMe;
const MISTAKE: ReportReason = ReportReason::Mistake;

/// A phone that has denied a sign-in.
struct Scene {
    provider: Provider,
    middle: Middle,
    phone: Phone,
    account: AccountId,
    request: Arc<PendingApproval>,
}

async fn denied() -> Scene {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let request = denied_once(&provider, &phone, account).await;
    Scene { provider, middle, phone, account, request }
}

async fn denied_once(
    provider: &Provider,
    phone: &Phone,
    account: AccountId,
) -> Arc<PendingApproval> {
    Browser::signing_in(provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.deny().await.unwrap(), Outcome::Denied);
    request
}

/// The app's process is killed and started again.
struct Restarted {
    provider: Provider,
    middle: Middle,
    phone: Phone,
    account: AccountId,
    id: String,
    approvals: Approvals,
}

impl Scene {
    fn id(&self) -> String {
        self.request.details().id.clone()
    }

    async fn restarted(self) -> Restarted {
        let Self { provider, middle, phone, account, request } = self;
        let id = request.details().id.clone();
        drop(request);
        let phone = phone.restart().await;
        let approvals = phone.approvals(account).await;
        Restarted { provider, middle, phone, account, id, approvals }
    }

    /// From now on, whatever the provider says to a report is `receipt`, under this status.
    fn answered(&self, status: u16, receipt: String) {
        self.middle.meddle(move |exchange| {
            if exchange.route == "/report" {
                exchange.status = status;
                let code = if status == 200 { Value::Null } else { "already_settled".into() };
                exchange.reply = json!({ "status": status, "code": code, "receipt": receipt });
            }
            Verdict::Pass
        });
    }

    /// What the provider would sign to say that the object with this subject was reported.
    fn receipt(&self, of: Digest) -> Value {
        let (_, claims) = open(&reports(&self.middle)[0]);
        let time_ms = self.provider.clock.now().as_millis();
        json!({
            "v": 1, "iss": claims["aud"], "aud": claims["iss"], "request_id": null,
            "request": null, "of": of, "state": "reported", "time_ms": time_ms,
        })
    }

    async fn sign(&self, receipt: &Value) -> String {
        self.provider.stolen_key().await.object("assenso-receipt+jwt", receipt)
    }

    /// Sends a report whose reply is lost before anybody took it.
    async fn unanswered(&self) {
        self.middle.meddle(|exchange| match exchange.route.as_str() {
            "/report" => Verdict::Lose,
            _ => Verdict::Pass,
        });
        let lost = self.request.report(NOT_ME).await;
        assert!(matches!(lost, Err(ApprovalError::Provider(ProviderError::Offline))), "{lost:?}");
    }
}

/// The reports that reached the provider.
fn reports(middle: &Middle) -> Vec<String> {
    let seen = middle.seen().into_iter();
    seen.filter(|exchange| exchange.route == "/report" && exchange.status != 401)
        .map(|exchange| {
            let body: Value = serde_json::from_slice(&exchange.body).unwrap();
            body["report"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// How many mails about strangers the owner got.
async fn mails(provider: &Provider) -> usize {
    let about = |message: &&Value| message["subject"].as_str().unwrap().contains("was not you");
    provider.outbox().await.iter().filter(about).count()
}

#[rstest]
#[case::never_arrived(false)]
#[case::reply_lost(true)]
#[tokio::test]
async fn a_report_whose_receipt_is_lost_is_repeated_and_gets_it(#[case] arrives: bool) {
    let scene = denied().await;
    if arrives {
        scene.middle.meddle(|exchange| match exchange.route.as_str() {
            "/report" if exchange.status == 200 => Verdict::Lose,
            _ => Verdict::Pass,
        });
    } else {
        scene.middle.cut("/report");
    }
    let lost = scene.request.report(NOT_ME).await;
    assert!(matches!(lost, Err(ApprovalError::Provider(ProviderError::Offline))), "{lost:?}");
    let other = scene.request.report(MISTAKE).await;
    let stands = ReportError::Reported(NOT_ME);
    assert!(matches!(other, Err(ApprovalError::Report(why)) if why == stands), "{other:?}");

    let again = scene.restarted().await;
    again.approvals.refresh().await.unwrap();
    assert_eq!(mails(&again.provider).await, usize::from(arrives), "it is still lost");
    again.middle.behave();
    again.approvals.refresh().await.unwrap();
    let sent = reports(&again.middle);
    assert!(!sent.is_empty() && sent.iter().all(|report| *report == sent[0]), "the same bytes");
    assert_eq!(mails(&again.provider).await, 1);
    // The receipt is here: nothing more is sent, also when the person is asked again.
    let outcome = again.approvals.report(&again.id, NOT_ME).await.unwrap();
    assert_eq!(outcome, ReportOutcome::Taken);
    again.approvals.refresh().await.unwrap();
    assert_eq!(reports(&again.middle).len(), sent.len());
}

#[tokio::test]
async fn a_report_that_was_said_and_not_signed_is_sent_after_a_restart() {
    let scene = denied().await;
    scene.phone.hardware.keys.fail_next(DeviceKeyError::Unavailable);
    let unsigned = scene.request.report(NOT_ME).await;
    assert!(matches!(unsigned, Err(ApprovalError::KeyStore(_))), "{unsigned:?}");
    assert!(reports(&scene.middle).is_empty());
    let again = scene.restarted().await;
    assert!(again.approvals.unreported().await.unwrap().is_empty(), "the person has said");
    again.approvals.refresh().await.unwrap();
    assert_eq!(mails(&again.provider).await, 1);
}

#[tokio::test]
async fn a_phone_killed_before_it_asked_can_ask_later() {
    let scene = denied().await;
    let details = scene.request.details().clone();
    let again = scene.restarted().await;
    assert_eq!(again.approvals.unreported().await.unwrap(), [details]);
    let outcome = again.approvals.report(&again.id, MISTAKE).await.unwrap();
    assert_eq!(outcome, ReportOutcome::Taken);
    assert!(again.approvals.unreported().await.unwrap().is_empty());
    assert_eq!(mails(&again.provider).await, 0, "a mistake alarms nobody");

    denied_once(&again.provider, &again.phone, again.account).await;
    let clock = &again.phone.hardware.clock;
    clock.advance(Duration::from_hours(23));
    assert_eq!(again.approvals.unreported().await.unwrap().len(), 1);
    clock.advance(Duration::from_hours(2));
    assert!(again.approvals.unreported().await.unwrap().is_empty(), "too long ago");
}

#[tokio::test]
async fn a_provider_that_knows_no_reports_is_asked_once_and_given_up_on_signed_words() {
    let scene = denied().await;
    scene.middle.lack("/report");
    assert_eq!(scene.request.report(NOT_ME).await.unwrap(), ReportOutcome::NotTaken);
    let approvals = scene.phone.approvals(scene.account).await;
    for _ in 0..3 {
        approvals.refresh().await.unwrap();
    }
    assert_eq!(reports(&scene.middle).len(), 2, "once by each holder, not at each refresh");

    // The word was unsigned: the next start tries once more.
    let again = scene.restarted().await;
    again.approvals.refresh().await.unwrap();
    assert_eq!(reports(&again.middle).len(), 3);
    // A signed inbox shows that a day has passed.
    again.provider.clock.advance(DAY + Duration::from_mins(1));
    again.approvals.refresh().await.unwrap();
    again.middle.behave();
    let phone = again.phone.restart().await;
    phone.approvals(again.account).await.refresh().await.unwrap();
    assert_eq!(reports(&again.middle).len(), 3, "given up");
    let outcome = phone.approvals(again.account).await.report(&again.id, NOT_ME).await.unwrap();
    assert_eq!(outcome, ReportOutcome::NotTaken);
}

#[tokio::test]
async fn an_unsigned_word_does_not_keep_a_report_back() {
    let scene = denied().await;
    scene.middle.lack("/report");
    assert_eq!(scene.request.report(NOT_ME).await.unwrap(), ReportOutcome::NotTaken);
    let again = scene.restarted().await;
    again.middle.behave();
    assert_eq!(mails(&again.provider).await, 0);
    again.approvals.refresh().await.unwrap();
    assert_eq!(mails(&again.provider).await, 1);
}

#[tokio::test]
async fn a_phone_that_is_out_gives_its_report_up() {
    let scene = denied().await;
    scene.middle.cut("/report");
    scene.request.report(NOT_ME).await.unwrap_err();
    scene.middle.behave();
    let _newer = Phone::associated(&scene.provider).await;
    let refused = scene.request.report(NOT_ME).await;
    let out = AssociationState::Replaced;
    assert!(matches!(refused, Err(ApprovalError::NotAssociated(why)) if why == out), "{refused:?}");
    let sent = reports(&scene.middle).len();
    assert_eq!(scene.request.report(NOT_ME).await.unwrap(), ReportOutcome::NotTaken);
    assert_eq!(reports(&scene.middle).len(), sent);
    assert_eq!(mails(&scene.provider).await, 0);
}

#[tokio::test]
async fn two_holders_of_one_denial_make_one_report() {
    let scene = denied().await;
    let other = scene.phone.approvals(scene.account).await;
    let id = scene.id();
    let (first, second) = tokio::join!(scene.request.report(NOT_ME), other.report(&id, NOT_ME));
    assert_eq!((first.unwrap(), second.unwrap()), (ReportOutcome::Taken, ReportOutcome::Taken));
    let sent = reports(&scene.middle);
    assert!(sent.iter().all(|report| *report == sent[0]), "signed twice, sent once");
    assert_eq!(mails(&scene.provider).await, 1);
}

fn untrusted(result: Result<ReportOutcome, ApprovalError>) -> JoseError {
    match result {
        Err(ApprovalError::Provider(ProviderError::Untrusted(why))) => why,
        other => panic!("not a refusal of what was said, but {other:?}"),
    }
}

#[rstest]
#[case::about_nothing("of", json!(null))]
#[case::about_another_report("of", json!("A".repeat(43)))]
#[case::about_a_request("request_id", json!("A".repeat(22)))]
#[case::with_a_hash("request", json!("A".repeat(43)))]
#[case::of_another_kind("state", json!("denied"))]
#[tokio::test]
async fn a_receipt_about_something_else_ends_no_report(
    #[case] member: &str,
    #[case] value: Value,
    #[values(200, 409)] status: u16,
) {
    let scene = denied().await;
    scene.unanswered().await;
    let of = subject(&reports(&scene.middle)[0]).unwrap();
    let mut receipt = scene.receipt(of);
    receipt[member] = value;
    let forged = scene.sign(&receipt).await;
    scene.answered(status, forged);
    assert_eq!(untrusted(scene.request.report(NOT_ME).await), JoseError::Context);
    scene.middle.behave();
    assert_eq!(scene.request.report(NOT_ME).await.unwrap(), ReportOutcome::Taken);
}

#[tokio::test]
async fn a_receipt_by_a_stranger_ends_no_report() {
    let scene = denied().await;
    scene.unanswered().await;
    let of = subject(&reports(&scene.middle)[0]).unwrap();
    let receipt = scene.receipt(of);
    scene.answered(200, Signer::stranger().object("assenso-receipt+jwt", &receipt));
    assert_eq!(untrusted(scene.request.report(NOT_ME).await), JoseError::UnknownKey);
}

#[tokio::test]
async fn the_receipt_of_another_denial_ends_no_report() {
    let scene = denied().await;
    // Before the report, after which no unknown browser asks.
    let next = denied_once(&scene.provider, &scene.phone, scene.account).await;
    scene.request.report(NOT_ME).await.unwrap();
    let seen = scene.middle.seen();
    let taken = seen.iter().rfind(|exchange| exchange.route == "/report").unwrap();
    let receipt = taken.reply["receipt"].as_str().unwrap().to_owned();
    scene.answered(409, receipt);
    assert_eq!(untrusted(next.report(NOT_ME).await), JoseError::Context);
    scene.middle.behave();
    assert_eq!(next.report(NOT_ME).await.unwrap(), ReportOutcome::Taken);
}

/// As for a phone whose file was put back to before it reported for another reason.
#[tokio::test]
async fn the_receipt_of_the_first_reason_is_believed() {
    let scene = denied().await;
    scene.unanswered().await;
    let report = reports(&scene.middle)[0].clone();
    let mut parts = report.split('.');
    let (header, claims) = (parts.next().unwrap(), parts.next().unwrap());
    let claims = String::from_utf8(BASE64URL_NOPAD.decode(claims.as_bytes()).unwrap()).unwrap();
    let other = claims.replace("not_me", "mistake");
    let input = format!("{header}.{}", BASE64URL_NOPAD.encode(other.as_bytes()));
    let of = Digest::new(sha256(input.as_bytes()));
    let receipt = scene.sign(&scene.receipt(of)).await;
    scene.answered(409, receipt);
    let refused = scene.request.report(NOT_ME).await;
    let stands = ReportError::Reported(MISTAKE);
    assert!(matches!(refused, Err(ApprovalError::Report(why)) if why == stands), "{refused:?}");
    scene.middle.behave();
    let sent = reports(&scene.middle).len();
    scene.phone.approvals(scene.account).await.refresh().await.unwrap();
    assert_eq!(reports(&scene.middle).len(), sent, "it is over");
}
