//! "It was not me": the link in a notice freezes what somebody did, and grants nothing. And what
//! follows the provider's own check of who somebody is.

use std::time::Duration;

use assenso_core::protocol::{Action, AssociationStatus, Held};
use assenso_core::secret::SecretText;
use assenso_service::{IdentityError, SeedAccount};
use rstest::rstest;

use crate::actions::{act, associate_recovered, new_code, password, powerful, recovered};
use crate::common::browser::Page;
use crate::common::phone::Phone;
use crate::common::{EMAIL, NUMBER, PASSWORD, World, account};

const NOTICES: &str = "maria@elsewhere.example";
const OTHER_NUMBER: &str = "+393479999999";
const DAY: Duration = Duration::from_hours(24);

/// The path of the link in the newest message to this recipient.
async fn link(world: &World, to: &str) -> Option<String> {
    let outbox = world.outbox().await;
    let text = outbox.iter().find(|message| message["to"] == to)?["text"].as_str()?.to_owned();
    let (_, rest) = text.split_once("/contest/")?;
    Some(format!("/contest/{rest}"))
}

async fn sms_link(world: &World) -> String {
    link(world, NUMBER).await.unwrap()
}

async fn freeze(world: &World, path: &str) -> Page {
    world.browser().post_as_is(path, &[]).await
}

async fn is_frozen(phone: &mut Phone) -> bool {
    phone.association().await.state == AssociationStatus::Frozen
}

/// A phone that comes by password and SMS, up to whether it may associate.
async fn comes_by_sms(world: &World) -> String {
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    let reply = phone.password(EMAIL, PASSWORD).await;
    if reply.status == 200 { "goes on".to_owned() } else { reply.code().to_owned() }
}

#[tokio::test]
async fn the_link_in_the_notice_of_a_new_phone_freezes_once_and_only_when_its_button_is_pressed() {
    let world = World::new().await;
    let mut owner = powerful(&world).await;
    let mut thief = world.paired_phone().await;
    let path = sms_link(&world).await;
    let page = world.browser().get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.has("freeze") && page.html.contains(EMAIL), "{}", page.html);
    assert!(!is_frozen(&mut thief).await);

    let page = freeze(&world, &path).await;
    assert!(page.html.contains("The account is frozen"), "{}", page.html);
    assert!(is_frozen(&mut thief).await);
    assert_eq!(owner.association().await.state, AssociationStatus::Replaced);
    password(&mut thief, PASSWORD).await.ok();
    assert_eq!(act(&mut thief, new_code(9)).await.code(), "account_frozen");
    assert_eq!(comes_by_sms(&world).await, "account_frozen");
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert!(page.has("outcome"), "nobody signs in: {}", page.html);
    let told = world.outbox().await;
    let frozen = |to: &str| {
        let text = |message: &&serde_json::Value| {
            message["text"].as_str().is_some_and(|text| text.contains("is frozen"))
        };
        told.iter().filter(text).any(|message| message["to"] == to)
    };
    assert!(frozen(NUMBER) && frozen(EMAIL) && frozen(&thief.id()));

    // It is over, and says how things are.
    assert!(freeze(&world, &path).await.html.contains("The account is frozen"));
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE body LIKE '%is frozen%'"), 3);
}

#[tokio::test]
async fn the_link_goes_to_the_number_and_the_notice_address_and_never_into_the_mailbox() {
    let notice_address = Some(NOTICES.to_owned());
    let world = World::with(&[SeedAccount { notice_address, ..account(EMAIL) }]).await;
    let mut phone = powerful(&world).await;
    let path = link(&world, NOTICES).await.unwrap();
    assert_eq!(path, sms_link(&world).await);
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(1)).await.ok();
    assert_ne!(link(&world, NOTICES).await.unwrap(), path);
    let to_mailbox = format!("channel = 'email' AND recipient = '{EMAIL}'");
    let leaks =
        format!("SELECT count(*) FROM outbox WHERE {to_mailbox} AND body LIKE '%/contest/%'");
    assert_eq!(world.count(&leaks), 0);
    assert_eq!(world.count(&format!("SELECT count(*) FROM outbox WHERE {to_mailbox}")), 2);
    // What the database keeps of the token is its hash.
    let token = path.rsplit('/').next().unwrap();
    let kept = format!("SELECT count(*) FROM contest WHERE token_hash = '{token}'");
    assert_eq!(world.count(&kept), 0);
}

#[tokio::test]
async fn what_was_granted_since_goes_and_the_owners_paper_is_good_again() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(1)).await.ok();
    world.advance(Duration::from_secs(1));
    // Whoever has the phone, its PIN and the password takes everything.
    act(&mut phone, new_code(2)).await.ok();
    let path = sms_link(&world).await;
    act(&mut phone, Action::Deactivate).await.ok();
    assert_eq!(world.count("SELECT two_step FROM account"), 0);

    freeze(&world, &path).await;
    assert_eq!(world.count("SELECT two_step FROM account"), 1);
    let mut thief = world.phone();
    thief.fetch_keys().await;
    thief.open_session().await.ok();
    thief.password(EMAIL, PASSWORD).await;
    let body = serde_json::json!({ "session": thief.session, "code": code(2) });
    assert_eq!(thief.call("/session/recovery", &body).await.code(), "wrong_recovery_code");
    let mut owner = recovered(&world, 1).await;
    associate_recovered(&mut owner).await.ok();
    let association = owner.association().await;
    assert_eq!(
        (association.state, association.held),
        (AssociationStatus::Associated, Held::Nothing)
    );
}

fn code(byte: u8) -> assenso_core::jose::Bytes<16> {
    assenso_core::jose::Bytes::new([byte; 16])
}

#[tokio::test]
async fn a_recovery_code_that_was_replaced_since_is_not_brought_back_either() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(1)).await.ok();
    world.advance(Duration::from_secs(1));
    act(&mut phone, new_code(2)).await.ok();
    freeze(&world, &sms_link(&world).await).await;
    assert_eq!(world.count("SELECT count(*) FROM account WHERE recovery_code_hash IS NOT NULL"), 0);
}

#[tokio::test]
async fn the_recovery_code_of_before_stays_good() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(1)).await.ok();
    world.advance(Duration::from_secs(1));
    world.paired_phone().await;
    freeze(&world, &sms_link(&world).await).await;
    let mut owner = recovered(&world, 1).await;
    associate_recovered(&mut owner).await.ok();
    assert_eq!(owner.association().await.state, AssociationStatus::Associated);
}

#[tokio::test]
async fn a_recovery_code_that_was_used_since_is_not_brought_back() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(1)).await.ok();
    world.paired_phone().await;
    let path = sms_link(&world).await;
    let mut owner = recovered(&world, 1).await;
    associate_recovered(&mut owner).await.ok();
    assert_eq!(freeze(&world, &path).await.status, 410);
    assert!(!is_frozen(&mut owner).await);
    assert_eq!(world.count("SELECT count(*) FROM account WHERE recovery_code_hash IS NOT NULL"), 0);
}

#[tokio::test]
async fn browsers_and_apps_that_are_signed_in_are_so_no_longer() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let path = sms_link(&world).await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = phone.only_request().await;
    let approval = phone.approval_of(&request, &number);
    phone.settle(&approval).await;
    assert!(browser.go_on().await.html.contains(EMAIL));
    let mut app = world.phone();
    app.sign_in(&world, EMAIL).await;
    freeze(&world, &path).await;
    assert_eq!(browser.get("/signed-in").await.location(), "/");
    assert_eq!(app.next().await.code(), "session_ended");
    assert_eq!(world.count("SELECT count(*) FROM known_browser"), 0);
}

#[tokio::test]
async fn a_link_is_good_for_72_hours() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let path = sms_link(&world).await;
    world.advance((3 * DAY).saturating_sub(Duration::from_millis(1)));
    assert_eq!(world.browser().get(&path).await.status, 200);
    world.advance(Duration::from_millis(1));
    assert_eq!(world.browser().get(&path).await.status, 410);
    assert_eq!(freeze(&world, &path).await.status, 410);
    assert!(!is_frozen(&mut phone).await);
}

#[rstest]
#[case("AAAAAAAAAAAAAAAAAAAAAA")]
#[case("short")]
#[case("AAAAAAAAAAAAAAAAAAAAAA==")]
#[tokio::test]
async fn a_link_that_was_never_sent_is_over(#[case] token: &str) {
    let world = World::new().await;
    let path = format!("/contest/{token}");
    assert_eq!(world.browser().get(&path).await.status, 410);
    assert_eq!(freeze(&world, &path).await.status, 410);
    assert_eq!(world.count("SELECT count(*) FROM account WHERE frozen_ms IS NOT NULL"), 0);
}

#[tokio::test]
async fn the_providers_own_check_ends_a_freezing_and_every_link() {
    let world = World::new().await;
    world.paired_phone().await;
    let first = sms_link(&world).await;
    let mut phone = world.paired_phone().await;
    let second = sms_link(&world).await;
    freeze(&world, &second).await;
    assert!(is_frozen(&mut phone).await);
    assenso_service::thaw(world.dir.path(), EMAIL).unwrap();
    assert_eq!(phone.association().await.state, AssociationStatus::Associated);
    assert_eq!(freeze(&world, &first).await.status, 410);
    let nobody = assenso_service::thaw(world.dir.path(), "nobody@example.org");
    assert!(matches!(nobody, Err(IdentityError::NoSuchAccount)));
}

#[tokio::test]
async fn another_owner_starts_with_nothing_of_the_one_before_and_with_the_rank_of_the_check() {
    let world = World::new().await;
    let mut before = powerful(&world).await;
    password(&mut before, PASSWORD).await.ok();
    act(&mut before, new_code(1)).await.ok();
    let path = sms_link(&world).await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = before.only_request().await;
    let approval = before.approval_of(&request, &number);
    before.settle(&approval).await;
    browser.go_on().await;
    world.advance(Duration::from_secs(1));

    let new = SecretText::new("another owner's".to_owned());
    let change = |number: &str, password: &SecretText| {
        assenso_service::change_owner(world.dir.path(), EMAIL, number, password, &*world.clock)
    };
    assert!(matches!(change("347", &new), Err(IdentityError::InvalidNumber)));
    let empty = SecretText::new(String::new());
    assert!(matches!(change(OTHER_NUMBER, &empty), Err(IdentityError::InvalidPassword)));
    assert!(!matches!(before.association().await.state, AssociationStatus::OwnerChanged));
    let chosen = "UPDATE account SET sms_allowed = 0, primary_method = 'code'";
    world.database().execute(chosen, []).unwrap();
    change(OTHER_NUMBER, &new).unwrap();
    let fresh = "SELECT sms_allowed AND primary_method = 'push' AND name = email FROM account";
    assert_eq!(world.count(fresh), 1);

    assert_eq!(before.association().await.state, AssociationStatus::OwnerChanged);
    assert_eq!(browser.get("/signed-in").await.location(), "/");
    assert_eq!(freeze(&world, &path).await.status, 410);
    assert_eq!(comes_by_sms(&world).await, "wrong_credentials");
    let mut after = world.phone();
    after.fetch_keys().await;
    after.open_session().await.ok();
    let next = after.password(EMAIL, "another owner's").await.ok();
    assert_eq!(next["next"], "sign_in_code");
    let code = world.newest_code().await;
    after.sign_in_code(&code).await.ok();
    after.pair(&world, EMAIL).await;
    assert_eq!(after.association().await.held, Held::Nothing);
    assert_eq!(world.count("SELECT count(*) FROM device WHERE proof = 'identity'"), 1);
    // It is the first one's alone.
    assert_eq!(world.count("SELECT identity_until_ms FROM account"), 0);
}

#[tokio::test]
async fn thirty_days_after_an_owner_change_an_sms_is_an_sms_again() {
    let world = World::new().await;
    let new = SecretText::new("another owner's".to_owned());
    let changed =
        assenso_service::change_owner(world.dir.path(), EMAIL, NUMBER, &new, &*world.clock);
    changed.unwrap();
    world.advance(30 * DAY);
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    phone.password(EMAIL, "another owner's").await.ok();
    let code = world.newest_code().await;
    phone.sign_in_code(&code).await.ok();
    phone.pair(&world, EMAIL).await;
    assert_eq!(phone.association().await.held, Held::Widening);
}
