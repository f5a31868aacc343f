//! The proof of every device call: PROTOCOL.md section 2.

use std::time::Duration;

use assenso_core::jose::{Bytes, KeyRef, Unsigned};
use data_encoding::BASE64URL_NOPAD;
use rstest::rstest;
use serde_json::{Value, json};

use super::common::World;
use super::common::phone::{Outgoing, Pair, Phone};

/// A phone that has a nonce.
async fn phone(world: &World) -> Phone {
    let mut phone = world.phone();
    let reply = phone.send(&phone.draft("/session", &json!({}))).await;
    assert_eq!((reply.status, reply.code()), (401, "use_dpop_nonce"));
    phone
}

/// A session call, which needs nothing but a good proof.
fn call(phone: &Phone) -> Outgoing {
    phone.draft("/session", &json!({}))
}

#[tokio::test]
async fn a_replayed_proof_is_refused_on_every_node() {
    let world = World::new().await;
    let other_node = world.another_node().await;
    let mut phone = phone(&world).await;
    let outgoing = call(&phone);
    let proof = phone.possession.introduce(&outgoing.proof);
    phone.send_with_proof(&outgoing, &proof).await.ok();
    assert_eq!(phone.send_with_proof(&outgoing, &proof).await.code(), "proof_replayed");
    phone.address = other_node.address;
    assert_eq!(phone.send_with_proof(&outgoing, &proof).await.code(), "proof_replayed");
    let signed_again = phone.possession.introduce(&outgoing.proof);
    assert_ne!(signed_again, proof);
    let reply = phone.send_with_proof(&outgoing, &signed_again).await;
    assert_eq!(reply.code(), "proof_replayed", "another signature is no other proof");
}

#[tokio::test]
async fn a_proof_that_cannot_be_noted_is_refused() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    world.database().execute("ALTER TABLE seen_jti RENAME TO gone", []).unwrap();
    let reply = phone.send(&call(&phone)).await;
    assert_eq!((reply.status, reply.code()), (503, "unavailable"));
}

#[rstest]
#[case::changed(r#"{"a":1}"#)]
#[case::emptied("")]
#[case::spaced("{} ")]
#[tokio::test]
async fn a_changed_body_is_refused(#[case] body: &str) {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let mut outgoing = call(&phone);
    outgoing.body = body.to_owned();
    assert_eq!(phone.send(&outgoing).await.code(), "invalid_proof");
}

#[rstest]
#[case("?")]
#[case("?a=1")]
#[tokio::test]
async fn a_query_is_refused_before_anything_else(#[case] query: &str) {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let mut outgoing = call(&phone);
    outgoing.path.push_str(query);
    outgoing.proof.htu.push_str(query);
    assert_eq!(phone.send(&outgoing).await.code(), "query_not_allowed");
    assert_eq!(phone.send_with_proof(&outgoing, "").await.code(), "query_not_allowed");
}

#[tokio::test]
async fn a_proof_is_for_one_url_as_the_provider_writes_it() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let right = call(&phone).proof.htu;
    let issuer = &world.node.issuer;
    let (_, authority) = issuer.split_once("://").unwrap();
    for wrong in [
        format!("{issuer}/assenso/v1/inbox"),
        format!("{right}/"),
        format!("{right}?"),
        format!("{right}#"),
        right.to_uppercase(),
        format!("https://{authority}/assenso/v1/session"),
        right.replace("127.0.0.1", "localhost"),
        "/assenso/v1/session".to_owned(),
        "https://evil.example/assenso/v1/session".to_owned(),
    ] {
        let mut outgoing = call(&phone);
        outgoing.proof.htu.clone_from(&wrong);
        assert_eq!(phone.send(&outgoing).await.code(), "invalid_proof", "{wrong}");
    }
    let mut outgoing = call(&phone);
    outgoing.proof.htm = "GET".to_owned();
    assert_eq!(phone.send(&outgoing).await.code(), "invalid_proof");
}

#[tokio::test]
async fn what_the_request_calls_its_host_makes_no_difference() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let told = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("forwarded", "host=evil.example;proto=https"),
    ];
    let tell = |mut outgoing: Outgoing| {
        outgoing.headers = told.map(|(name, value)| (name, value.to_owned())).to_vec();
        outgoing
    };
    let mut for_evil = tell(call(&phone));
    for_evil.proof.htu = "https://evil.example/assenso/v1/session".to_owned();
    assert_eq!(phone.send(&for_evil).await.code(), "invalid_proof");
    let for_us = tell(call(&phone));
    phone.send(&for_us).await.ok();
}

#[tokio::test]
async fn a_stale_nonce_is_refused_and_the_reply_has_a_fresh_one() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let old = phone.nonce.clone();
    world.advance(Duration::from_millis(119_999));
    phone.send(&call(&phone)).await.ok();
    world.advance(Duration::from_millis(1));
    phone.nonce = old;
    assert_eq!(phone.send(&call(&phone)).await.code(), "use_dpop_nonce");
    phone.send(&call(&phone)).await.ok();
}

#[tokio::test]
async fn a_nonce_of_another_provider_is_refused_and_one_of_another_node_is_not() {
    let (world, stranger) = (World::new().await, World::new().await);
    let mut phone = phone(&world).await;
    let mut elsewhere = stranger.phone();
    elsewhere.open_session().await.ok();
    phone.nonce = elsewhere.nonce;
    assert_eq!(phone.send(&call(&phone)).await.code(), "use_dpop_nonce");
    let node = world.another_node().await;
    phone.address = node.address;
    phone.send(&call(&phone)).await.ok();
}

#[tokio::test]
async fn every_reply_to_a_device_call_has_a_fresh_nonce() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let mut seen = vec![phone.nonce.clone()];
    let mut wrong_body = call(&phone);
    wrong_body.body.push(' ');
    let mut unknown = phone.draft("/no-such-route", &json!({}));
    unknown.headers.push(("x", "y".to_owned()));
    for outgoing in [wrong_body, unknown, phone.draft("/inbox", &json!({})), call(&phone)] {
        let reply = phone.send(&outgoing).await;
        let nonce = reply.headers["dpop-nonce"].to_str().unwrap().to_owned();
        assert!(!seen.contains(&nonce));
        seen.push(nonce);
    }
}

#[rstest]
#[case::zero(0)]
#[case::far_future(9_007_199_254_740_991)]
#[tokio::test]
async fn the_phones_own_clock_is_never_judged(#[case] iat: u64) {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let mut outgoing = call(&phone);
    outgoing.proof.iat = iat;
    phone.send(&outgoing).await.ok();
}

/// Signs header and claims as they are.
fn raw(pair: &Pair, header: &Value, claims: &Value) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    pair.finish(&Unsigned::from_signing_input(format!("{}.{}", part(header), part(claims))))
}

fn jwk(pair: &Pair) -> Value {
    serde_json::to_value(assenso_core::jose::Jwk(pair.public)).unwrap()
}

#[tokio::test]
async fn a_proof_has_one_form() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let right = json!({ "alg": "ES256", "typ": "dpop+jwt", "jwk": jwk(&phone.possession) });
    let with = |name: &str, value: Value| {
        let mut header = right.clone();
        header[name] = value;
        header
    };
    let thumbprint = phone.possession.thumbprint();
    for header in [
        with("alg", json!("none")),
        with("alg", json!("HS256")),
        with("alg", json!("ES384")),
        with("typ", json!("JWT")),
        with("typ", json!("application/dpop+jwt")),
        with("typ", json!("DPOP+JWT")),
        with("crit", json!(["exp"])),
        with("kid", json!(thumbprint.as_str())),
        with("jwk", jwk(&Pair::new())),
        json!({ "alg": "ES256", "typ": "dpop+jwt", "kid": thumbprint.as_str() }),
        json!({ "alg": "ES256", "typ": "dpop+jwt" }),
    ] {
        let outgoing = call(&phone);
        let claims = serde_json::to_value(&outgoing.proof).unwrap();
        let proof = raw(&phone.possession, &header, &claims);
        let reply = phone.send_with_proof(&outgoing, &proof).await;
        assert_eq!(reply.code(), "invalid_proof", "{header}");
    }
    let outgoing = call(&phone);
    let proof = raw(&phone.possession, &right, &serde_json::to_value(&outgoing.proof).unwrap());
    phone.send_with_proof(&outgoing, &proof).await.ok();
}

#[tokio::test]
async fn a_proof_has_exactly_its_claims() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let header = json!({ "alg": "ES256", "typ": "dpop+jwt", "jwk": jwk(&phone.possession) });
    for name in ["htm", "htu", "jti", "iat", "nonce", "bh"] {
        let outgoing = call(&phone);
        let mut claims = serde_json::to_value(&outgoing.proof).unwrap();
        claims.as_object_mut().unwrap().remove(name);
        let proof = raw(&phone.possession, &header, &claims);
        let reply = phone.send_with_proof(&outgoing, &proof).await;
        assert_eq!(reply.code(), "invalid_proof", "without {name}");
    }
    for (name, value) in [("ath", json!("x")), ("jti", json!("short")), ("nonce", json!(null))] {
        let outgoing = call(&phone);
        let mut claims = serde_json::to_value(&outgoing.proof).unwrap();
        claims[name] = value;
        let proof = raw(&phone.possession, &header, &claims);
        let reply = phone.send_with_proof(&outgoing, &proof).await;
        assert_eq!(reply.code(), "invalid_proof", "{claims}");
    }
}

#[tokio::test]
async fn a_proof_stands_alone_and_is_small() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let mut outgoing = call(&phone);
    let proof = phone.possession.introduce(&outgoing.proof);
    outgoing.headers.push(("dpop", proof.clone()));
    assert_eq!(phone.send_with_proof(&outgoing, &proof).await.code(), "invalid_proof");
    let url = world.url("/assenso/v1/session");
    let reply = world.http.post(url).body("{}").send().await.unwrap();
    let body: Value = reply.json().await.unwrap();
    assert_eq!(body["code"], "invalid_proof", "without a proof");
    let mut large = call(&phone);
    large.proof.nonce = "A".repeat(4_096);
    assert_eq!(phone.send(&large).await.code(), "invalid_proof");
}

#[tokio::test]
async fn a_proof_signed_by_another_key_is_refused() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let outgoing = call(&phone);
    let unsigned = Unsigned::new(KeyRef::Jwk(&phone.possession.public), &outgoing.proof).unwrap();
    let proof = Pair::new().finish(&unsigned);
    assert_eq!(phone.send_with_proof(&outgoing, &proof).await.code(), "invalid_proof");
}

#[tokio::test]
async fn a_body_is_a_json_object_of_at_most_64_kib() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let session = phone.open_session().await.ok()["session"].clone();
    for body in [json!([session]), json!("x"), json!(null), json!({ "session": 1 }), json!({})] {
        let outgoing = phone.draft("/session/next", &body);
        let reply = phone.send(&outgoing).await;
        assert_eq!((reply.status, reply.code()), (400, "invalid_request"), "{body}");
    }
    let unknown = json!({ "session": session, "more": { "of": "it" } });
    phone.call("/session/next", &unknown).await.ok();
    let large = json!({ "session": session, "more": "x".repeat(64 * 1024) });
    let outgoing = phone.draft("/session/next", &large);
    let reply = phone.send_with_proof(&outgoing, "").await;
    assert_eq!((reply.status, reply.code()), (413, "too_large"), "also without a proof");
}

#[tokio::test]
async fn unknown_routes_and_methods_are_problems_too() {
    let world = World::new().await;
    let mut phone = phone(&world).await;
    let reply = phone.call("/no-such-route", &json!({})).await;
    assert_eq!((reply.status, reply.code()), (404, "not_found"));
    let reply = world.http.get(world.url("/assenso/v1/inbox")).send().await.unwrap();
    assert_eq!(reply.status(), 405);
    assert!(reply.headers().contains_key("dpop-nonce"));
    let body: Value = reply.json().await.unwrap();
    assert_eq!(body["code"], "method_not_allowed");
}

#[tokio::test]
async fn a_jti_is_single_use_per_key_and_not_over_all_keys() {
    let world = World::new().await;
    let (mut one, mut two) = (phone(&world).await, phone(&world).await);
    let jti = Bytes::random().unwrap();
    for phone in [&mut one, &mut two] {
        let mut outgoing = call(phone);
        outgoing.proof.jti = jti;
        phone.send(&outgoing).await.ok();
    }
}

#[tokio::test]
async fn discovery_says_where_the_routes_are() {
    let world = World::new().await;
    let reply = world.http.get(world.url("/.well-known/assenso")).send().await.unwrap();
    let body: Value = reply.json().await.unwrap();
    assert_eq!(body["issuer"], world.node.issuer);
    assert_eq!(body["base"], world.url("/assenso/v1"));
    assert_eq!(body["versions"], json!([1]));
    assert_eq!(body["features"], json!(["invitation", "report"]));
}
