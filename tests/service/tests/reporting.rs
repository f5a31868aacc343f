//! Reports of denials: PROTOCOL.md section 7.

use std::time::Duration;

use assenso_core::jose::{Bytes, Digest, KeyRef, Unsigned, subject};
use assenso_core::protocol::{ReceiptClaims, ReceiptState, ReportClaims, ReportReason, V1};
use assenso_service::{Language, SeedAccount};
use data_encoding::BASE64URL_NOPAD;
use rstest::rstest;
use serde_json::{Value, json};

use super::common::phone::{Pair, Phone, Reply};
use super::common::{EMAIL, World, account, other_code};

const NOTICE_ADDRESS: &str = "maria@elsewhere.example";
const NOT_ME: ReportReason = ReportReason::NotMe;
const MISTAKE: ReportReason = ReportReason::Mistake;

/// A paired phone that has denied a sign-in.
struct Denied {
    world: World,
    phone: Phone,
    denial: String,
}

async fn denied() -> Denied {
    denied_in(World::new().await).await
}

async fn denied_in(world: World) -> Denied {
    let mut phone = world.paired_phone().await;
    world.browser().number().await;
    let request = phone.only_request().await;
    let denial = phone.denial_of(&request);
    phone.settle(&denial).await;
    Denied { world, phone, denial }
}

impl Denied {
    fn report(&self, reason: ReportReason) -> String {
        self.phone.possession.sign(&self.claims(reason))
    }

    fn claims(&self, reason: ReportReason) -> ReportClaims {
        claims(&self.phone, &self.denial, reason)
    }

    fn reports(&self) -> i64 {
        self.world.count("SELECT count(*) FROM report")
    }

    /// What was written to the owner since, as recipient, subject and text.
    async fn notices(&self) -> Vec<[String; 3]> {
        let mails = self.world.outbox().await;
        let text = |mail: &Value, name: &str| mail[name].as_str().unwrap().to_owned();
        mails
            .iter()
            .filter(|mail| mail["channel"] == "email")
            .map(|mail| ["to", "subject", "text"].map(|name| text(mail, name)))
            .filter(|[_, subject, _]| subject.contains("denied") || subject.contains("negato"))
            .collect()
    }
}

/// What a report of `answer` would say.
pub(crate) fn claims(phone: &Phone, answer: &str, reason: ReportReason) -> ReportClaims {
    ReportClaims {
        v: V1,
        iss: phone.id(),
        aud: phone.issuer.clone(),
        account: phone.paired.as_ref().unwrap().account,
        answer: subject(answer).unwrap(),
        reason,
    }
}

async fn send(phone: &mut Phone, report: &str) -> Reply {
    phone.call("/report", &json!({ "report": report })).await
}

#[tokio::test]
async fn a_report_gets_a_receipt_that_names_it() {
    let mut denied = denied().await;
    let report = denied.report(NOT_ME);
    let reply = send(&mut denied.phone, &report).await.ok();
    let receipt: ReceiptClaims = denied.phone.verified(&reply["receipt"]);
    assert_eq!(receipt.state, ReceiptState::Reported);
    assert_eq!(receipt.of, Some(subject(&report).unwrap()));
    assert_eq!((receipt.request_id, receipt.request), (None, None));
    assert_eq!(receipt.time_ms, denied.world.now_ms());
    assert_eq!(denied.reports(), 1);
}

#[rstest]
#[case::english(Language::English, "A sign-in that was not you was denied", [
    "in Firefox on Linux, from the address 127.0.0.1", "Change your password now",
])]
#[case::italian(Language::Italian, "Un accesso che non era tuo è stato negato", [
    "da Firefox su Linux, dall'indirizzo 127.0.0.1", "Cambia subito la password",
])]
#[tokio::test]
async fn a_stranger_is_written_to_the_owner_once(
    #[case] language: Language,
    #[case] title: &str,
    #[case] said: [&str; 2],
) {
    let seeded =
        SeedAccount { language, notice_address: Some(NOTICE_ADDRESS.to_owned()), ..account(EMAIL) };
    let mut denied = denied_in(World::with(&[seeded]).await).await;
    let report = denied.report(NOT_ME);
    for _ in 0..2 {
        send(&mut denied.phone, &report).await.ok();
    }
    let notices = denied.notices().await;
    let to: Vec<_> = notices.iter().map(|[to, _, _]| to.as_str()).collect();
    assert_eq!(to, [NOTICE_ADDRESS, EMAIL]);
    for [_, subject, text] in &notices {
        assert_eq!(subject, title);
        assert!(said.iter().all(|said| text.contains(said)), "{text}");
        assert!(text.contains(" UTC ") && text.contains(EMAIL), "{text}");
    }
}

#[tokio::test]
async fn a_mistake_is_noted_and_written_to_nobody() {
    let mut denied = denied().await;
    let report = denied.report(MISTAKE);
    send(&mut denied.phone, &report).await.ok();
    assert!(denied.notices().await.is_empty());
    assert_eq!(denied.world.count("SELECT count(*) FROM report WHERE reason = 'mistake'"), 1);
}

#[tokio::test]
async fn the_same_report_with_another_signature_gets_the_same_receipt() {
    let mut denied = denied().await;
    let (one, two) = (denied.report(NOT_ME), denied.report(NOT_ME));
    assert_ne!(one, two);
    let receipt = send(&mut denied.phone, &one).await.ok();
    denied.world.advance(Duration::from_hours(696));
    assert_eq!(send(&mut denied.phone, &two).await.ok(), receipt);
    assert_eq!(send(&mut denied.phone, &one).await.ok(), receipt);
}

#[tokio::test]
async fn another_reason_gets_the_receipt_of_the_first() {
    let mut denied = denied().await;
    let (first, other) = (denied.report(MISTAKE), denied.report(NOT_ME));
    send(&mut denied.phone, &first).await.ok();
    let reply = send(&mut denied.phone, &other).await;
    assert_eq!((reply.status, reply.code()), (409, "already_settled"));
    let receipt: ReceiptClaims = denied.phone.verified(&reply.body["receipt"]);
    assert_eq!(receipt.of, Some(subject(&first).unwrap()));
    assert!(denied.notices().await.is_empty(), "the first reason stands");
}

#[tokio::test]
async fn two_different_reports_at_once_are_one() {
    for _ in 0..10 {
        let Denied { world, mut phone, denial } = denied().await;
        let sign = |reason| phone.possession.sign(&claims(&phone, &denial, reason));
        let (not_me, mistake) = (sign(NOT_ME), sign(MISTAKE));
        let other_node = world.another_node().await;
        let (one, two) = (
            phone.draft("/report", &json!({ "report": not_me })),
            phone.draft("/report", &json!({ "report": mistake })),
        );
        let (first, second) =
            (phone.possession.introduce(&one.proof), phone.possession.introduce(&two.proof));
        let mut twin = Phone::new(&world.http, &phone.issuer, other_node.address);
        let (first, second) =
            tokio::join!(phone.send_with_proof(&one, &first), twin.send_with_proof(&two, &second));
        let taken = [&first, &second].iter().filter(|reply| reply.status == 200).count();
        assert_eq!(taken, 1, "{} {}", first.body, second.body);
        assert_eq!(world.count("SELECT count(*) FROM report"), 1);
    }
}

#[tokio::test]
async fn only_a_denial_can_be_reported() {
    for right in [true, false] {
        let world = World::new().await;
        let mut phone = world.paired_phone().await;
        let number = world.browser().number().await;
        let number = if right { number } else { other_code(&number) };
        let request = phone.only_request().await;
        let (denial, approval) = (phone.denial_of(&request), phone.approval_of(&request, &number));
        let open = phone.possession.sign(&claims(&phone, &denial, NOT_ME));
        assert_eq!(send(&mut phone, &open).await.code(), "unknown_request", "it is open");
        phone.settle(&approval).await;
        assert_eq!(phone.submit(&denial).await.code(), "already_settled");
        // Neither what settled it, nor a denial that came too late.
        for answer in [&approval, &denial] {
            let report = phone.possession.sign(&claims(&phone, answer, NOT_ME));
            let reply = send(&mut phone, &report).await;
            assert_eq!((reply.status, reply.code()), (404, "unknown_request"));
        }
        assert_eq!(world.count("SELECT count(*) FROM report"), 0);
    }
}

#[tokio::test]
async fn an_answer_that_nobody_gave_can_not_be_reported() {
    let mut denied = denied().await;
    let mut claims = denied.claims(NOT_ME);
    claims.answer = Digest::new([7; 32]);
    let report = denied.phone.possession.sign(&claims);
    assert_eq!(send(&mut denied.phone, &report).await.code(), "unknown_request");
    assert_eq!(denied.reports(), 0);
}

#[tokio::test]
async fn another_device_can_not_report_it() {
    // Of another account.
    let world = World::with(&[account(EMAIL), account("two@example.org")]).await;
    let mut other = world.phone();
    other.pair(&world, "two@example.org").await;
    let denied = denied_in(world).await;
    let own = other.possession.sign(&claims(&other, &denied.denial, NOT_ME));
    assert_eq!(send(&mut other, &own).await.code(), "unknown_request");
    assert_eq!(send(&mut other, &denied.report(NOT_ME)).await.code(), "invalid_answer");
    // The one that took its place.
    let mut newer = denied.world.paired_phone().await;
    let own = newer.possession.sign(&claims(&newer, &denied.denial, NOT_ME));
    assert_eq!(send(&mut newer, &own).await.code(), "unknown_request");
    // One that never was a device.
    let mut stranger = denied.world.phone();
    stranger.paired = denied.phone.paired.clone();
    let own = stranger.possession.sign(&claims(&stranger, &denied.denial, NOT_ME));
    let reply = send(&mut stranger, &own).await;
    assert_eq!((reply.status, reply.code()), (403, "not_associated"));
    assert_eq!(denied.reports(), 0);
}

#[tokio::test]
async fn a_phone_that_is_out_reports_nothing_new_and_still_gets_its_receipt() {
    let mut early = denied().await;
    let report = early.report(NOT_ME);
    let receipt = send(&mut early.phone, &report).await.ok();
    early.world.paired_phone().await;
    assert_eq!(send(&mut early.phone, &report).await.ok(), receipt);

    let mut late = denied().await;
    late.world.paired_phone().await;
    let report = late.report(NOT_ME);
    let reply = send(&mut late.phone, &report).await;
    assert_eq!((reply.status, reply.code()), (403, "not_associated"));
    assert_eq!(late.reports(), 0);
}

#[tokio::test]
async fn a_frozen_account_takes_reports() {
    let mut denied = denied().await;
    denied.world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    let report = denied.report(NOT_ME);
    send(&mut denied.phone, &report).await.ok();
}

#[tokio::test]
async fn only_the_possession_keys_signature_counts() {
    let mut denied = denied().await;
    let claims = denied.claims(NOT_ME);
    let (phone, stranger) = (&denied.phone, Pair::new());
    let as_possession = Unsigned::new(KeyRef::Kid(&phone.possession.thumbprint()), &claims);
    let forged = [
        phone.approval.sign(&claims),
        phone.approval.introduce(&claims),
        phone.possession.introduce(&claims),
        stranger.sign(&claims),
        stranger.finish(&as_possession.clone().unwrap()),
        phone.approval.finish(&as_possession.unwrap()),
        "nothing".to_owned(),
    ];
    for report in forged {
        let reply = send(&mut denied.phone, &report).await;
        assert_eq!((reply.status, reply.code()), (400, "invalid_answer"));
    }
    assert_eq!(denied.reports(), 0);
}

#[tokio::test]
async fn a_report_is_no_answer_and_an_answer_no_report() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    world.browser().number().await;
    let request = phone.only_request().await;
    let denial = phone.denial_of(&request);
    let report = phone.possession.sign(&claims(&phone, &denial, NOT_ME));
    assert_eq!(phone.submit(&report).await.code(), "invalid_answer");
    assert_eq!(send(&mut phone, &denial).await.code(), "invalid_answer");
    assert_eq!(phone.inbox().await.len(), 1, "nothing was settled");
}

#[rstest]
#[case::no_reason("reason", None)]
#[case::null_reason("reason", Some(json!(null)))]
#[case::other_reason("reason", Some(json!("other")))]
#[case::no_answer("answer", None)]
#[case::short_answer("answer", Some(json!("A".repeat(42))))]
#[case::unknown_member("more", Some(json!(1)))]
#[case::other_version("v", Some(json!(2)))]
#[case::other_audience("aud", Some(json!("https://evil.example")))]
#[case::other_issuer("iss", Some(json!("A".repeat(43))))]
#[case::other_account("account", Some(json!(Bytes::<16>::new([7; 16]))))]
#[tokio::test]
async fn a_report_that_says_something_else_is_refused(
    #[case] member: &str,
    #[case] value: Option<Value>,
) {
    let mut denied = denied().await;
    let mut claims = serde_json::to_value(denied.claims(NOT_ME)).unwrap();
    match value {
        Some(value) => claims[member] = value,
        None => drop(claims.as_object_mut().unwrap().remove(member)),
    }
    let pair = &denied.phone.possession;
    let kid = pair.thumbprint();
    let header = json!({ "alg": "ES256", "typ": "assenso-report+jwt", "kid": kid.as_str() });
    let part = |json: &Value| BASE64URL_NOPAD.encode(json.to_string().as_bytes());
    let input = format!("{}.{}", part(&header), part(&claims));
    let report = pair.finish(&Unsigned::from_signing_input(input));
    let reply = send(&mut denied.phone, &report).await;
    assert_eq!((reply.status, reply.code()), (400, "invalid_answer"));
    assert_eq!(denied.reports(), 0);
}
