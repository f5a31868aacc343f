//! Counting for rate limits, and the single use of a proof's `jti`.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::policy;
use crate::time::UnixMs;

/// What is counted, each with the query that finds the moment of the n-th newest one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Counted<'a> {
    /// SMS to one account, over all sessions.
    Sms(i64),
    /// Wrong codes of all kinds for one account.
    WrongCodes(i64),
    /// Wrong passwords on the page from one network address.
    WrongPasswords(&'a [u8]),
    /// New sessions of the app from one network address.
    Sessions(&'a [u8]),
}

/// How long to wait until one more fits the limit of `(at most, within)`; `None` if it fits now.
pub(crate) fn wait(
    connection: &Connection,
    counted: Counted<'_>,
    (most, within): (i64, Duration),
    now: UnixMs,
) -> rusqlite::Result<Option<Duration>> {
    let since = now.minus(within);
    let skip = most.saturating_sub(1);
    let moment = |row: &rusqlite::Row<'_>| row.get::<_, UnixMs>(0);
    let deciding = match counted {
        Counted::Sms(account) => connection.query_row(
            "SELECT created_ms FROM sms_code WHERE account_id = ?1 AND created_ms > ?2
             ORDER BY created_ms DESC LIMIT 1 OFFSET ?3",
            params![account, since, skip],
            moment,
        ),
        Counted::WrongCodes(account) => connection.query_row(
            "SELECT at_ms FROM wrong_code WHERE account_id = ?1 AND at_ms > ?2
             ORDER BY at_ms DESC LIMIT 1 OFFSET ?3",
            params![account, since, skip],
            moment,
        ),
        Counted::WrongPasswords(source) => connection.query_row(
            "SELECT at_ms FROM wrong_password WHERE bucket = ?1 AND at_ms > ?2
             ORDER BY at_ms DESC LIMIT 1 OFFSET ?3",
            params![source, since, skip],
            moment,
        ),
        Counted::Sessions(source) => connection.query_row(
            "SELECT created_ms FROM device_session WHERE source = ?1 AND created_ms > ?2
             ORDER BY created_ms DESC LIMIT 1 OFFSET ?3",
            params![source, since, skip],
            moment,
        ),
    };
    Ok(deciding.optional()?.map(|at| now.until(at.plus(within))))
}

pub(crate) fn note_wrong_code(
    connection: &Connection,
    account_id: i64,
    kind: &str,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO wrong_code (account_id, kind, at_ms) VALUES (?1, ?2, ?3)",
        params![account_id, kind, now],
    )?;
    Ok(())
}

pub(crate) fn note_wrong_password(
    connection: &Connection,
    source: &[u8],
    now: UnixMs,
) -> rusqlite::Result<i64> {
    let (_, within) = policy::WRONG_PASSWORD_LIMIT;
    connection.execute("DELETE FROM wrong_password WHERE at_ms <= ?1", [now.minus(within)])?;
    connection.execute(
        "INSERT INTO wrong_password (bucket, at_ms) VALUES (?1, ?2)",
        params![source, now],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Takes a password back that was counted and turned out to be right.
pub(crate) fn forget_wrong_password(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM wrong_password WHERE id = ?1", [id])?;
    Ok(())
}

/// Uses a proof's `jti` up; `false` if it already was.
pub(crate) fn use_jti(
    connection: &Connection,
    thumbprint: &str,
    jti: &str,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    connection.execute("DELETE FROM seen_jti WHERE until_ms < ?1", [now])?;
    let added = connection.execute(
        "INSERT INTO seen_jti (thumbprint, jti, until_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (thumbprint, jti) DO NOTHING",
        params![thumbprint, jti, now.plus(policy::JTI_LIFE)],
    )?;
    Ok(added == 1)
}
