//! The table `contest`: links that stop what was done with an account.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::policy::CONTEST_LIFE;
use crate::time::UnixMs;

/// A link that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Contest {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    /// When it happened.
    pub(crate) since: UnixMs,
    pub(crate) used: bool,
}

/// Writes a link against what is about to happen, with what the account is before that.
pub(crate) fn insert(
    connection: &Connection,
    account_id: i64,
    token_hash: &str,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM contest WHERE expires_ms <= ?1", [now])?;
    connection.execute(
        "INSERT INTO contest (account_id, token_hash, two_step, recovery_code_hash,
             recovery_code_from_ms, since_ms, expires_ms, number, notice_address, code_allowed,
             sms_allowed)
         SELECT id, ?2, two_step, recovery_code_hash, recovery_code_from_ms, ?3, ?4,
             CASE WHEN number_verified_ms IS NULL THEN NULL ELSE number END,
             CASE WHEN notice_verified_ms IS NULL THEN NULL ELSE notice_address END,
             code_allowed, sms_allowed
         FROM account WHERE id = ?1",
        params![account_id, token_hash, now, now.plus(CONTEST_LIFE)],
    )?;
    Ok(())
}

/// The link of a token, if it is not too old.
pub(crate) fn by_token(
    connection: &Connection,
    token_hash: &str,
    now: UnixMs,
) -> rusqlite::Result<Option<Contest>> {
    connection
        .query_row(
            "SELECT id, account_id, since_ms, used_ms IS NOT NULL FROM contest
             WHERE token_hash = ?1 AND expires_ms > ?2",
            params![token_hash, now],
            |row| {
                Ok(Contest {
                    id: row.get(0)?,
                    account_id: row.get(1)?,
                    since: row.get(2)?,
                    used: row.get(3)?,
                })
            },
        )
        .optional()
}

/// Freezes the account of a link, once. What was granted since goes: a recovery code that was made,
/// another number or notice address, a method that was allowed, 2-step verification that was
/// turned off. Nothing is granted by it, so a code that another one
/// took the place of stays void; but where the password alone would open the mailbox now, the code
/// of before takes nothing from anybody.
pub(crate) fn freeze(connection: &Connection, id: i64, now: UnixMs) -> rusqlite::Result<bool> {
    let used = connection.execute(
        "UPDATE contest SET used_ms = ?2 WHERE id = ?1 AND used_ms IS NULL",
        params![id, now],
    )?;
    if used == 1 {
        connection.execute(
            "UPDATE account SET frozen_ms = coalesce(frozen_ms, ?2),
                 two_step = max(account.two_step, contest.two_step),
                 recovery_code_from_ms = contest.recovery_code_from_ms,
                 number = coalesce(contest.number, account.number),
                 notice_address = coalesce(contest.notice_address, account.notice_address),
                 notice_verified_ms = CASE
                     WHEN contest.notice_address IS NOT NULL THEN contest.since_ms
                     WHEN notice_verified_ms < contest.since_ms THEN notice_verified_ms END,
                 code_allowed = min(account.code_allowed,
                     coalesce(contest.code_allowed, account.code_allowed)),
                 sms_allowed = min(account.sms_allowed,
                     coalesce(contest.sms_allowed, account.sms_allowed)),
                 recovery_code_hash = CASE
                     WHEN account.two_step < contest.two_step
                         OR account.recovery_code_hash IS contest.recovery_code_hash
                     THEN contest.recovery_code_hash END
             FROM contest WHERE contest.id = ?1 AND account.id = contest.account_id",
            params![id, now],
        )?;
    }
    Ok(used == 1)
}

/// Voids all links of an account: whoever proved more than a link does has spoken.
pub(crate) fn void_all(connection: &Connection, account_id: i64) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM contest WHERE account_id = ?1", [account_id])?;
    Ok(())
}
