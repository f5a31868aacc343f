//! What only the `SQLite` store does. Whole files are tested in `core/tests/store`.

use std::path::PathBuf;

use rusqlite::OpenFlags;
use tempfile::TempDir;

use super::*;
use crate::crypto::SealError;
use crate::store::contract::{
    Fixture, accounts, new_account, pair, pairings, state, store_contract,
};

fn base_key() -> SecretBytes {
    SecretBytes::new(vec![0x42; 32])
}

struct InFolder {
    folder: TempDir,
    store: SqliteStore,
}

impl InFolder {
    fn path(&self) -> PathBuf {
        self.folder.path().join("assenso.db")
    }
}

impl Fixture for InFolder {
    async fn fresh() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("assenso.db");
        let store = SqliteStore::open(&path, base_key()).await.unwrap();
        Self { folder, store }
    }

    fn store(&self) -> &dyn Store {
        &self.store
    }

    async fn reopen(self) -> Self {
        let path = self.path();
        drop(self.store);
        let store = SqliteStore::open(&path, base_key()).await.unwrap();
        Self { folder: self.folder, store }
    }
}

store_contract!(InFolder);

impl InFolder {
    fn pragma(&self, name: &str) -> String {
        let connection = self.store.0.connection.lock().unwrap();
        connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| format!("{value:?}"))
            .unwrap()
    }
}

#[test]
fn the_migrations_are_sound() {
    open::MIGRATIONS.validate().unwrap();
}

#[tokio::test]
async fn every_connection_is_set_for_durability() {
    let fixture = InFolder::fresh().await;
    let fixture = fixture.reopen().await;
    assert_eq!(fixture.pragma("journal_mode"), r#"Text("wal")"#);
    assert_eq!(fixture.pragma("synchronous"), "Integer(2)");
    assert_eq!(fixture.pragma("fullfsync"), "Integer(1)");
    assert_eq!(fixture.pragma("foreign_keys"), "Integer(1)");
    assert_eq!(fixture.pragma("secure_delete"), "Integer(1)");
    assert_eq!(fixture.pragma("user_version"), "Integer(2)");
    assert_eq!(fixture.pragma("application_id"), "Integer(1095978575)");
    assert_eq!(i64::from(i32::from_be_bytes(*b"ASNO")), 1_095_978_575);
}

#[tokio::test]
async fn every_table_is_strict_and_every_id_of_a_row_is_new() {
    let fixture = InFolder::fresh().await;
    let connection = fixture.store.0.connection.lock().unwrap();
    let mut statement = connection
        .prepare(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let tables: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(tables.len(), 7);
    for (name, sql) in tables {
        assert!(sql.ends_with("STRICT"), "{name}");
        assert!(name == "meta" || sql.contains("AUTOINCREMENT"), "{name}");
    }
}

#[tokio::test]
async fn a_full_disk_is_named_and_changes_nothing() {
    let fixture = InFolder::fresh().await;
    let (account, code) = pair(&fixture.store, "a", "before").await;
    let pages = {
        let connection = fixture.store.0.connection.lock().unwrap();
        connection.pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0)).unwrap()
    };
    let limit = |pages: i64| {
        let connection = fixture.store.0.connection.lock().unwrap();
        connection.pragma_update(None, "max_page_count", pages).unwrap();
    };
    limit(pages + 2);
    let large = "x".repeat(100_000);
    let pairing = fixture.store.insert_pairing(state(&large)).await;
    assert!(matches!(pairing, Err(StoreError::Full)), "{pairing:?}");
    let update = fixture.store.update_account(account, state(&large)).await;
    assert!(matches!(update, Err(StoreError::Full)), "{update:?}");
    assert_eq!(accounts(&fixture.store).await, vec![(account, "before".to_owned(), code)]);
    assert!(pairings(&fixture.store).await.is_empty());
    limit(1_000_000);
    fixture.store.update_account(account, state(&large)).await.unwrap();
    assert_eq!(accounts(&fixture.store).await, vec![(account, large, code)]);
}

#[tokio::test]
async fn a_store_that_another_connection_holds_is_busy() {
    let fixture = InFolder::fresh().await;
    let other =
        Connection::open_with_flags(fixture.path(), OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    fixture.store.0.connection.lock().unwrap().busy_timeout(std::time::Duration::ZERO).unwrap();
    let refused = fixture.store.insert_pairing(state("p")).await;
    assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    assert!(fixture.store.pairings().await.unwrap().is_empty(), "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    fixture.store.insert_pairing(state("p")).await.unwrap();
}

#[test]
fn a_dropped_call_happens_as_a_whole_or_not() {
    // One worker, so that what is asked afterwards runs after what was dropped.
    let runtime =
        tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).build().unwrap();
    let polled = [true, false].map(|polled| runtime.block_on(drop_commit(polled)));
    assert_eq!(polled, [(true, false), (false, true)]);
}

/// Whether a dropped commit made its account, and whether its pairing still waits.
async fn drop_commit(polled: bool) -> (bool, bool) {
    let fixture = InFolder::fresh().await;
    let pairing = fixture.store.insert_pairing(state("p")).await.unwrap();
    let code = fixture.store.reserve_code("a").await.unwrap();
    let mut call = fixture.store.commit_pairing(pairing, new_account("a", "s", code));
    if polled {
        let waker = std::task::Waker::noop();
        let poll = call.as_mut().poll(&mut std::task::Context::from_waker(waker));
        assert!(poll.is_pending());
    }
    drop(call);
    let committed = !accounts(&fixture.store).await.is_empty();
    (committed, !pairings(&fixture.store).await.is_empty())
}

#[tokio::test]
async fn a_short_key_opens_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("assenso.db");
    let refused = SqliteStore::open(&path, SecretBytes::new(vec![0x42; 31])).await;
    assert!(matches!(refused, Err(StoreError::WrongKey)));
    assert!(!path.exists());
}

#[tokio::test]
async fn neither_debug_nor_errors_tell_what_is_kept() {
    let fixture = InFolder::fresh().await;
    let account = new_account("natural", "secret state", CodeId(7));
    let errors = [
        StoreError::Sealed(SealError::Mismatch),
        fixture.store.0.connection.lock().unwrap().execute("no SQL", []).unwrap_err().into(),
    ];
    let shown = format!("{:?} {account:?} {errors:?}", fixture.store);
    assert!(shown.starts_with("SqliteStore(StoreId("), "{shown}");
    for hidden in ["natural", "secret state", "BBBB", "4242", "66, 66"] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
}

#[test]
fn lookups_differ_by_table_name_key_and_store() {
    let columns = |key: u8, store: u8| {
        Columns::new(SecretBytes::new(vec![key; 32]), StoreId::new([store; 16]))
    };
    let lookup = columns(1, 1).lookup("account", "name").unwrap();
    assert_eq!(lookup.len(), 32);
    assert_eq!(columns(1, 1).lookup("account", "name").unwrap(), lookup);
    assert_ne!(columns(1, 1).lookup("approval", "name").unwrap(), lookup);
    assert_ne!(columns(1, 1).lookup("account", "names").unwrap(), lookup);
    assert_ne!(columns(2, 1).lookup("account", "name").unwrap(), lookup);
    assert_ne!(columns(1, 2).lookup("account", "name").unwrap(), lookup);
    insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&lookup));
}
