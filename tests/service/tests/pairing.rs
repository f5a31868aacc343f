//! Pairing: challenge, statement, commit. PROTOCOL.md sections 5, 6 and 8.

use std::time::Duration;

use assenso_core::crypto::EphemeralSecret;
use assenso_core::jose::{Bytes, Jwk, KeyRef, Unsigned, hash};
use assenso_core::ports::{HardwareLevel, KeyClass, KeyRole};
use assenso_core::protocol::{
    AssociationClaims, AssociationStatus, ChallengeClaims, PairedClaims, ReceiptState,
};
use assenso_service::start;
use rstest::rstest;
use serde_json::json;

use super::common::phone::{Draft, Pair, Phone, Reply, unverified};
use super::common::{EMAIL, World, account, client, config};

#[tokio::test]
async fn a_phone_is_associated() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.pair(&world, EMAIL).await;
    let association = phone.association().await;
    assert_eq!(association.state, AssociationStatus::Associated);
    assert_eq!(association.generation, 1);
    let paired = phone.paired.as_ref().unwrap();
    assert_eq!(paired.account_name.as_str(), EMAIL);
    assert_eq!(paired.number_digits, 2);
    let probation = world.now_ms() + 72 * 3_600_000;
    assert_eq!(paired.full_power_from_ms, probation);
    assert_eq!(association.full_power_from_ms, probation);
}

#[tokio::test]
async fn a_reserved_pairing_changes_nothing() {
    let world = World::new().await;
    let mut old = world.paired_phone().await;
    let mut new = world.phone();
    new.reserved(&world, EMAIL).await;
    assert_eq!(new.association().await.state, AssociationStatus::Unknown);
    assert_eq!(new.association().await.generation, 0);
    assert_eq!(new.call("/inbox", &json!({})).await.code(), "not_associated");
    assert_eq!(old.association().await.state, AssociationStatus::Associated);
    assert_eq!(world.count("SELECT count(*) FROM device"), 1);
}

#[tokio::test]
async fn a_challenge_says_what_the_phone_needs() {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let claims: ChallengeClaims = phone.verified(&json!(challenge));
    assert_eq!(claims.session.to_string(), phone.session);
    assert_eq!(claims.epoch, 1);
    assert_eq!(claims.versions, [1]);
    assert_eq!(claims.lifetime_ms, 600_000);
}

#[tokio::test]
async fn a_challenge_fetched_again_has_the_same_bytes() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.sign_in(&world, EMAIL).await;
    phone.begin_pairing().await.ok();
    let code = world.newest_code().await;
    let first = phone.challenge(&code).await.ok();
    assert_eq!(phone.challenge(&code).await.ok(), first);
    phone = reserve(phone, first["challenge"].as_str().unwrap()).await;
    assert_eq!(phone.challenge(&code).await.ok(), first, "also when it is reserved");
    world.advance(Duration::from_mins(10));
    let reply = phone.challenge(&code).await;
    assert_eq!((reply.status, reply.code()), (410, "pairing_expired"));
}

async fn reserve(mut phone: Phone, challenge: &str) -> Phone {
    let statement = phone.sign_statement(&phone.draft_statement(challenge));
    phone.statement(&statement).await.ok();
    phone
}

/// Sends a statement that was changed before it was signed.
async fn stated(change: impl FnOnce(&mut Phone, &mut Draft)) -> (World, Phone, Reply) {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let mut draft = phone.draft_statement(&challenge);
    change(&mut phone, &mut draft);
    let statement = phone.sign_statement(&draft);
    let reply = phone.statement(&statement).await;
    (world, phone, reply)
}

#[track_caller]
fn assert_refused(reply: &Reply, reason: &str) {
    assert_eq!((reply.status, reply.code()), (403, "pairing_refused"), "{}", reply.body);
    assert_eq!(reply.body["reason"], reason);
}

#[tokio::test]
async fn a_wrong_device_tag_is_refused() {
    let (_, _, reply) = stated(|_, draft| draft.claims.tag = Bytes::new([7; 32])).await;
    assert_refused(&reply, "tag");
}

#[tokio::test]
async fn another_ephemeral_key_than_the_tags_is_refused() {
    let other = Jwk(EphemeralSecret::generate().unwrap().public());
    let (_, _, reply) = stated(|_, draft| draft.claims.ephemeral = other).await;
    assert_refused(&reply, "tag");
}

#[tokio::test]
async fn a_refused_statement_reserves_nothing_and_leaves_the_challenge_usable() {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let mut draft = phone.draft_statement(&challenge);
    draft.claims.tag = Bytes::new([7; 32]);
    let wrong = phone.sign_statement(&draft);
    assert_refused(&phone.statement(&wrong).await, "tag");
    let right = phone.sign_statement(&phone.draft_statement(&challenge));
    phone.statement(&right).await.ok();
}

#[tokio::test]
async fn one_key_for_both_roles_is_refused() {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let mut draft = phone.draft_statement(&challenge);
    draft.claims.approval = draft.claims.possession;
    draft.accept.other = phone.possession.thumbprint();
    draft.claims.accept = phone.possession.introduce(&draft.accept);
    let statement = phone.possession.introduce(&draft.claims);
    assert_refused(&phone.statement(&statement).await, "keys_equal");
}

#[tokio::test]
async fn a_possession_key_other_than_the_sessions_is_refused() {
    let (_, _, reply) = stated(|_, draft| draft.claims.possession = Jwk(Pair::new().public)).await;
    assert_refused(&reply, "signature");
}

#[tokio::test]
async fn an_approval_key_other_than_the_signing_one_is_refused() {
    let (_, _, reply) = stated(|_, draft| draft.claims.approval = Jwk(Pair::new().public)).await;
    assert_refused(&reply, "signature");
}

#[tokio::test]
async fn a_statement_for_another_provider_or_from_another_device_is_refused() {
    let (_, _, reply) =
        stated(|_, draft| draft.claims.aud = "https://evil.example".to_owned()).await;
    assert_refused(&reply, "signature");
    let (_, _, reply) = stated(|_, draft| {
        Pair::new().thumbprint().as_str().clone_into(&mut draft.claims.iss);
    })
    .await;
    assert_refused(&reply, "signature");
}

#[tokio::test]
async fn an_acceptance_must_be_the_possession_keys_own_for_this_pairing() {
    let (_, _, reply) = stated(|_, draft| {
        draft.claims.accept = Pair::new().introduce(&draft.accept);
    })
    .await;
    assert_refused(&reply, "signature");
    let (_, _, reply) = stated(|phone, draft| {
        let stranger = Pair::new();
        let named = Unsigned::new(KeyRef::Jwk(&stranger.public), &draft.accept).unwrap();
        draft.claims.accept = phone.possession.finish(&named);
    })
    .await;
    assert_refused(&reply, "signature");
    let (_, _, reply) = stated(|_, draft| draft.accept.other = Pair::new().thumbprint()).await;
    assert_refused(&reply, "signature");
    let (_, _, reply) = stated(|_, draft| draft.accept.role = KeyRole::Approval).await;
    assert_refused(&reply, "signature");
    let (_, _, reply) = stated(|_, draft| draft.accept.challenge = hash("other")).await;
    assert_refused(&reply, "challenge");
    let (_, _, reply) = stated(|_, draft| draft.accept.aud = "https://evil.example".into()).await;
    assert_refused(&reply, "signature");
}

#[tokio::test]
async fn a_statement_for_another_challenge_is_refused() {
    let (_, _, reply) = stated(|_, draft| {
        draft.claims.challenge = hash("other");
        draft.accept.challenge = hash("other");
    })
    .await;
    assert_refused(&reply, "challenge");
}

#[tokio::test]
async fn a_phone_that_does_not_speak_version_1_is_refused() {
    let (_, _, reply) = stated(|_, draft| draft.claims.versions = vec![2]).await;
    assert_refused(&reply, "version");
}

#[rstest]
#[case::not_der(vec!["AAAA".to_owned()])]
#[case::not_base64(vec!["==".to_owned()])]
#[case::too_many(vec!["MAA".to_owned(); 9])]
#[case::too_large(vec![data_encoding::BASE64URL_NOPAD.encode(&[0x30; 7 * 1024]); 3])]
#[tokio::test]
async fn an_attestation_that_cannot_be_one_is_refused(#[case] attestation: Vec<String>) {
    let (_, _, reply) = stated(|_, draft| draft.claims.attestation = attestation).await;
    assert_refused(&reply, "attestation");
}

#[tokio::test]
async fn a_provider_may_refuse_software_keys() {
    let world = World::new().await;
    let mut strict = config(world.dir.path(), &world.clock);
    strict.another_node = true;
    strict.policy.software_keys = false;
    let strict = start(strict).await.unwrap();
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    phone.address = strict.address;
    let software = phone.sign_statement(&phone.draft_statement(&challenge));
    assert_refused(&phone.statement(&software).await, "level");
    let mut draft = phone.draft_statement(&challenge);
    draft.claims.level = HardwareLevel::StrongBox;
    let hardware = phone.sign_statement(&draft);
    phone.statement(&hardware).await.ok();
}

#[tokio::test]
async fn a_class_that_the_challenge_does_not_allow_is_refused() {
    let world = World::new().await;
    let mut strict = config(world.dir.path(), &world.clock);
    strict.another_node = true;
    strict.policy.classes = vec![KeyClass::Biometric];
    let strict = start(strict).await.unwrap();
    let mut phone = world.phone();
    phone.address = strict.address;
    let challenge = phone.challenged(&world, EMAIL).await;
    let mut draft = phone.draft_statement(&challenge);
    let pin = phone.sign_statement(&draft);
    assert_refused(&phone.statement(&pin).await, "class");
    draft.claims.class = KeyClass::Biometric;
    let biometric = phone.sign_statement(&draft);
    phone.statement(&biometric).await.ok();
}

#[tokio::test]
async fn an_unreadable_statement_is_no_statement() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.challenged(&world, EMAIL).await;
    for statement in ["", "a.b", "a.b.c"] {
        assert_eq!(phone.statement(statement).await.code(), "invalid_request");
    }
}

#[tokio::test]
async fn keys_that_are_known_from_elsewhere_are_refused() {
    let world = World::with(&[account(EMAIL), account("two@example.org")]).await;
    let mut old = world.paired_phone().await;
    let mut opened = world.phone();
    opened.open_session().await.ok();
    let reserved_approval = {
        let mut never_committed = world.phone();
        never_committed.reserved(&world, "two@example.org").await;
        never_committed.approval
    };
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, "two@example.org").await;
    for taken in [
        std::mem::replace(&mut old.approval, Pair::new()),
        old.possession,
        opened.possession,
        reserved_approval,
    ] {
        phone.approval = taken;
        let statement = phone.sign_statement(&phone.draft_statement(&challenge));
        assert_refused(&phone.statement(&statement).await, "key_known");
    }
    phone.approval = Pair::new();
    let statement = phone.sign_statement(&phone.draft_statement(&challenge));
    phone.statement(&statement).await.ok();
}

#[tokio::test]
async fn an_approval_key_cannot_become_a_possession_key() {
    let world = World::new().await;
    let taken = {
        let mut never_committed = world.phone();
        never_committed.reserved(&world, EMAIL).await;
        never_committed.approval
    };
    let mut phone = world.phone();
    phone.possession = taken;
    let challenge = phone.challenged(&world, EMAIL).await;
    let statement = phone.sign_statement(&phone.draft_statement(&challenge));
    assert_refused(&phone.statement(&statement).await, "key_known");
}

#[tokio::test]
async fn keys_that_went_out_never_return() {
    let world = World::new().await;
    let mut old = world.paired_phone().await;
    world.paired_phone().await;
    assert_eq!(old.association().await.state, AssociationStatus::Replaced);
    let reply = old.open_session().await;
    assert_eq!((reply.status, reply.code()), (403, "key_known"));
    // Also when nothing but the old phone's own row remembers them.
    world.database().execute("DELETE FROM stated_key", []).unwrap();
    let mut phone = world.phone();
    phone.approval = old.approval;
    world.advance(Duration::from_hours(1));
    let challenge = phone.challenged(&world, EMAIL).await;
    let statement = phone.sign_statement(&phone.draft_statement(&challenge));
    assert_refused(&phone.statement(&statement).await, "key_known");
}

#[tokio::test]
async fn the_same_statement_with_another_signature_gets_the_same_paired_object() {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let mut draft = phone.draft_statement(&challenge);
    draft.claims.accept = phone.possession.introduce(&draft.accept);
    let (one, two) = (phone.sign_statement(&draft), phone.sign_statement(&draft));
    assert_ne!(one, two);
    let paired = phone.statement(&one).await.ok();
    assert_eq!(phone.statement(&two).await.ok(), paired);
    assert_eq!(phone.statement(&one).await.ok(), paired);
    let other = phone.sign_statement(&phone.draft_statement(&challenge));
    let reply = phone.statement(&other).await;
    assert_eq!((reply.status, reply.code()), (409, "pairing_conflict"));
}

#[tokio::test]
async fn a_new_challenge_drops_the_old_one_with_its_reservation() {
    let world = World::new().await;
    let mut phone = world.phone();
    let old = phone.reserved(&world, EMAIL).await;
    let old_challenge = world
        .database()
        .query_row("SELECT challenge FROM pairing", [], |row| row.get::<_, String>(0))
        .unwrap();
    phone.begin_pairing().await.ok();
    phone.approval = Pair::new();
    let wrong = super::common::other_code(&world.newest_code().await);
    assert_eq!(phone.challenge(&wrong).await.code(), "wrong_code");
    assert_eq!(world.count("SELECT count(*) FROM pairing WHERE state = 'reserved'"), 1);
    let challenge = phone.challenge(&world.newest_code().await).await.ok()["challenge"].clone();
    assert_eq!(phone.commit(&old).await.code(), "pairing_expired");
    let late = phone.sign_statement(&phone.draft_statement(&old_challenge));
    let reply = phone.statement(&late).await;
    assert_eq!((reply.status, reply.code()), (410, "pairing_expired"));
    reserve(phone, challenge.as_str().unwrap()).await;
}

#[tokio::test]
async fn a_challenge_lives_ten_minutes() {
    let world = World::new().await;
    let mut phone = world.phone();
    let challenge = phone.challenged(&world, EMAIL).await;
    let statement = phone.sign_statement(&phone.draft_statement(&challenge));
    world.advance(Duration::from_mins(10));
    assert_eq!(phone.statement(&statement).await.code(), "pairing_expired");
    let paired = phone.reserved(&world, EMAIL).await;
    world.advance(Duration::from_mins(10));
    assert_eq!(phone.commit(&paired).await.code(), "pairing_expired");
    assert_eq!(phone.association().await.state, AssociationStatus::Unknown);
}

#[tokio::test]
async fn the_services_ephemeral_secret_is_erased_when_it_is_no_longer_needed() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.challenged(&world, EMAIL).await;
    let kept = "SELECT count(*) FROM pairing WHERE ephemeral IS NOT NULL";
    assert_eq!(world.count(kept), 1);
    let paired = phone.reserved(&world, EMAIL).await;
    assert_eq!(world.count(kept), 0);
    let secret = "SELECT count(*) FROM pairing WHERE totp_secret IS NOT NULL";
    assert_eq!(world.count(secret), 1);
    phone.commit(&paired).await.ok();
    assert_eq!(world.count(secret), 0);
}

#[tokio::test]
async fn a_commit_repeated_gets_a_fresh_association_also_after_its_session_ended() {
    let world = World::new().await;
    let mut phone = world.phone();
    let paired = phone.reserved(&world, EMAIL).await;
    let first = phone.commit(&paired).await.ok();
    assert_eq!(phone.next().await.code(), "session_ended");
    let again = phone.commit(&paired).await.ok();
    let (first, again): (AssociationClaims, AssociationClaims) =
        (phone.verified(&first["association"]), phone.verified(&again["association"]));
    assert_ne!(first.nonce, again.nonce);
    assert_eq!((first.generation, again.generation), (1, 1));
    assert_eq!(again.state, AssociationStatus::Associated);
    assert_eq!(world.count("SELECT generation FROM account"), 1);
    assert_eq!(world.count("SELECT count(*) FROM outbox WHERE channel = 'email'"), 1);
}

#[tokio::test]
async fn a_commit_names_a_paired_object_of_its_own_session() {
    let world = World::new().await;
    let (mut one, mut two) = (world.phone(), world.phone());
    let paired = one.reserved(&world, EMAIL).await;
    two.sign_in(&world, EMAIL).await;
    assert_eq!(two.commit(&paired).await.code(), "pairing_expired");
    assert_eq!(one.commit("other").await.code(), "pairing_expired");
    two.session.clone_from(&one.session);
    assert_eq!(two.commit(&paired).await.code(), "session_not_bound");
}

#[tokio::test]
async fn the_old_phone_goes_out_in_the_same_commit() {
    let accounts = [assenso_service::SeedAccount {
        notice_address: Some("notices@example.net".to_owned()),
        ..account(EMAIL)
    }];
    let world = World::with(&accounts).await;
    let mut old = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = old.only_request().await;
    let mut new = world.phone();
    new.pair(&world, EMAIL).await;
    assert_eq!(old.call("/inbox", &json!({})).await.code(), "not_associated");
    let association = old.association().await;
    assert_eq!(association.state, AssociationStatus::Replaced);
    assert_eq!(association.generation, 2);
    let reply = old.submit(&old.approval_of(&request, &number)).await;
    assert_eq!(reply.code(), "already_settled");
    let receipt: assenso_core::protocol::ReceiptClaims = old.verified(&reply.body["receipt"]);
    assert_eq!((receipt.state, receipt.of), (ReceiptState::Cancelled, None));
    assert!(new.inbox().await.is_empty());
    let outbox = world.outbox().await;
    let told = |channel: &str, to: &str| {
        outbox.iter().any(|message| message["channel"] == channel && message["to"] == to)
    };
    assert!(told("phone", &old.id()));
    assert!(told("email", "notices@example.net"));
    assert!(told("email", EMAIL));
    assert!(outbox.iter().any(|message| {
        message["channel"] == "sms" && message["text"].as_str().unwrap().contains("Test phone")
    }));
}

#[tokio::test]
async fn a_phone_that_was_overtaken_is_told_so_at_every_step() {
    let world = World::new().await;
    let (mut reserved, mut challenged) = (world.phone(), world.phone());
    let paired = reserved.reserved(&world, EMAIL).await;
    let challenge = challenged.challenged(&world, EMAIL).await;
    world.advance(Duration::from_mins(5));
    world.database().execute("DELETE FROM sms_code", []).unwrap();
    world.paired_phone().await;
    for _ in 0..2 {
        let reply = reserved.commit(&paired).await;
        assert_eq!((reply.status, reply.code()), (409, "pairing_superseded"));
    }
    let statement = challenged.sign_statement(&challenged.draft_statement(&challenge));
    for _ in 0..2 {
        assert_eq!(challenged.statement(&statement).await.code(), "pairing_superseded");
    }
    assert_eq!(reserved.association().await.state, AssociationStatus::Unknown);
}

#[tokio::test]
async fn of_two_phones_that_commit_at_once_exactly_one_wins() {
    let world = World::new().await;
    let other_node = world.another_node().await;
    let (mut one, mut two) = (world.phone(), world.phone());
    let paired = [one.reserved(&world, EMAIL).await, two.reserved(&world, EMAIL).await];
    (two.http, two.address) = (client(), other_node.address);
    let database = world.database();
    database
        .execute_batch("CREATE TABLE kept AS SELECT id, totp_secret AS secret FROM pairing")
        .unwrap();
    for round in 1..=200 {
        let (first, second) = tokio::join!(one.commit(&paired[0]), two.commit(&paired[1]));
        let lost = match [first.status, second.status] {
            [200, 409] => &second,
            [409, 200] => &first,
            _ => panic!("round {round}: {} {}", first.body, second.body),
        };
        assert_eq!(lost.code(), "pairing_superseded", "round {round}");
        assert_eq!(world.count("SELECT generation FROM account"), 1);
        assert_eq!(world.count("SELECT count(*) FROM device"), 1);
        // Both reservations as they were, so that each round costs no more than its commits.
        database
            .execute_batch(
                "BEGIN IMMEDIATE; DELETE FROM device; UPDATE account SET generation = 0;
                 UPDATE device_session SET state = 'signed_in';
                 UPDATE pairing SET state = 'reserved',
                     totp_secret = (SELECT secret FROM kept WHERE kept.id = pairing.id);
                 COMMIT",
            )
            .unwrap();
    }
}

#[tokio::test]
async fn a_code_that_is_not_there_is_no_wrong_code() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.sign_in(&world, EMAIL).await;
    phone.begin_pairing().await.ok();
    let body = json!({ "session": phone.session });
    for _ in 0..4 {
        let reply = phone.call("/pairing/challenge", &body).await;
        assert_eq!((reply.status, reply.code()), (400, "invalid_request"));
    }
    phone.challenged(&world, EMAIL).await;
}

#[tokio::test]
async fn a_frozen_account_pairs_nothing() {
    let world = World::new().await;
    let mut phone = world.phone();
    let paired = phone.reserved(&world, EMAIL).await;
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    assert_eq!(phone.commit(&paired).await.code(), "account_frozen");
    assert_eq!(phone.begin_pairing().await.code(), "account_frozen");
    assert_eq!(phone.association().await.state, AssociationStatus::Unknown);
}

#[tokio::test]
async fn a_session_that_ended_commits_nothing() {
    let world = World::new().await;
    let mut phone = world.phone();
    let paired = phone.reserved(&world, EMAIL).await;
    world.database().execute("UPDATE account SET password_changed_ms = 1", []).unwrap();
    assert_eq!(phone.commit(&paired).await.code(), "session_ended");
    assert_eq!(world.count("SELECT count(*) FROM device"), 0);
}

#[rstest]
#[case("owner_changed", AssociationStatus::OwnerChanged)]
#[case("signed_out", AssociationStatus::SignedOut)]
#[case("deactivated", AssociationStatus::Deactivated)]
#[tokio::test]
async fn a_phone_that_is_out_learns_why(#[case] state: &str, #[case] said: AssociationStatus) {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    world.database().execute("UPDATE device SET state = ?1", [state]).unwrap();
    assert_eq!(phone.association().await.state, said);
}

#[tokio::test]
async fn a_frozen_account_is_said_to_its_phone() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    assert_eq!(phone.association().await.state, AssociationStatus::Frozen);
}

#[tokio::test]
async fn a_long_address_is_shortened_for_display() {
    let email = format!("{}@example.org", "m".repeat(80));
    let world = World::with(&[account(&email)]).await;
    let mut phone = world.phone();
    let paired = phone.reserved(&world, &email).await;
    let claims: PairedClaims = unverified(&paired);
    assert_eq!(claims.account_name.as_str().chars().count(), 64);
    assert!(claims.account_name.as_str().ends_with('…'));
}
