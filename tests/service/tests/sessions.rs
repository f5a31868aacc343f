//! Sign-ins of the app: sessions, passwords, codes by SMS. PROTOCOL.md section 6, points 1 to 3.

use std::time::{Duration, Instant};

use rstest::rstest;
use serde_json::json;

use super::common::phone::Phone;
use super::common::{EMAIL, PASSWORD, World, account, other_code};

/// A phone that has typed the right password and waits for its code.
async fn waiting_for_code(world: &World) -> Phone {
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    assert_eq!(phone.password(EMAIL, PASSWORD).await.ok()["next"], "sign_in_code");
    phone
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_reply() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    let known = phone.password(EMAIL, "wrong").await;
    let unknown = phone.password("nobody@example.org", "wrong").await;
    assert_eq!((known.status, known.code()), (401, "wrong_credentials"));
    assert_eq!(known.body, unknown.body);
    let names = |reply: &super::common::phone::Reply| {
        reply.headers.keys().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(names(&known), names(&unknown));
    assert_eq!(world.sms_count().await, 0);
}

#[tokio::test]
async fn an_unknown_address_costs_the_same_work() {
    // No machine computes 19 MiB of Argon2id in less; a reply without it takes a third of this.
    let least = Duration::from_millis(8);
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    for email in [EMAIL, "nobody@example.org", EMAIL, "nobody@example.org"] {
        let start = Instant::now();
        phone.password(email, "wrong").await;
        assert!(start.elapsed() > least, "{email}");
    }
}

#[tokio::test]
async fn five_wrong_passwords_end_the_session_and_never_lock_the_account() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    for _ in 0..5 {
        assert_eq!(phone.password(EMAIL, "wrong").await.code(), "wrong_credentials");
    }
    let reply = phone.password(EMAIL, PASSWORD).await;
    assert_eq!((reply.status, reply.code()), (410, "session_ended"));
    waiting_for_code(&world).await;
}

#[tokio::test]
async fn passwords_sent_at_once_are_counted_like_passwords_sent_one_by_one() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    let body = json!({ "session": phone.session, "email": EMAIL, "password": "wrong" });
    let mut guesses = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let outgoing = phone.draft("/session/password", &body);
        let proof = phone.possession.introduce(&outgoing.proof);
        let mut twin = Phone::new(&world.http, &phone.issuer, phone.address);
        guesses
            .spawn(async move { twin.send_with_proof(&outgoing, &proof).await.code().to_owned() });
    }
    let said = guesses.join_all().await;
    assert_eq!(said.iter().filter(|code| *code == "wrong_credentials").count(), 5);
    assert_eq!(said.iter().filter(|code| *code == "session_ended").count(), 15);
}

#[tokio::test]
async fn right_passwords_use_no_tries_up() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    for _ in 0..10 {
        assert_eq!(phone.password(EMAIL, PASSWORD).await.ok()["next"], "sign_in_code");
    }
}

#[rstest]
#[case("  Maria@Example.ORG ")]
#[case("maria@example.org")]
#[tokio::test]
async fn an_address_is_trimmed_and_its_case_does_not_matter(#[case] email: &str) {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    assert_eq!(phone.password(email, PASSWORD).await.ok()["next"], "sign_in_code");
}

#[tokio::test]
async fn over_long_credentials_are_refused_unread() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    for (email, password) in
        [("", PASSWORD), (EMAIL, ""), (&*"a".repeat(255), PASSWORD), (EMAIL, &*"a".repeat(1_025))]
    {
        assert_eq!(phone.password(email, password).await.code(), "invalid_request");
    }
}

#[tokio::test]
async fn a_session_is_worth_nothing_to_another_key() {
    let world = World::new().await;
    let phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    let mut thief = world.phone();
    thief.session.clone_from(&phone.session);
    for (route, body) in [
        ("/session/password", json!({ "email": EMAIL, "password": PASSWORD })),
        ("/session/code", json!({ "purpose": "sign_in", "code": code })),
        ("/session/next", json!({})),
        ("/session/sms", json!({ "purpose": "sign_in" })),
        ("/pairing", json!({})),
        ("/pairing/challenge", json!({ "code": code })),
        ("/pairing/statement", json!({ "statement": "" })),
        ("/pairing/commit", json!({ "paired": "A".repeat(43), "nonce": "A".repeat(22) })),
    ] {
        let mut body = body;
        body["session"] = json!(phone.session);
        let reply = thief.call(route, &body).await;
        assert_eq!((reply.status, reply.code()), (403, "session_not_bound"), "{route}");
    }
}

#[tokio::test]
async fn a_session_goes_one_way() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.open_session().await.ok();
    assert_eq!(phone.sign_in_code("123456").await.code(), "step_not_allowed");
    assert_eq!(phone.begin_pairing().await.code(), "step_not_allowed");
    assert_eq!(phone.challenge("123456").await.code(), "step_not_allowed");
    assert_eq!(phone.statement("x").await.code(), "step_not_allowed");
    phone.password(EMAIL, PASSWORD).await.ok();
    assert_eq!(phone.begin_pairing().await.code(), "step_not_allowed");
    assert_eq!(phone.challenge("123456").await.code(), "step_not_allowed");
    let sms = json!({ "session": phone.session, "purpose": "associate" });
    assert_eq!(phone.call("/session/sms", &sms).await.code(), "step_not_allowed");
}

#[tokio::test]
async fn a_session_says_where_it_stands() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.fetch_keys().await;
    phone.open_session().await.ok();
    assert_eq!(phone.next().await.ok(), json!({ "next": "password" }));
    let said = phone.password(EMAIL, PASSWORD).await.ok();
    assert_eq!(
        said["sms"],
        json!({
            "purpose": "sign_in", "sent_to": "+39•••••••567", "expires_in_s": 300, "tries_left": 3,
        })
    );
    assert_eq!(phone.next().await.ok(), said);
    let code = world.newest_code().await;
    assert_eq!(
        phone.sign_in_code(&code).await.ok(),
        json!({ "next": "signed_in", "expires_in_s": 30 * 86_400 })
    );
    let sms = phone.begin_pairing().await.ok()["sms"].clone();
    let next = phone.next().await.ok();
    assert_eq!((&next["next"], &next["sms"]), (&json!("associate_code"), &sms));
    let code = world.newest_code().await;
    phone.challenge(&code).await.ok();
    assert_eq!(phone.next().await.ok(), json!({ "next": "statement" }));
}

#[tokio::test]
async fn opening_again_returns_the_session_that_lives() {
    let world = World::new().await;
    let mut phone = world.phone();
    let first = phone.open_session().await.ok();
    assert_eq!(first["expires_in_s"], 900);
    world.advance(Duration::from_secs(100));
    let again = phone.open_session().await.ok();
    assert_eq!((&again["session"], &again["expires_in_s"]), (&first["session"], &json!(800)));
    world.advance(Duration::from_secs(800));
    assert_eq!(phone.next().await.code(), "session_ended");
    assert_ne!(phone.open_session().await.ok()["session"], first["session"]);
}

#[tokio::test]
async fn a_signed_in_session_lives_thirty_days() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.sign_in(&world, EMAIL).await;
    world.advance(Duration::from_secs(30 * 86_400 - 1));
    assert_eq!(phone.next().await.ok()["next"], "signed_in");
    world.advance(Duration::from_secs(1));
    assert_eq!(phone.next().await.code(), "session_ended");
}

#[rstest]
#[case::password("UPDATE account SET password_changed_ms = password_changed_ms + 1")]
#[case::owner("UPDATE account SET owner_since_ms = owner_since_ms + 1")]
#[case::two_step("UPDATE account SET two_step = 0")]
#[tokio::test]
async fn a_session_ends_when_the_account_changes(#[case] change: &str) {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.sign_in(&world, EMAIL).await;
    world.database().execute(change, []).unwrap();
    assert_eq!(phone.next().await.code(), "session_ended");
    assert_eq!(phone.begin_pairing().await.code(), "session_ended");
}

#[tokio::test]
async fn only_the_first_three_tries_of_a_code_count() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    let wrong = other_code(&code);
    for left in [2, 1] {
        let reply = phone.sign_in_code(&wrong).await;
        assert_eq!((reply.status, reply.code()), (403, "wrong_code"));
        assert_eq!(reply.body["tries_left"], left);
    }
    assert_eq!(phone.sign_in_code(&wrong).await.code(), "code_burned");
    assert_eq!(phone.sign_in_code(&code).await.code(), "code_burned");
    let sms = json!({ "session": phone.session, "purpose": "sign_in" });
    phone.call("/session/sms", &sms).await.ok();
    let code = world.newest_code().await;
    assert_eq!(phone.sign_in_code(&code).await.ok()["next"], "signed_in");
}

#[tokio::test]
async fn a_code_is_good_for_300_seconds() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    world.advance(Duration::from_mins(5));
    assert_eq!(phone.sign_in_code(&code).await.code(), "code_burned");
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    world.advance(Duration::from_millis(299_999));
    phone.sign_in_code(&code).await.ok();
}

#[tokio::test]
async fn the_code_that_succeeded_succeeds_again_while_it_is_good() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    phone.sign_in_code(&code).await.ok();
    assert_eq!(phone.sign_in_code(&code).await.ok()["next"], "signed_in");
    assert_eq!(phone.sign_in_code(&other_code(&code)).await.code(), "code_burned");
    world.advance(Duration::from_mins(5));
    assert_eq!(phone.sign_in_code(&code).await.code(), "code_burned");
}

#[tokio::test]
async fn a_code_is_worth_nothing_for_another_purpose() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let sign_in = world.newest_code().await;
    let swapped = json!({ "session": phone.session, "purpose": "associate", "code": sign_in });
    assert_eq!(phone.call("/session/code", &swapped).await.code(), "invalid_request");
    phone.sign_in_code(&sign_in).await.ok();
    phone.begin_pairing().await.ok();
    let associate = world.newest_code().await;
    assert_ne!(sign_in, associate);
    assert_eq!(phone.challenge(&sign_in).await.code(), "wrong_code");
    assert_eq!(phone.sign_in_code(&associate).await.code(), "code_burned");
    phone.challenge(&associate).await.ok();
}

#[tokio::test]
async fn a_code_is_worth_nothing_in_another_session() {
    let world = World::new().await;
    let mut one = waiting_for_code(&world).await;
    let code_of_one = world.newest_code().await;
    let mut two = waiting_for_code(&world).await;
    assert_ne!(code_of_one, world.newest_code().await);
    assert_eq!(two.sign_in_code(&code_of_one).await.code(), "wrong_code");
    one.sign_in_code(&code_of_one).await.ok();
}

#[tokio::test]
async fn a_code_sent_to_a_number_that_is_no_longer_the_accounts_is_burned() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    world.database().execute("UPDATE account SET number = '+390000000000'", []).unwrap();
    assert_eq!(phone.sign_in_code(&code).await.code(), "code_burned");
}

#[tokio::test]
async fn a_new_code_replaces_the_one_before() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let first = world.newest_code().await;
    let sms = json!({ "session": phone.session, "purpose": "sign_in" });
    phone.call("/session/sms", &sms).await.ok();
    assert_ne!(world.newest_code().await, first);
    assert_eq!(phone.sign_in_code(&first).await.code(), "wrong_code");
}

#[tokio::test]
async fn repeating_a_step_sends_nothing_while_its_code_is_live() {
    let world = World::new().await;
    let mut phone = waiting_for_code(&world).await;
    let said = phone.password(EMAIL, PASSWORD).await.ok();
    assert_eq!((&said["next"], world.sms_count().await), (&json!("sign_in_code"), 1));
    let code = world.newest_code().await;
    phone.sign_in_code(&code).await.ok();
    let first = phone.begin_pairing().await.ok();
    assert_eq!(phone.begin_pairing().await.ok(), first);
    assert_eq!(world.sms_count().await, 2);
}

#[tokio::test]
async fn an_account_gets_five_sms_an_hour_and_ten_a_day_over_all_sessions() {
    let world = World::new().await;
    for _ in 0..5 {
        waiting_for_code(&world).await;
    }
    let mut phone = world.phone();
    phone.open_session().await.ok();
    let reply = phone.password(EMAIL, PASSWORD).await;
    assert_eq!((reply.status, reply.code()), (429, "too_many_sms"));
    assert_eq!(reply.body["retry_after_s"], 3_600);
    world.advance(Duration::from_hours(1));
    for _ in 0..5 {
        waiting_for_code(&world).await;
    }
    world.advance(Duration::from_hours(1));
    let mut phone = world.phone();
    phone.open_session().await.ok();
    let reply = phone.password(EMAIL, PASSWORD).await;
    assert_eq!(reply.code(), "too_many_sms");
    assert_eq!(reply.body["retry_after_s"], 22 * 3_600);
    assert_eq!(world.sms_count().await, 10);
    world.advance(Duration::from_hours(22));
    waiting_for_code(&world).await;
}

#[tokio::test]
async fn after_ten_wrong_codes_in_a_day_no_code_is_checked() {
    let world = World::new().await;
    for round in 0..4 {
        let mut phone = waiting_for_code(&world).await;
        let wrong = other_code(&world.newest_code().await);
        for _ in 0..if round < 3 { 3 } else { 1 } {
            phone.sign_in_code(&wrong).await;
        }
    }
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    let reply = phone.sign_in_code(&code).await;
    assert_eq!((reply.status, reply.code()), (429, "too_many_tries"));
    assert_eq!(reply.body["retry_after_s"], 86_400);
    world.advance(Duration::from_hours(24));
    let mut phone = waiting_for_code(&world).await;
    let code = world.newest_code().await;
    phone.sign_in_code(&code).await.ok();
}

#[tokio::test]
async fn an_address_opens_thirty_sessions_an_hour() {
    let world = World::new().await;
    for _ in 0..30 {
        world.phone().open_session().await.ok();
    }
    let mut phone = world.phone();
    let reply = phone.open_session().await;
    assert_eq!((reply.status, reply.code()), (429, "rate_limited"));
    assert_eq!(reply.body["retry_after_s"], 3_600);
    world.advance(Duration::from_hours(1));
    phone.open_session().await.ok();
}

#[tokio::test]
async fn a_code_says_what_it_does_and_an_associate_code_warns() {
    let world = World::new().await;
    let mut phone = world.phone();
    phone.sign_in(&world, EMAIL).await;
    phone.begin_pairing().await.ok();
    let outbox = world.outbox().await;
    let text = outbox[0]["text"].as_str().unwrap();
    assert!(text.contains("NEW PHONE for maria@example.org"), "{text}");
    assert!(text.contains("Never type it on a web page"), "{text}");
    assert!(!outbox[1]["text"].as_str().unwrap().contains("NEW PHONE"));
}

#[tokio::test]
async fn an_account_without_a_verified_number_gets_no_code() {
    let world = World::new().await;
    world.database().execute("UPDATE account SET number_verified_ms = NULL", []).unwrap();
    let mut phone = world.phone();
    phone.open_session().await.ok();
    assert_eq!(phone.password(EMAIL, PASSWORD).await.code(), "no_number");
    assert_eq!(phone.next().await.ok()["next"], "password");
}

#[tokio::test]
async fn a_frozen_account_sends_no_sms() {
    let world = World::new().await;
    world.database().execute("UPDATE account SET frozen_ms = 1", []).unwrap();
    let mut phone = world.phone();
    phone.open_session().await.ok();
    assert_eq!(phone.password(EMAIL, "wrong").await.code(), "wrong_credentials");
    let reply = phone.password(EMAIL, PASSWORD).await;
    assert_eq!((reply.status, reply.code()), (403, "account_frozen"));
    assert_eq!(world.sms_count().await, 0);
}

#[tokio::test]
async fn a_session_stays_with_the_account_of_its_first_right_password() {
    let world = World::with(&[account(EMAIL), account("other@example.org")]).await;
    let mut phone = waiting_for_code(&world).await;
    let reply = phone.password("other@example.org", PASSWORD).await;
    assert_eq!(reply.code(), "step_not_allowed");
    assert_eq!(world.sms_count().await, 1);
}
