//! Who may ask the phone, who may take an approval up, and what a browser is told.
//! PROTOCOL.md section 12.

use std::time::{Duration, SystemTime};

use assenso_core::otp::{Digits, OtpAlgorithm, Period, Totp};
use assenso_core::protocol::RequestState;
use assenso_service::Clock as _;

use super::common::browser::{Browser, Page};
use super::common::phone::Phone;
use super::common::{EMAIL, PASSWORD, World, other_code};

/// A browser that has signed in with an approval before, signed out again.
async fn known_browser(world: &World, phone: &mut Phone) -> Browser {
    let mut browser = world.browser();
    approved(&mut browser, phone).await;
    browser.post("/sign-out", &[]).await;
    browser
}

/// Signs a browser in with an approval.
async fn approved(browser: &mut Browser, phone: &mut Phone) {
    let number = browser.number().await;
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    let page = browser.go_on().await;
    assert!(page.has("signed-in"), "{}", page.html);
}

/// The code that the phone shows.
fn code(world: &World, phone: &Phone) -> String {
    let totp = Totp {
        algorithm: OtpAlgorithm::Sha256,
        digits: Digits::Six,
        period: Period::from_seconds(30).unwrap(),
    };
    let at = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(world.now_ms()));
    let agreed = phone.agreed.as_ref().unwrap();
    totp.code_at(&agreed.secret, at.unwrap()).unwrap().expose().to_owned()
}

/// A page without what differs between two browsers anyway.
fn comparable(page: &Page) -> String {
    page.html.replace(&page.csrf().unwrap_or_default(), "")
}

#[tokio::test]
async fn a_wrong_password_asks_nobody() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let page = browser.sign_in_as(EMAIL, "wrong").await;
    assert_eq!(page.status, 422);
    assert!(phone.inbox().await.is_empty());
    assert_eq!(browser.get("/sign-in").await.location(), "/");
}

#[tokio::test]
async fn the_page_is_the_same_for_an_address_that_nobody_has() {
    let world = World::new().await;
    let mut known = world.browser();
    let mut unknown = world.browser();
    let wrong = known.sign_in_as(EMAIL, "wrong").await;
    let nobody = unknown.sign_in_as("nobod@example.org", "wrong").await;
    assert_eq!(wrong.status, nobody.status);
    assert_eq!(comparable(&wrong), comparable(&nobody).replace("nobod@", "maria@"));
}

#[tokio::test]
async fn an_unknown_browser_never_displaces_a_known_one() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut known = known_browser(&world, &mut phone).await;
    let number = known.number().await;
    let request = phone.only_request().await;
    let mut stranger = world.browser();
    stranger.number().await;
    assert_eq!(phone.inbox().await.len(), 2, "one of each class");
    stranger.post("/sign-in/again", &[]).await;
    stranger.post("/sign-in/leave", &[]).await;
    assert_eq!(phone.only_request().await, request);
    phone.settle(&phone.approval_of(&request, &number)).await;
    assert!(known.go_on().await.has("signed-in"));
}

#[tokio::test]
async fn a_stranger_cannot_cancel_the_request_of_another_unknown_browser() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut owner = world.browser();
    let number = owner.number().await;
    let request = phone.only_request().await;
    let mut stranger = world.browser();
    let page = stranger.sign_in_as(EMAIL, PASSWORD).await;
    assert_eq!(page.text_of("outcome").as_deref(), Some("Not confirmed"));
    stranger.post("/sign-in/again", &[]).await;
    stranger.post("/sign-in/leave", &[]).await;
    assert_eq!(phone.only_request().await, request);
    phone.settle(&phone.approval_of(&request, &number)).await;
    assert!(owner.go_on().await.has("signed-in"));
}

#[tokio::test]
async fn another_browser_may_ask_when_the_first_request_has_ended() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    world.browser().number().await;
    world.advance(Duration::from_mins(2));
    world.browser().number().await;
    assert_eq!(phone.inbox().await.len(), 1);
}

#[tokio::test]
async fn a_newer_request_of_the_same_browser_takes_the_older_ones_place() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let old_number = browser.number().await;
    let old = phone.only_request().await;
    browser.post("/sign-in/again", &[]).await;
    let second = phone.only_request().await;
    assert_ne!(old, second);
    let reply = phone.submit(&phone.approval_of(&old, &old_number)).await;
    assert_eq!(reply.code(), "already_settled");
    // Typing the password again, even under a new cookie, is still the same browser.
    browser.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
    let third = phone.only_request().await;
    assert_ne!(second, third);
    assert_eq!(world.count("SELECT count(*) FROM request WHERE state = 'cancelled'"), 2);
}

#[tokio::test]
async fn an_approval_is_consumed_once() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    browser.open("/sign-in").await;
    let mut twin = browser.clone();
    let (one, two) =
        tokio::join!(browser.post("/sign-in/continue", &[]), twin.post("/sign-in/continue", &[]));
    let through = [&one, &two].iter().filter(|page| page.location() == "/signed-in").count();
    assert_eq!(through, 1);
    let consumed = "SELECT count(*) FROM request WHERE consumed_ms IS NOT NULL";
    assert_eq!(world.count(consumed), 1);
}

#[tokio::test]
async fn an_approval_is_worth_nothing_to_another_browser_session() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut owner = world.browser();
    let number = owner.number().await;
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    let mut stranger = world.browser();
    stranger.sign_in_as(EMAIL, PASSWORD).await;
    // Even if it could be made to name the other's request.
    let id = "(SELECT id FROM request WHERE state = 'approved')";
    let steal = format!("UPDATE browser_session SET stage = 'ask', request_id = {id}");
    world.database().execute(&steal, []).unwrap();
    let page = stranger.go_on().await;
    assert!(!page.has("signed-in"), "{}", page.html);
    assert!(owner.go_on().await.has("signed-in"));
}

#[tokio::test]
async fn an_approval_waits_60_seconds() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    for (waited, through) in [(59_999, true), (60_000, false)] {
        let mut browser = world.browser();
        let number = browser.number().await;
        let request = phone.only_request().await;
        phone.settle(&phone.approval_of(&request, &number)).await;
        browser.open("/sign-in").await;
        world.advance(Duration::from_millis(waited));
        let page = browser.post("/sign-in/continue", &[]).await;
        assert_eq!(page.location() == "/signed-in", through, "{waited}");
    }
}

#[rstest::rstest]
#[case::frozen("UPDATE account SET frozen_ms = 1")]
#[case::generation("UPDATE account SET generation = generation + 1")]
#[case::password("UPDATE account SET password_changed_ms = password_changed_ms + 3600000")]
#[tokio::test]
async fn an_approval_is_worth_nothing_if_the_account_changed(#[case] change: &str) {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    browser.open("/sign-in").await;
    world.database().execute(change, []).unwrap();
    let page = browser.post("/sign-in/continue", &[]).await;
    assert_ne!(page.location(), "/signed-in");
}

/// What an unknown and a known browser see after each ending.
async fn endings(world: &World, phone: &mut Phone, browser: &Browser) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for ending in [Some(RequestState::Denied), Some(RequestState::Burned), None] {
        let mut browser = browser.clone();
        let number = browser.number().await;
        let request = phone.only_request().await;
        match ending {
            Some(RequestState::Denied) => drop(phone.settle(&phone.denial_of(&request)).await),
            Some(_) => {
                let wrong = other_code(&number);
                drop(phone.settle(&phone.approval_of(&request, &wrong)).await);
            }
            None => world.advance(Duration::from_mins(2)),
        }
        assert!(browser.first_event().await.contains("data: over"));
        let page = browser.open("/sign-in").await;
        seen.push((page.text_of("outcome").unwrap(), comparable(&page)));
        browser.post("/sign-in/leave", &[]).await;
    }
    seen
}

#[tokio::test]
async fn an_unknown_browser_is_told_one_thing_whatever_happened() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let browser = world.browser();
    let mut seen = endings(&world, &mut phone, &browser).await;
    world.browser().number().await;
    let mut not_asked = world.browser();
    let page = not_asked.sign_in_as(EMAIL, PASSWORD).await;
    seen.push((page.text_of("outcome").unwrap(), comparable(&page)));
    assert_eq!(seen[0].0, "Not confirmed");
    assert!(seen[0].1.contains("Open the app, or use another method."));
    assert!(seen.iter().all(|ending| *ending == seen[0]), "{seen:#?}");
}

#[tokio::test]
async fn a_known_browser_is_told_what_happened_and_still_asked_every_time() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let browser = known_browser(&world, &mut phone).await;
    let seen: Vec<String> = endings(&world, &mut phone, &browser)
        .await
        .into_iter()
        .map(|(outcome, _)| outcome)
        .collect();
    assert_eq!(seen, ["Denied on your phone", "The number did not match", "Time is up"]);
}

#[tokio::test]
async fn the_phone_is_told_whether_the_browser_is_known() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = known_browser(&world, &mut phone).await;
    browser.number().await;
    let (_, claims, _) = phone.inbox().await.remove(0);
    let view = serde_json::to_value(&claims.view).unwrap();
    assert_eq!(view["known"], true);
}

#[tokio::test]
async fn a_cookie_from_before_signing_in_is_dead_after_it() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    browser.open("/").await;
    let before_password = browser.clone();
    let number = browser.number().await;
    let before_approval = browser.clone();
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    assert!(browser.go_on().await.has("signed-in"));
    for mut fixed in [before_password, before_approval] {
        assert_eq!(fixed.get("/sign-in").await.location(), "/");
        assert!(!fixed.open("/signed-in").await.has("signed-in"));
    }
    assert!(browser.open("/signed-in").await.has("signed-in"));
}

#[tokio::test]
async fn a_mailbox_without_a_phone_is_told_at_once_and_offered_nothing_that_cannot_work() {
    let world = World::new().await;
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    let said = page.text_of("outcome");
    assert_eq!(said.as_deref(), Some("This mailbox has no associated phone"));
    assert!(!page.has("again") && !page.has("use-code") && !page.has("number"));
    assert!(page.has("leave"));
}

#[tokio::test]
async fn a_fallback_code_signs_in_once() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let code = code(&world, &phone);
    let mut browser = world.browser();
    browser.number().await;
    browser.open("/sign-in/code").await;
    let (left, right) = code.split_at(3);
    let spaced = format!("{left} {right}");
    let page = browser.post("/sign-in/code", &[("code", &spaced)]).await;
    assert_eq!(page.location(), "/signed-in");
    let page = browser.open("/signed-in").await;
    assert_eq!(page.text_of("how").as_deref(), Some("With a code from the app"));
    assert!(phone.inbox().await.is_empty(), "the request that waited is cancelled");
    assert!(world.outbox().await.iter().any(|notice| notice["channel"] == "phone"));
    let node = world.another_node().await;
    let mut again = Browser::new(&world.http, node.address);
    again.number().await;
    again.open("/sign-in/code").await;
    let page = again.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(page.status, 422, "the code was used before");
    world.advance(Duration::from_secs(30));
    let next = self::code(&world, &phone);
    let page = again.post("/sign-in/code", &[("code", &next)]).await;
    assert_eq!(page.location(), "/signed-in");
}

#[tokio::test]
async fn a_code_is_good_one_step_early_and_one_step_late() {
    let world = World::new().await;
    let phone = world.paired_phone().await;
    let start = world.clock.now();
    let step = Duration::from_secs(30);
    for (early, late, good) in
        [(2, 0, false), (0, 2, false), (1, 0, true), (0, 0, true), (0, 1, true)]
    {
        let shown_at = start.plus(Duration::from_mins(10));
        world.clock.set(shown_at);
        let code = code(&world, &phone);
        world.clock.set(shown_at.minus(step.saturating_mul(early)).plus(step.saturating_mul(late)));
        world.database().execute("UPDATE device SET totp_last_step = 0", []).unwrap();
        let mut browser = world.browser();
        browser.sign_in_as(EMAIL, PASSWORD).await;
        browser.open("/sign-in/code").await;
        let page = browser.post("/sign-in/code", &[("code", &code)]).await;
        assert_eq!(page.location() == "/signed-in", good, "{early} {late}");
        browser.post("/sign-in/leave", &[]).await;
    }
}

#[tokio::test]
async fn wrong_fallback_codes_count_with_all_others() {
    let world = World::new().await;
    let phone = world.paired_phone().await;
    let mut app = world.phone();
    app.open_session().await.ok();
    app.password(EMAIL, PASSWORD).await.ok();
    let wrong = other_code(&world.newest_code().await);
    app.sign_in_code(&wrong).await;
    let mut browser = world.browser();
    browser.number().await;
    browser.open("/sign-in/code").await;
    for _ in 0..9 {
        let wrong = other_code(&code(&world, &phone));
        let page = browser.post("/sign-in/code", &[("code", &wrong)]).await;
        assert_eq!(page.status, 422);
    }
    let right = code(&world, &phone);
    let page = browser.post("/sign-in/code", &[("code", &right)]).await;
    assert_eq!(page.status, 422);
    assert!(page.html.contains("Too many wrong codes today"), "{}", page.html);
    let reply = app.sign_in_code(&world.newest_code().await).await;
    assert_eq!(reply.code(), "too_many_tries");
}

#[tokio::test]
async fn a_code_makes_no_browser_known() {
    let world = World::new().await;
    let phone = world.paired_phone().await;
    let mut browser = world.browser();
    browser.number().await;
    browser.open("/sign-in/code").await;
    browser.post("/sign-in/code", &[("code", &code(&world, &phone))]).await;
    assert!(browser.open("/signed-in").await.has("signed-in"));
    assert_eq!(world.count("SELECT count(*) FROM known_browser"), 0);
    assert!(!browser.cookies.keys().any(|name| name.ends_with("_known")));
}

#[tokio::test]
async fn a_method_that_is_switched_off_is_not_offered_and_does_not_work() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    world.database().execute("UPDATE account SET code_allowed = 0", []).unwrap();
    let mut browser = world.browser();
    let page = browser.sign_in_as(EMAIL, PASSWORD).await;
    assert!(!page.has("use-code"));
    let right = code(&world, &phone);
    let page = browser.post("/sign-in/code", &[("code", &right)]).await;
    assert_eq!(page.location(), "/sign-in");
    browser.post("/sign-in/leave", &[]).await;
    world.database().execute("UPDATE account SET code_allowed = 1, push_allowed = 0", []).unwrap();
    let page = browser.sign_in_as(EMAIL, PASSWORD).await;
    assert!(!page.has("number") && !page.has("again") && page.has("use-code"));
    assert!(phone.inbox().await.is_empty());
}

#[tokio::test]
async fn an_owner_who_prefers_codes_is_asked_for_one_first() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    world.database().execute("UPDATE account SET primary_method = 'code'", []).unwrap();
    let mut browser = world.browser();
    let page = browser.sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.has("code"), "{}", page.html);
    assert!(phone.inbox().await.is_empty());
    browser.post("/sign-in/again", &[]).await;
    assert!(browser.open("/sign-in").await.has("number"));
    assert_eq!(phone.inbox().await.len(), 1);
}

#[tokio::test]
async fn leaving_cancels_the_request() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    browser.number().await;
    assert_eq!(browser.post("/sign-in/leave", &[]).await.location(), "/");
    assert!(phone.inbox().await.is_empty());
    assert!(browser.open("/sign-in").await.has("password"));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    approved(&mut browser, &mut phone).await;
    let mut copy = browser.clone();
    browser.post("/sign-out", &[]).await;
    assert!(!copy.open("/signed-in").await.has("signed-in"));
}

#[tokio::test]
async fn a_password_change_ends_every_browser_session() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    approved(&mut browser, &mut phone).await;
    world.advance(Duration::from_secs(1));
    let now = i64::try_from(world.now_ms()).unwrap();
    world.database().execute("UPDATE account SET password_changed_ms = ?1", [now]).unwrap();
    assert!(!browser.open("/signed-in").await.has("signed-in"));
}
