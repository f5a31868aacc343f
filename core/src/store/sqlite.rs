//! The store in one `SQLite` file, its secret columns sealed under the base key.

mod columns;
mod file;
mod open;
mod rows;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use self::columns::Columns;
use self::rows::{Rows, code_account, present};
use super::{
    AccountId, ActionId, ApprovalId, CodeId, NewAccount, PairingId, Store, StoreError, StoreId,
    StoredAccount,
};
use crate::secret::SecretBytes;

/// Keeps everything in one file. Several may have the same file open, in several processes too.
///
/// The base key stays in memory while the store is open; each key schedule lives for one column.
#[derive(Clone)]
pub struct SqliteStore(Arc<Shared>);

struct Shared {
    connection: Mutex<Connection>,
    columns: Columns,
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SqliteStore({:?})", self.0.columns.store_id())
    }
}

impl SqliteStore {
    /// Opens the file, making it or bringing its schema up to date as needed. Never deletes data.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooNew`], [`StoreError::WrongKey`] and [`StoreError::Foreign`] for a file
    /// that is left untouched, [`StoreError::Corrupt`] for one that was set aside,
    /// [`StoreError::ReadOnly`] where file or folder can't be written; else see [`StoreError`].
    pub async fn open(path: &Path, base_key: SecretBytes) -> Result<Self, StoreError> {
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || {
            let (connection, columns) = open::open(&path, base_key)?;
            Ok(Self(Arc::new(Shared { connection: Mutex::new(connection), columns })))
        })
        .await
        .map_err(|_| StoreError::Cancelled)?
    }

    /// Runs `work` in one transaction off the caller's thread. It goes on if the future is
    /// dropped, and then commits or not as a whole.
    async fn run<T: Send + 'static>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Rows<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let shared = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let mut connection = shared.connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(behavior)?;
            let answer = work(&Rows::new(&transaction, &shared.columns))?;
            transaction.commit()?;
            Ok(answer)
        })
        .await
        .map_err(|_| StoreError::Cancelled)?
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Rows<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.run(TransactionBehavior::Deferred, work).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Rows<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.run(TransactionBehavior::Immediate, work).await
    }
}

#[async_trait]
impl Store for SqliteStore {
    fn store_id(&self) -> StoreId {
        self.0.columns.store_id()
    }

    async fn insert_pairing(&self, state: SecretBytes) -> Result<PairingId, StoreError> {
        self.write(move |rows| {
            let id = rows.insert("INSERT INTO pairing (state) VALUES (X'')", [])?;
            rows.put_state("pairing", "", id, &state)?;
            Ok(PairingId(id))
        })
        .await
    }

    async fn update_pairing(&self, id: PairingId, state: SecretBytes) -> Result<(), StoreError> {
        self.write(move |rows| rows.put_state("pairing", "", id.0, &state)).await
    }

    async fn pairings(&self) -> Result<Vec<(PairingId, SecretBytes)>, StoreError> {
        self.read(|rows| {
            let sealed: Vec<(i64, Vec<u8>)> =
                rows.list("SELECT id, state FROM pairing ORDER BY id", [], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            let open = |(id, state): (i64, Vec<u8>)| {
                Ok((PairingId(id), rows.open_state("pairing", "", id, &state)?))
            };
            sealed.into_iter().map(open).collect()
        })
        .await
    }

    async fn delete_pairing(&self, id: PairingId, code: Option<CodeId>) -> Result<(), StoreError> {
        self.write(move |rows| {
            rows.execute("DELETE FROM pairing WHERE id = ?1", [id.0])?;
            code.map_or(Ok(()), |code| rows.delete_free_code(code))
        })
        .await
    }

    async fn reserve_code(&self, account: &str) -> Result<CodeId, StoreError> {
        let account = SecretBytes::new(account.as_bytes().to_vec());
        self.write(move |rows| {
            let id = CodeId(rows.insert("INSERT INTO code (account) VALUES (X'')", [])?);
            let sealed = rows.columns.seal(code_account(id), &account)?;
            rows.execute("UPDATE code SET account = ?2 WHERE id = ?1", (id.0, sealed))?;
            Ok(id)
        })
        .await
    }

    async fn put_code(&self, id: CodeId, sealed: &[u8]) -> Result<(), StoreError> {
        let sealed = sealed.to_vec();
        self.write(move |rows| {
            present(rows.execute("UPDATE code SET secret = ?2 WHERE id = ?1", (id.0, sealed))?)
        })
        .await
    }

    async fn code(&self, id: CodeId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
        self.read(move |rows| {
            let sql = "SELECT account, secret FROM code WHERE id = ?1 AND secret IS NOT NULL";
            let found: Option<(Vec<u8>, Vec<u8>)> = rows
                .transaction
                .query_row(sql, [id.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((account, secret)) = found else { return Ok(None) };
            Ok(Some((rows.open_code_account(id, &account)?, secret)))
        })
        .await
    }

    async fn codes(&self) -> Result<Vec<(CodeId, String, Vec<u8>)>, StoreError> {
        self.read(|rows| {
            let sql = "SELECT id, account, secret FROM code WHERE secret IS NOT NULL ORDER BY id";
            let sealed: Vec<(i64, Vec<u8>, Vec<u8>)> =
                rows.list(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let open = |(id, account, secret): (i64, Vec<u8>, Vec<u8>)| {
                Ok((CodeId(id), rows.open_code_account(CodeId(id), &account)?, secret))
            };
            sealed.into_iter().map(open).collect()
        })
        .await
    }

    async fn commit_pairing(
        &self,
        pairing: PairingId,
        account: NewAccount,
    ) -> Result<AccountId, StoreError> {
        self.write(move |rows| rows.commit_pairing(pairing, &account)).await
    }

    async fn put_contact(&self, natural_key: &str, state: SecretBytes) -> Result<(), StoreError> {
        let natural_key = natural_key.to_owned();
        self.write(move |rows| rows.put_contact(&natural_key, &state)).await
    }

    async fn contacts(&self) -> Result<Vec<SecretBytes>, StoreError> {
        self.read(|rows| {
            let sealed: Vec<(i64, Vec<u8>)> =
                rows.list("SELECT id, state FROM contact ORDER BY id", [], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            let open = |(id, state): (i64, Vec<u8>)| rows.open_state("contact", "", id, &state);
            sealed.into_iter().map(open).collect()
        })
        .await
    }

    async fn accounts(&self) -> Result<Vec<StoredAccount>, StoreError> {
        self.read(|rows| {
            let sql = "SELECT id, state, code_id FROM account ORDER BY id";
            let sealed: Vec<(i64, Vec<u8>, Option<i64>)> =
                rows.list(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let open = |(id, state, code): (i64, Vec<u8>, Option<i64>)| {
                let state = rows.open_state("account", &id.to_string(), id, &state)?;
                Ok(StoredAccount { id: AccountId(id), state, code: code.map(CodeId) })
            };
            sealed.into_iter().map(open).collect()
        })
        .await
    }

    async fn update_account(&self, id: AccountId, state: SecretBytes) -> Result<(), StoreError> {
        self.write(move |rows| rows.put_state("account", &id.to_string(), id.0, &state)).await
    }

    async fn retire_account(&self, id: AccountId, state: SecretBytes) -> Result<(), StoreError> {
        self.write(move |rows| {
            rows.put_state("account", &id.to_string(), id.0, &state)?;
            rows.attach_code(id, None)
        })
        .await
    }

    async fn upsert_approval(
        &self,
        account: AccountId,
        request_id: &str,
        state: SecretBytes,
    ) -> Result<ApprovalId, StoreError> {
        let request_id = request_id.to_owned();
        self.write(move |rows| {
            Ok(ApprovalId(rows.upsert_evidence("approval", account, &request_id, &state)?))
        })
        .await
    }

    async fn approvals(
        &self,
        account: AccountId,
    ) -> Result<Vec<(ApprovalId, SecretBytes)>, StoreError> {
        let rows = self.read(move |rows| rows.evidence("approval", account)).await?;
        Ok(rows.into_iter().map(|(id, state)| (ApprovalId(id), state)).collect())
    }

    async fn upsert_action(
        &self,
        account: AccountId,
        challenge: &str,
        state: SecretBytes,
    ) -> Result<ActionId, StoreError> {
        let challenge = challenge.to_owned();
        self.write(move |rows| {
            Ok(ActionId(rows.upsert_evidence("action", account, &challenge, &state)?))
        })
        .await
    }

    async fn actions(
        &self,
        account: AccountId,
    ) -> Result<Vec<(ActionId, SecretBytes)>, StoreError> {
        let rows = self.read(move |rows| rows.evidence("action", account)).await?;
        Ok(rows.into_iter().map(|(id, state)| (ActionId(id), state)).collect())
    }
}
