//! The conditional updates on their own, and what the schema itself forbids.

use assenso_core::protocol::{Pseudonym, ReportReason, RequestState};
use rusqlite::params;

use super::account::NewAccount;
use super::report::NewReport;
use super::request::{NewRequest, Settling};
use super::*;
use crate::seeding::Language;
use crate::time::UnixMs;

#[test]
fn the_migrations_are_sound() {
    MIGRATIONS.validate().unwrap();
}

#[test]
fn a_newer_file_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    connect(file.path()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(open_connection(file.path()), Err(OpenError::Migration(_))));
}

const START: UnixMs = UnixMs::from_millis(1_000_000);

fn later(seconds: u64) -> UnixMs {
    START.plus(Duration::from_secs(seconds))
}

/// A database with one account, its device, and one request that is open since [`START`].
fn with_a_request() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    MIGRATIONS.to_latest(&mut connection).unwrap();
    let new = NewAccount {
        pseudonym: Pseudonym::new([1; 16]),
        email: "maria@example.org",
        name: "Maria",
        language: Language::English,
        password_hash: "",
        two_step: true,
        number: None,
        notice_address: None,
    };
    assert!(account::insert(&connection, &new, START).unwrap());
    connection
        .execute(
            "INSERT INTO device (account_id, generation, possession, possession_thumbprint,
                 approval, approval_thumbprint, class, level, name, app, proof, statement, paired,
                 totp_secret, state, since_ms)
             VALUES (1, 1, x'', 'p', x'', 'a', '', '', '', '', 'sms', '', '', x'', 'associated', ?1)",
            params![START],
        )
        .unwrap();
    let request = NewRequest {
        id: "r",
        account_id: 1,
        device_id: 1,
        generation: 0,
        class: "unknown",
        kind: "sign_in",
        browser_session: "s",
        browser: "b",
        number: "42",
        number_digits: 2,
        object: "",
    };
    request::insert(&connection, &request, START).unwrap();
    connection
}

fn settle(connection: &Connection, state: RequestState, now: UnixMs) -> bool {
    let settling = Settling { state, subject: "subject", answer: "answer", receipt: "receipt" };
    request::settle(connection, "r", &settling, now).unwrap()
}

#[test]
fn a_request_settles_once() {
    let connection = with_a_request();
    assert!(settle(&connection, RequestState::Denied, later(1)));
    assert!(!settle(&connection, RequestState::Approved, later(2)));
    let request = request::by_id(&connection, "r").unwrap().unwrap();
    assert_eq!((request.ended, request.number), (Some(RequestState::Denied), None));
}

#[test]
fn a_request_that_is_over_does_not_settle_even_if_nothing_has_marked_it() {
    let connection = with_a_request();
    assert!(!settle(&connection, RequestState::Approved, later(120)));
    request::expire_overdue(&connection, 1, later(121)).unwrap();
    let request = request::by_id(&connection, "r").unwrap().unwrap();
    assert_eq!((request.ended, request.settled), (Some(RequestState::Expired), Some(later(120))));
    assert!(!settle(&connection, RequestState::Approved, later(1)));
}

#[test]
fn an_approval_is_consumed_once_by_its_session_in_time() {
    let connection = with_a_request();
    assert!(!request::consume(&connection, "r", "s", later(1)).unwrap(), "it is open");
    assert!(settle(&connection, RequestState::Approved, later(10)));
    assert!(!request::consume(&connection, "r", "other", later(11)).unwrap());
    assert!(!request::consume(&connection, "r", "s", later(70)).unwrap(), "too late");
    assert!(request::consume(&connection, "r", "s", later(69)).unwrap());
    assert!(!request::consume(&connection, "r", "s", later(69)).unwrap(), "twice");
}

#[test]
fn what_was_not_approved_is_not_consumed() {
    for state in [RequestState::Denied, RequestState::Burned, RequestState::Cancelled] {
        let connection = with_a_request();
        assert!(settle(&connection, state, later(10)));
        assert!(!request::consume(&connection, "r", "s", later(11)).unwrap(), "{state:?}");
    }
}

#[test]
fn only_a_denial_of_the_device_is_reported_and_once() {
    let connection = with_a_request();
    let report = |device_id, subject: &str| {
        let new = NewReport {
            request_id: "r",
            device_id,
            reason: ReportReason::NotMe,
            subject,
            report: "report",
            receipt: "receipt",
        };
        report::insert(&connection, &new, later(2)).unwrap()
    };
    assert!(!report(1, "open"));
    assert!(settle(&connection, RequestState::Denied, later(1)));
    assert!(!report(2, "another device"));
    assert!(report(1, "first"));
    assert!(!report(1, "second"));
    assert_eq!(report::of_request(&connection, "r").unwrap().unwrap().subject, "first");
}

#[test]
fn what_was_not_denied_is_not_reported() {
    for state in [RequestState::Approved, RequestState::Burned, RequestState::Cancelled] {
        let connection = with_a_request();
        assert!(settle(&connection, state, later(1)));
        let new = NewReport {
            request_id: "r",
            device_id: 1,
            reason: ReportReason::NotMe,
            subject: "subject",
            report: "report",
            receipt: "receipt",
        };
        assert!(!report::insert(&connection, &new, later(2)).unwrap(), "{state:?}");
    }
}

#[test]
fn a_time_step_is_used_up_once_and_earlier_ones_with_it() {
    let connection = with_a_request();
    assert!(device::use_totp_step(&connection, 1, 7).unwrap());
    assert!(!device::use_totp_step(&connection, 1, 7).unwrap());
    assert!(!device::use_totp_step(&connection, 1, 6).unwrap());
    assert!(device::use_totp_step(&connection, 1, 8).unwrap());
}

#[test]
fn an_account_has_one_device_and_one_open_request_of_a_class() {
    let connection = with_a_request();
    let second = connection.execute(
        "INSERT INTO device SELECT 2, account_id, 2, possession, 'p2', approval, 'a2', class,
             level, name, app, proof, statement, paired, totp_secret, totp_last_step, long_poll,
             state, since_ms, out_ms FROM device",
        [],
    );
    assert!(second.is_err());
    let request = NewRequest {
        id: "r2",
        account_id: 1,
        device_id: 1,
        generation: 0,
        class: "unknown",
        kind: "sign_in",
        browser_session: "s",
        browser: "b",
        number: "42",
        number_digits: 2,
        object: "",
    };
    assert!(request::insert(&connection, &request, START).is_err());
    let known = NewRequest { class: "known", ..request };
    request::insert(&connection, &known, START).unwrap();
}

#[test]
fn a_generation_is_raised_once() {
    let connection = with_a_request();
    assert!(account::raise_generation(&connection, 1, 0, account::Power::FULL).unwrap());
    assert!(!account::raise_generation(&connection, 1, 0, account::Power::FULL).unwrap());
    assert_eq!(account::by_id(&connection, 1).unwrap().generation, 1);
}
