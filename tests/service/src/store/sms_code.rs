//! The table `sms_code`. Codes themselves are not kept, only a MAC of each.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::time::UnixMs;

/// How a code stands. A live one may have run out of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeState {
    Live,
    Used,
    Burned,
    Replaced,
}

impl CodeState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Used => "used",
            Self::Burned => "burned",
            Self::Replaced => "replaced",
        }
    }
}

/// A code that was sent.
#[derive(Debug, Clone)]
pub(crate) struct SentCode {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) possession: Option<String>,
    pub(crate) mac: Vec<u8>,
    pub(crate) tries_left: i64,
    pub(crate) state: CodeState,
    pub(crate) expires: UnixMs,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<SentCode> {
    let state: String = row.get(5)?;
    Ok(SentCode {
        id: row.get(0)?,
        number: row.get(1)?,
        possession: row.get(2)?,
        mac: row.get(3)?,
        tries_left: row.get(4)?,
        state: [CodeState::Live, CodeState::Used, CodeState::Burned, CodeState::Replaced]
            .into_iter()
            .find(|known| known.as_str() == state)
            .ok_or_else(|| super::unreadable(5))?,
        expires: row.get(6)?,
    })
}

/// The newest code of a session and purpose.
pub(crate) fn newest(
    connection: &Connection,
    session: &str,
    purpose: &str,
) -> rusqlite::Result<Option<SentCode>> {
    connection
        .query_row(
            "SELECT id, number, possession_thumbprint, mac, tries_left, state, expires_ms
             FROM sms_code WHERE session = ?1 AND purpose = ?2 ORDER BY id DESC LIMIT 1",
            [session, purpose],
            from_row,
        )
        .optional()
}

/// What a new code is bound to.
#[derive(Debug)]
pub(crate) struct NewCode<'a> {
    pub(crate) account_id: i64,
    pub(crate) purpose: &'a str,
    pub(crate) session: &'a str,
    pub(crate) number: &'a str,
    pub(crate) possession: Option<&'a str>,
    pub(crate) mac: &'a [u8],
    pub(crate) tries: i64,
    pub(crate) expires: UnixMs,
}

/// Adds a code; the one before it of the same session and purpose is no longer good.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewCode<'_>,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE sms_code SET state = 'replaced'
         WHERE session = ?1 AND purpose = ?2 AND state = 'live'",
        [new.session, new.purpose],
    )?;
    connection.execute(
        "INSERT INTO sms_code (account_id, purpose, session, number, possession_thumbprint, mac,
             tries_left, state, created_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'live', ?8, ?9)",
        params![
            new.account_id,
            new.purpose,
            new.session,
            new.number,
            new.possession,
            new.mac,
            new.tries,
            now,
            new.expires,
        ],
    )?;
    Ok(())
}

/// The codes of a session and purpose are no longer good, typed or not.
pub(crate) fn void(connection: &Connection, session: &str, purpose: &str) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE sms_code SET state = 'replaced'
         WHERE session = ?1 AND purpose = ?2 AND state IN ('live', 'used')",
        [session, purpose],
    )?;
    Ok(())
}

/// Marks a live code; `false` if it was not live.
pub(crate) fn settle(
    connection: &Connection,
    id: i64,
    state: CodeState,
    tries_left: i64,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE sms_code SET state = ?2, tries_left = ?3 WHERE id = ?1 AND state = 'live'",
        params![id, state.as_str(), tries_left],
    )?;
    Ok(changed == 1)
}
