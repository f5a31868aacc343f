//! Why a store gave no answer.

use std::path::PathBuf;

use crate::crypto::{RandomError, SealError};

/// Why a store operation failed. Nothing in here quotes what is stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file was written by a newer version of the app. It was not touched.
    #[error("the store is newer than this app")]
    TooNew,
    /// The file is damaged. It was moved aside with its companions; opening again starts afresh.
    #[error("the store was damaged and is set aside")]
    Corrupt {
        /// Where the file is now.
        set_aside: PathBuf,
    },
    /// The file is a sound database of another program. It was not touched.
    #[error("the file is not a store of this app")]
    Foreign,
    /// The store was sealed under another base key. It was not touched.
    #[error("the store does not open with this base key")]
    WrongKey,
    /// Another process holds the store, for longer than the store waits.
    #[error("the store is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or its folder can't be written.
    #[error("the store can't be written")]
    ReadOnly,
    /// The row is not there.
    #[error("the row is not in the store")]
    Missing,
    /// A sealed column does not open: it was changed, or moved from another row.
    #[error("a sealed column does not open")]
    Sealed(#[source] SealError),
    /// The operating system gave no random bytes.
    #[error("no random bytes for the store")]
    Random(#[from] RandomError),
    /// The file could not be made, moved or locked.
    #[error("the store's file failed")]
    File(#[source] std::io::Error),
    /// The schema could not be brought up to date.
    #[error("the store's schema could not be brought up to date")]
    Migration(#[source] rusqlite_migration::Error),
    /// The database could not be read or written.
    #[error("the database failed")]
    Database(#[source] rusqlite::Error),
    /// The work was stopped before it gave an answer.
    #[error("the store's work was stopped")]
    Cancelled,
}

impl From<SealError> for StoreError {
    fn from(error: SealError) -> Self {
        Self::Sealed(error)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;

        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DiskFull) => Self::Full,
            Some(Code::ReadOnly) => Self::ReadOnly,
            _ => Self::Database(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;

        match error.kind() {
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full,
            Kind::WouldBlock => Self::Busy,
            _ => Self::File(error),
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        use rusqlite_migration::{Error, MigrationDefinitionError};

        match error {
            Error::RusqliteError { err, .. } => err.into(),
            Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
                Self::TooNew
            }
            other => Self::Migration(other),
        }
    }
}
