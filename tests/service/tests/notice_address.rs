//! The address where the owner reads notices outside the mailbox: given on the page with the
//! password, confirmed by a mailed code.

use std::time::Duration;

use rstest::rstest;

use crate::common::browser::{Browser, Page};
use crate::common::{EMAIL, PASSWORD, World, code_in, other_code};

const ADDRESS: &str = "maria@elsewhere.example";

/// A browser that is signed in.
async fn signed_in(world: &World) -> Browser {
    world.database().execute("UPDATE account SET two_step = 0", []).unwrap();
    let mut browser = world.browser();
    browser.sign_in_as(EMAIL, PASSWORD).await;
    browser.open("/notice-address").await;
    browser
}

async fn give(browser: &mut Browser, address: &str, password: &str) -> Page {
    let fields = [("address", address), ("password", password)];
    browser.post("/notice-address", &fields).await
}

async fn mailed(world: &World) -> String {
    let outbox = world.outbox().await;
    let mail = outbox.iter().find(|message| message["to"] == ADDRESS).unwrap();
    code_in(mail["text"].as_str().unwrap())
}

async fn type_code(browser: &mut Browser, code: &str) -> Page {
    browser.open("/notice-address").await;
    browser.post("/notice-address/code", &[("code", code)]).await
}

#[tokio::test]
async fn an_address_is_given_with_the_password_and_counts_once_its_code_was_typed() {
    let world = World::new().await;
    let mut browser = signed_in(&world).await;
    assert_eq!(give(&mut browser, " Maria@Elsewhere.example ", PASSWORD).await.status, 303);
    assert_eq!(world.count("SELECT count(*) FROM account WHERE notice_address IS NOT NULL"), 0);
    let code = mailed(&world).await;
    assert_eq!(type_code(&mut browser, &code).await.status, 303);
    let page = browser.open("/notice-address").await;
    assert_eq!(page.text_of("address").unwrap(), ADDRESS);
    let told = world.outbox().await;
    let notices: Vec<_> = told
        .iter()
        .filter(|message| {
            message["text"].as_str().is_some_and(|text| text.contains("is now told to"))
        })
        .collect();
    let with_link = |to: &str| {
        let notice = notices.iter().find(|notice| notice["to"] == to).unwrap();
        notice["text"].as_str().unwrap().contains("/contest/")
    };
    assert_eq!(notices.len(), 3);
    assert!(with_link(ADDRESS) && !with_link(EMAIL));
    // Another one takes its place by its own code alone; where a phone is, it is asked (`panel`).
    let thief = "thief@elsewhere.example";
    assert_eq!(give(&mut browser, thief, PASSWORD).await.status, 303);
    assert_eq!(type_code(&mut browser, &code).await.status, 422, "the code of the one before");
    let known = "SELECT count(*) FROM account WHERE notice_address = 'maria@elsewhere.example'";
    assert_eq!(world.count(known), 1);
}

#[rstest]
#[case("maria", PASSWORD, "no e-mail address")]
#[case("maria@elsewhere", PASSWORD, "no e-mail address")]
#[case("a b@elsewhere.example", PASSWORD, "no e-mail address")]
#[case("maria@two@elsewhere.example", PASSWORD, "no e-mail address")]
#[case("maria.@elsewhere..example", PASSWORD, "no e-mail address")]
#[case(EMAIL, PASSWORD, "mailbox itself")]
#[case(ADDRESS, "a guess", "password is wrong")]
#[tokio::test]
async fn what_is_typed_wrong_sends_nothing_and_says_why(
    #[case] address: &str,
    #[case] password: &str,
    #[case] said: &str,
) {
    let world = World::new().await;
    let mut browser = signed_in(&world).await;
    let before = world.outbox().await.len();
    let page = give(&mut browser, address, password).await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("error").unwrap().contains(said), "{}", page.html);
    assert_eq!(world.outbox().await.len(), before);
}

#[tokio::test]
async fn the_code_has_three_tries_and_five_minutes() {
    let world = World::new().await;
    let mut browser = signed_in(&world).await;
    give(&mut browser, ADDRESS, PASSWORD).await;
    let code = mailed(&world).await;
    for _ in 0..3 {
        assert_eq!(type_code(&mut browser, &other_code(&code)).await.status, 422);
    }
    assert_eq!(type_code(&mut browser, &code).await.status, 422);
    browser.open("/notice-address").await;
    give(&mut browser, ADDRESS, PASSWORD).await;
    let code = mailed(&world).await;
    world.advance(Duration::from_mins(5));
    assert_eq!(type_code(&mut browser, &code).await.status, 422);
    assert_eq!(world.count("SELECT count(*) FROM account WHERE notice_address IS NOT NULL"), 0);
    assert_eq!(world.count("SELECT count(*) FROM wrong_code"), 3);
}

#[tokio::test]
async fn a_stranger_gets_three_mails_a_day_at_most() {
    let world = World::new().await;
    let mut browser = signed_in(&world).await;
    for _ in 0..3 {
        assert_eq!(give(&mut browser, ADDRESS, PASSWORD).await.status, 303);
    }
    let page = give(&mut browser, ADDRESS, PASSWORD).await;
    assert!(page.text_of("error").unwrap().contains("Three codes"), "{}", page.html);
}

#[tokio::test]
async fn one_that_was_confirmed_since_goes_when_that_is_contested() {
    let world = World::new().await;
    let mut browser = signed_in(&world).await;
    give(&mut browser, ADDRESS, PASSWORD).await;
    let code = mailed(&world).await;
    type_code(&mut browser, &code).await;
    let outbox = world.outbox().await;
    let link = outbox.iter().find_map(|message| {
        let (_, token) = message["text"].as_str()?.split_once("/contest/")?;
        Some(format!("/contest/{token}"))
    });
    world.browser().post_as_is(&link.unwrap(), &[]).await;
    assert_eq!(world.count("SELECT count(*) FROM account WHERE notice_verified_ms IS NOT NULL"), 0);
}

#[tokio::test]
async fn nobody_who_is_not_signed_in_gives_one() {
    let world = World::new().await;
    world.paired_phone().await;
    let mut browser = world.browser();
    browser.sign_in_as(EMAIL, PASSWORD).await;
    assert_eq!(browser.get("/notice-address").await.location(), "/");
    assert_eq!(give(&mut browser, ADDRESS, PASSWORD).await.location(), "/");
    assert!(world.outbox().await.iter().all(|mail| mail["to"] != ADDRESS));
}
