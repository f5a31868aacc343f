//! Every way through the sign-in pages.

use std::time::Duration;

use assenso_core::account::{AccountId, AssociationState};
use assenso_core::approval::Outcome;
use assenso_tests::chromium::Setup;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider, code_in};

use crate::screen::Screen;

/// Longer than a request lives.
const TOO_LONG: Duration = Duration::from_secs(121);

async fn deny(phone: &Phone, account: AccountId) {
    assert_eq!(phone.one_request(account).await.deny().await.unwrap(), Outcome::Denied);
}

async fn approve(phone: &Phone, account: AccountId, number: &str) -> Outcome {
    phone.one_request(account).await.approve(number).await.unwrap()
}

/// A number that is not the one that is shown.
fn another(number: &str) -> String {
    number.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}

#[tokio::test]
async fn the_page_shows_the_number_and_goes_on_by_itself_when_the_phone_approves() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    screen.visit("/?lang=en").await;
    let number = screen.sign_in().await;
    assert_eq!(number.len(), 2, "{number}");
    assert!(screen.find("#number").await.is_displayed().await.unwrap());
    assert_eq!(approve(&phone, account, &number).await, Outcome::Approved);
    assert_eq!(screen.signed_in_by().await, "push");
    assert_eq!(screen.path().await, "/signed-in");

    let cookies = screen.client.get_all_cookies().await.unwrap();
    assert_eq!(cookies.len(), 3, "the session, the known browser, the language");
    for cookie in cookies {
        assert_eq!(cookie.http_only(), Some(true), "{}", cookie.name());
        let same_site = cookie.same_site().expect("it says SameSite");
        assert!(same_site.is_lax() || same_site.is_strict(), "{}", cookie.name());
    }
    screen.press("#sign-out").await;
    screen.find("#password").await;
    assert_eq!(screen.console().await, Vec::<String>::new(), "nothing was blocked or failed");
}

#[tokio::test]
async fn a_code_by_sms_signs_in_where_no_phone_can_be_asked() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    screen.visit("/?lang=en").await;
    screen.type_password(EMAIL, PASSWORD).await;
    assert_eq!(screen.outcome().await.0, "This mailbox has no associated phone");
    screen.press("#use-sms").await;
    screen.press("#send").await;
    screen.find("#verify").await;
    // EXPOSE: a person types what they read.
    let code = provider.sms_code().await.expose().to_owned();
    screen.type_in("#code", &code).await;
    screen.press("#verify").await;
    assert_eq!(screen.signed_in_by().await, "sms");
    assert_eq!(screen.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn request_again_waits_and_can_then_be_pressed() {
    let wait = Duration::from_secs(2);
    let provider = Provider::start_with(|config| config.policy.back_off = wait).await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    screen.sign_in().await;
    deny(&phone, account).await;
    screen.outcome().await;
    assert!(!screen.find("#again").await.is_enabled().await.unwrap());
    assert!(screen.find("#again-wait").await.is_displayed().await.unwrap());
    provider.clock.advance(wait);
    screen.find("#again:enabled").await;
    assert!(!screen.find("#again-wait").await.is_displayed().await.unwrap());
    screen.press("#again").await;
    let number = screen.number().await;
    assert_eq!(approve(&phone, account, &number).await, Outcome::Approved);
    assert_eq!(screen.signed_in_by().await, "push");
    assert_eq!(screen.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_password_is_changed_and_the_browser_stays_signed_in() {
    const NEW: &str = "nine zebras under a bridge";
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    screen.visit("/?lang=en").await;
    let number = screen.sign_in().await;
    assert_eq!(approve(&phone, account, &number).await, Outcome::Approved);
    screen.signed_in_by().await;
    screen.press("#change-password").await;
    for (current, new, again) in [("wrong", NEW, NEW), (PASSWORD, NEW, NEW)] {
        screen.type_in("#current", current).await;
        screen.type_in("#new", new).await;
        screen.type_in("#again", again).await;
        screen.press("#change").await;
        if current == "wrong" {
            assert_eq!(screen.text("#error").await, "The current password is wrong.");
        }
    }
    assert_eq!(screen.signed_in_by().await, "push");
    screen.press("#sign-out").await;
    screen.type_password(EMAIL, PASSWORD).await;
    screen.find("#error").await;
    screen.type_password(EMAIL, NEW).await;
    screen.number().await;
}

#[tokio::test]
async fn the_link_in_a_notice_freezes_and_signs_this_browser_out() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let path = provider.contest_path().await;
    let number = screen.sign_in().await;
    assert_eq!(approve(&phone, account, &number).await, Outcome::Approved);
    screen.signed_in_by().await;
    screen.visit(&path).await;
    screen.press("#freeze").await;
    screen.find("#start").await;
    let association = phone.app.check_association(account).await.unwrap().association;
    assert_eq!(association, AssociationState::Frozen);
    screen.visit("/signed-in").await;
    assert_eq!(screen.path().await, "/");
    assert_eq!(screen.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn denial_wrong_number_and_expiry_are_one_screen_to_an_unknown_browser() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    screen.sign_in().await;
    deny(&phone, account).await;
    let denied = screen.outcome().await;

    screen.press("#again").await;
    let number = screen.number().await;
    assert_eq!(approve(&phone, account, &another(&number)).await, Outcome::WrongNumber);
    let wrong_number = screen.outcome().await;

    screen.press("#again").await;
    screen.find("#number").await;
    provider.clock.advance(TOO_LONG);
    let expired = screen.outcome().await;

    assert_eq!(denied.0, "Not confirmed");
    assert_eq!(denied, wrong_number);
    assert_eq!(denied, expired);
    assert_eq!(screen.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_known_browser_is_told_what_happened() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let number = screen.sign_in().await;
    approve(&phone, account, &number).await;
    screen.press("#sign-out").await;

    screen.sign_in().await;
    deny(&phone, account).await;
    assert_eq!(screen.outcome().await.0, "Denied on your phone");
    screen.press("#again").await;
    let number = screen.number().await;
    approve(&phone, account, &another(&number)).await;
    assert_eq!(screen.outcome().await.0, "The number did not match");
    screen.press("#again").await;
    screen.find("#number").await;
    provider.clock.advance(TOO_LONG);
    assert_eq!(screen.outcome().await.0, "Time is up");
    screen.press("#leave").await;
    screen.find("#password").await;
}

#[tokio::test]
async fn the_fallback_code_signs_in_once_also_typed_in_two_groups() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let code = phone.app.codes().await.unwrap().code(account).await.unwrap();
    let code = code.code.expose();
    screen.sign_in().await;
    screen.press("summary").await;
    screen.press("#use-code").await;
    screen.type_in("#code", &another(code)).await;
    screen.press("#verify").await;
    assert!(screen.text("#error").await.starts_with("This code is not right"));
    let (one, other) = code.split_at(3);
    screen.type_in("#code", &format!("{one} {other}")).await;
    screen.press("#verify").await;
    assert_eq!(screen.signed_in_by().await, "code");

    screen.press("#sign-out").await;
    screen.sign_in().await;
    screen.visit("/sign-in/code").await;
    screen.type_in("#code", code).await;
    screen.press("#verify").await;
    screen.find("#error").await;
}

#[tokio::test]
async fn an_account_without_a_phone_says_so_at_once() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    screen.type_password(EMAIL, PASSWORD).await;
    let (title, text) = screen.outcome().await;
    assert_eq!(title, "This mailbox has no associated phone");
    assert!(text.contains("Associate this device"), "{text}");
    assert!(!screen.has("#number").await && !screen.has("#again").await);
    screen.press("#leave").await;
    screen.find("#password").await;
}

#[tokio::test]
async fn an_invitation_is_shown_and_says_when_a_phone_has_used_it() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let number = screen.sign_in().await;
    approve(&phone, account, &number).await;
    screen.press("#invite").await;
    assert!(screen.find("#qr").await.is_displayed().await.unwrap());
    assert_eq!(screen.path().await, "/invitation");
    // What counts down is the time that is left.
    assert!(screen.text("#left b").await.starts_with(['4', '5']));
    let link = screen.text("#link").await;
    assert_eq!(link, screen.attribute("#link", "href").await);

    // In a browser the link leads to a page that says what to do, and only its address has the token.
    screen.press("#link").await;
    assert!(screen.text("#landing").await.starts_with("This is an invitation"));
    assert_eq!(screen.client.current_url().await.unwrap().as_str(), link);
    assert!(!screen.client.source().await.unwrap().contains(&link));

    let invited = Phone::new().await;
    let invitation = invited.app.invitation(&link).unwrap();
    let step = invited.app.pair_invited(&invitation).await.unwrap();
    assert_eq!(step.pairing().email().await.as_deref(), Some(EMAIL));
    screen.visit("/invitation").await;
    assert_eq!(screen.outcome().await.0, "This invitation was used");
    screen.press("#again").await;
    assert_ne!(screen.text("#link").await, link);
    screen.press("#back").await;
    assert_eq!(screen.signed_in_by().await, "push");
    assert_eq!(screen.console().await, Vec::<String>::new(), "nothing was blocked or failed");
}

#[tokio::test]
async fn wrong_credentials_do_not_say_which() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let mut said = Vec::new();
    for (email, password) in [(EMAIL, "wrong"), ("nobody@demo.example", PASSWORD)] {
        screen.type_password(email, password).await;
        said.push(screen.text("#error").await);
        assert_eq!(screen.attribute("#password", "value").await, "");
        let kept = screen.find("#email").await.prop("value").await.unwrap();
        assert_eq!(kept.as_deref(), Some(email), "what was typed need not be typed again");
    }
    assert_eq!(said[0], said[1]);
    assert!(provider.outbox().await.is_empty());
}

#[tokio::test]
async fn without_scripts_the_page_asks_again_by_itself_and_signs_in() {
    let provider = Provider::start().await;
    let setup = Setup { scripts: false, ..Setup::default() };
    let Some(screen) = Screen::open(&provider, setup).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let number = screen.sign_in().await;
    approve(&phone, account, &number).await;
    // No click and no reload: the page finds out.
    screen.press("#go-on").await;
    assert_eq!(screen.signed_in_by().await, "push");
}

#[tokio::test]
async fn the_outbox_shows_the_code_of_the_sms() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    screen.visit("/outbox").await;
    assert!(!screen.has(".message").await);
    let phone = Phone::new().await;
    let step = phone.sign_in(&provider, EMAIL).await.unwrap();
    // The page asks again by itself.
    let shown = screen.text(".message.sms .text").await;
    assert_eq!(shown, provider.outbox().await[0]["text"].as_str().unwrap());
    let code = screen.text(".message.sms .code").await;
    assert_eq!(Some(&code), code_in(&shown).as_ref());
    step.submit(&assenso_core::secret::SecretText::new(code)).await.unwrap();
    assert_eq!(screen.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_browser_s_language_is_spoken_until_another_is_chosen() {
    let provider = Provider::start().await;
    let setup = Setup { languages: "it-IT,it", ..Setup::default() };
    let Some(screen) = Screen::open(&provider, setup).await else { return };
    let (_phone, _) = Phone::associated(&provider).await;
    screen.visit("/").await;
    assert_eq!(screen.attribute("html", "lang").await, "it");
    assert_eq!(screen.text("h1").await, "Accedi");
    screen.type_password(EMAIL, "wrong").await;
    assert!(screen.text("#error").await.starts_with("L'indirizzo e-mail o la password"));
    screen.press("nav [hreflang=en]").await;
    assert_eq!(screen.text("h1").await, "Sign in");
    screen.sign_in().await;
    assert_eq!(screen.text("h1").await, "Look at your phone");
    assert_eq!(screen.attribute("html", "lang").await, "en");
    screen.press("nav [hreflang=it]").await;
    assert_eq!(screen.text("h1").await, "Guarda il telefono");
}
