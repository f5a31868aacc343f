//! The keys chain: PROTOCOL.md section 9.

use std::time::Duration;

use assenso_core::jose::Compact;
use assenso_core::protocol::{AssociationStatus, ChallengeClaims};
use assenso_service::{RotateError, rotate_keys};
use serde_json::{Value, json};

use super::common::phone::Phone;
use super::common::{EMAIL, World};

fn rotate(world: &World, drop_previous: bool) -> assenso_service::Rotated {
    rotate_keys(world.dir.path(), drop_previous, world.clock.as_ref()).unwrap()
}

/// The `kid` that the provider signs with now.
async fn signing_kid(phone: &mut Phone) -> String {
    let nonce = assenso_core::jose::Bytes::<16>::random().unwrap();
    let reply = phone.call("/association", &json!({ "nonce": nonce })).await.ok();
    let object = reply["association"].as_str().unwrap().to_owned();
    Compact::parse(&object).unwrap().kid().unwrap().to_owned()
}

#[tokio::test]
async fn a_running_node_picks_a_rotation_up_and_the_previous_key_still_verifies() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let before = signing_kid(&mut phone).await;
    let old_key = phone.keys.unwrap();
    let rotated = rotate(&world, false);
    assert_eq!((rotated.epoch, rotated.still_listed), (2, 1));
    assert_eq!(signing_kid(&mut phone).await, rotated.kid);
    assert_ne!(before, rotated.kid);
    let chain = phone.fetch_keys().await;
    assert_eq!(chain.len(), 2);
    assert_eq!(chain[1].keys[1].0, old_key, "to verify only");
    assert_eq!(chain[1].keys[0].0.thumbprint().as_str(), rotated.kid);
    assert_eq!(phone.association().await.epoch, 2);
    let inbox = phone.call("/inbox", &json!({})).await.ok();
    let inbox: assenso_core::protocol::InboxClaims = phone.verified(&inbox["inbox"]);
    let request = &inbox.requests[0].request;
    assert_eq!(Compact::parse(request).unwrap().kid().unwrap(), before, "signed before");
    phone.settle(&phone.approval_of(request, &number)).await;
    assert!(browser.go_on().await.has("signed-in"));
}

#[tokio::test]
async fn a_pairing_goes_on_across_a_rotation() {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let statement = phone.sign_statement(&phone.draft_statement(&challenge));
    rotate(&world, false);
    let paired = phone.statement(&statement).await.ok()["paired"].as_str().unwrap().to_owned();
    phone.fetch_keys().await;
    phone.commit(&paired).await.ok();
    assert_eq!(phone.association().await.state, AssociationStatus::Associated);
}

#[tokio::test]
async fn dropping_stolen_keys_ends_what_waits_under_them() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    browser.number().await;
    let mut other = world.phone();
    let paired = other.reserved(&world, EMAIL).await;
    let rotated = rotate(&world, true);
    assert_eq!(rotated.still_listed, 0);
    let chain = phone.fetch_keys().await;
    assert_eq!(chain[1].keys.len(), 1);
    assert!(phone.inbox().await.is_empty());
    assert_eq!(world.count("SELECT count(*) FROM request WHERE state = 'cancelled'"), 1);
    assert_eq!(other.commit(&paired).await.code(), "pairing_expired");
}

#[tokio::test]
async fn a_key_leaves_the_list_24_hours_after_it_stopped_signing() {
    let world = World::new().await;
    for listed in 1..=3 {
        assert_eq!(rotate(&world, false).still_listed, listed);
    }
    let refused = rotate_keys(world.dir.path(), false, world.clock.as_ref());
    assert!(matches!(refused, Err(RotateError::TooSoon)));
    world.advance(Duration::from_hours(24));
    assert_eq!(rotate(&world, false).still_listed, 1, "only the one that signed until now");
}

#[tokio::test]
async fn old_private_keys_are_destroyed() {
    let world = World::new().await;
    let rotated = rotate(&world, false);
    let mut files: Vec<String> = std::fs::read_dir(world.dir.path().join("keys"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut expected = vec![format!("{}.p8", rotated.kid), "root.p8".to_owned()];
    expected.sort();
    assert_eq!(files, expected);
}

#[tokio::test]
async fn the_chain_comes_in_pages_of_32() {
    let world = World::new().await;
    for _ in 0..33 {
        rotate(&world, true);
    }
    let page = async |from: &str| -> Vec<Value> {
        let reply = world.http.get(world.url(&format!("/assenso/v1/keys/{from}"))).send().await;
        let text = reply.unwrap().text().await.unwrap();
        assert!(text.len() <= 64 * 1024);
        let body: Value = serde_json::from_str(&text).unwrap();
        body["keys"].as_array().unwrap().clone()
    };
    assert_eq!(page("1").await.len(), 32);
    assert_eq!(page("33").await.len(), 2);
    assert_eq!(page("35").await.len(), 0);
    for other in ["first", "+1", "-1", "4294967296", "1/"] {
        let url = world.url(&format!("/assenso/v1/keys/{other}"));
        assert_eq!(world.http.get(url).send().await.unwrap().status(), 404, "{other}");
    }
}

#[tokio::test]
async fn a_challenge_names_the_newest_epoch() {
    let world = World::new().await;
    rotate(&world, false);
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let claims: ChallengeClaims = phone.verified(&json!(challenge));
    assert_eq!(claims.epoch, 2);
}

#[test]
fn a_folder_without_a_provider_has_no_keys_to_rotate() {
    let dir = tempfile::tempdir().unwrap();
    let clock = assenso_service::ManualClock::default();
    assert!(matches!(rotate_keys(dir.path(), false, &clock), Err(RotateError::NoProvider)));
}
