//! What owners do with the account from the phone, and who may not.

use std::time::Duration;

use assenso_core::crypto::sha256;
use assenso_core::jose::{Bytes, Digest, subject};
use assenso_core::protocol::{
    Action, ActionClaims, AssociationClaims, AssociationStatus, Held, Pseudonym, ReceiptClaims,
    ReceiptState, V1,
};
use assenso_service::SeedAccount;
use rstest::rstest;
use serde_json::json;

use crate::common::phone::{Pair, Phone, Reply};
use crate::common::{EMAIL, NUMBER, PASSWORD, World, account, client};

const HOUR: Duration = Duration::from_hours(1);

/// How long a device that came by SMS is on probation.
const PROBATION: Duration = Duration::from_hours(72);
const OTHER: &str = "other@example.org";

/// What the provider keeps of the recovery code of 16 equal bytes: PROTOCOL.md section 8.
fn kept(byte: u8) -> Digest {
    let label = b"assenso/1 recovery";
    let parts = [[0, 0, 0, 18].as_slice(), label, &[0, 0, 0, 16], &[byte; 16]];
    Digest::new(sha256(&parts.concat()))
}

pub(crate) fn new_code(byte: u8) -> Action {
    Action::RecoveryCode { hash: kept(byte) }
}

/// The account's device, with full power.
pub(crate) async fn powerful(world: &World) -> Phone {
    let phone = world.paired_phone().await;
    world.advance(PROBATION);
    phone
}

/// The device of an account whose 2-step verification went on with it.
async fn activated(number: Option<&str>) -> (World, Phone) {
    let number = number.map(str::to_owned);
    let world = World::with(&[SeedAccount { two_step: false, number, ..account(EMAIL) }]).await;
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    phone.password(EMAIL, PASSWORD).await.ok();
    if phone.begin_pairing().await.status != 200 {
        let typed = json!({ "session": phone.session, "number": NUMBER });
        phone.call("/session/number", &typed).await.ok();
        let code = world.newest_code().await;
        let body = json!({ "session": phone.session, "purpose": "verify_number", "code": code });
        phone.call("/session/code", &body).await.ok();
    }
    phone.pair(&world, EMAIL).await;
    (world, phone)
}

pub(crate) async fn password(phone: &mut Phone, typed: &str) -> Reply {
    phone.call("/action/password", &json!({ "password": typed })).await
}

async fn draft(phone: &mut Phone, action: Action) -> ActionClaims {
    let reply = phone.call("/action/challenge", &json!({})).await.ok();
    assert_eq!(reply["expires_in_s"], 300);
    ActionClaims {
        v: V1,
        iss: phone.id(),
        aud: phone.issuer.clone(),
        account: phone.paired.as_ref().unwrap().account,
        challenge: Bytes::parse(reply["challenge"].as_str().unwrap()).unwrap(),
        action,
    }
}

async fn send(phone: &mut Phone, action: &str) -> Reply {
    phone.call("/action", &json!({ "action": action })).await
}

pub(crate) async fn act(phone: &mut Phone, action: Action) -> Reply {
    let claims = draft(phone, action).await;
    let signed = phone.approval.sign(&claims);
    send(phone, &signed).await
}

async fn sign_out(phone: &mut Phone) -> AssociationClaims {
    let nonce = Bytes::<16>::random().unwrap();
    let reply = phone.call("/sign-out", &json!({ "nonce": nonce })).await.ok();
    let association: AssociationClaims = phone.verified(&reply["association"]);
    assert_eq!(association.nonce, nonce);
    association
}

async fn recover(phone: &mut Phone, byte: u8) -> Reply {
    let nonce = Bytes::<16>::random().unwrap();
    phone.call("/recovery", &json!({ "code": Bytes::new([byte; 16]), "nonce": nonce })).await
}

#[tokio::test]
async fn deactivating_puts_the_phone_out_and_says_so_in_a_receipt() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    let claims = draft(&mut phone, Action::Deactivate).await;
    let signed = phone.approval.sign(&claims);
    let reply = send(&mut phone, &signed).await.ok();
    let receipt: ReceiptClaims = phone.verified(&reply["receipt"]);
    assert_eq!((receipt.state, receipt.of), (ReceiptState::Done, Some(subject(&signed).unwrap())));
    assert_eq!((receipt.request_id, receipt.request), (None, None));
    assert_eq!(phone.association().await.state, AssociationStatus::Deactivated);
    assert_eq!(world.count("SELECT two_step FROM account"), 0);
    let text = world.outbox().await[0]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("the password alone opens the mailbox"), "{text}");
    // Said again, also with another signature, it is the same receipt; the phone is out meanwhile.
    assert_eq!(send(&mut phone, &signed).await.ok(), reply);
    let again = phone.approval.sign(&claims);
    assert_ne!(again, signed);
    assert_eq!(send(&mut phone, &again).await.ok(), reply);
    // The password alone signs in to the mailbox, and to the app.
    assert!(world.browser().sign_in_as(EMAIL, PASSWORD).await.has("signed-in"));
    let mut next = world.phone();
    next.open_session().await.ok();
    assert_eq!(next.password(EMAIL, PASSWORD).await.ok()["next"], "not_active");
}

#[rstest]
#[case::by_the_possession_key("possession")]
#[case::by_another_key("another")]
#[case::by_the_key_of_the_phone_before("old")]
#[case::for_another_account("account")]
#[case::for_another_provider("provider")]
#[case::for_another_phone("phone")]
#[case::with_another_parameter("parameter")]
#[tokio::test]
async fn what_the_owner_did_not_sign_is_not_done(#[case] wrong: &str) {
    let world = World::with(&[account(EMAIL), account(OTHER)]).await;
    let old = world.paired_phone().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    let mut claims = draft(&mut phone, new_code(1)).await;
    match wrong {
        "account" => claims.account = Pseudonym::random().unwrap(),
        "provider" => claims.aud = "https://other.example".to_owned(),
        "phone" => claims.iss = old.id(),
        _ => {}
    }
    let signed = match wrong {
        "possession" => phone.possession.sign(&claims),
        "another" => Pair::new().sign(&claims),
        "old" => old.approval.sign(&claims),
        "parameter" => {
            let signed = phone.approval.sign(&claims);
            claims.action = new_code(2);
            let changed = phone.approval.sign(&claims);
            let (input, _) = changed.rsplit_once('.').unwrap();
            let (_, signature) = signed.rsplit_once('.').unwrap();
            format!("{input}.{signature}")
        }
        _ => phone.approval.sign(&claims),
    };
    let reply = send(&mut phone, &signed).await;
    assert_eq!((reply.status, reply.code()), (400, "invalid_answer"), "{wrong}");
    assert_eq!(world.count("SELECT count(*) FROM account WHERE recovery_code_hash IS NOT NULL"), 0);
    assert_eq!(world.count("SELECT count(*) FROM action"), 0);
}

#[tokio::test]
async fn the_phone_before_can_do_nothing_with_its_own_keys() {
    let world = World::new().await;
    let mut old = powerful(&world).await;
    password(&mut old, PASSWORD).await.ok();
    let claims = draft(&mut old, Action::Deactivate).await;
    let signed = old.approval.sign(&claims);
    let _new = world.paired_phone().await;
    assert_eq!(send(&mut old, &signed).await.code(), "not_associated");
    assert_eq!(password(&mut old, PASSWORD).await.code(), "not_associated");
    assert_eq!(old.call("/action/challenge", &json!({})).await.code(), "not_associated");
    assert_eq!(recover(&mut old, 1).await.code(), "not_associated");
    assert_eq!(old.call("/account", &json!({})).await.code(), "not_associated");
    assert_eq!(world.count("SELECT two_step FROM account"), 1);
}

#[tokio::test]
async fn no_action_without_the_password_within_five_minutes() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    assert_eq!(act(&mut phone, new_code(1)).await.code(), "password_needed");
    assert_eq!(password(&mut phone, "wrong").await.code(), "wrong_credentials");
    assert_eq!(act(&mut phone, new_code(1)).await.code(), "password_needed");
    assert_eq!(password(&mut phone, PASSWORD).await.ok()["expires_in_s"], 300);
    world.advance(Duration::from_mins(5) - Duration::from_millis(1));
    act(&mut phone, new_code(1)).await.ok();
    world.advance(Duration::from_millis(1));
    assert_eq!(act(&mut phone, new_code(2)).await.code(), "password_needed");
}

#[tokio::test]
async fn a_password_typed_on_one_phone_counts_on_no_other() {
    let world = World::new().await;
    let mut old = world.paired_phone().await;
    password(&mut old, PASSWORD).await.ok();
    let mut new = world.paired_phone().await;
    // It was typed to sign in, a moment ago.
    assert_eq!(act(&mut new, new_code(1)).await.code(), "held");
    world.advance(PROBATION);
    assert_eq!(act(&mut new, new_code(1)).await.code(), "password_needed");
}

#[tokio::test]
async fn wrong_passwords_are_few_and_lock_nobody_out() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    for _ in 0..5 {
        assert_eq!(password(&mut phone, "wrong").await.code(), "wrong_credentials");
    }
    let reply = password(&mut phone, PASSWORD).await;
    assert_eq!((reply.status, reply.code()), (429, "rate_limited"));
    assert_eq!(reply.body["retry_after_s"], 3_600);
    world.advance(HOUR);
    password(&mut phone, PASSWORD).await.ok();
}

#[tokio::test]
async fn a_challenge_is_good_once_for_one_phone_and_five_minutes() {
    let world = World::with(&[account(EMAIL), account(OTHER)]).await;
    let mut phone = powerful(&world).await;
    let mut stranger = world.phone();
    stranger.pair(&world, OTHER).await;
    world.advance(PROBATION);
    password(&mut phone, PASSWORD).await.ok();
    password(&mut stranger, PASSWORD).await.ok();

    let mut claims = draft(&mut phone, new_code(1)).await;
    let first = phone.approval.sign(&claims);
    send(&mut phone, &first).await.ok();
    claims.action = new_code(2);
    let second = phone.approval.sign(&claims);
    assert_eq!(send(&mut phone, &second).await.code(), "action_expired");

    let mut claims = draft(&mut phone, new_code(3)).await;
    claims.challenge = draft(&mut stranger, new_code(3)).await.challenge;
    let signed = phone.approval.sign(&claims);
    assert_eq!(send(&mut phone, &signed).await.code(), "action_expired");

    let claims = draft(&mut phone, new_code(4)).await;
    let signed = phone.approval.sign(&claims);
    world.advance(Duration::from_mins(5));
    password(&mut phone, PASSWORD).await.ok();
    let reply = send(&mut phone, &signed).await;
    assert_eq!((reply.status, reply.code()), (410, "action_expired"));
    assert_eq!(world.count("SELECT count(*) FROM account WHERE recovery_code_hash IS NOT NULL"), 1);
}

#[tokio::test]
async fn a_phone_on_probation_widens_nothing_and_is_told_until_when() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let until = world.now_ms() + 72 * 3_600_000;
    for action in [new_code(1), Action::Deactivate] {
        password(&mut phone, PASSWORD).await.ok();
        let reply = act(&mut phone, action).await;
        assert_eq!((reply.status, reply.code()), (403, "held"));
        assert_eq!(reply.body["until_ms"], until);
    }
    world.advance(PROBATION);
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(1)).await.ok();
}

#[tokio::test]
async fn whoever_activated_with_a_new_number_may_deactivate_and_make_a_first_recovery_code() {
    let (world, mut phone) = activated(None).await;
    assert_eq!(phone.association().await.held, Held::Settings);
    // The password was typed in the sign-in, a moment ago.
    act(&mut phone, new_code(1)).await.ok();
    assert_eq!(phone.call("/account", &json!({})).await.ok()["recovery_code"], true);
    assert_eq!(act(&mut phone, new_code(2)).await.code(), "held", "a change of it waits");
    act(&mut phone, Action::Deactivate).await.ok();
    assert_eq!(world.count("SELECT two_step FROM account"), 0);
    assert_eq!(
        world.count("SELECT count(*) FROM account WHERE recovery_code_hash IS NOT NULL"),
        0,
        "the code goes with the verification that it was for"
    );
}

/// Else whoever activates with a number of their own would be rid of the hold within a minute.
#[tokio::test]
async fn a_recovery_code_that_was_made_while_settings_were_held_ends_no_hold() {
    let (world, mut phone) = activated(None).await;
    let until = world.now_ms() + 72 * 3_600_000;
    act(&mut phone, new_code(7)).await.ok();
    let reply = recover(&mut phone, 7).await;
    assert_eq!((reply.code(), &reply.body["until_ms"]), ("held", &json!(until)));
    assert_eq!(phone.association().await.held, Held::Settings);
    assert_eq!(act(&mut phone, new_code(8)).await.code(), "held");

    // Nor on a second phone, which the activation's own number lets in.
    let mut second = world.phone();
    second.pair(&world, EMAIL).await;
    let reply = recover(&mut second, 7).await;
    assert_eq!((reply.code(), &reply.body["until_ms"]), ("held", &json!(until)));
    assert_eq!(second.association().await.held, Held::Widening);
    assert_eq!(second.call("/account", &json!({})).await.ok()["recovery_code"], true);

    // Until then it takes the place of an SMS, and proves no more than one.
    world.advance(HOUR);
    let mut third = recovered(&world, 7).await;
    associate_recovered(&mut third).await.ok();
    assert_eq!(third.association().await.held, Held::Widening);
    let mut by_sms = world.phone();
    by_sms.pair(&world, EMAIL).await;
    assert_eq!(by_sms.association().await.state, AssociationStatus::Associated);
}

#[tokio::test]
async fn a_young_recovery_code_thaws_nothing_and_an_old_one_is_worth_all() {
    let (world, mut phone) = activated(None).await;
    act(&mut phone, new_code(7)).await.ok();
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    let mut young = recovered(&world, 7).await;
    let challenge = young.call("/pairing/challenge", &json!({ "session": young.session })).await;
    assert_eq!(challenge.code(), "account_frozen");
    world.advance(PROBATION);
    let mut old = recovered(&world, 7).await;
    associate_recovered(&mut old).await.ok();
    let association = old.association().await;
    assert_eq!(
        (association.state, association.held),
        (AssociationStatus::Associated, Held::Nothing)
    );
}

/// Else the number would be the account's verified one at the next activation, and nothing held.
#[tokio::test]
async fn deactivating_forgets_a_number_that_is_still_held() {
    let (world, mut phone) = activated(None).await;
    act(&mut phone, Action::Deactivate).await.ok();
    assert_eq!(world.count("SELECT count(*) FROM account WHERE number IS NOT NULL"), 0);
    assert!(world.outbox().await.iter().any(|sent| {
        sent["channel"] == "sms" && sent["text"].as_str().unwrap().contains("is off")
    }));
    let (world, mut phone) = activated(Some(NUMBER)).await;
    act(&mut phone, Action::Deactivate).await.ok();
    assert_eq!(world.count("SELECT count(*) FROM account WHERE number IS NOT NULL"), 1);
}

#[tokio::test]
async fn no_session_outlives_a_deactivation_even_if_verification_goes_on_again() {
    let (world, mut phone) = activated(Some(NUMBER)).await;
    let mut relayed = world.phone();
    relayed.sign_in(&world, EMAIL).await;
    act(&mut phone, Action::Deactivate).await.ok();
    world.database().execute("UPDATE account SET two_step = 1", []).unwrap();
    assert_eq!(relayed.begin_pairing().await.code(), "session_ended");
}

#[tokio::test]
async fn a_password_that_was_changed_meanwhile_counts_no_more() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    let changed = format!("UPDATE account SET password_changed_ms = {}", world.now_ms() + 1);
    world.database().execute(&changed, []).unwrap();
    assert_eq!(act(&mut phone, new_code(1)).await.code(), "password_needed");
}

#[tokio::test]
async fn a_frozen_account_widens_nothing() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    assert_eq!(act(&mut phone, new_code(1)).await.code(), "account_frozen");
    assert_eq!(act(&mut phone, Action::Deactivate).await.code(), "account_frozen");
}

#[tokio::test]
async fn signing_out_needs_no_password_and_leaves_verification_on() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let before = phone.association().await.generation;
    let out = sign_out(&mut phone).await;
    assert_eq!((out.state, out.generation), (AssociationStatus::SignedOut, before + 1));
    assert_eq!(sign_out(&mut phone).await.generation, before + 1, "once");
    assert_eq!(world.count("SELECT two_step FROM account"), 1);
    let text = world.outbox().await[0]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("2-step verification stays on"), "{text}");
    // The page says at once that no phone can be asked.
    let page = world.browser().sign_in_as(EMAIL, PASSWORD).await;
    assert_eq!(page.text_of("outcome").as_deref(), Some("This mailbox has no associated phone"));
    let mut next = world.phone();
    next.pair(&world, EMAIL).await;
    assert_eq!(next.association().await.held, Held::Widening);
}

#[tokio::test]
async fn the_recovery_code_ends_the_probation_once_and_is_used_up() {
    let world = World::new().await;
    let mut old = powerful(&world).await;
    password(&mut old, PASSWORD).await.ok();
    act(&mut old, new_code(7)).await.ok();
    let mut phone = world.paired_phone().await;
    world.advance(Duration::from_mins(5));
    assert_eq!(recover(&mut phone, 7).await.code(), "password_needed");
    password(&mut phone, PASSWORD).await.ok();
    assert_eq!(recover(&mut phone, 8).await.code(), "wrong_recovery_code");
    let reply = recover(&mut phone, 7).await.ok();
    let association: AssociationClaims = phone.verified(&reply["association"]);
    assert_eq!((association.held, association.full_power_from_ms), (Held::Nothing, 0));
    // A reply that was lost is asked for again.
    recover(&mut phone, 7).await.ok();
    assert_eq!(phone.call("/account", &json!({})).await.ok()["recovery_code"], false);
    act(&mut phone, new_code(9)).await.ok();
}

/// As far as being signed in with the recovery code.
pub(crate) async fn recovered(world: &World, byte: u8) -> Phone {
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    phone.password(EMAIL, PASSWORD).await;
    let body = json!({ "session": phone.session, "code": Bytes::new([byte; 16]) });
    let reply = phone.call("/session/recovery", &body).await.ok();
    assert_eq!(reply["next"], "signed_in");
    phone
}

async fn reserved_recovered(phone: &mut Phone) -> String {
    let reply = phone.call("/pairing/challenge", &json!({ "session": phone.session })).await.ok();
    let draft = phone.draft_statement(reply["challenge"].as_str().unwrap());
    let statement = phone.sign_statement(&draft);
    let reply = phone.statement(&statement).await.ok();
    phone.paired = Some(phone.verified(&reply["paired"]));
    reply["paired"].as_str().unwrap().to_owned()
}

pub(crate) async fn associate_recovered(phone: &mut Phone) -> Reply {
    let paired = reserved_recovered(phone).await;
    phone.commit(&paired).await
}

#[tokio::test]
async fn password_and_recovery_code_associate_a_phone_in_full_without_any_sms() {
    let world = World::new().await;
    let mut old = powerful(&world).await;
    password(&mut old, PASSWORD).await.ok();
    act(&mut old, new_code(7)).await.ok();
    let mut phone = recovered(&world, 7).await;
    assert_eq!(phone.begin_pairing().await.code(), "step_not_allowed", "no SMS is needed");
    associate_recovered(&mut phone).await.ok();
    let association = phone.association().await;
    assert_eq!(
        (association.state, association.held),
        (AssociationStatus::Associated, Held::Nothing)
    );
    assert_eq!(old.association().await.state, AssociationStatus::Replaced);
    // It is used up, and for 72 hours nobody with less takes the place.
    act(&mut phone, new_code(9)).await.ok();
    let mut thief = world.phone();
    thief.sign_in(&world, EMAIL).await;
    let reply = thief.begin_pairing().await;
    assert_eq!((reply.status, reply.code()), (403, "outranked"));
    assert_eq!(reply.body["retry_after_s"], 72 * 3_600);
    world.advance(PROBATION);
    thief.begin_pairing().await.ok();
}

#[tokio::test]
async fn of_two_phones_with_one_recovery_code_one_wins() {
    let world = World::new().await;
    let mut old = powerful(&world).await;
    password(&mut old, PASSWORD).await.ok();
    act(&mut old, new_code(7)).await.ok();
    let (mut one, mut two) = (recovered(&world, 7).await, recovered(&world, 7).await);
    associate_recovered(&mut one).await.ok();
    let reply = two.call("/pairing/challenge", &json!({ "session": two.session })).await;
    assert_eq!(reply.code(), "session_ended");
}

#[tokio::test]
async fn of_two_phones_that_commit_with_one_recovery_code_at_once_exactly_one_wins() {
    let world = World::new().await;
    let other_node = world.another_node().await;
    let mut old = powerful(&world).await;
    password(&mut old, PASSWORD).await.ok();
    act(&mut old, new_code(7)).await.ok();
    let (mut one, mut two) = (recovered(&world, 7).await, recovered(&world, 7).await);
    let first = reserved_recovered(&mut one).await;
    let second = reserved_recovered(&mut two).await;
    (two.http, two.address) = (client(), other_node.address);
    let database = world.database();
    database
        .execute_batch(
            "CREATE TABLE kept AS SELECT pairing.id, totp_secret AS secret, recovery_code_hash AS code
             FROM pairing JOIN account WHERE pairing.state = 'reserved'",
        )
        .unwrap();
    for round in 1..=200 {
        let (first, second) = tokio::join!(one.commit(&first), two.commit(&second));
        let lost = match [first.status, second.status] {
            [200, 409 | 410] => &second,
            [409 | 410, 200] => &first,
            _ => panic!("round {round}: {} {}", first.body, second.body),
        };
        assert!(
            ["session_ended", "pairing_superseded"].contains(&lost.code()),
            "round {round}: {}",
            lost.body
        );
        let sql =
            "SELECT count(*) FROM account WHERE recovery_code_hash IS NULL AND generation = 2";
        assert_eq!(world.count(sql), 1, "round {round}");
        assert_eq!(world.count("SELECT count(*) FROM device WHERE state = 'associated'"), 1);
        // Both reservations as they were, so that each round costs no more than its commits.
        database
            .execute_batch(
                "BEGIN IMMEDIATE; DELETE FROM device WHERE generation = 2;
                 UPDATE device SET state = 'associated', out_ms = NULL;
                 UPDATE account SET generation = 1,
                     recovery_code_hash = (SELECT code FROM kept LIMIT 1);
                 UPDATE device_session SET state = 'signed_in' WHERE recovered IS NOT NULL;
                 UPDATE pairing SET state = 'reserved',
                     totp_secret = (SELECT secret FROM kept WHERE kept.id = pairing.id)
                 WHERE id IN (SELECT id FROM kept);
                 COMMIT",
            )
            .unwrap();
    }
}

#[tokio::test]
async fn a_frozen_account_thaws_by_the_recovery_code_and_by_no_sms() {
    let world = World::new().await;
    let mut old = powerful(&world).await;
    password(&mut old, PASSWORD).await.ok();
    act(&mut old, new_code(7)).await.ok();
    let mut signed_in = world.phone();
    signed_in.sign_in(&world, EMAIL).await;
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    assert_eq!(signed_in.begin_pairing().await.code(), "account_frozen");
    assert_eq!(recover(&mut old, 7).await.code(), "account_frozen");
    let mut phone = recovered(&world, 7).await;
    associate_recovered(&mut phone).await.ok();
    assert_eq!(phone.association().await.state, AssociationStatus::Associated);
}

#[tokio::test]
async fn five_wrong_recovery_codes_end_the_session_and_lock_nobody_out() {
    let world = World::new().await;
    let mut owner = powerful(&world).await;
    password(&mut owner, PASSWORD).await.ok();
    act(&mut owner, new_code(7)).await.ok();
    let mut thief = world.phone();
    thief.open_session().await.ok();
    thief.password(EMAIL, PASSWORD).await.ok();
    for _ in 0..5 {
        let body = json!({ "session": thief.session, "code": Bytes::new([1; 16]) });
        let reply = thief.call("/session/recovery", &body).await;
        assert_eq!((reply.status, reply.code()), (403, "wrong_recovery_code"));
    }
    let body = json!({ "session": thief.session, "code": Bytes::new([7; 16]) });
    assert_eq!(thief.call("/session/recovery", &body).await.code(), "session_ended");
    recovered(&world, 7).await;
}

#[tokio::test]
async fn whoever_uses_all_tries_of_the_account_up_does_not_keep_the_paper_out() {
    let world = World::new().await;
    let mut owner = powerful(&world).await;
    password(&mut owner, PASSWORD).await.ok();
    act(&mut owner, new_code(7)).await.ok();
    world
        .database()
        .execute_batch(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)
             INSERT INTO wrong_code (account_id, kind, at_ms) SELECT 1, 'sign_in', {} FROM n",
            world.now_ms()
        ))
        .unwrap();
    recovered(&world, 7).await;
}

#[tokio::test]
async fn wrong_recovery_codes_on_a_phone_are_few() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    password(&mut phone, PASSWORD).await.ok();
    for _ in 0..5 {
        assert_eq!(recover(&mut phone, 1).await.code(), "wrong_recovery_code");
    }
    let reply = recover(&mut phone, 1).await;
    assert_eq!((reply.status, reply.code()), (429, "rate_limited"));
}

#[tokio::test]
async fn the_database_has_no_recovery_code() {
    let world = World::new().await;
    let mut phone = powerful(&world).await;
    password(&mut phone, PASSWORD).await.ok();
    act(&mut phone, new_code(0x5a)).await.ok();
    let file = std::fs::read(world.dir.path().join("service.db")).unwrap();
    let wal = std::fs::read(world.dir.path().join("service.db-wal")).unwrap_or_default();
    assert!(![file, wal].concat().windows(16).any(|bytes| bytes == [0x5a; 16]));
    let stored: String = world
        .database()
        .query_row("SELECT recovery_code_hash FROM account", [], |row| row.get(0))
        .unwrap();
    assert_eq!(Digest::parse(&stored), Some(kept(0x5a)));
}
