//! What a browser that is signed in asks the phone: shown in full, approved by the key, done once.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::time::Duration;

use assenso_core::account::{AccountId, AssociationState};
use assenso_core::approval::{Outcome, Subject};
use assenso_core::protocol::{PanelAction, PrimaryMethod, System};
use assenso_tests::browser::{Browser, Page};
use assenso_tests::phone::Phone;
use assenso_tests::provider::{PASSWORD, Provider};

const PROBATION: Duration = Duration::from_hours(72);

/// A phone with full power, and a browser that it let in.
async fn scene(provider: &Provider) -> (Phone, AccountId, Browser) {
    let (phone, account) = Phone::associated(provider).await;
    provider.clock.advance(PROBATION);
    let (browser, page) = Browser::signing_in(provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
    browser.go_on(&page).await;
    (phone, account, browser)
}

/// Sends a form of the panel; the page that waits for the phone.
async fn ask(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let form = browser.get(path).await;
    let page = browser.post(&form, path, fields).await;
    assert_eq!(page.path, "/change", "{}", page.html);
    page
}

async fn take_up(browser: &Browser, page: &Page) -> Page {
    browser.post(page, "/change/continue", &[]).await
}

#[tokio::test]
async fn the_phone_shows_that_verification_goes_off_and_what_it_approves_is_done() {
    let provider = Provider::start().await;
    let (phone, account, browser) = scene(&provider).await;
    let page = ask(&browser, "/two-step/off", &[("password", PASSWORD)]).await;
    let request = phone.one_request(account).await;
    let Some(Subject::Action(action, from)) = &request.details().subject else { panic!() };
    assert_eq!(*action, PanelAction::Deactivate {});
    assert!(from.known && from.system == System::Linux, "{from:?}");
    assert_eq!(request.approve(&page.number()).await.unwrap(), Outcome::Approved);
    let done = take_up(&browser, &page).await;
    assert!(done.html.contains("2-step verification is off"), "{}", done.html);
    // The phone hears from the provider itself that it is out, and says so.
    phone.app.check_association(account).await.unwrap();
    let accounts = phone.app.accounts().await.unwrap();
    assert_eq!(accounts.first().unwrap().association, AssociationState::Deactivated);
    // What was shown is kept with the evidence.
    let entries = phone.app.activity(10).await.unwrap();
    let subject = entries.first().and_then(|entry| entry.subject.clone());
    assert!(matches!(subject, Some(Subject::Action(PanelAction::Deactivate {}, _))));
}

#[tokio::test]
async fn every_parameter_is_shown_and_a_denial_changes_nothing() {
    let provider = Provider::start().await;
    let (phone, account, browser) = scene(&provider).await;
    let fields = [("first", "code"), ("code", "yes"), ("password", PASSWORD)];
    let page = ask(&browser, "/methods", &fields).await;
    let request = phone.one_request(account).await;
    let Some(Subject::Action(action, _)) = &request.details().subject else { panic!() };
    let asked = PanelAction::Methods { primary: PrimaryMethod::Code, code: true, sms: false };
    assert_eq!(*action, asked);
    assert_eq!(request.deny().await.unwrap(), Outcome::Denied);
    let ended = take_up(&browser, &page).await;
    assert!(ended.html.contains("Nothing was changed"), "{}", ended.html);
    let state = browser.get("/two-step").await;
    assert!(state.html.contains("A code by SMS"), "as before: {}", state.html);
}
