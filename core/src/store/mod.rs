//! What the phone keeps: pairings in progress, accounts, approvals, actions, sealed code secrets.
//!
//! A store keeps opaque states; what they mean is the business of the modules that write them.
//! Every implementation passes the suite in `contract.rs`. docs/STORAGE.md has the bytes on disk.

#[cfg(test)]
mod contract;
mod error;
mod ids;
mod memory;
mod sqlite;

use async_trait::async_trait;

pub use error::StoreError;
pub use ids::{AccountId, ActionId, ApprovalId, CodeId, PairingId, StoreId};
pub use memory::MemoryStore;
pub use sqlite::SqliteStore;

use crate::crypto::Aad;
use crate::secret::SecretBytes;

/// An account about to be kept: what [`Store::commit_pairing`] writes.
pub struct NewAccount {
    /// Names the account among all providers; the same again updates it.
    pub natural_key: String,
    /// Everything else about it.
    pub state: SecretBytes,
    /// The reserved code that becomes the account's; not every dialect has one.
    pub code: Option<CodeId>,
}

impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewAccount({:?}, <redacted>)", self.code)
    }
}

/// An account as it is kept.
#[derive(Debug)]
pub struct StoredAccount {
    /// Its row.
    pub id: AccountId,
    /// Everything about it.
    pub state: SecretBytes,
    /// Its fallback code.
    pub code: Option<CodeId>,
}

/// Keeps what must survive a kill.
///
/// A method that returned `Ok` has its effect on disk; one whose future was dropped either
/// happened or did not, never by half. A state is secret: implementations that write files seal it.
/// Row ids are never used twice, also not after a row is gone.
#[async_trait]
pub trait Store: Send + Sync {
    /// The store's own random name, made with it.
    fn store_id(&self) -> StoreId;

    /// Keeps a new pairing in progress.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn insert_pairing(&self, state: SecretBytes) -> Result<PairingId, StoreError>;

    /// Replaces a pairing's state.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if it is gone; else see [`StoreError`].
    async fn update_pairing(&self, id: PairingId, state: SecretBytes) -> Result<(), StoreError>;

    /// All pairings in progress, oldest first.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn pairings(&self) -> Result<Vec<(PairingId, SecretBytes)>, StoreError>;

    /// Forgets a pairing that a person gave up, and the code reserved for it. What is not there
    /// counts as forgotten, and a code that an account uses stays.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn delete_pairing(&self, id: PairingId, code: Option<CodeId>) -> Result<(), StoreError>;

    /// Makes an empty code for `account`. The row comes first: its id is part of what is sealed.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn reserve_code(&self, account: &str) -> Result<CodeId, StoreError>;

    /// Keeps a code's secret, which the caller sealed under the codes key at [`code_place`].
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if the code is gone; else see [`StoreError`].
    async fn put_code(&self, id: CodeId, sealed: &[u8]) -> Result<(), StoreError>;

    /// The account a code was reserved for and its sealed secret; `None` if it is gone or has no
    /// secret yet. Nothing but that name ties a code to its account: the caller compares it.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn code(&self, id: CodeId) -> Result<Option<(String, Vec<u8>)>, StoreError>;

    /// All codes that have a secret, oldest first, each with what [`Store::code`] says of it.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn codes(&self) -> Result<Vec<(CodeId, String, Vec<u8>)>, StoreError>;

    /// Turns a pairing into an account, all or nothing: the pairing goes, the account comes. An
    /// account of the same natural key is updated instead: it keeps its row and its approvals,
    /// which are evidence, and its earlier code goes.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if the pairing is gone, or the code is gone or is an account's
    /// already; then nothing changed. Else see [`StoreError`].
    async fn commit_pairing(
        &self,
        pairing: PairingId,
        account: NewAccount,
    ) -> Result<AccountId, StoreError>;

    /// Keeps the state of a provider, named `natural_key`, replacing an earlier one.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn put_contact(&self, natural_key: &str, state: SecretBytes) -> Result<(), StoreError>;

    /// The states of all providers, oldest first.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn contacts(&self) -> Result<Vec<SecretBytes>, StoreError>;

    /// All accounts, oldest first.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn accounts(&self) -> Result<Vec<StoredAccount>, StoreError>;

    /// Replaces an account's state.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if it is gone; else see [`StoreError`].
    async fn update_account(&self, id: AccountId, state: SecretBytes) -> Result<(), StoreError>;

    /// Replaces an account's state and forgets its code. Its approvals stay: they are evidence.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if it is gone; else see [`StoreError`].
    async fn retire_account(&self, id: AccountId, state: SecretBytes) -> Result<(), StoreError>;

    /// Keeps an approval's state, replacing that of the same request. Its place in the order stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if the account is gone; else see [`StoreError`].
    async fn upsert_approval(
        &self,
        account: AccountId,
        request_id: &str,
        state: SecretBytes,
    ) -> Result<ApprovalId, StoreError>;

    /// An account's approvals, oldest first, settled ones too: they are the evidence.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn approvals(
        &self,
        account: AccountId,
    ) -> Result<Vec<(ApprovalId, SecretBytes)>, StoreError>;

    /// Keeps an action's state, replacing that of the same challenge. Its place in the order stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if the account is gone; else see [`StoreError`].
    async fn upsert_action(
        &self,
        account: AccountId,
        challenge: &str,
        state: SecretBytes,
    ) -> Result<ActionId, StoreError>;

    /// An account's actions, oldest first, done ones too: they are the evidence.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    async fn actions(&self, account: AccountId)
    -> Result<Vec<(ActionId, SecretBytes)>, StoreError>;
}

/// Where a code's secret stands: what [`Store::put_code`] takes is sealed here.
#[must_use]
pub fn code_place(store: StoreId, id: CodeId, account: &str) -> Aad {
    Aad::new(store.as_bytes(), "code", "secret", account, id.0)
}
