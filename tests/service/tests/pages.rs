//! The pages themselves: forms, headers, cookies, languages, the live update, the outbox.

use std::time::Duration;

use assenso_service::SeedAccount;
use rstest::rstest;
use serde_json::Value;

use super::common::{EMAIL, PASSWORD, World, account};

const FORMS: [&str; 8] = [
    "/invitation",
    "/sign-in",
    "/sign-in/again",
    "/sign-in/continue",
    "/sign-in/leave",
    "/sign-in/code",
    "/sign-out",
    "/sign-in",
];

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    browser.open("/sign-in").await;
    let fields = [("email", EMAIL), ("password", PASSWORD), ("code", "123456")];
    for form in FORMS {
        let page = browser.post_as_is(form, &fields).await;
        assert_eq!(page.status, 403, "{form}");
        let mut forged = fields.to_vec();
        forged.push(("csrf", "AAAA"));
        assert_eq!(browser.post_as_is(form, &forged).await.status, 403, "{form}");
    }
    assert!(browser.go_on().await.has("signed-in"), "nothing was done by the forged forms");
}

#[tokio::test]
async fn a_token_is_worth_nothing_in_another_browser() {
    let world = World::new().await;
    let (mut one, mut two) = (world.browser(), world.browser());
    let token = one.open("/").await.csrf().unwrap();
    two.open("/").await;
    let fields = [("email", EMAIL), ("password", PASSWORD), ("csrf", &*token)];
    assert_eq!(two.post_as_is("/sign-in", &fields).await.status, 403);
    let mut without_cookie = world.browser();
    assert_eq!(without_cookie.post_as_is("/sign-in", &fields).await.status, 403);
}

#[rstest]
#[case("/")]
#[case("/sign-in")]
#[case("/sign-in/code")]
#[case("/signed-in")]
#[case("/invitation")]
#[case("/.well-known/assenso/invite")]
#[case("/outbox")]
#[case("/outbox.json")]
#[case("/assets/style.css")]
#[case("/assets/sign-in.js")]
#[case("/assets/invitation.js")]
#[case("/no-such-page")]
#[tokio::test]
async fn every_page_has_the_strict_headers(#[case] path: &str) {
    let world = World::new().await;
    let page = world.browser().get(path).await;
    let header = |name: &str| page.headers[name].to_str().unwrap().to_owned();
    assert_eq!(
        header("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(header("x-frame-options"), "DENY");
}

#[tokio::test]
async fn no_page_has_inline_script_or_style() {
    let world = World::new().await;
    world.paired_phone().await;
    let mut browser = world.browser();
    let mut pages = vec![browser.open("/").await, browser.sign_in_as(EMAIL, PASSWORD).await];
    for path in ["/sign-in/code", "/outbox", "/no-such-page"] {
        pages.push(browser.open(path).await);
    }
    for page in pages {
        for inline in ["<style", " style=", "onclick", "onload", "javascript:"] {
            assert!(!page.html.contains(inline), "{inline}: {}", page.html);
        }
        let scripts = page.html.matches("<script").count();
        assert_eq!(scripts, page.html.matches("<script src=\"/assets/").count());
    }
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get("/?lang=it").await;
    let cookies: Vec<&str> =
        page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2);
    for cookie in cookies {
        assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
        assert!(cookie.contains("; Path=/"), "{cookie}");
    }
}

#[tokio::test]
async fn pages_are_in_the_language_that_is_accepted_or_chosen() {
    let world = World::new().await;
    let mut browser = world.browser();
    assert!(browser.open("/").await.html.contains("<html lang=\"en\">"));
    browser.language = "it-IT,it;q=0.9,en;q=0.5";
    assert!(browser.open("/").await.html.contains("Indirizzo e-mail"));
    assert!(browser.open("/?lang=en").await.html.contains("E-mail address"));
    assert!(browser.open("/").await.html.contains("E-mail address"), "the choice is kept");
    let page = browser.sign_in_as(EMAIL, "wrong").await;
    assert!(page.html.contains("The e-mail address or the password is wrong."));
}

#[tokio::test]
async fn what_was_typed_is_shown_as_text() {
    let world = World::new().await;
    let page = world.browser().sign_in_as("\"><script>alert(1)</script>", "x").await;
    assert!(!page.html.contains("<script>alert"), "{}", page.html);
}

#[tokio::test]
async fn the_page_goes_on_by_itself_and_without_scripts_it_asks_again() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let page = browser.open("/sign-in").await;
    assert!(page.html.contains("<noscript><meta http-equiv=\"refresh\""));
    assert!(browser.first_event().await.contains("event: state\ndata: waiting"));
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    assert!(browser.first_event().await.contains("data: approved"));
    assert!(browser.open("/sign-in").await.has("go-on"), "a button for those without scripts");
}

#[tokio::test]
async fn the_live_update_comes_while_the_page_waits_also_from_another_node() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let cookie: Vec<String> =
        browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = world.http.get(world.url("/sign-in/events")).header("cookie", cookie.join("; "));
    let mut events = request.send().await.unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    let first = events.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("waiting"));
    let node = world.another_node().await;
    phone.address = node.address;
    let waiting = phone.only_request().await;
    phone.settle(&phone.approval_of(&waiting, &number)).await;
    let second = events.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&second).contains("approved"));
    assert!(events.chunk().await.unwrap().is_none(), "the stream ends with the answer");
}

#[tokio::test]
async fn a_password_alone_signs_in_where_2_step_verification_is_off() {
    let world = World::with(&[SeedAccount { two_step: false, ..account(EMAIL) }]).await;
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.has("signed-in"), "{}", page.html);
    assert!(page.html.contains("2-step verification is off"));
}

#[tokio::test]
async fn a_password_that_was_typed_is_good_for_15_minutes() {
    let world = World::new().await;
    world.paired_phone().await;
    let mut browser = world.browser();
    browser.number().await;
    world.advance(Duration::from_mins(15));
    assert_eq!(browser.get("/sign-in").await.location(), "/");
}

#[tokio::test]
async fn the_outbox_is_for_this_machine_under_its_own_name() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    phone.password(EMAIL, PASSWORD).await.ok();
    let page = world.browser().open("/outbox").await;
    assert!(page.html.contains(&world.newest_code().await));
    for path in ["/outbox", "/outbox.json"] {
        let request = world.http.get(world.url(path)).header("host", "evil.example");
        let reply = request.send().await.unwrap();
        assert_eq!(reply.status(), 404, "{path}");
    }
    let reply = world.http.get(world.url("/outbox.json")).send().await.unwrap();
    let body: Value = reply.json().await.unwrap();
    assert_eq!(body["messages"][0]["to"], super::common::NUMBER);
}

#[tokio::test]
async fn many_wrong_passwords_from_one_address_have_to_wait() {
    let world = World::new().await;
    world.browser().sign_in_as(EMAIL, "wrong").await;
    let database = world.database();
    for _ in 0..149 {
        let copy = "INSERT INTO wrong_password (bucket, at_ms)
                    SELECT bucket, at_ms FROM wrong_password LIMIT 1";
        database.execute(copy, []).unwrap();
    }
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.html.contains("Too many attempts"), "{}", page.html);
    world.advance(Duration::from_hours(1));
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert!(!page.html.contains("Too many attempts"));
}
