//! The table `notice_code`: addresses for notices that wait to be confirmed.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::time::UnixMs;

/// An address that waits for its code.
#[derive(Debug, Clone)]
pub(crate) struct NoticeCode {
    id: i64,
    pub(crate) address: String,
    pub(crate) mac: Vec<u8>,
    pub(crate) tries_left: i64,
}

/// Adds an address with its code.
pub(crate) fn insert(
    connection: &Connection,
    account_id: i64,
    (address, mac): (&str, &[u8]),
    (tries, now, expires): (i64, UnixMs, UnixMs),
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO notice_code (account_id, address, mac, tries_left, created_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![account_id, address, mac, tries, now, expires],
    )?;
    Ok(())
}

/// The newest one of an account, if it can still be confirmed.
pub(crate) fn live(
    connection: &Connection,
    account_id: i64,
    now: UnixMs,
) -> rusqlite::Result<Option<NoticeCode>> {
    let newest = connection
        .query_row(
            "SELECT id, address, mac, tries_left, expires_ms FROM notice_code
             WHERE account_id = ?1 ORDER BY id DESC LIMIT 1",
            [account_id],
            |row| {
                let code = NoticeCode {
                    id: row.get(0)?,
                    address: row.get(1)?,
                    mac: row.get(2)?,
                    tries_left: row.get(3)?,
                };
                Ok((code, row.get::<_, UnixMs>(4)?))
            },
        )
        .optional()?;
    Ok(newest.filter(|(code, expires)| code.tries_left > 0 && *expires > now).map(|(code, _)| code))
}

/// How many mails were sent for an account since then.
pub(crate) fn sent(
    connection: &Connection,
    account_id: i64,
    since: UnixMs,
) -> rusqlite::Result<i64> {
    connection.query_row(
        "SELECT count(*) FROM notice_code WHERE account_id = ?1 AND created_ms > ?2",
        params![account_id, since],
        |row| row.get(0),
    )
}

/// A try is over: the last one makes the code worth nothing.
pub(crate) fn spend_try(connection: &Connection, code: &NoticeCode) -> rusqlite::Result<()> {
    connection
        .execute("UPDATE notice_code SET tries_left = tries_left - 1 WHERE id = ?1", [code.id])?;
    Ok(())
}

/// The code was right, and is used up.
pub(crate) fn use_up(connection: &Connection, code: &NoticeCode) -> rusqlite::Result<()> {
    connection.execute("UPDATE notice_code SET tries_left = 0 WHERE id = ?1", [code.id])?;
    Ok(())
}
