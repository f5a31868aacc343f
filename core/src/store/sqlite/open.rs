//! Opening: what is refused, what is set aside, what is made or migrated, in this order.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::columns::{Columns, Place};
use super::file::{BUSY_TIMEOUT, StoreFile};
use crate::crypto::{SealingKey, random_bytes};
use crate::secret::SecretBytes;
use crate::store::{StoreError, StoreId};

const SCHEMA: &[M<'static>] = &[
    M::up(include_str!("../../../migrations/001_init.sql")),
    M::up(include_str!("../../../migrations/002_action.sql")),
];

pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(SCHEMA);

/// "ASNO", as `001_init.sql` writes it.
const APPLICATION_ID: i64 = 0x4153_4E4F;

/// What the canary says once it is opened.
const CANARY: &[u8] = b"assenso store";

const CANARY_PLACE: Place<'_> = Place { table: "meta", column: "canary", account: "", row: 1 };

/// Why a file can't be used.
enum Refusal {
    /// It is damaged: it will be set aside.
    Damaged,
    /// Anything else: it stays as it is.
    Other(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Other(error)
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            _ => Self::Other(error.into()),
        }
    }
}

/// Opens the file, making or migrating it as needed.
pub(super) fn open(
    path: &Path,
    base_key: SecretBytes,
) -> Result<(Connection, Columns), StoreError> {
    if SealingKey::new(&base_key).is_err() {
        return Err(StoreError::WrongKey);
    }
    let file = StoreFile::prepare(path)?;
    let had_wal = file.has_wal()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    // Until the file is accepted, closing it must not fold its log into it.
    keep_log_on_close(&connection, true)?;
    match accept(&mut connection, &file, had_wal, base_key) {
        Ok(columns) => {
            keep_log_on_close(&connection, false)?;
            Ok((connection, columns))
        }
        Err(Refusal::Damaged) => {
            close(connection)?;
            Err(file.set_aside())
        }
        Err(Refusal::Other(error)) => {
            // Without a log of its own, there is only the empty one that reading made.
            keep_log_on_close(&connection, had_wal)?;
            close(connection)?;
            Err(error)
        }
    }
}

fn keep_log_on_close(connection: &Connection, keep: bool) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)?;
    Ok(())
}

fn close(connection: Connection) -> Result<(), StoreError> {
    Ok(connection.close().map_err(|(_, error)| error)?)
}

fn accept(
    connection: &mut Connection,
    file: &StoreFile<'_>,
    had_wal: bool,
    base_key: SecretBytes,
) -> Result<Columns, Refusal> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let known = if is_blank(connection)? {
        None
    } else {
        check_integrity(connection)?;
        // With a log, pages may stand there alone.
        if !had_wal && file.size()? < expected_size(connection)? {
            return Err(Refusal::Damaged);
        }
        stored_meta(connection)?
    };
    let is_new = known.is_none();
    let columns = match known {
        Some((store_id, canary)) => {
            let columns = Columns::new(base_key, store_id);
            check_canary(&columns, &canary)?;
            columns
        }
        None => Columns::new(base_key, StoreId::new(random_bytes().map_err(StoreError::from)?)),
    };
    configure(connection)?;
    MIGRATIONS.to_latest(connection).map_err(StoreError::from)?;
    if is_new {
        write_meta(connection, &columns)?;
    }
    Ok(columns)
}

/// Whether the file is empty; refuses what is newer or another program's.
fn is_blank(connection: &Connection) -> Result<bool, Refusal> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let application_id = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    let newest = i64::try_from(SCHEMA.len()).unwrap_or(i64::MAX);
    match (application_id, version) {
        (APPLICATION_ID, version) if version > newest => Err(StoreError::TooNew.into()),
        (APPLICATION_ID, version) if version < 1 => Err(Refusal::Damaged),
        (APPLICATION_ID, _) => Ok(false),
        (0, 0) if tables == 0 => Ok(true),
        _ => Err(StoreError::Foreign.into()),
    }
}

fn check_integrity(connection: &Connection) -> Result<(), Refusal> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let dangling = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if verdict == "ok" && !dangling { Ok(()) } else { Err(Refusal::Damaged) }
}

fn expected_size(connection: &Connection) -> Result<u64, Refusal> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let (pages, page_size) = (number("page_count")?, number("page_size")?);
    Ok(u64::from(pages).saturating_mul(page_size.into()))
}

/// The store's name and canary. `None` only if nothing was ever kept: killed while it was made.
fn stored_meta(connection: &Connection) -> Result<Option<(StoreId, Vec<u8>)>, Refusal> {
    let meta = connection
        .query_row("SELECT store_id, canary FROM meta", [], |row| {
            Ok((StoreId::new(row.get(0)?), row.get(1)?))
        })
        .optional()?;
    if meta.is_none() {
        let used: bool =
            connection
                .query_row("SELECT EXISTS (SELECT 1 FROM sqlite_sequence)", [], |row| row.get(0))?;
        if used {
            return Err(Refusal::Damaged);
        }
    }
    Ok(meta)
}

fn check_canary(columns: &Columns, sealed: &[u8]) -> Result<(), StoreError> {
    let opened = columns.open(CANARY_PLACE, sealed).map_err(|_| StoreError::WrongKey)?;
    if opened == SecretBytes::new(CANARY.to_vec()) { Ok(()) } else { Err(StoreError::WrongKey) }
}

fn configure(connection: &Connection) -> Result<(), Refusal> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On Apple systems fsync alone does not reach the disk; elsewhere these two do nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

fn write_meta(connection: &mut Connection, columns: &Columns) -> Result<(), Refusal> {
    let canary =
        columns.seal(CANARY_PLACE, &SecretBytes::new(CANARY.to_vec())).map_err(StoreError::from)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute(
        "INSERT INTO meta (id, store_id, canary) VALUES (1, ?1, ?2)",
        (columns.store_id().as_bytes(), canary),
    )?;
    Ok(transaction.commit()?)
}
