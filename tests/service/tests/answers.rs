//! Requests and answers: PROTOCOL.md section 7.

use std::time::{Duration, Instant};

use assenso_core::jose::{KeyRef, Unsigned, hash, subject};
use assenso_core::protocol::{Browser, Decision, ReceiptClaims, ReceiptState, SignInView, System};
use data_encoding::BASE64URL_NOPAD;
use rstest::rstest;
use serde_json::{Value, json};

use super::common::browser::Browser as Client;
use super::common::phone::{Pair, Phone};
use super::common::{EMAIL, World, account, other_code};

/// A paired phone, a browser that waits, its number, and the request.
struct Waiting {
    world: World,
    phone: Phone,
    browser: Client,
    number: String,
    request: String,
}

async fn waiting() -> Waiting {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = phone.only_request().await;
    Waiting { world, phone, browser, number, request }
}

impl Waiting {
    fn open_requests(&self) -> i64 {
        self.world.count("SELECT count(*) FROM request WHERE state = 'open'")
    }
}

#[tokio::test]
async fn a_request_shows_everything_but_the_number() {
    let Waiting { world, mut phone, number, request, .. } = waiting().await;
    let (_, claims, left_ms) = phone.inbox().await.remove(0);
    assert_eq!(left_ms, 120_000);
    assert_eq!((claims.kind.as_str(), claims.number_digits), ("sign_in", 2));
    assert_eq!(claims.created_ms, world.now_ms());
    let view = SignInView::from_members(&claims.view).unwrap();
    assert_eq!((view.browser, view.system), (Browser::Firefox, System::Linux));
    assert_eq!(view.address.to_string(), "127.0.0.1");
    assert_eq!((view.place, view.known), (None, false));
    let shown = serde_json::to_string(&claims.view).unwrap();
    assert!(!shown.contains(&format!("\"{number}\"")));
    world.advance(Duration::from_secs(20));
    let (again, _, left_ms) = phone.inbox().await.remove(0);
    assert_eq!((again, left_ms), (request, 100_000), "the same bytes at every fetch");
}

#[tokio::test]
async fn an_approval_settles_and_its_receipt_names_it() {
    let Waiting { world, mut phone, mut browser, number, request } = waiting().await;
    let answer = phone.approval_of(&request, &number);
    let receipt = phone.settle(&answer).await;
    assert_eq!(receipt.state, ReceiptState::Approved);
    assert_eq!(receipt.of, Some(subject(&answer).unwrap()));
    assert_eq!(receipt.request, Some(hash(&request)));
    assert_eq!(receipt.time_ms, world.now_ms());
    let page = browser.go_on().await;
    assert!(page.has("signed-in"), "{}", page.html);
    assert!(phone.inbox().await.is_empty());
}

#[tokio::test]
async fn a_denial_needs_only_the_possession_key() {
    let Waiting { world: _world, mut phone, mut browser, request, .. } = waiting().await;
    let receipt = phone.settle(&phone.denial_of(&request)).await;
    assert_eq!(receipt.state, ReceiptState::Denied);
    let page = browser.go_on().await;
    assert!(!page.has("signed-in"));
}

#[tokio::test]
async fn a_wrong_number_burns_the_request() {
    let Waiting { world, mut phone, mut browser, number, request } = waiting().await;
    let wrong = phone.approval_of(&request, &other_code(&number));
    let receipt = phone.settle(&wrong).await;
    assert_eq!(receipt.state, ReceiptState::Burned);
    assert_eq!(receipt.of, Some(subject(&wrong).unwrap()));
    let reply = phone.submit(&phone.approval_of(&request, &number)).await;
    assert_eq!(reply.code(), "already_settled");
    assert!(!browser.go_on().await.has("signed-in"));
    assert_eq!(world.count("SELECT count(*) FROM request WHERE number IS NOT NULL"), 0);
}

#[tokio::test]
async fn the_same_answer_with_another_signature_gets_the_same_receipt() {
    let Waiting { world, mut phone, number, request, .. } = waiting().await;
    let (one, two) = (phone.approval_of(&request, &number), phone.approval_of(&request, &number));
    assert_ne!(one, two);
    let receipt = phone.submit(&one).await.ok();
    world.advance(Duration::from_hours(696));
    assert_eq!(phone.submit(&two).await.ok(), receipt);
    assert_eq!(phone.submit(&one).await.ok(), receipt);
}

#[tokio::test]
async fn another_answer_after_settling_gets_the_receipt_of_what_settled() {
    let Waiting { world: _world, mut phone, mut browser, number, request, .. } = waiting().await;
    let approval = phone.approval_of(&request, &number);
    phone.settle(&approval).await;
    let reply = phone.submit(&phone.denial_of(&request)).await;
    assert_eq!((reply.status, reply.code()), (409, "already_settled"));
    let receipt: ReceiptClaims = phone.verified(&reply.body["receipt"]);
    assert_eq!(receipt.state, ReceiptState::Approved);
    assert_eq!(receipt.of, Some(subject(&approval).unwrap()));
    assert!(browser.go_on().await.has("signed-in"), "the denial came too late");
}

#[tokio::test]
async fn a_denial_stays_a_denial() {
    let Waiting { world: _world, mut phone, mut browser, number, request, .. } = waiting().await;
    phone.settle(&phone.denial_of(&request)).await;
    let reply = phone.submit(&phone.approval_of(&request, &number)).await;
    assert_eq!(reply.code(), "already_settled");
    assert!(!browser.go_on().await.has("signed-in"));
}

#[tokio::test]
async fn what_the_possession_key_signs_can_only_deny() {
    let Waiting { world: _world, mut phone, number, request, .. } = waiting().await;
    let approval = phone.possession.sign(&phone.answer(&request, Some(&number)));
    let reply = phone.submit(&approval).await;
    assert_eq!((reply.status, reply.code()), (400, "invalid_answer"));
    let denial = phone.approval.sign(&phone.answer(&request, None));
    assert_eq!(phone.submit(&denial).await.code(), "invalid_answer");
    assert_eq!(phone.inbox().await.len(), 1, "nothing was settled");
}

/// An approval whose claims were changed as JSON, signed by the approval key.
fn changed(phone: &Phone, request: &str, number: &str, change: impl Fn(&mut Value)) -> String {
    let mut claims = serde_json::to_value(phone.answer(request, Some(number))).unwrap();
    change(&mut claims);
    signed(&phone.approval, &claims.to_string())
}

fn signed(pair: &Pair, claims: &str) -> String {
    let kid = pair.thumbprint();
    let header = json!({ "alg": "ES256", "typ": "assenso-answer+jwt", "kid": kid.as_str() });
    let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    let input = format!("{}.{}", part(&header.to_string()), part(claims));
    pair.finish(&Unsigned::from_signing_input(input))
}

#[rstest]
#[case::no_decision("decision", None)]
#[case::null_decision("decision", Some(json!(null)))]
#[case::other_decision("decision", Some(json!("maybe")))]
#[case::denial_with_a_number("decision", Some(json!("deny")))]
#[case::no_number("number", None)]
#[case::null_number("number", Some(json!(null)))]
#[case::number_as_integer("number", Some(json!(12)))]
#[case::empty_number("number", Some(json!("")))]
#[case::one_digit("number", Some(json!("1")))]
#[case::three_digits("number", Some(json!("123")))]
#[case::letters("number", Some(json!("ab")))]
#[case::other_digits("number", Some(json!("١٢")))]
#[case::unknown_member("more", Some(json!(1)))]
#[case::other_version("v", Some(json!(2)))]
#[case::other_audience("aud", Some(json!("https://evil.example")))]
#[case::other_issuer("iss", Some(json!("A".repeat(43))))]
#[case::other_account("account", Some(json!("A".repeat(22))))]
#[case::other_request_hash("request", Some(json!("A".repeat(43))))]
#[tokio::test]
async fn an_answer_that_says_something_else_settles_nothing(
    #[case] member: &str,
    #[case] value: Option<Value>,
) {
    let mut waiting = waiting().await;
    let answer =
        changed(&waiting.phone, &waiting.request, &waiting.number, |claims| match &value {
            Some(value) => claims[member] = value.clone(),
            None => drop(claims.as_object_mut().unwrap().remove(member)),
        });
    let reply = waiting.phone.submit(&answer).await;
    assert_eq!((reply.status, reply.code()), (400, "invalid_answer"));
    assert_eq!(waiting.open_requests(), 1);
}

#[tokio::test]
async fn a_duplicate_member_settles_nothing() {
    let mut waiting = waiting().await;
    let claims = waiting.phone.answer(&waiting.request, Some(&waiting.number));
    let json = serde_json::to_string(&claims).unwrap();
    let twice = json.replacen('{', "{\"decision\":\"deny\",", 1);
    let answer = signed(&waiting.phone.approval, &twice);
    assert_eq!(waiting.phone.submit(&answer).await.code(), "invalid_answer");
    assert_eq!(waiting.open_requests(), 1);
}

#[tokio::test]
async fn an_answer_signed_by_a_stranger_settles_nothing() {
    let mut waiting = waiting().await;
    let claims = waiting.phone.answer(&waiting.request, Some(&waiting.number));
    let stranger = Pair::new();
    assert_eq!(waiting.phone.submit(&stranger.sign(&claims)).await.code(), "invalid_answer");
    let as_approval = Unsigned::new(KeyRef::Kid(&waiting.phone.approval.thumbprint()), &claims);
    let forged = stranger.finish(&as_approval.unwrap());
    assert_eq!(waiting.phone.submit(&forged).await.code(), "invalid_answer");
    let introduced = waiting.phone.approval.introduce(&claims);
    assert_eq!(waiting.phone.submit(&introduced).await.code(), "invalid_answer");
    assert_eq!(waiting.open_requests(), 1);
}

#[tokio::test]
async fn another_devices_answer_settles_nothing() {
    let world = World::with(&[account(EMAIL), account("two@example.org")]).await;
    let mut phone = world.paired_phone().await;
    let mut thief = world.phone();
    thief.pair(&world, "two@example.org").await;
    let number = world.browser().number().await;
    let request = phone.only_request().await;
    let sent_by_thief = thief.submit(&phone.approval_of(&request, &number)).await;
    assert_eq!(sent_by_thief.code(), "invalid_answer");
    let mut claims = thief.answer(&request, Some(&number));
    let own_account = thief.paired.as_ref().unwrap().account;
    claims.account = own_account;
    let reply = thief.submit(&thief.approval.sign(&claims)).await;
    assert_eq!((reply.status, reply.code()), (404, "unknown_request"));
    assert_eq!(phone.inbox().await.len(), 1);
}

#[tokio::test]
async fn a_key_that_is_no_device_has_no_inbox_and_no_answers() {
    let Waiting { world, phone, number, request, .. } = waiting().await;
    let mut stranger = world.phone();
    for route in ["/inbox", "/inbox/wait"] {
        let reply = stranger.call(route, &json!({})).await;
        assert_eq!((reply.status, reply.code()), (403, "not_associated"));
    }
    let reply = stranger.submit(&phone.approval_of(&request, &number)).await;
    assert_eq!(reply.code(), "not_associated");
}

#[tokio::test]
async fn a_request_lives_120_seconds_on_the_providers_clock() {
    let Waiting { world, mut phone, number, request, .. } = waiting().await;
    world.advance(Duration::from_millis(119_999));
    assert_eq!(phone.inbox().await.remove(0).2, 1);
    world.advance(Duration::from_millis(1));
    assert!(phone.inbox().await.is_empty());
    let unmarked = "SELECT count(*) FROM request WHERE state = 'open'";
    assert_eq!(world.count(unmarked), 1, "nothing has marked it yet");
    let expired_ms = world.now_ms();
    world.advance(Duration::from_secs(9));
    let reply = phone.submit(&phone.approval_of(&request, &number)).await;
    assert_eq!(reply.code(), "already_settled");
    let receipt: ReceiptClaims = phone.verified(&reply.body["receipt"]);
    assert_eq!((receipt.state, receipt.of), (ReceiptState::Expired, None));
    assert_eq!(receipt.time_ms, expired_ms);
    let again = phone.submit(&phone.denial_of(&request)).await;
    assert_eq!(again.body["receipt"], reply.body["receipt"]);
}

#[tokio::test]
async fn an_answer_in_the_last_millisecond_counts() {
    let Waiting { world, mut phone, number, request, .. } = waiting().await;
    world.advance(Duration::from_millis(119_999));
    let receipt = phone.settle(&phone.approval_of(&request, &number)).await;
    assert_eq!(receipt.state, ReceiptState::Approved);
}

#[tokio::test]
async fn a_phone_that_is_out_still_gets_the_receipt_of_its_answer() {
    let Waiting { world, mut phone, number, request, .. } = waiting().await;
    let answer = phone.approval_of(&request, &number);
    let receipt = phone.submit(&answer).await.ok();
    world.paired_phone().await;
    assert_eq!(phone.submit(&answer).await.ok(), receipt);
}

#[tokio::test]
async fn a_frozen_account_denies_and_does_not_approve() {
    let Waiting { world, mut phone, number, request, .. } = waiting().await;
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    let reply = phone.submit(&phone.approval_of(&request, &number)).await;
    assert_eq!((reply.status, reply.code()), (403, "account_frozen"));
    let receipt = phone.settle(&phone.denial_of(&request)).await;
    assert_eq!(receipt.state, ReceiptState::Denied);
}

#[tokio::test]
async fn two_different_answers_at_once_settle_once() {
    for _ in 0..10 {
        let Waiting { world, mut phone, number, request, .. } = waiting().await;
        let (approval, denial) = (phone.approval_of(&request, &number), phone.denial_of(&request));
        let other_node = world.another_node().await;
        let (one, two) = (
            phone.draft("/answers", &json!({ "answer": approval })),
            phone.draft("/answers", &json!({ "answer": denial })),
        );
        let (first, second) =
            (phone.possession.introduce(&one.proof), phone.possession.introduce(&two.proof));
        let mut twin = Phone::new(&world.http, &phone.issuer, other_node.address);
        let (first, second) =
            tokio::join!(phone.send_with_proof(&one, &first), twin.send_with_proof(&two, &second));
        let settled = [&first, &second].iter().filter(|reply| reply.status == 200).count();
        assert_eq!(settled, 1, "{} {}", first.body, second.body);
    }
}

#[tokio::test]
async fn a_long_poll_answers_when_something_waits_also_on_another_node() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let other_node = world.another_node().await;
    phone.address = other_node.address;
    phone.inbox().await;
    let body = json!({});
    let mut browser = world.browser();
    let (reply, _) = tokio::join!(phone.call("/inbox/wait", &body), browser.number());
    assert_eq!(reply.ok(), json!({ "waiting": true }));
    assert_eq!(phone.call("/inbox/wait", &body).await.ok(), json!({ "waiting": true }));
}

#[tokio::test]
async fn a_newer_long_poll_ends_the_earlier_one() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let (first, second) =
        (phone.draft("/inbox/wait", &json!({})), phone.draft("/inbox/wait", &json!({})));
    let proof = phone.possession.introduce(&second.proof);
    let mut twin = Phone::new(&world.http, &phone.issuer, phone.address);
    let start = Instant::now();
    let newer = async {
        while world.count("SELECT count(*) FROM device WHERE long_poll IS NOT NULL") == 0 {
            tokio::task::yield_now().await;
        }
        tokio::select! {
            reply = twin.send_with_proof(&second, &proof) => panic!("{}", reply.body),
            () = std::future::pending() => {}
        }
    };
    tokio::select! {
        reply = phone.send(&first) => assert_eq!(reply.ok(), json!({ "waiting": false })),
        () = newer => {}
    }
    assert!(start.elapsed() < Duration::from_secs(20), "it ended by itself");
}

#[tokio::test]
async fn stopping_ends_a_long_poll() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let outgoing = phone.draft("/inbox/wait", &json!({}));
    let proof = phone.possession.introduce(&outgoing.proof);
    let waits = "SELECT count(*) FROM device WHERE long_poll IS NOT NULL";
    let poll = phone.send_with_proof(&outgoing, &proof);
    let stop = async {
        while world.count(waits) == 0 {
            tokio::task::yield_now().await;
        }
        world.node.shutdown().await;
    };
    let (reply, ()) = tokio::join!(poll, stop);
    assert_eq!(reply.ok(), json!({ "waiting": false }));
}

#[tokio::test]
async fn the_decision_is_in_the_signed_bytes() {
    let Waiting { world: _world, phone, number, request, .. } = waiting().await;
    let approval = phone.answer(&request, Some(&number));
    let denial = phone.answer(&request, None);
    assert_eq!((approval.decision, denial.decision), (Decision::Approve, Decision::Deny));
    let key = phone.possession.thumbprint();
    let input = |claims| Unsigned::new(KeyRef::Kid(&key), claims).unwrap();
    assert_ne!(input(&approval).signing_input(), input(&denial).signing_input());
}
