//! Turning 2-step verification on, from the app, with the password alone to begin with.

use std::time::Duration;

use assenso_core::protocol::{AssociationStatus, Held};
use assenso_service::SeedAccount;
use serde_json::json;

use crate::common::phone::{Phone, Reply};
use crate::common::{EMAIL, NUMBER, PASSWORD, World, account, client, other_code};

const HOLD_MS: u64 = 72 * 3_600_000;

/// 2-step verification is off; the account has a verified number, or none.
async fn off(number: Option<&str>) -> World {
    let number = number.map(str::to_owned);
    World::with(&[SeedAccount { two_step: false, number, ..account(EMAIL) }]).await
}

async fn signed_in(world: &World) -> Phone {
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    assert_eq!(phone.password(EMAIL, PASSWORD).await.ok()["next"], "not_active");
    phone
}

async fn number(phone: &mut Phone, number: &str) -> Reply {
    let body = json!({ "session": phone.session, "number": number });
    phone.call("/session/number", &body).await
}

async fn number_code(phone: &mut Phone, code: &str) -> Reply {
    let body = json!({ "session": phone.session, "purpose": "verify_number", "code": code });
    phone.call("/session/code", &body).await
}

async fn with_number(world: &World) -> Phone {
    with_number_of(world, NUMBER).await
}

async fn with_number_of(world: &World, typed: &str) -> Phone {
    let mut phone = signed_in(world).await;
    number(&mut phone, typed).await.ok();
    let code = world.newest_code().await;
    number_code(&mut phone, &code).await.ok();
    phone
}

async fn activate(phone: &mut Phone, world: &World) -> Reply {
    let paired = phone.reserved(world, EMAIL).await;
    phone.commit(&paired).await
}

fn is_on(world: &World) -> bool {
    world.count("SELECT two_step FROM account") == 1
}

#[tokio::test]
async fn the_number_that_is_verified_already_is_named_and_used() {
    let world = off(Some(NUMBER)).await;
    let mut phone = signed_in(&world).await;
    let said = json!({ "next": "not_active", "number": "+39•••••••567" });
    assert_eq!(phone.next().await.ok(), said);
    assert_eq!(phone.password(EMAIL, PASSWORD).await.ok(), said);
    assert_eq!(world.sms_count().await, 0);
    assert_eq!(number(&mut phone, "+393339999999").await.code(), "step_not_allowed");

    assert_eq!(phone.begin_pairing().await.ok()["sms"]["purpose"], "associate");
    assert_eq!(phone.next().await.ok()["next"], "associate_code");
    let text = world.outbox().await[0]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("ACTIVATE 2-step verification for maria@example.org"), "{text}");
    activate(&mut phone, &world).await.ok();
    let association = phone.association().await;
    assert_eq!(association.state, AssociationStatus::Associated);
    // What the password could do a minute ago, the phone may do at once.
    assert_eq!((association.held, association.full_power_from_ms), (Held::Nothing, 0));
    assert!(is_on(&world));
}

#[tokio::test]
async fn a_number_that_is_entered_now_is_verified_first_and_holds_the_settings_for_72_hours() {
    let world = off(None).await;
    let mut phone = signed_in(&world).await;
    assert_eq!(phone.next().await.ok(), json!({ "next": "not_active" }));
    assert_eq!(phone.begin_pairing().await.code(), "no_number");

    let sms = number(&mut phone, "347 123 4567").await.ok();
    assert_eq!(sms["sms"]["purpose"], "verify_number");
    assert_eq!(sms["sms"]["sent_to"], "+39•••••••567");
    // Said again, it sends nothing more.
    assert_eq!(number(&mut phone, NUMBER).await.ok(), sms);
    assert_eq!(world.sms_count().await, 1);
    assert_eq!(phone.next().await.ok()["next"], "number_code");
    assert_eq!(phone.begin_pairing().await.code(), "no_number");

    let code = world.newest_code().await;
    let refused = number_code(&mut phone, &other_code(&code)).await;
    assert_eq!((refused.code(), &refused.body["tries_left"]), ("wrong_code", &json!(2)));
    let next = json!({ "next": "not_active", "number": "+39•••••••567" });
    assert_eq!(number_code(&mut phone, &code).await.ok(), next);
    assert_eq!(number_code(&mut phone, &code).await.ok(), next);
    // Nothing is the account's before 2-step verification is on.
    assert_eq!(world.count("SELECT number IS NULL FROM account"), 1);

    let commit_at = world.now_ms();
    activate(&mut phone, &world).await.ok();
    let association = phone.association().await;
    assert_eq!(association.held, Held::Settings);
    assert_eq!(association.full_power_from_ms, commit_at + HOLD_MS);
    assert_eq!(world.count("SELECT number_verified_ms IS NOT NULL FROM account"), 1);
    world.advance(Duration::from_hours(72));
    let association = phone.association().await;
    assert_eq!((association.held, association.full_power_from_ms), (Held::Nothing, 0));
}

#[tokio::test]
async fn what_no_sms_reaches_is_refused_and_says_so() {
    let world = off(None).await;
    let mut phone = signed_in(&world).await;
    for typed in ["", "02 1234567", "anna", "+39 347 12"] {
        let reply = number(&mut phone, typed).await;
        assert_eq!((reply.status, reply.code()), (400, "invalid_number"), "{typed}");
    }
    assert_eq!(world.sms_count().await, 0);
}

#[tokio::test]
async fn another_number_takes_the_place_of_the_one_before_with_its_codes() {
    let world = off(None).await;
    let mut phone = with_number(&world).await;
    phone.begin_pairing().await.ok();
    let associate = world.newest_code().await;
    number(&mut phone, "+393339999999").await.ok();
    let code = world.newest_code().await;
    assert_eq!(number_code(&mut phone, &code).await.ok()["next"], "associate_code");
    // It went to the number that is no longer the one.
    assert_eq!(phone.challenge(&associate).await.code(), "code_burned");
    let sms = json!({ "session": phone.session, "purpose": "associate" });
    phone.call("/session/sms", &sms).await.ok();
    assert_eq!(world.outbox().await[0]["to"], "+393339999999");
}

#[tokio::test]
async fn a_code_for_the_number_is_worth_nothing_for_the_association_and_the_other_way_round() {
    let world = off(None).await;
    let mut phone = signed_in(&world).await;
    number(&mut phone, NUMBER).await.ok();
    let first = world.newest_code().await;
    assert_eq!(phone.challenge(&first).await.code(), "no_number");
    number_code(&mut phone, &first).await.ok();
    assert_eq!(phone.challenge(&first).await.code(), "code_burned");
    phone.begin_pairing().await.ok();
    let second = world.newest_code().await;
    assert_eq!(number_code(&mut phone, &second).await.code(), "code_burned");
    assert_eq!(phone.sign_in_code(&second).await.code(), "step_not_allowed");
}

#[tokio::test]
async fn codes_to_typed_numbers_count_against_the_account() {
    let world = off(None).await;
    let mut phone = signed_in(&world).await;
    for last in 0..5 {
        number(&mut phone, &format!("+39347123456{last}")).await.ok();
    }
    let reply = number(&mut phone, "+393471234569").await;
    assert_eq!((reply.status, reply.code()), (429, "too_many_sms"));
    let mut other = signed_in(&world).await;
    assert_eq!(number(&mut other, NUMBER).await.code(), "too_many_sms");
}

#[tokio::test]
async fn of_two_phones_that_activate_one_wins_and_the_others_session_ends() {
    let world = off(Some(NUMBER)).await;
    let (mut one, mut two) = (signed_in(&world).await, signed_in(&world).await);
    let first = one.reserved(&world, EMAIL).await;
    let second = two.reserved(&world, EMAIL).await;
    one.commit(&first).await.ok();
    assert_eq!(two.commit(&second).await.code(), "session_ended");
    assert_eq!(two.association().await.state, AssociationStatus::Unknown);
    assert_eq!(one.association().await.state, AssociationStatus::Associated);
}

/// Each with a number of its own: the account gets the winner's, whichever node it came to.
#[tokio::test]
async fn of_two_phones_that_activate_at_once_exactly_one_wins_with_its_number() {
    const NUMBERS: [&str; 2] = [NUMBER, "+393339999999"];
    let world = off(None).await;
    let other_node = world.another_node().await;
    let mut one = with_number_of(&world, NUMBERS[0]).await;
    let first = one.reserved(&world, EMAIL).await;
    let mut two = with_number_of(&world, NUMBERS[1]).await;
    let second = two.reserved(&world, EMAIL).await;
    (two.http, two.address) = (client(), other_node.address);
    let database = world.database();
    database
        .execute_batch("CREATE TABLE kept AS SELECT id, totp_secret AS secret FROM pairing")
        .unwrap();
    for round in 1..=200 {
        let (first, second) = tokio::join!(one.commit(&first), two.commit(&second));
        let (winner, lost) = match [first.status, second.status] {
            [200, _] if second.status != 200 => (0, &second),
            [_, 200] => (1, &first),
            _ => panic!("round {round}: {} {}", first.body, second.body),
        };
        assert!(
            ["session_ended", "pairing_superseded"].contains(&lost.code()),
            "round {round}: {}",
            lost.body
        );
        let on: (i64, i64, String) = database
            .query_row("SELECT two_step, generation, number FROM account", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        assert_eq!(on, (1, 1, NUMBERS[winner].to_owned()), "round {round}");
        assert_eq!(world.count("SELECT count(*) FROM device"), 1);
        // Both reservations as they were, so that each round costs no more than its commits.
        database
            .execute_batch(
                "BEGIN IMMEDIATE; DELETE FROM device;
                 UPDATE account SET generation = 0, two_step = 0, number = NULL,
                     number_verified_ms = NULL, held = 'nothing', full_power_from_ms = 0;
                 UPDATE device_session SET state = 'not_active';
                 UPDATE pairing SET state = 'reserved',
                     totp_secret = (SELECT secret FROM kept WHERE kept.id = pairing.id);
                 COMMIT",
            )
            .unwrap();
    }
}

#[tokio::test]
async fn a_number_that_is_no_longer_the_accounts_pairs_nothing() {
    for verified in [Some(NUMBER), None] {
        let world = off(verified).await;
        let mut phone = match verified {
            Some(_) => signed_in(&world).await,
            None => with_number(&world).await,
        };
        let paired = phone.reserved(&world, EMAIL).await;
        let changed = "UPDATE account SET number = '+393339999999', number_verified_ms = 1";
        world.database().execute(changed, []).unwrap();
        assert_eq!(phone.commit(&paired).await.code(), "pairing_expired", "{verified:?}");
        assert!(!is_on(&world));
    }
}

#[tokio::test]
async fn nothing_is_on_before_the_commit() {
    let world = off(Some(NUMBER)).await;
    let mut phone = signed_in(&world).await;
    phone.reserved(&world, EMAIL).await;
    assert!(!is_on(&world));
    assert_eq!(phone.association().await.state, AssociationStatus::NotActive);
    assert_eq!(phone.next().await.ok()["next"], "statement");
}

#[tokio::test]
async fn browsers_that_came_in_by_password_alone_are_signed_out() {
    let world = off(Some(NUMBER)).await;
    let mut browser = world.browser();
    assert!(browser.sign_in_as(EMAIL, PASSWORD).await.has("signed-in"));
    let mut phone = signed_in(&world).await;
    activate(&mut phone, &world).await.ok();
    assert_eq!(browser.get("/signed-in").await.location(), "/");
}

#[tokio::test]
async fn the_owner_is_told_that_it_is_on_and_that_mail_programs_stop() {
    let world = off(None).await;
    let mut phone = with_number(&world).await;
    activate(&mut phone, &world).await.ok();
    let outbox = world.outbox().await;
    let told: Vec<_> = outbox
        .iter()
        .filter(|message| message["text"].as_str().unwrap().contains("2-step verification is on"))
        .collect();
    assert_eq!(told.iter().map(|message| &message["to"]).collect::<Vec<_>>(), [NUMBER, EMAIL]);
    for message in told {
        let text = message["text"].as_str().unwrap();
        assert!(text.contains("Mail programs need a dedicated password"), "{text}");
    }
}

#[tokio::test]
async fn the_next_phone_of_an_activated_account_is_on_probation() {
    let world = off(Some(NUMBER)).await;
    let mut phone = signed_in(&world).await;
    activate(&mut phone, &world).await.ok();
    let mut next = world.phone();
    next.pair(&world, EMAIL).await;
    let association = next.association().await;
    assert_eq!(association.held, Held::Widening);
    assert_eq!(association.full_power_from_ms, world.now_ms() + HOLD_MS);
    // The one that is out holds nothing.
    let out = phone.association().await;
    assert_eq!((out.state, out.held), (AssociationStatus::Replaced, Held::Nothing));
}
