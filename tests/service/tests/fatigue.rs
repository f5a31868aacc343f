//! Whoever has the password and asks again and again: each request costs more time, and three
//! wrong numbers or "it was not me" end it until the password changes.

use std::time::Duration;

use assenso_core::protocol::ReportReason;
use assenso_service::Policy;
use rstest::rstest;

use crate::common::browser::{Browser, Page};
use crate::common::phone::Phone;
use crate::common::{EMAIL, PASSWORD, World};
use crate::reporting::claims;

const NEW: &str = "nine zebras under a bridge";
const SECOND: Duration = Duration::from_secs(1);

/// A provider with the back-off that it has outside of tests.
async fn world() -> World {
    World::new().await.with_policy(Policy::default()).await
}

async fn asks(browser: &mut Browser) -> Option<String> {
    browser.sign_in_as(EMAIL, PASSWORD).await.text_of("number")
}

/// Presses "Request again".
async fn again(browser: &mut Browser) -> Page {
    browser.post("/sign-in/again", &[]).await;
    browser.open("/sign-in").await
}

async fn deny(phone: &mut Phone) -> String {
    let request = phone.only_request().await;
    let denial = phone.denial_of(&request);
    phone.settle(&denial).await;
    denial
}

async fn mistype(world: &World, phone: &mut Phone, browser: &mut Browser) {
    let number = browser.sign_in_as(EMAIL, PASSWORD).await.text_of("number").unwrap();
    let wrong = if number == "00" { "01" } else { "00" };
    let request = phone.only_request().await;
    let answer = phone.approval_of(&request, wrong);
    phone.settle(&answer).await;
    world.advance(Duration::from_hours(1));
}

async fn approve(phone: &mut Phone, number: &str) {
    let request = phone.only_request().await;
    let approval = phone.approval_of(&request, number);
    phone.settle(&approval).await;
}

/// Signs in with a code by SMS, and changes the password.
async fn change_password(world: &World, current: &str, new: &str) -> Page {
    let mut browser = world.browser();
    browser.sign_in_as(EMAIL, PASSWORD).await;
    browser.open("/sign-in/sms").await;
    browser.post("/sign-in/sms/send", &[]).await;
    browser.open("/sign-in/sms").await;
    let code = world.newest_code().await;
    browser.post("/sign-in/sms", &[("code", &code)]).await;
    browser.open("/password").await;
    browser.post("/password", &[("current", current), ("new", new), ("again", new)]).await
}

#[tokio::test]
async fn an_unknown_browser_waits_ten_seconds_then_twenty_then_longer() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    assert!(asks(&mut browser).await.is_some());
    for wait in [10, 20, 40, 80] {
        deny(&mut phone).await;
        world.advance((wait * SECOND).saturating_sub(Duration::from_millis(1)));
        let page = again(&mut browser).await;
        assert!(page.has("outcome") && page.has("again-wait"), "too soon: {}", page.html);
        assert!(phone.inbox().await.is_empty());
        world.advance(Duration::from_millis(1));
        let page = again(&mut browser).await;
        assert!(page.has("number"), "after {wait} s: {}", page.html);
    }
}

#[tokio::test]
async fn it_is_the_accounts_wait_whatever_browser_asks_and_at_most_an_hour() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    for _ in 0..12 {
        let number = asks(&mut world.browser()).await;
        assert!(number.is_some());
        deny(&mut phone).await;
        assert_eq!(asks(&mut world.browser()).await, None, "too soon");
        world.advance(Duration::from_hours(1));
    }
}

#[tokio::test]
async fn a_request_that_waits_stays_when_another_comes_too_soon() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = asks(&mut browser).await.unwrap();
    let page = again(&mut browser).await;
    assert_eq!(page.text_of("number"), Some(number.clone()));
    approve(&mut phone, &number).await;
    assert!(browser.go_on().await.html.contains(EMAIL));
    // An approval ends the waiting.
    assert!(asks(&mut world.browser()).await.is_some());
}

#[tokio::test]
async fn a_known_browser_does_not_wait() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    let mut known = world.browser();
    let number = asks(&mut known).await.unwrap();
    approve(&mut phone, &number).await;
    known.go_on().await;
    known.post("/sign-out", &[]).await;
    for _ in 0..4 {
        assert!(asks(&mut known).await.is_some());
        deny(&mut phone).await;
    }
}

#[tokio::test]
async fn after_three_wrong_numbers_in_a_day_no_unknown_browser_asks_until_the_password_changes() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    let mut known = world.browser();
    let number = asks(&mut known).await.unwrap();
    approve(&mut phone, &number).await;
    known.go_on().await;
    known.post("/sign-out", &[]).await;
    for _ in 0..3 {
        mistype(&world, &mut phone, &mut world.browser()).await;
    }
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.html.contains("Not confirmed") && !page.has("again"), "{}", page.html);
    assert!(page.has("use-code") && page.has("use-sms"), "{}", page.html);
    assert!(phone.inbox().await.is_empty());
    let told = world.outbox().await;
    let subject = "Your phone is not asked about new browsers";
    assert!(told.iter().any(|message| message["subject"] == subject));
    assert!(asks(&mut known).await.is_some(), "a known browser still asks");
    known.post("/sign-in/leave", &[]).await;
    world.advance(Duration::from_hours(24 * 30));
    assert_eq!(asks(&mut world.browser()).await, None);

    assert_eq!(change_password(&world, PASSWORD, NEW).await.location(), "/signed-in");
    let page = world.browser().sign_in_as(EMAIL, NEW).await;
    assert!(page.has("number"), "{}", page.html);
}

#[tokio::test]
async fn three_wrong_numbers_on_three_days_are_mistakes() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    for _ in 0..4 {
        mistype(&world, &mut phone, &mut world.browser()).await;
        world.advance(Duration::from_hours(12));
    }
    assert!(asks(&mut world.browser()).await.is_some());
}

#[tokio::test]
async fn what_was_before_the_password_changed_says_nothing_about_the_new_one() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    asks(&mut world.browser()).await.unwrap();
    let denial = deny(&mut phone).await;
    world.advance(Duration::from_hours(1));
    for _ in 0..2 {
        mistype(&world, &mut phone, &mut world.browser()).await;
    }
    assert_eq!(change_password(&world, PASSWORD, NEW).await.location(), "/signed-in");
    world.advance(Duration::from_mins(1));
    // Reported late, and a third wrong number: neither is about this password.
    let report = phone.possession.sign(&claims(&phone, &denial, ReportReason::NotMe));
    phone.call("/report", &serde_json::json!({ "report": report })).await.ok();
    let number = world.browser().sign_in_as(EMAIL, NEW).await.text_of("number").unwrap();
    let request = phone.only_request().await;
    let wrong = phone.approval_of(&request, if number == "00" { "01" } else { "00" });
    phone.settle(&wrong).await;
    world.advance(Duration::from_hours(1));
    assert!(world.browser().sign_in_as(EMAIL, NEW).await.has("number"));
}

#[rstest]
#[case(ReportReason::NotMe, false)]
#[case(ReportReason::Mistake, true)]
#[tokio::test]
async fn it_was_not_me_ends_the_requests_of_unknown_browsers(
    #[case] reason: ReportReason,
    #[case] goes_on: bool,
) {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    asks(&mut world.browser()).await.unwrap();
    let denial = deny(&mut phone).await;
    let report = phone.possession.sign(&claims(&phone, &denial, reason));
    phone.call("/report", &serde_json::json!({ "report": report })).await.ok();
    world.advance(Duration::from_hours(1));
    assert_eq!(asks(&mut world.browser()).await.is_some(), goes_on);
}

#[tokio::test]
async fn a_changed_password_signs_everybody_else_out_and_is_told_with_a_way_to_contest_it() {
    let world = world().await;
    let mut phone = world.paired_phone().await;
    let mut other = world.browser();
    let number = asks(&mut other).await.unwrap();
    approve(&mut phone, &number).await;
    other.go_on().await;
    world.advance(SECOND);
    assert_eq!(change_password(&world, PASSWORD, NEW).await.location(), "/signed-in");
    assert_eq!(other.get("/signed-in").await.location(), "/");
    assert!(world.browser().sign_in_as(EMAIL, PASSWORD).await.has("error"));
    let told = world.outbox().await;
    let changed = told.iter().filter(|message| {
        message["text"].as_str().is_some_and(|text| text.contains("was changed"))
    });
    let with_link = changed
        .clone()
        .filter(|message| message["text"].as_str().is_some_and(|text| text.contains("/contest/")));
    assert_eq!((changed.count(), with_link.count()), (2, 1), "mailbox and SMS");
    assert_eq!(phone.association().await.generation, 1, "the phone stays");
}

#[rstest]
#[case("wrong one", NEW, NEW, "is wrong")]
#[case(PASSWORD, NEW, "another", "differ")]
#[case(PASSWORD, "short", "short", "8 to 1,024")]
#[case(PASSWORD, "èèèèèè1", "èèèèèè1", "8 to 1,024")]
#[case(PASSWORD, PASSWORD, PASSWORD, "current password")]
#[tokio::test]
async fn what_is_typed_wrong_changes_nothing_and_says_what_to_do(
    #[case] current: &str,
    #[case] new: &str,
    #[case] again: &str,
    #[case] said: &str,
) {
    let world = World::new().await;
    world.database().execute("UPDATE account SET two_step = 0", []).unwrap();
    let mut browser = world.browser();
    browser.sign_in_as(EMAIL, PASSWORD).await;
    browser.open("/password").await;
    let fields = [("current", current), ("new", new), ("again", again)];
    let page = browser.post("/password", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("error").unwrap().contains(said), "{}", page.html);
    assert!(browser.open("/signed-in").await.has("signed-in"));
}

#[tokio::test]
async fn whoever_has_the_cookie_guesses_five_passwords_and_is_out() {
    let world = World::new().await;
    world.database().execute("UPDATE account SET two_step = 0", []).unwrap();
    let mut browser = world.browser();
    browser.sign_in_as(EMAIL, PASSWORD).await;
    browser.open("/password").await;
    let guess = [("current", "a guess"), ("new", NEW), ("again", NEW)];
    for _ in 0..5 {
        assert_eq!(browser.post("/password", &guess).await.status, 422);
    }
    let right = [("current", PASSWORD), ("new", NEW), ("again", NEW)];
    assert_eq!(browser.post("/password", &right).await.location(), "/");
    assert_eq!(browser.get("/signed-in").await.location(), "/");
    assert!(world.browser().sign_in_as(EMAIL, PASSWORD).await.has("signed-in"), "unchanged");
}

#[tokio::test]
async fn nobody_who_is_not_signed_in_sees_or_sends_the_form() {
    let world = World::new().await;
    world.paired_phone().await;
    let mut browser = world.browser();
    browser.sign_in_as(EMAIL, PASSWORD).await;
    assert_eq!(browser.get("/password").await.location(), "/");
    let fields = [("current", PASSWORD), ("new", NEW), ("again", NEW)];
    assert_eq!(browser.post("/password", &fields).await.location(), "/");
    assert!(world.browser().sign_in_as(EMAIL, NEW).await.has("error"));
}
