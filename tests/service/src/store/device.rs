//! The tables `device` and `stated_key`: the phones, and every key that was ever introduced.

use assenso_core::crypto::{Aad, PublicKey, Thumbprint};
use assenso_core::protocol::AssociationStatus;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::account::Account;
use super::pairing::Pairing;
use super::session::Session;
use crate::node::Failure;
use crate::policy::PASSWORD_FRESH;
use crate::time::UnixMs;

/// A phone that is or was an account's device.
#[derive(Debug, Clone)]
pub(crate) struct Device {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) possession: PublicKey,
    pub(crate) approval: PublicKey,
    pub(crate) status: AssociationStatus,
    pub(crate) proof: Proof,
    pub(crate) since: UnixMs,
    /// When the account's password was last typed right on it.
    password: Option<UnixMs>,
}

/// What a phone was associated with, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Proof {
    /// Password and SMS.
    Sms,
    /// Password and the approval key of the phone before.
    OldKey,
    /// Password and recovery code.
    Recovery,
    /// The provider's own check of who it is.
    Identity,
}

impl Proof {
    fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::OldKey => "old_key",
            Self::Recovery => "recovery",
            Self::Identity => "identity",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Sms, Self::OldKey, Self::Recovery, Self::Identity]
            .into_iter()
            .find(|proof| proof.as_str() == text)
    }
}

impl Device {
    pub(crate) fn is_associated(&self) -> bool {
        self.status == AssociationStatus::Associated
    }

    /// Whether the account's password was typed on it just now.
    pub(crate) fn has_password(&self, account: &Account, now: UnixMs) -> bool {
        self.password.is_some_and(|typed| {
            now < typed.plus(PASSWORD_FRESH) && typed >= account.password_changed
        })
    }
}

const COLUMNS: &str = "id, account_id, possession, approval, state, proof, since_ms, password_ms";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Device> {
    let state: String = row.get(4)?;
    Ok(Device {
        id: row.get(0)?,
        account_id: row.get(1)?,
        possession: super::key(row, 2)?,
        approval: super::key(row, 3)?,
        status: match state.as_str() {
            "associated" => AssociationStatus::Associated,
            "replaced" => AssociationStatus::Replaced,
            "owner_changed" => AssociationStatus::OwnerChanged,
            "signed_out" => AssociationStatus::SignedOut,
            "deactivated" => AssociationStatus::Deactivated,
            _ => return Err(super::unreadable(4)),
        },
        proof: Proof::parse(&row.get::<_, String>(5)?).ok_or_else(|| super::unreadable(5))?,
        since: row.get(6)?,
        password: row.get(7)?,
    })
}

/// The phone of a possession key, also one that is out.
pub(crate) fn by_possession(
    connection: &Connection,
    thumbprint: &Thumbprint,
) -> rusqlite::Result<Option<Device>> {
    connection
        .query_row(
            &format!("SELECT {COLUMNS} FROM device WHERE possession_thumbprint = ?1"),
            [thumbprint.as_str()],
            from_row,
        )
        .optional()
}

/// The account's device.
pub(crate) fn associated(
    connection: &Connection,
    account_id: i64,
) -> rusqlite::Result<Option<Device>> {
    connection
        .query_row(
            &format!("SELECT {COLUMNS} FROM device WHERE account_id = ?1 AND state = 'associated'"),
            [account_id],
            from_row,
        )
        .optional()
}

/// Puts the device out, for good.
pub(crate) fn put_out(
    connection: &Connection,
    id: i64,
    state: AssociationStatus,
    now: UnixMs,
) -> Result<(), Failure> {
    let state = match state {
        AssociationStatus::Replaced => "replaced",
        AssociationStatus::OwnerChanged => "owner_changed",
        AssociationStatus::SignedOut => "signed_out",
        AssociationStatus::Deactivated => "deactivated",
        AssociationStatus::Associated
        | AssociationStatus::NotActive
        | AssociationStatus::Frozen
        | AssociationStatus::Unknown => return Err(Failure::Stored("a state that is out")),
    };
    connection.execute(
        "UPDATE device SET state = ?2, out_ms = ?3 WHERE id = ?1 AND state = 'associated'",
        params![id, state, now],
    )?;
    Ok(())
}

/// Notes that the account's password was typed right on a phone.
pub(crate) fn note_password(connection: &Connection, id: i64, at: UnixMs) -> rusqlite::Result<()> {
    connection.execute("UPDATE device SET password_ms = ?2 WHERE id = ?1", params![id, at])?;
    Ok(())
}

/// Gives a phone the rank of a better proof.
pub(crate) fn raise_proof(connection: &Connection, id: i64, proof: Proof) -> rusqlite::Result<()> {
    connection
        .execute("UPDATE device SET proof = ?2 WHERE id = ?1", params![id, proof.as_str()])?;
    Ok(())
}

/// Puts a new device in; its fallback secret follows with [`keep_totp_secret`].
pub(crate) fn insert(
    connection: &Connection,
    pairing: &Pairing,
    (session, proof): (&Session, Proof),
    generation: i64,
    now: UnixMs,
) -> rusqlite::Result<Option<i64>> {
    let possession = &session.possession;
    let Some(stated) = &pairing.stated else { return Ok(None) };
    connection.execute(
        "INSERT INTO device (account_id, generation, possession, possession_thumbprint, approval,
             approval_thumbprint, class, level, name, app, proof, statement, paired, totp_secret,
             state, since_ms, password_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?14, ?11, ?12, x'', 'associated', ?13,
             ?15)",
        params![
            pairing.account_id,
            generation,
            possession.sec1(),
            possession.thumbprint().as_str(),
            stated.approval.sec1(),
            stated.approval.thumbprint().as_str(),
            stated.class,
            stated.level,
            stated.device_name,
            stated.app,
            stated.statement,
            stated.paired,
            now,
            proof.as_str(),
            session.password_at,
        ],
    )?;
    Ok(Some(connection.last_insert_rowid()))
}

/// Where a device's fallback secret is sealed.
pub(crate) fn totp_place(
    connection: &Connection,
    account: &Account,
    id: i64,
) -> rusqlite::Result<Aad> {
    let account = account.pseudonym.to_string();
    Ok(Aad::new(&super::store_id(connection)?, "device", "totp_secret", &account, id))
}

pub(crate) fn keep_totp_secret(
    connection: &Connection,
    id: i64,
    sealed: &[u8],
) -> rusqlite::Result<()> {
    connection.execute("UPDATE device SET totp_secret = ?2 WHERE id = ?1", params![id, sealed])?;
    Ok(())
}

/// The sealed fallback secret, and the last time step that was used up.
pub(crate) fn totp(connection: &Connection, id: i64) -> rusqlite::Result<(Vec<u8>, i64)> {
    connection.query_row(
        "SELECT totp_secret, totp_last_step FROM device WHERE id = ?1",
        [id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Uses a time step up; `false` if it already was.
pub(crate) fn use_totp_step(connection: &Connection, id: i64, step: i64) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE device SET totp_last_step = ?2
         WHERE id = ?1 AND state = 'associated' AND totp_last_step < ?2",
        params![id, step],
    )?;
    Ok(changed == 1)
}

/// Whether a key ever was a device's, in either role.
pub(crate) fn knows(connection: &Connection, thumbprint: &Thumbprint) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM device
             WHERE possession_thumbprint = ?1 OR approval_thumbprint = ?1)",
        [thumbprint.as_str()],
        |row| row.get(0),
    )
}

/// Whether a key stands in an accepted statement as approval key.
pub(crate) fn is_stated(
    connection: &Connection,
    thumbprint: &Thumbprint,
) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM stated_key WHERE thumbprint = ?1)",
        [thumbprint.as_str()],
        |row| row.get(0),
    )
}

pub(crate) fn note_stated(
    connection: &Connection,
    thumbprint: &Thumbprint,
    pairing_id: i64,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO stated_key (thumbprint, pairing_id) VALUES (?1, ?2)",
        params![thumbprint.as_str(), pairing_id],
    )?;
    Ok(())
}

/// Names the long poll that is the device's newest.
pub(crate) fn begin_long_poll(
    connection: &Connection,
    id: i64,
    token: &str,
) -> rusqlite::Result<()> {
    connection.execute("UPDATE device SET long_poll = ?2 WHERE id = ?1", params![id, token])?;
    Ok(())
}

/// Whether `token` names the device's newest long poll, and the device is still in.
pub(crate) fn is_newest_long_poll(
    connection: &Connection,
    id: i64,
    token: &str,
) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM device
             WHERE id = ?1 AND long_poll = ?2 AND state = 'associated')",
        params![id, token],
        |row| row.get(0),
    )
}

/// The name that a device gave itself.
pub(crate) fn name(connection: &Connection, id: i64) -> rusqlite::Result<String> {
    connection.query_row("SELECT name FROM device WHERE id = ?1", [id], |row| row.get(0))
}
