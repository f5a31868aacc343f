//! Invitations: made by a signed-in browser, redeemed by one phone, good for five minutes.
//! PROTOCOL.md sections 6 and 12.

use std::time::Duration;

use assenso_core::jose::Bytes;
use assenso_service::SeedAccount;
use rstest::rstest;
use serde_json::{Value, json};

use super::common::browser::Browser;
use super::common::phone::{Phone, Reply};
use super::common::{EMAIL, PASSWORD, World, account};

/// A browser that is signed in: 2-step verification is off, so the password is enough.
async fn signed_in(world: &World) -> Browser {
    let mut browser = world.browser();
    let page = browser.sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.has("signed-in"), "{}", page.html);
    browser
}

async fn world() -> World {
    World::with(&[SeedAccount { two_step: false, ..account(EMAIL) }]).await
}

/// The link that the page shows after the button was pressed.
async fn invite(browser: &mut Browser) -> String {
    let page = browser.post("/invitation", &[]).await;
    assert_eq!((page.status, page.location()), (303, "/invitation"));
    shown(browser).await
}

async fn shown(browser: &mut Browser) -> String {
    let page = browser.open("/invitation").await;
    page.text_of("link").unwrap_or_else(|| panic!("no link: {}", page.html)).replace("&#38;", "&")
}

fn token(link: &str) -> String {
    let (_, fragment) = link.split_once("#t=").unwrap();
    fragment.split_once("&r=").unwrap().0.to_owned()
}

/// What a new phone is told for a token.
async fn redeem(world: &World, token: &str) -> Reply {
    redeem_as(&mut world.phone(), token).await
}

async fn redeem_as(phone: &mut Phone, token: &str) -> Reply {
    phone.call("/session", &json!({ "invitation": token })).await
}

#[tokio::test]
async fn the_link_names_issuer_root_and_a_new_token_each_time() {
    let world = world().await;
    let mut browser = signed_in(&world).await;
    let link = invite(&mut browser).await;
    let root = world.phone().fetch_keys().await[0].root.0.thumbprint();
    let before = format!("{}/.well-known/assenso/invite#t=", world.node.issuer);
    assert_eq!(link, format!("{before}{}&r={}", token(&link), root.as_str()));
    assert!(Bytes::<16>::parse(&token(&link)).is_some());
    assert_eq!(shown(&mut browser).await, link, "it stays while it is good");
    assert_ne!(token(&invite(&mut browser).await), token(&link));
}

#[tokio::test]
async fn whoever_redeems_it_learns_the_mailbox_and_is_asked_for_everything() {
    let world = world().await;
    let link = invite(&mut signed_in(&world).await).await;
    let mut phone = world.phone();
    let reply = redeem_as(&mut phone, &token(&link)).await.ok();
    assert_eq!(reply["email"], EMAIL);
    reply["session"].as_str().unwrap().clone_into(&mut phone.session);
    assert_eq!(phone.next().await.ok()["next"], "password");
    assert_eq!(phone.begin_pairing().await.code(), "step_not_allowed");
    assert_eq!(phone.password(EMAIL, "wrong").await.code(), "wrong_credentials");
    assert_eq!(world.sms_count().await, 0);
}

#[tokio::test]
async fn an_invitation_is_good_once_and_its_session_may_ask_again() {
    let world = world().await;
    let link = invite(&mut signed_in(&world).await).await;
    let mut phone = world.phone();
    let first = redeem_as(&mut phone, &token(&link)).await.ok();
    let other = redeem(&world, &token(&link)).await;
    assert_eq!((other.status, other.code()), (410, "invitation_over"));
    world.advance(Duration::from_mins(6));
    let again = redeem_as(&mut phone, &token(&link)).await.ok();
    assert_eq!((&again["session"], &again["email"]), (&first["session"], &json!(EMAIL)));
    let plain = phone.open_session().await.ok();
    assert_eq!((&plain["session"], plain.get("email")), (&first["session"], None));
}

#[tokio::test]
async fn of_many_phones_at_once_exactly_one_is_invited() {
    let world = world().await;
    let link = invite(&mut signed_in(&world).await).await;
    let other_node = world.another_node().await;
    let mut calls = tokio::task::JoinSet::new();
    for n in 0..16 {
        let address = if n % 2 == 0 { world.node.address } else { other_node.address };
        let mut phone = Phone::new(&world.http, &world.node.issuer, address);
        let token = token(&link);
        calls.spawn(async move { redeem_as(&mut phone, &token).await.status });
    }
    let statuses = calls.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(world.count("SELECT count(*) FROM device_session"), 1);
}

#[rstest]
#[case(Duration::from_millis(299_999), true)]
#[case(Duration::from_mins(5), false)]
#[tokio::test]
async fn it_lives_five_minutes_on_the_providers_clock(#[case] later: Duration, #[case] good: bool) {
    let world = world().await;
    let mut browser = signed_in(&world).await;
    let link = invite(&mut browser).await;
    world.advance(later);
    assert_eq!(browser.open("/invitation").await.has("qr"), good);
    assert_eq!(redeem(&world, &token(&link)).await.status == 200, good);
}

#[tokio::test]
async fn unknown_used_and_old_ones_are_refused_alike() {
    let world = world().await;
    let mut browser = signed_in(&world).await;
    let used = invite(&mut browser).await;
    redeem(&world, &token(&used)).await.ok();
    let replaced = invite(&mut browser).await;
    let old = invite(&mut browser).await;
    world.advance(Duration::from_mins(5));
    let unknown = Bytes::<16>::random().unwrap().to_string();
    let mut replies: Vec<(u16, Vec<String>, Value)> = Vec::new();
    for token in [unknown, token(&used), token(&replaced), token(&old)] {
        let reply = redeem(&world, &token).await;
        let names = reply.headers.keys().map(ToString::to_string).collect();
        replies.push((reply.status, names, reply.body));
    }
    assert_eq!(replies[0].2["code"], "invitation_over");
    assert!(replies.iter().all(|reply| *reply == replies[0]), "{replies:?}");
    assert_eq!(world.count("SELECT count(*) FROM device_session"), 1, "only the used one's");
}

#[rstest]
#[case(json!(""))]
#[case(json!("AAAA"))]
#[case(json!("AAAAAAAAAAAAAAAAAAAAAA=="))]
#[case(json!("AAAAAAAAAAAAAAAAAAAAAB"))]
#[case(json!(null))]
#[case(json!(7))]
#[tokio::test]
async fn what_is_no_token_is_an_invalid_request(#[case] token: Value) {
    let world = world().await;
    let reply = world.phone().call("/session", &json!({ "invitation": token })).await;
    assert_eq!(reply.code(), "invalid_request");
}

#[tokio::test]
async fn a_new_one_ends_the_one_before() {
    let world = world().await;
    let mut browser = signed_in(&world).await;
    let first = invite(&mut browser).await;
    let mut other = signed_in(&world).await;
    let second = invite(&mut other).await;
    assert_eq!(redeem(&world, &token(&first)).await.code(), "invitation_over");
    redeem(&world, &token(&second)).await.ok();
    assert_eq!(browser.get("/invitation").await.location(), "/signed-in");
}

#[tokio::test]
async fn a_changed_password_or_owner_ends_it() {
    for change in ["password_changed_ms", "owner_since_ms"] {
        let world = world().await;
        let link = invite(&mut signed_in(&world).await).await;
        world.advance(Duration::from_secs(1));
        let now = world.now_ms();
        world.database().execute(&format!("UPDATE account SET {change} = {now}"), []).unwrap();
        assert_eq!(redeem(&world, &token(&link)).await.code(), "invitation_over", "{change}");
    }
}

#[tokio::test]
async fn only_a_signed_in_browser_makes_one_and_sees_its_own() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut asking = world.browser();
    let number = asking.number().await;
    for browser in [&mut world.browser(), &mut asking] {
        assert_eq!(browser.get("/invitation").await.location(), "/");
    }
    // The password alone is not enough.
    assert_eq!(asking.post("/invitation", &[]).await.location(), "/");
    assert_eq!(world.count("SELECT count(*) FROM invitation"), 0);

    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    assert!(asking.go_on().await.has("invite"));
    assert_eq!(asking.get("/invitation").await.location(), "/signed-in", "none was made");
    invite(&mut asking).await;
}

#[tokio::test]
async fn the_page_says_what_became_of_it() {
    let world = world().await;
    let mut browser = signed_in(&world).await;
    let link = invite(&mut browser).await;
    redeem(&world, &token(&link)).await.ok();
    let used = browser.open("/invitation").await;
    assert_eq!(used.text_of("outcome").as_deref(), Some("This invitation was used"));
    assert!(!used.html.contains(&token(&link)));
    invite(&mut browser).await;
    world.advance(Duration::from_mins(5));
    let over = browser.open("/invitation").await;
    assert_eq!(over.text_of("outcome").as_deref(), Some("This invitation is over"));
    browser.language = "it";
    let over = browser.open("/invitation").await;
    assert_eq!(over.text_of("outcome").as_deref(), Some("Questo invito è scaduto"));
}

#[tokio::test]
async fn the_database_has_no_token() {
    let world = world().await;
    let link = invite(&mut signed_in(&world).await).await;
    let dump: String = world
        .database()
        .query_row("SELECT id || token_hash || browser FROM invitation", [], |row| row.get(0))
        .unwrap();
    assert!(!dump.contains(&token(&link)));
}

#[tokio::test]
async fn a_link_that_is_opened_in_a_browser_says_what_to_do() {
    let world = world().await;
    let page = world.browser().open("/.well-known/assenso/invite").await;
    assert_eq!(page.status, 200);
    assert!(page.has("landing"));
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
}

#[tokio::test]
async fn its_pages_have_no_inline_script_or_style() {
    let world = world().await;
    let mut browser = signed_in(&world).await;
    invite(&mut browser).await;
    let open = browser.open("/invitation").await;
    world.advance(Duration::from_mins(5));
    let over = browser.open("/invitation").await;
    for page in [open, over, browser.open("/.well-known/assenso/invite").await] {
        for inline in ["<style", " style=", "onclick", "onload", "javascript:"] {
            assert!(!page.html.contains(inline), "{inline}: {}", page.html);
        }
        let scripts = page.html.matches("<script").count();
        assert_eq!(scripts, page.html.matches("<script src=\"/assets/").count());
    }
}
