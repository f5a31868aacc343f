//! The table `pairing`: challenges, and what is reserved on them.

use assenso_core::crypto::{Aad, PublicKey, Thumbprint};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::account::{Account, Power, held_of, held_word};
use crate::time::UnixMs;

/// How far an attempt to pair has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PairingState {
    /// The statement is waited for.
    Challenge,
    /// Statement and paired object are kept; the commit is waited for.
    Reserved,
    Committed,
    /// Superseded, dropped for a newer challenge, or ended with a dropped key.
    Ended,
}

impl PairingState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Challenge => "challenge",
            Self::Reserved => "reserved",
            Self::Committed => "committed",
            Self::Ended => "ended",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Challenge, Self::Reserved, Self::Committed, Self::Ended]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

/// An attempt to pair.
#[derive(Debug, Clone)]
pub(crate) struct Pairing {
    pub(crate) id: i64,
    pub(crate) session: String,
    pub(crate) account_id: i64,
    pub(crate) state: PairingState,
    pub(crate) expires: UnixMs,
    pub(crate) code_mac: Vec<u8>,
    /// The account's generation when the challenge was made.
    pub(crate) generation: i64,
    pub(crate) challenge: String,
    /// The service's ephemeral secret, sealed; erased when it is no longer needed.
    pub(crate) ephemeral: Option<Vec<u8>>,
    pub(crate) stated: Option<Stated>,
}

impl Pairing {
    /// Whether it can still go on.
    pub(crate) fn is_open(&self, now: UnixMs) -> bool {
        matches!(self.state, PairingState::Challenge | PairingState::Reserved) && self.expires > now
    }
}

/// What an accepted statement adds.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) statement: String,
    pub(crate) subject: String,
    pub(crate) approval: PublicKey,
    pub(crate) class: String,
    pub(crate) level: String,
    pub(crate) device_name: String,
    pub(crate) app: String,
    /// The fallback secret, sealed for this row.
    pub(crate) totp_secret: Vec<u8>,
    pub(crate) power: Power,
    pub(crate) paired: String,
    pub(crate) paired_hash: String,
}

const COLUMNS: &str = "pairing.id, session, pairing.account_id, pairing.state, pairing.expires_ms,
    code_mac, generation, challenge, ephemeral, statement, statement_subject, approval, class,
    level, device_name, app, totp_secret, full_power_from_ms, paired, paired_hash,
    pairing.held";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Pairing> {
    let state: String = row.get(3)?;
    let statement: Option<String> = row.get(9)?;
    let stated = match statement {
        None => None,
        Some(statement) => Some(Stated {
            statement,
            subject: row.get(10)?,
            approval: super::key(row, 11)?,
            class: row.get(12)?,
            level: row.get(13)?,
            device_name: row.get(14)?,
            app: row.get(15)?,
            totp_secret: row.get::<_, Option<Vec<u8>>>(16)?.unwrap_or_default(),
            power: Power {
                held: held_of(&row.get::<_, String>(20)?).ok_or_else(|| super::unreadable(20))?,
                full_from: row.get(17)?,
            },
            paired: row.get(18)?,
            paired_hash: row.get(19)?,
        }),
    };
    Ok(Pairing {
        id: row.get(0)?,
        session: row.get(1)?,
        account_id: row.get(2)?,
        state: PairingState::parse(&state).ok_or_else(|| super::unreadable(3))?,
        expires: row.get(4)?,
        code_mac: row.get(5)?,
        generation: row.get(6)?,
        challenge: row.get(7)?,
        ephemeral: row.get(8)?,
        stated,
    })
}

/// The newest attempt of a session.
pub(crate) fn newest(connection: &Connection, session: &str) -> rusqlite::Result<Option<Pairing>> {
    connection
        .query_row(
            &format!("SELECT {COLUMNS} FROM pairing WHERE session = ?1 ORDER BY id DESC LIMIT 1"),
            [session],
            from_row,
        )
        .optional()
}

/// The attempt of a session whose challenge has this hash is found by comparing; these are all.
pub(crate) fn of_session(connection: &Connection, session: &str) -> rusqlite::Result<Vec<Pairing>> {
    connection
        .prepare(&format!("SELECT {COLUMNS} FROM pairing WHERE session = ?1 ORDER BY id DESC"))?
        .query_map([session], from_row)?
        .collect()
}

/// The attempt that a commit names, by device id and paired hash, also after its session ended.
pub(crate) fn by_paired(
    connection: &Connection,
    possession: &Thumbprint,
    paired_hash: &str,
) -> rusqlite::Result<Option<Pairing>> {
    connection
        .query_row(
            &format!(
                "SELECT {COLUMNS} FROM pairing
                 JOIN device_session ON device_session.id = pairing.session
                 WHERE paired_hash = ?1 AND possession_thumbprint = ?2"
            ),
            [paired_hash, possession.as_str()],
            from_row,
        )
        .optional()
}

/// What a new challenge is made of.
#[derive(Debug)]
pub(crate) struct NewPairing<'a> {
    pub(crate) session: &'a str,
    pub(crate) account_id: i64,
    pub(crate) generation: i64,
    pub(crate) code_mac: &'a [u8],
    pub(crate) challenge: &'a str,
    pub(crate) expires: UnixMs,
}

/// Adds a challenge; the one before it of the same session ends, with what it reserved.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewPairing<'_>,
    now: UnixMs,
) -> rusqlite::Result<i64> {
    connection.execute(
        "UPDATE pairing SET state = 'ended', ephemeral = NULL, totp_secret = NULL
         WHERE session = ?1 AND state IN ('challenge', 'reserved')",
        [new.session],
    )?;
    connection.execute(
        "INSERT INTO pairing (session, account_id, state, created_ms, expires_ms, code_mac,
             generation, challenge)
         VALUES (?1, ?2, 'challenge', ?3, ?4, ?5, ?6, ?7)",
        params![
            new.session,
            new.account_id,
            now,
            new.expires,
            new.code_mac,
            new.generation,
            new.challenge,
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Where the service's ephemeral secret of an attempt is sealed.
pub(crate) fn ephemeral_place(
    connection: &Connection,
    account: &Account,
    id: i64,
) -> rusqlite::Result<Aad> {
    let account = account.pseudonym.to_string();
    Ok(Aad::new(&super::store_id(connection)?, "pairing", "ephemeral", &account, id))
}

/// Where the fallback secret is sealed between statement and commit.
pub(crate) fn secret_place(
    connection: &Connection,
    account: &Account,
    id: i64,
) -> rusqlite::Result<Aad> {
    let account = account.pseudonym.to_string();
    Ok(Aad::new(&super::store_id(connection)?, "pairing", "totp_secret", &account, id))
}

pub(crate) fn keep_ephemeral(
    connection: &Connection,
    id: i64,
    sealed: &[u8],
) -> rusqlite::Result<()> {
    connection.execute("UPDATE pairing SET ephemeral = ?2 WHERE id = ?1", params![id, sealed])?;
    Ok(())
}

/// Reserves: keeps statement and paired object; `false` if the challenge is not open.
pub(crate) fn reserve(connection: &Connection, id: i64, stated: &Stated) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE pairing SET state = 'reserved', ephemeral = NULL, statement = ?2,
             statement_subject = ?3, approval = ?4, approval_thumbprint = ?5, class = ?6,
             level = ?7, device_name = ?8, app = ?9, totp_secret = ?10, full_power_from_ms = ?11,
             paired = ?12, paired_hash = ?13, held = ?14
         WHERE id = ?1 AND state = 'challenge'",
        params![
            id,
            stated.statement,
            stated.subject,
            stated.approval.sec1(),
            stated.approval.thumbprint().as_str(),
            stated.class,
            stated.level,
            stated.device_name,
            stated.app,
            stated.totp_secret,
            stated.power.full_from,
            stated.paired,
            stated.paired_hash,
            held_word(stated.power.held),
        ],
    )?;
    Ok(changed == 1)
}

/// Ends an attempt; its secrets are erased.
pub(crate) fn end(connection: &Connection, id: i64, state: PairingState) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE pairing SET state = ?2, ephemeral = NULL, totp_secret = NULL WHERE id = ?1",
        params![id, state.as_str()],
    )?;
    Ok(())
}

/// Ends every challenge and reservation.
pub(crate) fn end_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE pairing SET state = 'ended', ephemeral = NULL, totp_secret = NULL
         WHERE state IN ('challenge', 'reserved')",
        [],
    )?;
    Ok(())
}
