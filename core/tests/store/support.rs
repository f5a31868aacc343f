//! A store in a folder of its own, and the means to look at its files and to run a child.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assenso_core::secret::SecretBytes;
use assenso_core::store::{AccountId, CodeId, NewAccount, SqliteStore, Store, StoreError};
use tempfile::TempDir;

pub(crate) const NAME: &str = "assenso.db";

pub(crate) fn base_key() -> SecretBytes {
    SecretBytes::new(b"the base key of the store tests!".to_vec())
}

pub(crate) fn state(text: &str) -> SecretBytes {
    SecretBytes::new(text.as_bytes().to_vec())
}

pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder().join(NAME)
    }

    /// The file, or with a suffix one of its companions.
    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        self.folder().join(format!("{NAME}{suffix}"))
    }

    pub(crate) async fn open(&self) -> Result<SqliteStore, StoreError> {
        SqliteStore::open(&self.path(), base_key()).await
    }

    /// The file without the store around it.
    pub(crate) fn raw(&self) -> rusqlite::Connection {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        rusqlite::Connection::open_with_flags(self.path(), flags).unwrap()
    }

    /// A copy of the folder as a kill at this moment would leave it, without the shared memory.
    pub(crate) fn killed_copy(&self) -> Self {
        let copy = Self::new();
        for (name, bytes) in self.files() {
            if !name.ends_with("-shm") {
                fs::write(copy.folder().join(name), bytes).unwrap();
            }
        }
        copy
    }

    /// All files of the folder.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.folder()).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                let name = entry.file_name().into_string().unwrap();
                (name, fs::read(entry.path()).unwrap())
            })
            .collect()
    }
}

/// Runs a whole pairing: the account of `natural_key`, in state `text`, with a sealed code.
pub(crate) async fn pair(store: &dyn Store, natural_key: &str, text: &str) -> (AccountId, CodeId) {
    let pairing = store.insert_pairing(state("in progress")).await.unwrap();
    let code = store.reserve_code(natural_key).await.unwrap();
    store.put_code(code, text.as_bytes()).await.unwrap();
    let natural_key = natural_key.to_owned();
    let account = NewAccount { natural_key, state: state(text), code: Some(code) };
    (store.commit_pairing(pairing, account).await.unwrap(), code)
}

/// What the accounts say, in order.
pub(crate) async fn account_states(store: &dyn Store) -> Vec<String> {
    let accounts = store.accounts().await.unwrap();
    accounts.iter().map(|account| text(&account.state)).collect()
}

pub(crate) fn text(state: &SecretBytes) -> String {
    String::from_utf8(state.expose().to_vec()).unwrap()
}

/// Where a child finds the store it works on.
const CHILD_FOLDER: &str = "ASSENSO_STORE_TEST_FOLDER";

/// The store that the parent named, if this process runs a test as its child.
pub(crate) fn path_as_child() -> Option<PathBuf> {
    std::env::var_os(CHILD_FOLDER).map(|folder| PathBuf::from(folder).join(NAME))
}

/// Makes `command`, which starts this program, run the test `name` as a child.
pub(crate) fn as_child(mut command: Command, name: &str, folder: &Path) -> Command {
    command.args(["--exact", name, "--nocapture"]).env(CHILD_FOLDER, folder);
    command
}

/// This program again, running the test `name` as a child.
pub(crate) fn child(name: &str, folder: &Path) -> Command {
    as_child(Command::new(std::env::current_exe().unwrap()), name, folder)
}
