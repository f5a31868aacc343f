//! The tables `browser_session` and `known_browser`. Cookies are not kept, only their hashes.

use std::net::IpAddr;

use assenso_core::protocol::{Browser, System};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use crate::time::UnixMs;

/// Where a browser was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) browser: Browser,
    pub(crate) system: System,
    pub(crate) address: IpAddr,
}

/// Where a browser that has typed the right password stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A request was made for it.
    Ask,
    /// The app's code is asked for; no request was made.
    Code,
    /// No request was made: another browser's is open, or the account can't be asked.
    NotAsked,
    SignedIn,
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Code => "code",
            Self::NotAsked => "not_asked",
            Self::SignedIn => "signed_in",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Ask, Self::Code, Self::NotAsked, Self::SignedIn]
            .into_iter()
            .find(|stage| stage.as_str() == text)
    }
}

/// How a browser was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Password,
    Push,
    Code,
    Sms,
}

impl Method {
    fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Push => "push",
            Self::Code => "code",
            Self::Sms => "sms",
        }
    }
}

/// A browser after the right password.
#[derive(Debug, Clone)]
pub(crate) struct BrowserSession {
    /// The hash of its cookie.
    pub(crate) id: String,
    /// Stays when the cookie is replaced.
    pub(crate) browser: String,
    pub(crate) account_id: i64,
    pub(crate) known: bool,
    pub(crate) stage: Stage,
    pub(crate) request_id: Option<String>,
    pub(crate) method: Option<Method>,
    pub(crate) password_at: UnixMs,
    pub(crate) expires: UnixMs,
    /// Where it signed in from; `None` for one that is older than that is kept.
    pub(crate) seen: Option<Seen>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<BrowserSession> {
    let stage: String = row.get(4)?;
    let method: Option<String> = row.get(6)?;
    Ok(BrowserSession {
        id: row.get(0)?,
        browser: row.get(1)?,
        account_id: row.get(2)?,
        known: row.get(3)?,
        stage: Stage::parse(&stage).ok_or_else(|| super::unreadable(4))?,
        request_id: row.get(5)?,
        method: [Method::Password, Method::Push, Method::Code, Method::Sms]
            .into_iter()
            .find(|known| Some(known.as_str()) == method.as_deref()),
        password_at: row.get(7)?,
        expires: row.get(8)?,
        seen: row.get::<_, Option<String>>(9)?.and_then(|seen| serde_json::from_str(&seen).ok()),
    })
}

const LIVE: &str = "SELECT browser_session.id, browser, account_id, known, stage, request_id,
        method, password_ms, expires_ms, seen
    FROM browser_session JOIN account ON account.id = account_id
    WHERE expires_ms > ?1 AND password_changed_ms <= password_ms
        AND owner_since_ms <= password_ms";

/// The sessions of an account that are signed in, the newest first.
pub(crate) fn signed_in(
    connection: &Connection,
    account_id: i64,
    now: UnixMs,
) -> rusqlite::Result<Vec<BrowserSession>> {
    connection
        .prepare(&format!(
            "{LIVE} AND account_id = ?2 AND stage = 'signed_in' ORDER BY password_ms DESC, browser"
        ))?
        .query_map(params![now, account_id], from_row)?
        .collect()
}

/// Ends the sessions of an account but one; what they asked the phone is for nobody any more.
pub(crate) fn end_others(
    connection: &Connection,
    account_id: i64,
    own: &str,
) -> rusqlite::Result<usize> {
    connection.execute(
        "DELETE FROM browser_session WHERE account_id = ?1 AND id <> ?2",
        params![account_id, own],
    )
}

/// The session of a cookie's hash, if it lives and the password was not changed since.
pub(crate) fn live(
    connection: &Connection,
    id: &str,
    now: UnixMs,
) -> rusqlite::Result<Option<BrowserSession>> {
    connection
        .query_row(&format!("{LIVE} AND browser_session.id = ?2"), params![now, id], from_row)
        .optional()
}

/// Which browser a cookie's hash belonged to last, also after the session ended.
pub(crate) fn browser_of(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT browser FROM browser_session WHERE id = ?1", [id], |row| row.get(0))
        .optional()
}

/// Writes a session; sessions that ended a day ago are forgotten.
pub(crate) fn insert(
    connection: &Connection,
    session: &BrowserSession,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM browser_session WHERE expires_ms < ?1",
        [now.minus(crate::policy::BROWSER_LIFE)],
    )?;
    connection.execute(
        "INSERT INTO browser_session (id, browser, account_id, known, stage, request_id, method,
             password_ms, expires_ms, seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            session.id,
            session.browser,
            session.account_id,
            session.known,
            session.stage.as_str(),
            session.request_id,
            session.method.map(Method::as_str),
            session.password_at,
            session.expires,
            session.seen.as_ref().and_then(|seen| serde_json::to_string(seen).ok()),
        ],
    )?;
    Ok(())
}

/// Moves a session to another stage and request.
pub(crate) fn move_to(
    connection: &Connection,
    id: &str,
    stage: Stage,
    request_id: Option<&str>,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE browser_session SET stage = ?2, request_id = ?3 WHERE id = ?1",
        params![id, stage.as_str(), request_id],
    )?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM browser_session WHERE id = ?1", [id])?;
    Ok(())
}

/// Ends what was signed in with the password alone: 2-step verification goes on.
pub(crate) fn end_password_only(connection: &Connection, account_id: i64) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM browser_session WHERE account_id = ?1 AND method = 'password'",
        [account_id],
    )?;
    Ok(())
}

/// Ends all sessions of an account; browsers that became known since then are known no longer.
pub(crate) fn end_all(
    connection: &Connection,
    account_id: i64,
    since: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM browser_session WHERE account_id = ?1", [account_id])?;
    connection.execute(
        "DELETE FROM known_browser WHERE account_id = ?1 AND since_ms >= ?2",
        params![account_id, since],
    )?;
    Ok(())
}

/// Whether a browser has signed in to this account with an approval before.
pub(crate) fn is_known(
    connection: &Connection,
    id: &str,
    account_id: i64,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM known_browser
             WHERE id = ?1 AND account_id = ?2 AND expires_ms > ?3)",
        params![id, account_id, now],
        |row| row.get(0),
    )
}

/// Remembers a browser after an approved sign-in.
pub(crate) fn make_known(
    connection: &Connection,
    id: &str,
    account_id: i64,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM known_browser WHERE expires_ms <= ?1", [now])?;
    connection.execute(
        "INSERT INTO known_browser (id, account_id, since_ms, expires_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id, account_id) DO UPDATE SET expires_ms = excluded.expires_ms",
        params![id, account_id, now, now.plus(crate::policy::KNOWN_LIFE)],
    )?;
    Ok(())
}

/// Moves what a browser is known for to a new cookie.
pub(crate) fn carry_known(connection: &Connection, old: &str, new: &str) -> rusqlite::Result<()> {
    connection.execute("UPDATE known_browser SET id = ?2 WHERE id = ?1", [old, new])?;
    Ok(())
}
