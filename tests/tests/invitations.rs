//! Invitations from end to end: what a phone does with a link, and what it does not.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::sync::Arc;
use std::time::Duration;

use assenso_core::account::AccountId;
use assenso_core::authenticator::{Authenticator, Options};
use assenso_core::pairing::{Invitation, PairingError, PairingStep, SignIn};
use assenso_core::ports::{DeviceKey as _, KeyClass};
use assenso_core::protocol::AssociationStatus;
use assenso_core::provider::ProviderError;
use assenso_core::secret::SecretText;
use assenso_tests::browser::Browser;
use assenso_tests::middle::{Middle, Verdict};
use assenso_tests::phone::{Hardware, Phone, options, release_options};
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use tokio::sync::Notify;

/// A provider, its account's phone, and a browser that this phone signed in.
async fn signed_in(provider: &Provider) -> (Phone, AccountId, Browser) {
    let (phone, account) = Phone::associated(provider).await;
    let (browser, page) = Browser::signing_in(provider).await;
    phone.one_request(account).await.approve(&page.number()).await.unwrap();
    browser.go_on(&browser.get("/sign-in").await).await;
    (phone, account, browser)
}

fn read(phone: &Phone, link: &str) -> Invitation {
    phone.app.invitation(link).unwrap()
}

async fn accept(phone: &Phone, link: &str) -> Result<SignIn, PairingError> {
    phone.app.pair_invited(&read(phone, link)).await
}

fn why(refused: Result<SignIn, PairingError>) -> ProviderError {
    match refused {
        Err(PairingError::Provider(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// Nothing is left of a pairing that did not begin.
async fn assert_untouched(phone: &Phone) {
    assert!(phone.app.unfinished().await.unwrap().is_empty());
    assert!(phone.hardware.keys.list().await.unwrap().is_empty());
}

/// Another provider's data folder behind the same origin: its root is another one.
async fn impostor(middle: &Middle) -> Provider {
    let origin = middle.origin().to_owned();
    Provider::start_with(|config| config.issuer = Some(origin)).await
}

#[tokio::test]
async fn an_invited_phone_is_asked_for_everything_and_takes_the_place_of_the_old_one() {
    let (provider, middle) = Provider::start_behind().await;
    let (old, account, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;

    let phone = Phone::new().await;
    let before = middle.seen().len();
    let invitation = read(&phone, &link);
    assert_eq!(invitation.issuer(), provider.issuer());
    assert_eq!(invitation.domain(), provider.issuer().trim_start_matches("http://"));
    assert_eq!(middle.seen().len(), before, "reading contacts nobody");

    let step = phone.app.pair_invited(&invitation).await.unwrap();
    assert_eq!(step.pairing().email().await.as_deref(), Some(EMAIL));
    let password = SecretText::new(PASSWORD.to_owned());
    let PairingStep::SignInCode(step) = step.submit(EMAIL, &password).await.unwrap() else {
        panic!("no code was asked")
    };
    let PairingStep::SignedIn(step) = step.submit(&provider.sms_code().await).await.unwrap() else {
        panic!("not signed in")
    };
    let step = step.associate().await.unwrap();
    let done = step.submit(&provider.sms_code().await, KeyClass::Device).await.unwrap();
    assert!(matches!(done, PairingStep::Associated(_)), "{done:?}");
    let standing = old.app.check_association(account).await.unwrap();
    assert_eq!(standing.association, AssociationStatus::Replaced);
}

#[tokio::test]
async fn the_token_is_sent_once_and_in_no_address() {
    let (provider, middle) = Provider::start_behind().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let phone = Phone::new().await;
    let before = middle.seen().len();
    accept(&phone, &link).await.unwrap();
    let token = link.split_once("#t=").unwrap().1.split('&').next().unwrap();
    let mut carried = Vec::new();
    for exchange in &middle.seen()[before..] {
        assert!(!exchange.route.contains(token));
        if String::from_utf8_lossy(&exchange.body).contains(token) && exchange.status == 200 {
            carried.push(exchange.route.clone());
        }
    }
    assert_eq!(carried, ["/session"]);
}

#[tokio::test]
async fn a_false_server_is_caught_before_anything_is_sent_and_leaves_no_pin() {
    let (provider, middle) = Provider::start_behind().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let impostor = impostor(&middle).await;
    middle.forward_to(&impostor.origin());

    let phone = Phone::new().await;
    let before = middle.seen().len();
    assert_eq!(why(accept(&phone, &link).await), ProviderError::OtherRoot);
    let seen = middle.seen();
    let routes: Vec<_> = seen[before..].iter().map(|exchange| exchange.route.as_str()).collect();
    assert_eq!(routes, ["/.well-known/assenso", "/keys/1"]);
    assert_untouched(&phone).await;

    // The invitation is still good, and the true root can be pinned, also after a restart.
    let phone = phone.restart().await;
    middle.forward_to(&provider.origin());
    accept(&phone, &link).await.unwrap();
}

#[tokio::test]
async fn a_phone_that_met_a_false_server_first_is_told_so_and_keeps_its_pin() {
    let (provider, middle) = Provider::start_behind().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let impostor = impostor(&middle).await;
    middle.forward_to(&impostor.origin());
    let phone = Phone::new().await;
    phone.app.pair(impostor.issuer()).await.unwrap().pairing().abandon().await.unwrap();

    middle.forward_to(&provider.origin());
    let before = middle.seen().len();
    assert_eq!(why(accept(&phone, &link).await), ProviderError::OtherRootKnown);
    assert_eq!(middle.seen().len(), before, "nobody is asked");
    assert_untouched(&phone).await;
    let phone = phone.restart().await;
    assert_eq!(why(phone.app.pair(provider.issuer()).await), ProviderError::KeysChanged);
}

#[tokio::test]
async fn a_forged_invitation_changes_no_pin() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account, _) = signed_in(&provider).await;
    let impostor = impostor(&middle).await;
    let (_, _, browser) = {
        middle.forward_to(&impostor.origin());
        let forged = signed_in(&impostor).await;
        middle.forward_to(&provider.origin());
        forged
    };
    let link = browser.invitation().await;
    assert_eq!(why(accept(&phone, &link).await), ProviderError::OtherRootKnown);
    let (_, page) = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    request.approve(&page.number()).await.unwrap();
}

#[tokio::test]
async fn of_two_first_contacts_at_once_the_second_finds_the_pin_of_the_first() {
    let (provider, middle) = Provider::start_behind().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let impostor = impostor(&middle).await;
    middle.forward_to(&impostor.origin());
    let (fetched, released) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (reached, hold) = (Arc::clone(&fetched), Arc::clone(&released));
    let mut is_first = true;
    middle.meddle(move |exchange| {
        if exchange.route == "/keys/1" && is_first {
            is_first = false;
            reached.notify_one();
            return Verdict::Wait(Arc::clone(&hold));
        }
        Verdict::Pass
    });
    let phone = Phone::new().await;
    let (app, issuer) = (phone.app.clone(), impostor.issuer().to_owned());
    let typed = tokio::spawn(async move { app.pair(&issuer).await });
    fetched.notified().await;
    middle.forward_to(&provider.origin());
    let (app, invitation) = (phone.app.clone(), read(&phone, &link));
    let mut invited = tokio::spawn(async move { app.pair_invited(&invitation).await });
    let early = tokio::time::timeout(Duration::from_millis(100), &mut invited).await;
    assert!(early.is_err(), "it waits for the first contact: {early:?}");
    released.notify_one();
    typed.await.unwrap().unwrap();
    assert_eq!(why(invited.await.unwrap()), ProviderError::OtherRootKnown);
}

#[tokio::test]
async fn a_used_or_old_invitation_leads_nowhere_and_leaves_nothing() {
    let provider = Provider::start().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    accept(&Phone::new().await, &link).await.unwrap();
    let other = Phone::new().await;
    let refused = accept(&other, &link).await;
    assert!(matches!(refused, Err(PairingError::InvitationOver)), "{refused:?}");
    assert_untouched(&other).await;

    let link = browser.invitation().await;
    provider.clock.advance(Duration::from_mins(5));
    let refused = accept(&other, &link).await;
    assert!(matches!(refused, Err(PairingError::InvitationOver)), "{refused:?}");
    assert_untouched(&other).await;
    // What the invitation said of the provider was true: its address may be typed instead.
    other.associate(&provider).await.unwrap();
}

#[tokio::test]
async fn a_lost_reply_uses_no_invitation_up() {
    let (provider, middle) = Provider::start_behind().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let mut lost = false;
    middle.meddle(move |exchange| {
        if exchange.route == "/session" && exchange.status == 200 && !lost {
            lost = true;
            return Verdict::Lose;
        }
        Verdict::Pass
    });
    let phone = Phone::new().await;
    let step = accept(&phone, &link).await.unwrap();
    assert_eq!(step.pairing().email().await.as_deref(), Some(EMAIL));
}

#[tokio::test]
async fn what_the_provider_fills_in_shows_as_it_is_or_is_left_out() {
    let (provider, middle) = Provider::start_behind().await;
    let (_, _, browser) = signed_in(&provider).await;
    let long = format!("{}@demo.example", "a".repeat(250));
    for email in ["anna\u{202e}@demo.example", "anna@demo.example\n", "", &*long] {
        let (link, said) = (browser.invitation().await, email.to_owned());
        middle.meddle(move |exchange| {
            if exchange.route == "/session" && exchange.status == 200 {
                exchange.reply["email"] = said.clone().into();
            }
            Verdict::Pass
        });
        let phone = Phone::new().await;
        let step = accept(&phone, &link).await.unwrap();
        assert_eq!(step.pairing().email().await, None, "{email:?}");
    }
    middle.meddle(|exchange| {
        if exchange.route == "/session" && exchange.status == 200 {
            exchange.reply["email"] = EMAIL.into();
        }
        Verdict::Pass
    });
    let phone = Phone::new().await;
    let step = phone.app.pair(provider.issuer()).await.unwrap();
    assert_eq!(step.pairing().email().await, None, "nobody was invited");
}

#[tokio::test]
async fn an_app_that_is_killed_before_the_password_needs_another_invitation() {
    let provider = Provider::start().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let phone = Phone::new().await;
    accept(&phone, &link).await.unwrap();
    let phone = phone.restart().await;
    assert_untouched(&phone).await;
    let refused = accept(&phone, &link).await;
    assert!(matches!(refused, Err(PairingError::InvitationOver)), "{refused:?}");
}

async fn app(options: Options) -> (Hardware, Authenticator) {
    let hardware = Hardware::new();
    let app = hardware.open_with(options).await.unwrap();
    (hardware, app)
}

#[tokio::test]
async fn what_the_app_does_not_list_comes_with_a_warning() {
    let provider = Provider::start().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let (_hardware, unlisted) = app(options()).await;
    assert!(!unlisted.invitation(&link).unwrap().is_listed());
    let listed = Options { listed: vec![provider.issuer().to_owned()], ..options() };
    let (_hardware, listed) = app(listed).await;
    assert!(listed.invitation(&link).unwrap().is_listed());
}

#[tokio::test]
async fn a_release_build_takes_no_invitation_without_tls() {
    let provider = Provider::start().await;
    let (_, _, browser) = signed_in(&provider).await;
    let link = browser.invitation().await;
    let (_hardware, release) = app(release_options()).await;
    let refused = release.invitation(&link);
    assert!(
        matches!(refused, Err(PairingError::Provider(ProviderError::InsecureIssuer))),
        "{refused:?}"
    );
    // Also one that a development build has read.
    let (_hardware, development) = app(options()).await;
    let invitation = development.invitation(&link).unwrap();
    assert_eq!(why(release.pair_invited(&invitation).await), ProviderError::InsecureIssuer);
}
