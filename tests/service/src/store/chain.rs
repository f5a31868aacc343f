//! The table `keys_chain`.

use assenso_core::crypto::Thumbprint;
use assenso_core::jose::Compact;
use rusqlite::{Connection, params};

use crate::time::UnixMs;

/// One signed keys object, and which key signs in its epoch.
#[derive(Debug, Clone)]
pub(crate) struct ChainEntry {
    pub(crate) epoch: u64,
    pub(crate) kid: String,
    pub(crate) object: String,
    pub(crate) created: UnixMs,
}

/// The whole chain, epoch 1 first.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<ChainEntry>> {
    connection
        .prepare("SELECT epoch, kid, object, created_ms FROM keys_chain ORDER BY epoch")?
        .query_map([], |row| {
            Ok(ChainEntry {
                epoch: u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0),
                kid: row.get(1)?,
                object: row.get(2)?,
                created: row.get(3)?,
            })
        })?
        .collect()
}

/// The thumbprint of the root key: every keys object is signed by it.
pub(crate) fn root(connection: &Connection) -> rusqlite::Result<Thumbprint> {
    let first: String = connection.query_row(
        "SELECT object FROM keys_chain ORDER BY epoch LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    let kid = Compact::parse(&first).and_then(|object| object.kid().map(str::to_owned));
    kid.ok().and_then(|kid| kid.try_into().ok()).ok_or_else(|| super::unreadable(0))
}

/// At most `limit` objects from epoch `from` on.
pub(crate) fn page(
    connection: &Connection,
    from: i64,
    limit: i64,
) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT object FROM keys_chain WHERE epoch >= ?1 ORDER BY epoch LIMIT ?2")?
        .query_map(params![from, limit], |row| row.get(0))?
        .collect()
}

pub(crate) fn append(connection: &Connection, entry: &ChainEntry) -> rusqlite::Result<()> {
    let epoch = i64::try_from(entry.epoch).unwrap_or(i64::MAX);
    connection.execute(
        "INSERT INTO keys_chain (epoch, kid, object, created_ms) VALUES (?1, ?2, ?3, ?4)",
        params![epoch, entry.kid, entry.object, entry.created],
    )?;
    Ok(())
}
