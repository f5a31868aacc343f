//! A store in memory, for tests and previews. Nothing is sealed: nothing leaves the process.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use super::{
    AccountId, ActionId, ApprovalId, CodeId, NewAccount, PairingId, Store, StoreError, StoreId,
    StoredAccount,
};
use crate::crypto::random_bytes;
use crate::secret::SecretBytes;

/// Keeps everything until it is dropped.
pub struct MemoryStore {
    id: StoreId,
    tables: Mutex<Tables>,
}

#[derive(Default)]
struct Tables {
    last_id: i64,
    pairings: BTreeMap<PairingId, SecretBytes>,
    codes: BTreeMap<CodeId, Code>,
    contacts: Vec<(String, SecretBytes)>,
    accounts: BTreeMap<AccountId, Account>,
    approvals: BTreeMap<i64, Evidence>,
    actions: BTreeMap<i64, Evidence>,
}

struct Code {
    account: String,
    sealed: Option<Vec<u8>>,
}

struct Account {
    natural_key: String,
    state: SecretBytes,
    code: Option<CodeId>,
}

struct Evidence {
    account: AccountId,
    name: String,
    state: SecretBytes,
}

impl Tables {
    /// One counter for all tables: ids are then unlike each other too, which shows mix-ups.
    fn next_id(&mut self) -> i64 {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }

    fn is_free(&self, code: CodeId) -> bool {
        self.codes.contains_key(&code) && !self.accounts.values().any(|row| row.code == Some(code))
    }
}

fn copy(secret: &SecretBytes) -> SecretBytes {
    // EXPOSE: a copy for the caller; a store hands states out.
    SecretBytes::new(secret.expose().to_vec())
}

impl std::fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MemoryStore({:?})", self.id)
    }
}

impl MemoryStore {
    /// An empty store.
    ///
    /// # Errors
    ///
    /// [`StoreError::Random`] if the operating system gave no random bytes.
    pub fn new() -> Result<Self, StoreError> {
        Ok(Self { id: StoreId::new(random_bytes()?), tables: Mutex::default() })
    }

    fn tables<T>(&self, work: impl FnOnce(&mut Tables) -> T) -> T {
        work(&mut self.tables.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Store for MemoryStore {
    fn store_id(&self) -> StoreId {
        self.id
    }

    async fn insert_pairing(&self, state: SecretBytes) -> Result<PairingId, StoreError> {
        Ok(self.tables(|tables| {
            let id = PairingId(tables.next_id());
            tables.pairings.insert(id, state);
            id
        }))
    }

    async fn update_pairing(&self, id: PairingId, state: SecretBytes) -> Result<(), StoreError> {
        self.tables(|tables| {
            *tables.pairings.get_mut(&id).ok_or(StoreError::Missing)? = state;
            Ok(())
        })
    }

    async fn pairings(&self) -> Result<Vec<(PairingId, SecretBytes)>, StoreError> {
        Ok(self.tables(|tables| {
            tables.pairings.iter().map(|(id, state)| (*id, copy(state))).collect()
        }))
    }

    async fn delete_pairing(&self, id: PairingId, code: Option<CodeId>) -> Result<(), StoreError> {
        self.tables(|tables| {
            tables.pairings.remove(&id);
            if let Some(code) = code.filter(|code| tables.is_free(*code)) {
                tables.codes.remove(&code);
            }
        });
        Ok(())
    }

    async fn reserve_code(&self, account: &str) -> Result<CodeId, StoreError> {
        Ok(self.tables(|tables| {
            let id = CodeId(tables.next_id());
            tables.codes.insert(id, Code { account: account.to_owned(), sealed: None });
            id
        }))
    }

    async fn put_code(&self, id: CodeId, sealed: &[u8]) -> Result<(), StoreError> {
        self.tables(|tables| {
            let code = tables.codes.get_mut(&id).ok_or(StoreError::Missing)?;
            code.sealed = Some(sealed.to_vec());
            Ok(())
        })
    }

    async fn code(&self, id: CodeId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
        Ok(self.tables(|tables| {
            let code = tables.codes.get(&id)?;
            Some((code.account.clone(), code.sealed.clone()?))
        }))
    }

    async fn codes(&self) -> Result<Vec<(CodeId, String, Vec<u8>)>, StoreError> {
        Ok(self.tables(|tables| {
            let with_secret = |(id, code): (&CodeId, &Code)| {
                Some((*id, code.account.clone(), code.sealed.clone()?))
            };
            tables.codes.iter().filter_map(with_secret).collect()
        }))
    }

    async fn commit_pairing(
        &self,
        pairing: PairingId,
        account: NewAccount,
    ) -> Result<AccountId, StoreError> {
        self.tables(|tables| {
            let free = account.code.is_none_or(|code| tables.is_free(code));
            if !tables.pairings.contains_key(&pairing) || !free {
                return Err(StoreError::Missing);
            }
            tables.pairings.remove(&pairing);
            let NewAccount { natural_key, state, code } = account;
            let known = tables.accounts.iter_mut().find(|(_, row)| row.natural_key == natural_key);
            if let Some((id, row)) = known {
                let (id, earlier) = (*id, row.code);
                *row = Account { natural_key, state, code };
                if let Some(earlier) = earlier {
                    tables.codes.remove(&earlier);
                }
                return Ok(id);
            }
            let id = AccountId(tables.next_id());
            tables.accounts.insert(id, Account { natural_key, state, code });
            Ok(id)
        })
    }

    async fn put_contact(&self, natural_key: &str, state: SecretBytes) -> Result<(), StoreError> {
        self.tables(|tables| {
            match tables.contacts.iter_mut().find(|(known, _)| known == natural_key) {
                Some((_, kept)) => *kept = state,
                None => tables.contacts.push((natural_key.to_owned(), state)),
            }
        });
        Ok(())
    }

    async fn contacts(&self) -> Result<Vec<SecretBytes>, StoreError> {
        Ok(self.tables(|tables| tables.contacts.iter().map(|(_, state)| copy(state)).collect()))
    }

    async fn accounts(&self) -> Result<Vec<StoredAccount>, StoreError> {
        Ok(self.tables(|tables| {
            let stored = |(id, row): (&AccountId, &Account)| StoredAccount {
                id: *id,
                state: copy(&row.state),
                code: row.code,
            };
            tables.accounts.iter().map(stored).collect()
        }))
    }

    async fn update_account(&self, id: AccountId, state: SecretBytes) -> Result<(), StoreError> {
        self.tables(|tables| {
            tables.accounts.get_mut(&id).ok_or(StoreError::Missing)?.state = state;
            Ok(())
        })
    }

    async fn retire_account(&self, id: AccountId, state: SecretBytes) -> Result<(), StoreError> {
        self.tables(|tables| {
            let account = tables.accounts.get_mut(&id).ok_or(StoreError::Missing)?;
            account.state = state;
            if let Some(code) = account.code.take() {
                tables.codes.remove(&code);
            }
            Ok(())
        })
    }

    async fn upsert_approval(
        &self,
        account: AccountId,
        request_id: &str,
        state: SecretBytes,
    ) -> Result<ApprovalId, StoreError> {
        let tables = |tables: &mut Tables| {
            let id = tables.next_id();
            upsert(&tables.accounts, &mut tables.approvals, (account, request_id), (id, state))
        };
        self.tables(tables).map(ApprovalId)
    }

    async fn approvals(
        &self,
        account: AccountId,
    ) -> Result<Vec<(ApprovalId, SecretBytes)>, StoreError> {
        let of_account = self.tables(|tables| of_account(&tables.approvals, account));
        Ok(of_account.into_iter().map(|(id, state)| (ApprovalId(id), state)).collect())
    }

    async fn upsert_action(
        &self,
        account: AccountId,
        challenge: &str,
        state: SecretBytes,
    ) -> Result<ActionId, StoreError> {
        let tables = |tables: &mut Tables| {
            let id = tables.next_id();
            upsert(&tables.accounts, &mut tables.actions, (account, challenge), (id, state))
        };
        self.tables(tables).map(ActionId)
    }

    async fn actions(
        &self,
        account: AccountId,
    ) -> Result<Vec<(ActionId, SecretBytes)>, StoreError> {
        let of_account = self.tables(|tables| of_account(&tables.actions, account));
        Ok(of_account.into_iter().map(|(id, state)| (ActionId(id), state)).collect())
    }
}

fn upsert(
    accounts: &BTreeMap<AccountId, Account>,
    rows: &mut BTreeMap<i64, Evidence>,
    (account, name): (AccountId, &str),
    (new_id, state): (i64, SecretBytes),
) -> Result<i64, StoreError> {
    if !accounts.contains_key(&account) {
        return Err(StoreError::Missing);
    }
    let same = |row: &Evidence| row.account == account && row.name == name;
    if let Some((id, row)) = rows.iter_mut().find(|(_, row)| same(row)) {
        row.state = state;
        return Ok(*id);
    }
    rows.insert(new_id, Evidence { account, name: name.to_owned(), state });
    Ok(new_id)
}

fn of_account(rows: &BTreeMap<i64, Evidence>, account: AccountId) -> Vec<(i64, SecretBytes)> {
    let of_account = rows.iter().filter(|(_, row)| row.account == account);
    of_account.map(|(id, row)| (*id, copy(&row.state))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::contract::{Fixture, store_contract};

    struct Memory(MemoryStore);

    impl Fixture for Memory {
        async fn fresh() -> Self {
            Self(MemoryStore::new().unwrap())
        }

        fn store(&self) -> &dyn Store {
            &self.0
        }

        async fn reopen(self) -> Self {
            self
        }
    }

    store_contract!(Memory);

    #[test]
    fn debug_prints_the_name_alone() {
        let store = MemoryStore { id: StoreId::new([7; 16]), tables: Mutex::default() };
        assert_eq!(format!("{store:?}"), "MemoryStore(StoreId(07070707…))");
    }
}
