//! E-mails reach the provider's relay over SMTP: whole, once, and in the end.

use std::time::Duration;

use assenso_core::secret::SecretText;
use assenso_service::{Smtp, SmtpError};
use mail_parser::MessageParser;
use mailin::response::{INTERNAL_ERROR, NO_MAILBOX};
use rstest::rstest;

use crate::common::relay::{FROM, LOGIN, Mail, Relay, USER};
use crate::common::{EMAIL, World};

const MINUTE: Duration = Duration::from_mins(1);

/// The value of a header as a mail program shows it, and the text.
fn read(mail: &Mail) -> (String, String) {
    let message = MessageParser::default().parse(&mail.raw).unwrap();
    (message.subject().unwrap().to_owned(), message.body_text(0).unwrap().into_owned())
}

fn id_of(mail: &Mail) -> String {
    MessageParser::default().parse(&mail.raw).unwrap().message_id().unwrap().to_owned()
}

/// Of the outbox, as a number of e-mails.
fn ended(world: &World, how: &str) -> i64 {
    world.count(&format!("SELECT count(*) FROM outbox WHERE channel = 'email' AND ended {how}"))
}

/// Twice as many e-mails.
fn double(world: &World) {
    let double = "INSERT INTO outbox (account_id, channel, recipient, subject, body, at_ms)
                  SELECT account_id, channel, recipient, subject, body, at_ms
                  FROM outbox WHERE channel = 'email'";
    world.database().execute(double, []).unwrap();
}

async fn until_ended(world: &World, how: &str, mails: i64) {
    for _ in 0..600 {
        if ended(world, how) == mails {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} e-mails have ended so", ended(world, how));
}

#[tokio::test]
async fn a_notice_arrives_as_it_was_written() {
    let relay = Relay::start();
    let world = World::new().await;
    world.paired_phone().await;
    // What has to be encoded or escaped on the way.
    let text = format!("È già così.\n.\n.. {}\nFrom here on, 漢字", "so ".repeat(500));
    let hard = "UPDATE outbox SET subject = 'Il telefono è cambiato: 漢字', body = ?1";
    world.database().execute(hard, [&text]).unwrap();
    let world = world.with_relay(relay.smtp()).await;
    relay.has_taken(1).await;
    let (taken, outbox) = (relay.taken(), world.outbox().await);
    let written: Vec<_> = outbox.iter().filter(|sent| sent["channel"] == "email").collect();
    assert_eq!((taken.len(), written.len()), (1, 1));
    let (mail, written) = (&taken[0], written[0]);
    assert_eq!((mail.from.as_str(), mail.to.as_slice()), (FROM, [EMAIL.to_owned()].as_slice()));
    let (subject, arrived) = read(mail);
    assert_eq!(subject, written["subject"]);
    assert_eq!(arrived.replace("\r\n", "\n").trim_end(), text);
    let message = MessageParser::default().parse(&mail.raw).unwrap();
    assert_eq!(message.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
    assert_eq!(message.from().unwrap().first().unwrap().address(), Some(FROM));
    let at_ms = written["at_ms"].as_i64().unwrap();
    assert_eq!(message.date().unwrap().to_timestamp(), at_ms.div_euclid(1000));
    // The relay has it: what may hold a code or a link is kept no longer.
    until_ended(&world, "= 'sent'", 1).await;
    let kept = "SELECT count(*) FROM outbox WHERE body <> '' AND channel =";
    assert_eq!(world.count(&format!("{kept} 'email'")), 0);
    assert_eq!(world.count(&format!("{kept} 'sms'")), 3);
    assert_eq!(relay.tries(), 1, "no SMS goes to the relay");
}

#[tokio::test]
async fn a_relay_that_can_not_take_it_now_is_asked_again() {
    let relay = Relay::start();
    relay.will_answer([INTERNAL_ERROR, INTERNAL_ERROR]);
    let world = World::new().await.with_relay(relay.smtp()).await;
    world.paired_phone().await;
    relay.until(|relay| relay.tries() == 1).await;
    world.advance(MINUTE);
    relay.until(|relay| relay.tries() == 2).await;
    // The second pause is twice as long.
    world.advance(MINUTE);
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert_eq!(relay.tries(), 2);
    world.advance(MINUTE);
    until_ended(&world, "= 'sent'", 1).await;
    assert_eq!(relay.taken().len(), 1);
}

#[tokio::test]
async fn a_recipient_that_is_refused_for_ever_is_not_asked_again_and_the_others_get_theirs() {
    let relay = Relay::start();
    relay.will_answer([NO_MAILBOX]);
    let world = World::new().await;
    world.paired_phone().await;
    double(&world);
    let world = world.with_relay(relay.smtp()).await;
    relay.has_taken(1).await;
    until_ended(&world, "= 'refused'", 1).await;
    until_ended(&world, "= 'sent'", 1).await;
    world.advance(MINUTE * 180);
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert_eq!(relay.tries(), 2);
}

#[tokio::test]
async fn what_was_written_while_the_relay_was_down_goes_out_when_it_is_back() {
    let relay = Relay::closed();
    let world = World::new().await.with_relay(relay.smtp()).await;
    world.paired_phone().await;
    let tried = "SELECT count(*) FROM outbox WHERE tries = 1 AND channel = 'email'";
    while world.count(tried) == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    relay.open();
    let world = world.with_relay(relay.smtp()).await;
    world.advance(MINUTE);
    relay.has_taken(1).await;
    until_ended(&world, "= 'sent'", 1).await;
}

#[tokio::test]
async fn one_that_died_over_it_sends_it_again_under_the_same_name() {
    let relay = Relay::start();
    let world = World::new().await.with_relay(relay.smtp()).await;
    world.paired_phone().await;
    until_ended(&world, "= 'sent'", 1).await;
    // As after a death between the relay's yes and the row.
    world.database().execute("UPDATE outbox SET ended = NULL", []).unwrap();
    world.advance(MINUTE);
    relay.has_taken(2).await;
    let taken = relay.taken();
    assert_eq!(id_of(&taken[0]), id_of(&taken[1]));
}

#[tokio::test]
async fn it_is_given_up_after_four_days() {
    let relay = Relay::start();
    let world = World::new().await;
    world.paired_phone().await;
    world.advance(MINUTE * 60 * 24 * 4 + MINUTE);
    let world = world.with_relay(relay.smtp()).await;
    until_ended(&world, "= 'given_up'", 1).await;
    assert_eq!(relay.tries(), 0);
}

#[tokio::test]
async fn two_nodes_send_each_once() {
    let relay = Relay::start();
    let world = World::new().await;
    world.paired_phone().await;
    for _ in 0..5 {
        double(&world);
    }
    let world = world.with_relay(relay.smtp()).await;
    let other = world.another_node_with(Some(relay.smtp())).await;
    until_ended(&world, "= 'sent'", 32).await;
    other.shutdown().await;
    let mut ids: Vec<_> = relay.taken().iter().map(id_of).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), relay.tries()), (32, 32));
}

#[rstest]
#[case(LOGIN, 1)]
#[case("another", 0)]
#[tokio::test]
async fn a_login_that_is_refused_loses_nothing(#[case] password: &str, #[case] taken: usize) {
    let relay = Relay::with_login();
    let url = format!("smtp://{}@{}", USER.replace('@', "%40"), relay.address);
    let password = SecretText::new(password.to_owned());
    let smtp = Smtp::new(&url, FROM, Some(&password)).unwrap();
    let shown = format!("{smtp:?}");
    assert!(!shown.contains(password.expose()) && !shown.contains("relay@"), "{shown}");
    let world = World::new().await.with_relay(smtp).await;
    world.paired_phone().await;
    while world.count("SELECT max(tries) FROM outbox") == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    if taken == 1 {
        until_ended(&world, "= 'sent'", 1).await;
    } else {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!((relay.logins(), relay.taken().len()), (taken, taken));
    assert_eq!(ended(&world, "IS NULL"), i64::from(taken == 0));
}

#[tokio::test]
async fn nothing_goes_in_the_clear_to_a_relay_that_must_encrypt() {
    let relay = Relay::start();
    let url = format!("smtp://{}?tls=required", relay.address);
    let world = World::new().await.with_relay(Smtp::new(&url, FROM, None).unwrap()).await;
    world.paired_phone().await;
    while world.count("SELECT max(tries) FROM outbox") == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!((relay.tries(), ended(&world, "IS NULL")), (0, 1));
}

#[rstest]
#[case("smtps://relay.example", FROM, None, "fine")]
#[case("smtp://relay.example?tls=required", FROM, None, "fine")]
#[case("smtp://localhost:2525", FROM, None, "fine")]
#[case("smtp://[::1]:2525", FROM, None, "fine")]
#[case("smtps://maria@relay.example", FROM, Some("x"), "fine")]
#[case("smtp://relay.example", FROM, None, "NotEncrypted")]
#[case("smtp://relay.example?tls=opportunistic", FROM, None, "NotEncrypted")]
#[case("smtp://127.0.0.1.relay.example", FROM, None, "NotEncrypted")]
#[case("smtps://maria:x@relay.example", FROM, None, "InvalidUrl")]
#[case("smtps://relay.example/path", FROM, None, "InvalidUrl")]
#[case("https://relay.example", FROM, None, "NotEncrypted")]
#[case("https://relay.example?tls=required", FROM, None, "InvalidUrl")]
#[case("relay.example", FROM, None, "InvalidUrl")]
#[case("smtps://maria@relay.example", FROM, None, "HalfALogin")]
#[case("smtps://relay.example", FROM, Some("x"), "HalfALogin")]
#[case("smtps://relay.example", "notices", None, "InvalidFrom")]
#[tokio::test]
async fn a_relay_is_taken_or_says_what_is_wrong_with_it(
    #[case] url: &str,
    #[case] from: &str,
    #[case] password: Option<&str>,
    #[case] expected: &str,
) {
    let password = password.map(|password| SecretText::new(password.to_owned()));
    let found = match Smtp::new(url, from, password.as_ref()) {
        Ok(_) => "fine",
        Err(SmtpError::InvalidUrl) => "InvalidUrl",
        Err(SmtpError::NotEncrypted) => "NotEncrypted",
        Err(SmtpError::HalfALogin) => "HalfALogin",
        Err(SmtpError::InvalidFrom) => "InvalidFrom",
        Err(other) => panic!("{other}"),
    };
    assert_eq!(found, expected);
}
