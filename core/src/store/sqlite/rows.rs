//! The statements, each set of them inside one transaction.

use rusqlite::{OptionalExtension as _, Transaction};

use super::columns::{Columns, Place};
use crate::secret::SecretBytes;
use crate::store::{AccountId, CodeId, NewAccount, PairingId, StoreError};

/// The tables inside one transaction.
pub(super) struct Rows<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    pub(super) columns: &'a Columns,
}

impl<'a> Rows<'a> {
    pub(super) fn new(transaction: &'a Transaction<'a>, columns: &'a Columns) -> Self {
        Self { transaction, columns }
    }

    pub(super) fn execute(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<usize, StoreError> {
        Ok(self.transaction.prepare_cached(sql)?.execute(values)?)
    }

    /// Inserts a row whose sealed columns are still empty: its id is part of what is sealed.
    pub(super) fn insert(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<i64, StoreError> {
        self.execute(sql, values)?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// Seals `state` into the `state` column of a row that is there.
    pub(super) fn put_state(
        &self,
        table: &str,
        account: &str,
        row: i64,
        state: &SecretBytes,
    ) -> Result<(), StoreError> {
        let place = Place { table, column: "state", account, row };
        let sealed = self.columns.seal(place, state)?;
        let sql = format!("UPDATE {table} SET state = ?2 WHERE id = ?1");
        present(self.execute(&sql, (row, sealed))?)
    }

    pub(super) fn open_state(
        &self,
        table: &str,
        account: &str,
        row: i64,
        sealed: &[u8],
    ) -> Result<SecretBytes, StoreError> {
        Ok(self.columns.open(Place { table, column: "state", account, row }, sealed)?)
    }

    pub(super) fn list<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.transaction.prepare_cached(sql)?;
        let rows = statement.query_map(values, row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The natural key of the account that a code was reserved for.
    pub(super) fn open_code_account(
        &self,
        id: CodeId,
        sealed: &[u8],
    ) -> Result<String, StoreError> {
        let account = self.columns.open(code_account(id), sealed)?;
        // EXPOSE: the account's name is hidden in the file only.
        Ok(String::from_utf8_lossy(account.expose()).into_owned())
    }

    pub(super) fn delete_free_code(&self, code: CodeId) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM code
              WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM account WHERE code_id = ?1)",
            [code.0],
        )?;
        Ok(())
    }

    /// Gives an account that is there another code, or none; its earlier one goes.
    pub(super) fn attach_code(
        &self,
        account: AccountId,
        code: Option<CodeId>,
    ) -> Result<(), StoreError> {
        let sql = "SELECT code_id FROM account WHERE id = ?1";
        let earlier: Option<i64> =
            self.transaction.query_row(sql, [account.0], |row| row.get(0))?;
        let code = code.map(|code| code.0);
        self.execute("UPDATE account SET code_id = ?2 WHERE id = ?1", (account.0, code))?;
        earlier.map_or(Ok(()), |earlier| self.delete_free_code(CodeId(earlier)))
    }

    pub(super) fn put_contact(
        &self,
        natural_key: &str,
        state: &SecretBytes,
    ) -> Result<(), StoreError> {
        let lookup = self.columns.lookup("contact", natural_key)?;
        let sql = "SELECT id FROM contact WHERE lookup = ?1";
        let known = self.transaction.query_row(sql, [&lookup], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                self.insert("INSERT INTO contact (lookup, state) VALUES (?1, X'')", [lookup])?
            }
        };
        self.put_state("contact", "", id, state)
    }

    pub(super) fn commit_pairing(
        &self,
        pairing: PairingId,
        account: &NewAccount,
    ) -> Result<AccountId, StoreError> {
        present(self.execute("DELETE FROM pairing WHERE id = ?1", [pairing.0])?)?;
        if let Some(code) = account.code {
            let free: bool = self.transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM code WHERE id = ?1)
                    AND NOT EXISTS (SELECT 1 FROM account WHERE code_id = ?1)",
                [code.0],
                |row| row.get(0),
            )?;
            present(usize::from(free))?;
        }
        let lookup = self.columns.lookup("account", &account.natural_key)?;
        let sql = "SELECT id FROM account WHERE lookup = ?1";
        let known = self.transaction.query_row(sql, [&lookup], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                self.insert("INSERT INTO account (lookup, state) VALUES (?1, X'')", [lookup])?
            }
        };
        self.attach_code(AccountId(id), account.code)?;
        self.put_state("account", &id.to_string(), id, &account.state)?;
        Ok(AccountId(id))
    }

    /// Keeps a row of an account's evidence under its name, in the table `approval` or `action`.
    pub(super) fn upsert_evidence(
        &self,
        table: &str,
        account: AccountId,
        name: &str,
        state: &SecretBytes,
    ) -> Result<i64, StoreError> {
        let sql = "SELECT 1 FROM account WHERE id = ?1";
        let found = self.transaction.query_row(sql, [account.0], |_| Ok(())).optional()?;
        found.ok_or(StoreError::Missing)?;
        let lookup = self.columns.lookup(table, name)?;
        let sql = format!("SELECT id FROM {table} WHERE account_id = ?1 AND lookup = ?2");
        let known =
            self.transaction.query_row(&sql, (account.0, &lookup), |row| row.get(0)).optional()?;
        let sql = format!("INSERT INTO {table} (account_id, lookup, state) VALUES (?1, ?2, X'')");
        let id = match known {
            Some(id) => id,
            None => self.insert(&sql, (account.0, lookup))?,
        };
        self.put_state(table, &account.to_string(), id, state)?;
        Ok(id)
    }

    /// An account's evidence in one of these tables, oldest first.
    pub(super) fn evidence(
        &self,
        table: &str,
        account: AccountId,
    ) -> Result<Vec<(i64, SecretBytes)>, StoreError> {
        let sql = format!("SELECT id, state FROM {table} WHERE account_id = ?1 ORDER BY id");
        let sealed: Vec<(i64, Vec<u8>)> =
            self.list(&sql, [account.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let open = |(id, state): (i64, Vec<u8>)| {
            Ok((id, self.open_state(table, &account.to_string(), id, &state)?))
        };
        sealed.into_iter().map(open).collect()
    }
}

/// [`StoreError::Missing`] unless a row was there.
pub(super) fn present(rows: usize) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Missing) } else { Ok(()) }
}

pub(super) fn code_account(id: CodeId) -> Place<'static> {
    Place { table: "code", column: "account", account: "", row: id.0 }
}
