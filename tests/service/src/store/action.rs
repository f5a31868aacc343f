//! The table `action`: what owners did with their accounts from the phone.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::time::UnixMs;

/// The receipt of an action that was done.
pub(crate) fn receipt(connection: &Connection, subject: &str) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT receipt FROM action WHERE subject = ?1", [subject], |row| row.get(0))
        .optional()
}

/// What is kept of an action.
#[derive(Debug)]
pub(crate) struct NewAction<'a> {
    pub(crate) account_id: i64,
    pub(crate) device_id: i64,
    pub(crate) kind: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) challenge: &'a str,
    pub(crate) object: &'a str,
    pub(crate) receipt: &'a str,
}

/// Keeps an action; `false` if its challenge was used before.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewAction<'_>,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let added = connection.execute(
        "INSERT INTO action (account_id, device_id, kind, subject, challenge, object, receipt,
             at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (challenge) DO NOTHING",
        params![
            new.account_id,
            new.device_id,
            new.kind,
            new.subject,
            new.challenge,
            new.object,
            new.receipt,
            now,
        ],
    )?;
    Ok(added == 1)
}
