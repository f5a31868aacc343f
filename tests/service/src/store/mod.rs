//! The database: opening it, and running work on it off the async threads.
//!
//! Writes are IMMEDIATE transactions: whoever settles something holds the database until it is
//! settled. On a server database the same order comes from the row that `account::take_turn`
//! updates first. One file a table (or two that live together); none decides policy.

pub(crate) mod account;
pub(crate) mod action;
pub(crate) mod browser;
pub(crate) mod chain;
pub(crate) mod contest;
pub(crate) mod device;
pub(crate) mod invitation;
pub(crate) mod limits;
pub(crate) mod notice_code;
pub(crate) mod outbox;
pub(crate) mod pairing;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod session;
pub(crate) mod sms_code;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use assenso_core::crypto::PublicKey;
use rusqlite::{Connection, OpenFlags, Row, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::node::Failure;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("../../migrations/001_initial.sql")),
    M::up(include_str!("../../migrations/002_report.sql")),
    M::up(include_str!("../../migrations/003_invitation.sql")),
    M::up(include_str!("../../migrations/004_activation.sql")),
    M::up(include_str!("../../migrations/005_action.sql")),
    M::up(include_str!("../../migrations/006_young_code.sql")),
    M::up(include_str!("../../migrations/007_contest.sql")),
    M::up(include_str!("../../migrations/008_browser_sms.sql")),
    M::up(include_str!("../../migrations/009_unknown_browsers.sql")),
    M::up(include_str!("../../migrations/010_notice_address.sql")),
    M::up(include_str!("../../migrations/011_mail.sql")),
    M::up(include_str!("../../migrations/012_panel.sql")),
];
const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// How long a writer waits for the one before it.
const BUSY: Duration = Duration::from_secs(10);

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The database refused.
    #[error("the database could not be opened: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file was written by a newer version, or a migration failed.
    #[error("the database could not be brought to this version: {0}")]
    Migration(#[from] rusqlite_migration::Error),
}

/// Opens one connection, and brings the file to this version.
pub(crate) fn open_connection(path: &Path) -> Result<Connection, OpenError> {
    let mut connection = connect(path)?;
    MIGRATIONS.to_latest(&mut connection)?;
    Ok(connection)
}

fn connect(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Starts a transaction that no other writer can come between.
pub(crate) fn immediate(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// The database of a running node.
#[derive(Clone)]
pub(crate) struct Database {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Database {
    pub(crate) fn new(path: PathBuf, first: Connection) -> Self {
        Self { path: Arc::new(path), idle: Arc::new(Mutex::new(vec![first])) }
    }

    /// Runs `work` in one IMMEDIATE transaction, which is committed if it returns `Ok`.
    ///
    /// A caller that goes away does not stop the work: it is committed whole or not at all.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, Failure> + Send + 'static,
    {
        self.run(move |connection| {
            let transaction = immediate(connection)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
        .await
    }

    /// Runs `work` on one consistent view of the database.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    {
        self.run(move |connection| work(&*connection.transaction()?)).await
    }

    async fn run<T, F>(&self, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, Failure> + Send + 'static,
    {
        let database = self.clone();
        tokio::task::spawn_blocking(move || {
            let mut connection = database.take()?;
            let result = work(&mut connection);
            database.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            result
        })
        .await
        .map_err(|_| Failure::Interrupted)?
    }

    fn take(&self) -> rusqlite::Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| connect(&self.path), Ok)
    }
}

/// The store's own id, which every sealed column names.
pub(crate) fn store_id(connection: &Connection) -> rusqlite::Result<Vec<u8>> {
    connection.query_row("SELECT store_id FROM meta", [], |row| row.get(0))
}

/// The error of a column that holds what this version does not write.
fn unreadable(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, String::new(), rusqlite::types::Type::Text)
}

fn key(row: &Row<'_>, column: usize) -> rusqlite::Result<PublicKey> {
    let bytes: Vec<u8> = row.get(column)?;
    PublicKey::from_sec1(&bytes).map_err(|_| unreadable(column))
}

#[cfg(test)]
mod tests;
