//! The table `request`: approval requests.

use assenso_core::protocol::{RequestClaims, RequestState};
use data_encoding::BASE64URL_NOPAD;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::policy;
use crate::time::UnixMs;

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) id: String,
    pub(crate) device_id: i64,
    pub(crate) generation: i64,
    pub(crate) browser: String,
    /// The number on the page; erased when the request is settled.
    pub(crate) number: Option<String>,
    pub(crate) number_digits: u8,
    pub(crate) object: String,
    /// How it ended; `None` while it is open.
    pub(crate) ended: Option<RequestState>,
    pub(crate) expires: UnixMs,
    pub(crate) settled: Option<UnixMs>,
    pub(crate) answer_subject: Option<String>,
    pub(crate) receipt: Option<String>,
    /// Whether its approval was taken up.
    pub(crate) consumed: bool,
}

impl Request {
    /// What the object says; `None` if it is not one. It is the provider's own, from its own
    /// database: the key that signed it may be gone.
    pub(crate) fn claims(&self) -> Option<RequestClaims> {
        let claims = self.object.split('.').nth(1)?;
        serde_json::from_slice(&BASE64URL_NOPAD.decode(claims.as_bytes()).ok()?).ok()
    }
}

fn state_text(state: RequestState) -> &'static str {
    match state {
        RequestState::Approved => "approved",
        RequestState::Denied => "denied",
        RequestState::Burned => "burned",
        RequestState::Expired => "expired",
        RequestState::Cancelled => "cancelled",
    }
}

fn ended(text: &str) -> Option<RequestState> {
    use RequestState::{Approved, Burned, Cancelled, Denied, Expired};
    [Approved, Denied, Burned, Expired, Cancelled]
        .into_iter()
        .find(|state| state_text(*state) == text)
}

const COLUMNS: &str = "id, device_id, generation, browser, number, number_digits, object, state,
    expires_ms, settled_ms, answer_subject, receipt, consumed_ms IS NOT NULL";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Request> {
    let state: String = row.get(7)?;
    Ok(Request {
        id: row.get(0)?,
        device_id: row.get(1)?,
        generation: row.get(2)?,
        browser: row.get(3)?,
        number: row.get(4)?,
        number_digits: row.get(5)?,
        object: row.get(6)?,
        ended: match state.as_str() {
            "open" => None,
            other => Some(ended(other).ok_or_else(|| super::unreadable(7))?),
        },
        expires: row.get(8)?,
        settled: row.get(9)?,
        answer_subject: row.get(10)?,
        receipt: row.get(11)?,
        consumed: row.get(12)?,
    })
}

pub(crate) fn by_id(connection: &Connection, id: &str) -> rusqlite::Result<Option<Request>> {
    connection
        .query_row(&format!("SELECT {COLUMNS} FROM request WHERE id = ?1"), [id], from_row)
        .optional()
}

/// The request that the answer with this subject settled.
pub(crate) fn by_answer(
    connection: &Connection,
    subject: &str,
) -> rusqlite::Result<Option<Request>> {
    connection
        .query_row(
            &format!("SELECT {COLUMNS} FROM request WHERE answer_subject = ?1"),
            [subject],
            from_row,
        )
        .optional()
}

/// The open request of an account and browser class, marked or not as expired.
pub(crate) fn open_of_class(
    connection: &Connection,
    account_id: i64,
    class: &str,
) -> rusqlite::Result<Option<Request>> {
    connection
        .query_row(
            &format!(
                "SELECT {COLUMNS} FROM request
                 WHERE account_id = ?1 AND class = ?2 AND state = 'open'"
            ),
            params![account_id, class],
            from_row,
        )
        .optional()
}

/// The requests that wait for a device, oldest first.
pub(crate) fn open_of_device(
    connection: &Connection,
    device_id: i64,
    now: UnixMs,
) -> rusqlite::Result<Vec<Request>> {
    connection
        .prepare(&format!(
            "SELECT {COLUMNS} FROM request
             WHERE device_id = ?1 AND state = 'open' AND expires_ms > ?2
             ORDER BY created_ms, id LIMIT ?3"
        ))?
        .query_map(params![device_id, now, policy::MAX_INBOX], from_row)?
        .collect()
}

/// What a new request is made of.
#[derive(Debug)]
pub(crate) struct NewRequest<'a> {
    pub(crate) id: &'a str,
    pub(crate) account_id: i64,
    pub(crate) device_id: i64,
    pub(crate) generation: i64,
    pub(crate) class: &'a str,
    /// What it asks: `sign_in` or `action`.
    pub(crate) kind: &'a str,
    pub(crate) browser_session: &'a str,
    pub(crate) browser: &'a str,
    pub(crate) number: &'a str,
    pub(crate) number_digits: u8,
    pub(crate) object: &'a str,
}

pub(crate) fn insert(
    connection: &Connection,
    new: &NewRequest<'_>,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO request (id, account_id, device_id, generation, class, browser_session,
             browser, kind, number, number_digits, object, state, created_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'open', ?12, ?13)",
        params![
            new.id,
            new.account_id,
            new.device_id,
            new.generation,
            new.class,
            new.browser_session,
            new.browser,
            new.kind,
            new.number,
            new.number_digits,
            new.object,
            now,
            now.plus(policy::REQUEST_LIFE),
        ],
    )?;
    Ok(())
}

/// Marks what has run out of time. A request that nothing has marked is expired all the same.
pub(crate) fn expire_overdue(
    connection: &Connection,
    account_id: i64,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE request SET state = 'expired', settled_ms = expires_ms, number = NULL
         WHERE account_id = ?1 AND state = 'open' AND expires_ms <= ?2",
        params![account_id, now],
    )?;
    Ok(())
}

/// The answer that settles a request.
#[derive(Debug)]
pub(crate) struct Settling<'a> {
    pub(crate) state: RequestState,
    pub(crate) subject: &'a str,
    pub(crate) answer: &'a str,
    pub(crate) receipt: &'a str,
}

/// Settles a request, if it is open and in time; `false` if it was not.
pub(crate) fn settle(
    connection: &Connection,
    id: &str,
    settling: &Settling<'_>,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE request SET state = ?2, answer_subject = ?3, answer = ?4, receipt = ?5,
             settled_ms = ?6, number = NULL
         WHERE id = ?1 AND state = 'open' AND expires_ms > ?6",
        params![
            id,
            state_text(settling.state),
            settling.subject,
            settling.answer,
            settling.receipt,
            now,
        ],
    )?;
    Ok(changed == 1)
}

/// The requests of unknown browsers that were not approved, since `since` and since the last one
/// that was: how many, and when the newest was made.
pub(crate) fn unapproved(
    connection: &Connection,
    account_id: i64,
    since: UnixMs,
) -> rusqlite::Result<(u32, Option<UnixMs>)> {
    connection.query_row(
        "SELECT count(*), max(created_ms) FROM request
         WHERE account_id = ?1 AND class = 'unknown' AND created_ms >= ?2
             AND created_ms > coalesce((SELECT max(created_ms) FROM request
                 WHERE account_id = ?1 AND class = 'unknown' AND state = 'approved'), 0)",
        params![account_id, since],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// How many requests of an account ended with a wrong number since then.
pub(crate) fn burned(
    connection: &Connection,
    account_id: i64,
    since: UnixMs,
) -> rusqlite::Result<i64> {
    connection.query_row(
        "SELECT count(*) FROM request
         WHERE account_id = ?1 AND state = 'burned' AND settled_ms >= ?2",
        params![account_id, since],
        |row| row.get(0),
    )
}

/// Cancels one request, if it is open.
pub(crate) fn cancel(connection: &Connection, id: &str, now: UnixMs) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE request SET state = 'cancelled', settled_ms = ?2, number = NULL
         WHERE id = ?1 AND state = 'open'",
        params![id, now],
    )?;
    Ok(())
}

/// Cancels what waits for a device that goes out.
pub(crate) fn cancel_of_device(
    connection: &Connection,
    device_id: i64,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE request SET state = 'cancelled', settled_ms = ?2, number = NULL
         WHERE device_id = ?1 AND state = 'open'",
        params![device_id, now],
    )?;
    Ok(())
}

/// Cancels what waits for an account's other browsers.
pub(crate) fn cancel_of_other_browsers(
    connection: &Connection,
    account_id: i64,
    browser: &str,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE request SET state = 'cancelled', settled_ms = ?3, number = NULL
         WHERE account_id = ?1 AND browser <> ?2 AND state = 'open'",
        params![account_id, browser, now],
    )?;
    Ok(())
}

/// Cancels everything that is open, for every account.
pub(crate) fn cancel_all_open(connection: &Connection, now: UnixMs) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE request SET state = 'cancelled', settled_ms = ?1, number = NULL
         WHERE state = 'open'",
        [now],
    )?;
    Ok(())
}

/// Keeps the receipt of a request that no answer settled, unless one is kept.
pub(crate) fn keep_receipt(
    connection: &Connection,
    id: &str,
    receipt: &str,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE request SET receipt = ?2 WHERE id = ?1 AND receipt IS NULL",
        [id, receipt],
    )?;
    Ok(())
}

/// Consumes an approval: once, by the browser session that made the request, within 60 s, and
/// only if the account is what it was when the request was made.
pub(crate) fn consume(
    connection: &Connection,
    id: &str,
    browser_session: &str,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE request SET consumed_ms = ?3
         WHERE id = ?1 AND browser_session = ?2 AND state = 'approved' AND consumed_ms IS NULL
             AND settled_ms > ?4
             AND EXISTS (SELECT 1 FROM account WHERE account.id = request.account_id
                 AND account.generation = request.generation AND account.frozen_ms IS NULL
                 AND account.password_changed_ms <= request.created_ms)",
        params![id, browser_session, now, now.minus(policy::APPROVAL_LIFE)],
    )?;
    Ok(changed == 1)
}
