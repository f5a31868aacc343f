//! The table `invitation`: links that a signed-in browser made for its mailbox.

use assenso_core::crypto::sha256;
use assenso_core::jose::Bytes;
use data_encoding::BASE64URL_NOPAD;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::policy::INVITATION_LIFE;
use crate::time::UnixMs;

/// How long an invitation that is over is remembered: its browser is told what became of it.
const REMEMBERED: std::time::Duration = std::time::Duration::from_hours(24);

/// An invitation, as its browser sees it.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) id: String,
    pub(crate) used: bool,
    pub(crate) expires: UnixMs,
}

/// What the database knows a token by.
pub(crate) fn hash(token: Bytes<16>) -> String {
    BASE64URL_NOPAD.encode(&sha256(token.as_bytes()))
}

/// Writes an invitation. An earlier one of the account that nobody has used ends here.
pub(crate) fn insert(
    connection: &Connection,
    (id, token_hash): (&str, &str),
    (account_id, browser): (i64, &str),
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM invitation
         WHERE (account_id = ?1 AND session IS NULL) OR expires_ms < ?2",
        params![account_id, now.minus(REMEMBERED)],
    )?;
    connection.execute(
        "INSERT INTO invitation (id, account_id, browser, token_hash, created_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, account_id, browser, token_hash, now, now.plus(INVITATION_LIFE)],
    )?;
    Ok(())
}

/// The newest invitation that a browser made for an account.
pub(crate) fn newest(
    connection: &Connection,
    account_id: i64,
    browser: &str,
) -> rusqlite::Result<Option<Invitation>> {
    connection
        .query_row(
            "SELECT id, session IS NOT NULL, expires_ms FROM invitation
             WHERE account_id = ?1 AND browser = ?2 ORDER BY created_ms DESC, rowid DESC LIMIT 1",
            params![account_id, browser],
            |row| Ok(Invitation { id: row.get(0)?, used: row.get(1)?, expires: row.get(2)? }),
        )
        .optional()
}

/// Redeems an invitation for a session of the app, which may say so again; the mailbox that it is
/// for. `None` whatever else is the case: unknown, too old, used by another session, or of a time
/// when the account had another password or owner.
pub(crate) fn redeem(
    connection: &Connection,
    token_hash: &str,
    session: &str,
    now: UnixMs,
) -> rusqlite::Result<Option<String>> {
    connection.execute(
        "UPDATE invitation SET session = ?2
         WHERE token_hash = ?1 AND session IS NULL AND expires_ms > ?3 AND EXISTS (
             SELECT 1 FROM account WHERE account.id = account_id
                 AND password_changed_ms <= invitation.created_ms
                 AND owner_since_ms <= invitation.created_ms)",
        params![token_hash, session, now],
    )?;
    connection
        .query_row(
            "SELECT email FROM invitation JOIN account ON account.id = account_id
             WHERE token_hash = ?1 AND session = ?2",
            params![token_hash, session],
            |row| row.get(0),
        )
        .optional()
}
