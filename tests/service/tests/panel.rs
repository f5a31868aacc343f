//! The account panel: what a browser that is signed in changes once the phone agrees, and never
//! without it.

use std::time::Duration;

use assenso_core::protocol::{ActionView, AssociationStatus, PanelAction, RequestClaims};
use rstest::rstest;

use crate::actions::powerful;
use crate::common::browser::{Browser, Page};
use crate::common::phone::{Phone, unverified};
use crate::common::{EMAIL, NUMBER, PASSWORD, World, code_in, other_code};

const NEW_NUMBER: &str = "+393479999999";
const NOTICES: &str = "maria@elsewhere.example";
const OTHER_NOTICES: &str = "maria@third.example";

/// A phone without anything held, and a browser that it let in.
async fn scene(world: &World) -> (Phone, Browser) {
    let mut phone = powerful(world).await;
    let browser = let_in(world, &mut phone).await;
    (phone, browser)
}

/// A browser that signed in with an approval of this phone.
async fn let_in(world: &World, phone: &mut Phone) -> Browser {
    let mut browser = world.browser();
    let number = browser.number().await;
    answer(phone, Some(&number)).await;
    assert!(browser.go_on().await.has("signed-in"));
    browser
}

async fn answer(phone: &mut Phone, number: Option<&str>) {
    let request = phone.only_request().await;
    let answer = match number {
        Some(number) => phone.approval_of(&request, number),
        None => phone.denial_of(&request),
    };
    phone.settle(&answer).await;
}

async fn turn_off(browser: &mut Browser, password: &str) -> Page {
    browser.open("/two-step/off").await;
    browser.post("/two-step/off", &[("password", password)]).await
}

/// Takes an approval up, as the script of the page does.
async fn take_up(browser: &mut Browser) -> Page {
    browser.open("/change").await;
    browser.post("/change/continue", &[]).await;
    browser.open("/change").await
}

fn is_on(world: &World) -> bool {
    world.count("SELECT two_step FROM account") == 1
}

async fn asked_action(phone: &mut Phone) -> PanelAction {
    let claims: RequestClaims = unverified(&phone.only_request().await);
    assert_eq!(claims.kind, ActionView::KIND);
    ActionView::from_members(&claims.view).unwrap().action
}

/// The newest message to somebody, in whose text `part` stands.
async fn told(world: &World, to: &str, part: &str) -> Option<String> {
    let outbox = world.outbox().await;
    let mut texts = outbox.iter().filter(|message| message["to"] == to);
    texts
        .find_map(|message| Some(message["text"].as_str()?.to_owned()).filter(|t| t.contains(part)))
}

async fn freeze_by(world: &World, text: &str) {
    let (_, token) = text.split_once("/contest/").unwrap();
    let page = world.browser().post_as_is(&format!("/contest/{token}"), &[]).await;
    assert!(page.html.contains("The account is frozen"), "{}", page.html);
}

#[tokio::test]
async fn verification_goes_off_after_the_password_a_second_press_and_the_phone() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let page = turn_off(&mut browser, "a guess").await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("error").unwrap().contains("password is wrong"));
    assert!(phone.inbox().await.is_empty(), "nothing is asked without the password");

    assert_eq!(turn_off(&mut browser, PASSWORD).await.location(), "/change");
    let page = browser.open("/change").await;
    let number = page.text_of("number").unwrap();
    assert_eq!(page.text_of("asked").unwrap(), "turn off 2-step verification");
    assert_eq!(asked_action(&mut phone).await, PanelAction::Deactivate {});
    answer(&mut phone, Some(&number)).await;
    assert!(is_on(&world), "the browser has yet to take it up");

    let page = take_up(&mut browser).await;
    assert_eq!(page.text_of("outcome").unwrap(), "2-step verification is off");
    assert!(!is_on(&world));
    assert_eq!(phone.association().await.state, AssociationStatus::Deactivated);
    for to in [EMAIL, NUMBER] {
        assert!(told(&world, to, "2-step verification is off").await.is_some(), "{to}");
    }
    assert!(browser.open("/two-step").await.has("off"));
    assert!(world.browser().sign_in_as(EMAIL, PASSWORD).await.has("signed-in"));
}

#[rstest]
#[case::denied(None, "Denied on your phone")]
#[case::mistyped(Some("x"), "The number did not match")]
#[tokio::test]
async fn what_the_phone_does_not_allow_changes_nothing(
    #[case] typed: Option<&str>,
    #[case] said: &str,
) {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    turn_off(&mut browser, PASSWORD).await;
    let right = browser.open("/change").await.text_of("number").unwrap();
    let wrong = if right == "00" { "01" } else { "00" };
    answer(&mut phone, typed.map(|_| wrong)).await;
    let page = take_up(&mut browser).await;
    assert_eq!(page.text_of("outcome").unwrap(), said);
    assert!(is_on(&world));
}

#[tokio::test]
async fn an_approval_is_taken_up_within_a_minute_by_the_browser_that_asked() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let mut other = let_in(&world, &mut phone).await;
    turn_off(&mut browser, PASSWORD).await;
    let number = browser.open("/change").await.text_of("number").unwrap();
    answer(&mut phone, Some(&number)).await;
    assert!(!take_up(&mut other).await.has("outcome"), "it asked nothing");
    assert!(is_on(&world));
    world.advance(Duration::from_mins(1));
    assert_eq!(take_up(&mut browser).await.text_of("outcome").unwrap(), "Time is up");
    assert!(is_on(&world));
}

#[tokio::test]
async fn nobody_answers_and_the_time_is_up() {
    let world = World::new().await;
    let (_phone, mut browser) = scene(&world).await;
    turn_off(&mut browser, PASSWORD).await;
    world.advance(Duration::from_mins(2));
    assert_eq!(take_up(&mut browser).await.text_of("outcome").unwrap(), "Time is up");
    assert!(is_on(&world));
}

#[rstest]
#[case::frozen("UPDATE account SET frozen_ms = 1")]
#[case::held("UPDATE account SET held = 'widening', full_power_from_ms = 9000000000000")]
#[case::another_generation("UPDATE account SET generation = generation + 1")]
#[case::another_password("UPDATE account SET password_changed_ms = 9000000000000")]
#[tokio::test]
async fn what_changed_meanwhile_voids_an_approval(#[case] change: &str) {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    turn_off(&mut browser, PASSWORD).await;
    let number = browser.open("/change").await.text_of("number").unwrap();
    answer(&mut phone, Some(&number)).await;
    world.database().execute(change, []).unwrap();
    browser.post("/change/continue", &[]).await;
    assert!(is_on(&world));
}

#[tokio::test]
async fn on_probation_the_panel_says_until_when_and_asks_nothing() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = let_in(&world, &mut phone).await;
    assert!(browser.open("/two-step").await.text_of("held").unwrap().contains(" UTC"));
    for path in ["/two-step/off", "/methods", "/number"] {
        let page = browser.open(path).await;
        assert!(page.text_of("hindrance").unwrap().contains("until 20"), "{path}: {}", page.html);
        assert!(!page.has("password"), "{path}");
    }
    let page = turn_off(&mut browser, PASSWORD).await;
    assert_eq!(page.status, 422);
    let fields = [("first", "push"), ("code", "yes"), ("sms", "yes"), ("password", PASSWORD)];
    assert_eq!(browser.post("/methods", &fields).await.status, 422);
    let fields = [("number", NEW_NUMBER), ("by", "sms"), ("password", PASSWORD)];
    assert_eq!(browser.post("/number", &fields).await.status, 422);
    assert!(phone.inbox().await.is_empty());
    assert!(told(&world, NEW_NUMBER, "").await.is_none());
}

#[tokio::test]
async fn while_settings_are_held_verification_goes_off_and_nothing_else() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let held = "UPDATE account SET held = 'settings', full_power_from_ms = 9000000000000";
    world.database().execute(held, []).unwrap();
    assert!(browser.open("/methods").await.has("hindrance"));
    assert_eq!(turn_off(&mut browser, PASSWORD).await.location(), "/change");
    assert_eq!(asked_action(&mut phone).await, PanelAction::Deactivate {});
}

#[tokio::test]
async fn without_a_phone_the_panel_says_so_at_once() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    phone.call("/sign-out", &serde_json::json!({ "nonce": "AAAAAAAAAAAAAAAAAAAAAA" })).await.ok();
    assert!(browser.open("/two-step").await.text_of("phone").unwrap().contains("none"));
    let page = browser.open("/two-step/off").await;
    assert!(page.text_of("hindrance").unwrap().contains("none is associated"), "{}", page.html);
    assert_eq!(turn_off(&mut browser, PASSWORD).await.status, 422);
    assert!(is_on(&world));
}

#[tokio::test]
async fn the_methods_that_the_phone_agreed_to_count_from_the_next_sign_in() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    browser.open("/methods").await;
    let without = [("first", "code"), ("sms", "yes"), ("password", PASSWORD)];
    assert_eq!(browser.post("/methods", &without).await.status, 422, "first, but not allowed");
    let fields = [("first", "code"), ("code", "yes"), ("password", PASSWORD)];
    assert_eq!(browser.post("/methods", &fields).await.location(), "/change");
    let number = browser.open("/change").await.text_of("number").unwrap();
    let asked = asked_action(&mut phone).await;
    assert!(matches!(asked, PanelAction::Methods { code: true, sms: false, .. }), "{asked:?}");
    answer(&mut phone, Some(&number)).await;
    assert_eq!(take_up(&mut browser).await.text_of("outcome").unwrap(), "Saved");
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.has("code") && !page.has("use-sms"), "{}", page.html);

    // Whoever was it not goes back: the code and SMS that were allowed before stay as they are.
    let text = told(&world, NUMBER, "beside the phone was changed").await.unwrap();
    freeze_by(&world, &text).await;
    assert_eq!(world.count("SELECT sms_allowed FROM account"), 0, "freezing grants nothing");
}

/// Gives a new number and the password; the codes are sent.
async fn give_number(browser: &mut Browser, number: &str, by: &str) -> Page {
    browser.open("/number").await;
    browser.post("/number", &[("number", number), ("by", by), ("password", PASSWORD)]).await
}

async fn type_codes(browser: &mut Browser, new: &str, other: &str) -> Page {
    browser.open("/number").await;
    browser.post("/number/codes", &[("new", new), ("other", other)]).await
}

async fn code_to(world: &World, to: &str) -> String {
    code_in(&told(world, to, "NEW NUMBER").await.unwrap())
}

fn number_of(world: &World) -> String {
    let database = world.database();
    database.query_row("SELECT number FROM account", [], |row| row.get(0)).unwrap()
}

#[rstest]
#[case::by_the_number_before("sms", NUMBER)]
#[case::by_the_notice_address("mail", NOTICES)]
#[tokio::test]
async fn a_number_is_changed_with_two_codes_and_the_phone(#[case] by: &str, #[case] other: &str) {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let notices = "UPDATE account SET notice_address = ?1, notice_verified_ms = 1";
    world.database().execute(notices, [NOTICES]).unwrap();
    assert_eq!(give_number(&mut browser, "347 9999999", by).await.status, 303);
    let (new, old) = (code_to(&world, NEW_NUMBER).await, code_to(&world, other).await);
    let page = type_codes(&mut browser, &new, &other_code(&old)).await;
    assert_eq!(page.status, 422, "one right code is not enough");
    assert!(phone.inbox().await.is_empty());
    assert_eq!(type_codes(&mut browser, &new, &old).await.location(), "/change");
    let page = browser.open("/change").await;
    assert_eq!(page.text_of("asked-new").unwrap(), NEW_NUMBER);
    let PanelAction::Number { number } = asked_action(&mut phone).await else { panic!() };
    assert_eq!(number.as_str(), NEW_NUMBER);
    assert_eq!(number_of(&world), NUMBER, "the phone has yet to agree");
    answer(&mut phone, page.text_of("number").as_deref()).await;
    assert_eq!(take_up(&mut browser).await.text_of("outcome").unwrap(), "The number was changed");
    assert_eq!(number_of(&world), NEW_NUMBER);

    // Both numbers are told; only the one before can stop it, and gets everything back.
    let old = told(&world, NUMBER, "now go to the number").await.unwrap();
    let new = told(&world, NEW_NUMBER, "now go to the number").await.unwrap();
    assert!(old.contains("/contest/") && !new.contains("/contest/"));
    freeze_by(&world, &old).await;
    assert_eq!(number_of(&world), NUMBER);
}

#[tokio::test]
async fn codes_for_a_number_are_good_for_that_number_browser_and_purpose() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let mut other = let_in(&world, &mut phone).await;
    give_number(&mut browser, NEW_NUMBER, "sms").await;
    let (new, old) = (code_to(&world, NEW_NUMBER).await, code_to(&world, NUMBER).await);
    assert_eq!(type_codes(&mut browser, &old, &new).await.status, 422, "swapped");
    assert_eq!(type_codes(&mut other, &new, &old).await.status, 422, "another browser");
    // Another number: the codes of the one before are no longer good.
    give_number(&mut browser, "+393478888888", "sms").await;
    assert_eq!(type_codes(&mut browser, &new, &old).await.status, 422);
    assert!(phone.inbox().await.is_empty());
    assert_eq!(number_of(&world), NUMBER);
}

#[rstest]
#[case("02 1234567", "no mobile number")]
#[case(NUMBER, "number in use")]
#[tokio::test]
async fn a_number_that_is_none_or_no_other_is_refused(#[case] number: &str, #[case] said: &str) {
    let world = World::new().await;
    let (_phone, mut browser) = scene(&world).await;
    let page = give_number(&mut browser, number, "sms").await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("error").unwrap().contains(said), "{}", page.html);
    assert!(told(&world, NUMBER, "NEW NUMBER").await.is_none());
}

#[tokio::test]
async fn another_notice_address_needs_its_code_and_the_phone_and_the_one_before_can_stop_it() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let notices = "UPDATE account SET notice_address = ?1, notice_verified_ms = 1";
    world.database().execute(notices, [NOTICES]).unwrap();
    browser.open("/notice-address").await;
    let fields = [("address", OTHER_NOTICES), ("password", PASSWORD)];
    assert_eq!(browser.post("/notice-address", &fields).await.status, 303);
    let code = code_in(&told(&world, OTHER_NOTICES, "confirms").await.unwrap());
    browser.open("/notice-address").await;
    let page = browser.post("/notice-address/code", &[("code", &code)]).await;
    assert_eq!(page.location(), "/change");
    let number = browser.open("/change").await.text_of("number").unwrap();
    let address = "SELECT count(*) FROM account WHERE notice_address = 'maria@third.example'";
    assert_eq!(world.count(address), 0);
    answer(&mut phone, Some(&number)).await;
    take_up(&mut browser).await;
    assert_eq!(world.count(address), 1);
    let text = told(&world, NOTICES, "now told to").await.unwrap();
    freeze_by(&world, &text).await;
    assert_eq!(world.count(address), 0);
    assert_eq!(world.count("SELECT count(*) FROM account WHERE notice_verified_ms > 0"), 1);
}

#[tokio::test]
async fn other_browsers_are_listed_and_signed_out_with_what_they_asked() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    let mut thief = let_in(&world, &mut phone).await;
    let page = browser.open("/browsers").await;
    assert!(page.html.contains("Firefox on Linux") && page.has("end-others"), "{}", page.html);
    turn_off(&mut thief, PASSWORD).await;
    assert_eq!(phone.inbox().await.len(), 1);
    browser.open("/browsers").await;
    browser.post("/browsers", &[]).await;
    assert!(browser.open("/browsers").await.has("alone"));
    assert!(phone.inbox().await.is_empty());
    assert!(!thief.open("/signed-in").await.has("signed-in"));
    assert!(browser.open("/signed-in").await.has("signed-in"));
}

#[tokio::test]
async fn whoever_guesses_the_password_in_the_panel_is_signed_out() {
    let world = World::new().await;
    let (mut phone, mut browser) = scene(&world).await;
    for _ in 0..5 {
        assert_eq!(turn_off(&mut browser, "a guess").await.status, 422);
    }
    assert_eq!(turn_off(&mut browser, PASSWORD).await.location(), "/");
    assert!(!browser.open("/signed-in").await.has("signed-in"));
    assert!(phone.inbox().await.is_empty());
}
