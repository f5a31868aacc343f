//! The table `device_session`: sign-ins of the app.

use assenso_core::crypto::{PublicKey, Thumbprint};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::account::Account;
use super::device::Proof;
use crate::time::UnixMs;

/// How far a sign-in of the app has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The password is waited for.
    New,
    /// The code of purpose `sign_in` is waited for.
    Code,
    SignedIn,
    /// The password was right, and 2-step verification is off.
    NotActive,
    Ended,
}

impl Step {
    fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Code => "code",
            Self::SignedIn => "signed_in",
            Self::NotActive => "not_active",
            Self::Ended => "ended",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::New, Self::Code, Self::SignedIn, Self::NotActive, Self::Ended]
            .into_iter()
            .find(|step| step.as_str() == text)
    }
}

/// A session.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) possession: PublicKey,
    pub(crate) step: Step,
    pub(crate) password_tries_left: i64,
    /// The mobile number that was verified in this session, for an account that has none.
    pub(crate) number: Option<String>,
    /// The hash of the recovery code that was proved in it: no SMS is needed.
    pub(crate) recovered: Option<String>,
    /// When the right password was typed.
    pub(crate) password_at: Option<UnixMs>,
    /// The account, and what it was at the right password.
    pub(crate) bound: Option<Bound>,
    pub(crate) expires: UnixMs,
}

/// The account of a session as it was at the right password.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) account_id: i64,
    pub(crate) password_changed: UnixMs,
    pub(crate) owner_since: UnixMs,
}

impl Session {
    /// A wrong password or recovery code: the last of them ends the session.
    pub(crate) fn spend_try(&mut self) {
        self.password_tries_left = self.password_tries_left.saturating_sub(1);
        if self.password_tries_left <= 0 {
            self.step = Step::Ended;
        }
    }

    /// What the phone would be associated with.
    pub(crate) fn proof(&self, account: &Account, now: UnixMs) -> Proof {
        let recovered = self.recovered.is_some() && account.code_is_young_until <= now;
        match (account.identity_until > now, recovered) {
            (true, _) => Proof::Identity,
            (false, true) => Proof::Recovery,
            (false, false) => Proof::Sms,
        }
    }
}

const COLUMNS: &str = "id, possession, state, password_tries_left, account_id,
    password_changed_ms, owner_since_ms, expires_ms, number, recovered, password_ms";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Session> {
    let state: String = row.get(2)?;
    let account: Option<i64> = row.get(4)?;
    let bound = match account {
        Some(account_id) => {
            Some(Bound { account_id, password_changed: row.get(5)?, owner_since: row.get(6)? })
        }
        None => None,
    };
    Ok(Session {
        id: row.get(0)?,
        possession: super::key(row, 1)?,
        step: Step::parse(&state).ok_or_else(|| super::unreadable(2))?,
        password_tries_left: row.get(3)?,
        bound,
        expires: row.get(7)?,
        number: row.get(8)?,
        recovered: row.get(9)?,
        password_at: row.get(10)?,
    })
}

/// A session by its id, if it is this key's.
pub(crate) fn of_key(
    connection: &Connection,
    id: &str,
    possession: &Thumbprint,
) -> rusqlite::Result<Option<Session>> {
    connection
        .query_row(
            &format!(
                "SELECT {COLUMNS} FROM device_session
                 WHERE id = ?1 AND possession_thumbprint = ?2"
            ),
            params![id, possession.as_str()],
            from_row,
        )
        .optional()
}

/// The newest session of a key.
pub(crate) fn newest_of_key(
    connection: &Connection,
    possession: &Thumbprint,
) -> rusqlite::Result<Option<Session>> {
    connection
        .query_row(
            &format!(
                "SELECT {COLUMNS} FROM device_session
                 WHERE possession_thumbprint = ?1 ORDER BY rowid DESC LIMIT 1"
            ),
            [possession.as_str()],
            from_row,
        )
        .optional()
}

/// Whether a key ever opened a session.
pub(crate) fn knows(connection: &Connection, thumbprint: &Thumbprint) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM device_session WHERE possession_thumbprint = ?1)",
        [thumbprint.as_str()],
        |row| row.get(0),
    )
}

pub(crate) fn insert(
    connection: &Connection,
    session: &Session,
    source: &[u8],
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO device_session (id, possession, possession_thumbprint, source, state,
             password_tries_left, created_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            session.id,
            session.possession.sec1(),
            session.possession.thumbprint().as_str(),
            source,
            session.step.as_str(),
            session.password_tries_left,
            now,
            session.expires,
        ],
    )?;
    Ok(())
}

/// Moves a session on: its step, account, tries and end.
pub(crate) fn update(connection: &Connection, session: &Session) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE device_session SET state = ?2, password_tries_left = ?3, account_id = ?4,
             password_changed_ms = ?5, owner_since_ms = ?6, expires_ms = ?7, number = ?8,
             recovered = ?9, password_ms = ?10
         WHERE id = ?1",
        params![
            session.id,
            session.step.as_str(),
            session.password_tries_left,
            session.bound.map(|bound| bound.account_id),
            session.bound.map(|bound| bound.password_changed),
            session.bound.map(|bound| bound.owner_since),
            session.expires,
            session.number,
            session.recovered,
            session.password_at,
        ],
    )?;
    Ok(())
}

/// Ends all sessions of an account: they were begun under another rule.
pub(crate) fn end_all(connection: &Connection, account_id: i64) -> rusqlite::Result<()> {
    connection
        .execute("UPDATE device_session SET state = 'ended' WHERE account_id = ?1", [account_id])?;
    Ok(())
}

/// Forgets sessions that ended before `before` and never reached an account: anybody can make
/// them.
pub(crate) fn forget_idle(connection: &Connection, before: UnixMs) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM device_session WHERE account_id IS NULL AND expires_ms < ?1",
        [before],
    )?;
    Ok(())
}
