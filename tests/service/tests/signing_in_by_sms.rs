//! A code by SMS signs a browser in: another method than the phone, and the only one without it.

use std::time::Duration;

use rstest::rstest;
use serde_json::json;

use crate::common::browser::{Browser, Page};
use crate::common::{EMAIL, NUMBER, PASSWORD, World, other_code};

async fn after_password(world: &World) -> (Browser, Page) {
    let mut browser = world.browser();
    let page = browser.sign_in_as(EMAIL, PASSWORD).await;
    (browser, page)
}

/// A code is on its way to a browser.
async fn sent(world: &World) -> (Browser, String) {
    let (mut browser, _) = after_password(world).await;
    browser.open("/sign-in/sms").await;
    assert_eq!(browser.post("/sign-in/sms/send", &[]).await.location(), "/sign-in/sms");
    assert!(browser.open("/sign-in/sms").await.has("verify"));
    (browser, world.newest_code().await)
}

async fn type_code(browser: &mut Browser, code: &str) -> Page {
    browser.post("/sign-in/sms", &[("code", code)]).await
}

#[tokio::test]
async fn a_mailbox_without_a_phone_is_signed_in_to_by_sms() {
    let world = World::new().await;
    let (mut browser, page) = after_password(&world).await;
    assert!(page.has("use-sms") && page.html.contains("no associated phone"), "{}", page.html);
    let page = browser.open("/sign-in/sms").await;
    assert!(page.html.contains("+39•••••••567") && !page.html.contains(NUMBER), "{}", page.html);
    assert_eq!(world.sms_count().await, 0, "looking sends nothing");
    browser.post("/sign-in/sms/send", &[]).await;
    let text = world.outbox().await[0]["text"].as_str().unwrap().to_owned();
    let issuer = &world.node.issuer;
    assert!(
        text.contains(issuer.as_str()) && text.contains("only if you are signing in"),
        "{text}"
    );
    let code = world.newest_code().await;
    browser.open("/sign-in/sms").await;
    let (first, second) = code.split_at(3);
    let page = type_code(&mut browser, &format!("{first} {second}")).await;
    assert_eq!(page.location(), "/signed-in");
    let page = browser.open("/signed-in").await;
    assert!(page.html.contains("data-method=\"sms\""), "{}", page.html);
    assert_eq!(world.count("SELECT count(*) FROM known_browser"), 0);
    let told = world.outbox().await;
    assert!(told[0]["to"] == EMAIL && told[0]["text"].as_str().unwrap().contains("by SMS"));
}

#[tokio::test]
async fn beside_a_phone_it_cancels_the_request_and_tells_the_phone() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let (mut browser, page) = after_password(&world).await;
    assert!(page.has("number") && page.has("use-sms"), "{}", page.html);
    browser.open("/sign-in/sms").await;
    browser.post("/sign-in/sms/send", &[]).await;
    let code = world.newest_code().await;
    browser.open("/sign-in/sms").await;
    assert_eq!(type_code(&mut browser, &code).await.location(), "/signed-in");
    assert!(phone.inbox().await.is_empty());
    assert_eq!(world.outbox().await[0]["to"], phone.id());
}

#[tokio::test]
async fn a_wrong_code_has_three_tries_and_a_used_one_is_over() {
    let world = World::new().await;
    let (mut browser, code) = sent(&world).await;
    let wrong = other_code(&code);
    for _ in 0..2 {
        let page = type_code(&mut browser, &wrong).await;
        assert_eq!(page.status, 422);
        assert!(page.html.contains("is not right"), "{}", page.html);
    }
    let page = type_code(&mut browser, &wrong).await;
    assert!(page.html.contains("no longer good"), "{}", page.html);
    let page = type_code(&mut browser, &code).await;
    assert!(page.html.contains("no longer good"), "{}", page.html);
    assert_eq!(world.count("SELECT count(*) FROM wrong_code"), 3);
}

#[rstest]
#[case(Duration::from_mins(5), "no longer good")]
#[case(Duration::from_mins(15), "")]
#[tokio::test]
async fn it_is_good_for_five_minutes_and_the_password_for_fifteen(
    #[case] later: Duration,
    #[case] said: &str,
) {
    let world = World::new().await;
    let (mut browser, code) = sent(&world).await;
    world.advance(later);
    let page = type_code(&mut browser, &code).await;
    if said.is_empty() {
        assert_eq!(page.location(), "/sign-in");
    } else {
        assert!(page.html.contains(said), "{}", page.html);
    }
}

#[tokio::test]
async fn the_code_is_worth_nothing_in_another_browser_and_in_no_app() {
    let world = World::new().await;
    let (_, code) = sent(&world).await;
    let (mut other, _) = after_password(&world).await;
    other.open("/sign-in/sms").await;
    let page = type_code(&mut other, &code).await;
    assert!(page.html.contains("no longer good"), "nothing was sent to it: {}", page.html);
    let mut app = world.phone();
    app.fetch_keys().await;
    app.open_session().await.ok();
    app.password(EMAIL, PASSWORD).await.ok();
    assert_ne!(world.newest_code().await, code);
    assert_eq!(app.sign_in_code(&code).await.code(), "wrong_code");
    // The words of the app's routes do not name it.
    let body = json!({ "session": app.session, "purpose": "browser_sign_in" });
    assert_eq!(app.call("/session/sms", &body).await.code(), "invalid_request");
}

#[tokio::test]
async fn the_apps_code_signs_no_browser_in() {
    let world = World::new().await;
    let mut app = world.phone();
    app.fetch_keys().await;
    app.open_session().await.ok();
    app.password(EMAIL, PASSWORD).await.ok();
    let apps = world.newest_code().await;
    let (mut browser, own) = sent(&world).await;
    assert_ne!(apps, own);
    let page = type_code(&mut browser, &apps).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn messages_count_with_all_others_of_the_account() {
    let world = World::new().await;
    let (mut browser, _) = after_password(&world).await;
    browser.open("/sign-in/sms").await;
    for _ in 0..5 {
        assert_eq!(browser.post("/sign-in/sms/send", &[]).await.status, 303);
    }
    let page = browser.post("/sign-in/sms/send", &[]).await;
    assert!(page.html.contains("Too many messages"), "{}", page.html);
    assert_eq!(world.sms_count().await, 5);
}

#[rstest]
#[case("UPDATE account SET sms_allowed = 0")]
#[case("UPDATE account SET number_verified_ms = NULL")]
#[case("UPDATE account SET frozen_ms = 1")]
#[tokio::test]
async fn who_may_not_is_offered_and_sent_nothing(#[case] change: &str) {
    let world = World::new().await;
    world.paired_phone().await;
    let (mut browser, code) = sent(&world).await;
    let before = world.sms_count().await;
    world.database().execute(change, []).unwrap();
    assert!(!browser.open("/sign-in").await.has("use-sms"));
    assert_eq!(browser.get("/sign-in/sms").await.location(), "/sign-in");
    browser.post("/sign-in/sms/send", &[]).await;
    assert_eq!(world.sms_count().await, before);
    assert_eq!(type_code(&mut browser, &code).await.location(), "/sign-in");
}

#[tokio::test]
async fn without_the_password_nothing_is_sent() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.open("/").await;
    assert_eq!(browser.get("/sign-in/sms").await.location(), "/sign-in");
    browser.post("/sign-in/sms/send", &[]).await;
    assert_eq!(world.sms_count().await, 0);
}
