//! What does not open: newer, foreign, damaged, under another key. Nothing is ever deleted.

use std::fs;
use std::path::Path;

use assenso_core::secret::SecretBytes;
use assenso_core::store::{SqliteStore, Store as _, StoreError};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::support::{Place, account_states, base_key, pair, state, text};

/// A closed store with one account, several pages long.
async fn closed() -> Place {
    let place = Place::new();
    let store = place.open().await.unwrap();
    pair(&store, "a", &"kept ".repeat(4000)).await;
    drop(store);
    assert_eq!(place.files().len(), 1, "closing folds the log into the file");
    place
}

fn set_aside(result: Result<SqliteStore, StoreError>) -> std::path::PathBuf {
    match result {
        Err(StoreError::Corrupt { set_aside }) => set_aside,
        other => panic!("not set aside: {other:?}"),
    }
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[tokio::test]
async fn a_newer_file_is_refused_and_not_changed() {
    let place = closed().await;
    place.raw().pragma_update(None, "user_version", 3).unwrap();
    let before = place.files();
    let refused = place.open().await;
    assert!(matches!(refused, Err(StoreError::TooNew)), "{refused:?}");
    assert_eq!(place.files(), before);
}

#[tokio::test]
async fn a_newer_file_that_was_killed_is_refused_and_not_changed() {
    let place = closed().await;
    let raw = place.raw();
    raw.pragma_update(None, "user_version", 3).unwrap();
    let killed = place.killed_copy();
    let before = killed.files();
    assert!(before.keys().any(|name| name.ends_with("-wal")));
    let refused = killed.open().await;
    assert!(matches!(refused, Err(StoreError::TooNew)), "{refused:?}");
    let mut after = killed.files();
    after.retain(|name, _| !name.ends_with("-shm"));
    assert_eq!(after, before);
}

#[tokio::test]
async fn another_base_key_is_refused_and_changes_nothing() {
    let place = closed().await;
    let other = || SecretBytes::new(b"the base key of another phone...".to_vec());
    let before = place.files();
    let refused = SqliteStore::open(&place.path(), other()).await;
    assert!(matches!(refused, Err(StoreError::WrongKey)), "{refused:?}");
    assert_eq!(place.files(), before);

    let store = place.open().await.unwrap();
    pair(&store, "b", "in the log").await;
    let killed = place.killed_copy();
    let before = killed.files();
    let refused = SqliteStore::open(&killed.path(), other()).await;
    assert!(matches!(refused, Err(StoreError::WrongKey)), "{refused:?}");
    let mut after = killed.files();
    after.retain(|name, _| !name.ends_with("-shm"));
    assert_eq!(after, before);
    assert_eq!(account_states(&killed.open().await.unwrap()).await.len(), 2);
}

#[tokio::test]
async fn a_database_of_another_program_is_left_alone() {
    let place = Place::new();
    let raw = rusqlite::Connection::open(place.path()).unwrap();
    raw.execute_batch("CREATE TABLE theirs (value TEXT); INSERT INTO theirs VALUES ('x')").unwrap();
    drop(raw);
    for application_id in [0, 7] {
        place.raw().pragma_update(None, "application_id", application_id).unwrap();
        let before = place.files();
        let refused = place.open().await;
        assert!(matches!(refused, Err(StoreError::Foreign)), "{refused:?}");
        assert_eq!(place.files(), before);
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_set_aside_with_its_companions() {
    let place = Place::new();
    let garbage = |name: &str| format!("{name}: not a database ").repeat(300).into_bytes();
    for suffix in ["", "-wal", "-shm"] {
        fs::write(place.beside(suffix), garbage(suffix)).unwrap();
    }
    assert_eq!(set_aside(place.open().await), place.beside(".corrupt-1"));
    let moved = place.files();
    assert_eq!(moved.len(), 3, "{:?}", moved.keys());
    for suffix in ["", "-wal"] {
        assert_eq!(moved[&format!("assenso.db.corrupt-1{suffix}")], garbage(suffix), "{suffix:?}");
    }
    assert!(moved.contains_key("assenso.db.corrupt-1-shm"));

    let store = place.open().await.unwrap();
    assert!(account_states(&store).await.is_empty(), "opening again starts afresh");
    drop(store);
    let mut after = place.files();
    after.retain(|name, _| name != "assenso.db");
    assert_eq!(after, moved);
}

#[tokio::test]
async fn set_aside_files_get_the_first_free_number() {
    let place = Place::new();
    fs::write(place.beside(".corrupt-1"), "an earlier one").unwrap();
    fs::write(place.beside(".corrupt-2-wal"), "a log that lost its file").unwrap();
    for expected in ["assenso.db.corrupt-3", "assenso.db.corrupt-4"] {
        fs::write(place.path(), "not a database ".repeat(100)).unwrap();
        assert_eq!(name(&set_aside(place.open().await)), expected);
    }
    let files = place.files();
    assert_eq!(files["assenso.db.corrupt-1"], b"an earlier one");
    assert_eq!(files["assenso.db.corrupt-2-wal"], b"a log that lost its file");
}

#[tokio::test]
async fn a_truncated_file_is_set_aside_wherever_it_ends() {
    let place = closed().await;
    let whole = fs::read(place.path()).unwrap();
    // A single byte is an empty file to SQLite.
    let ends = (2..whole.len()).step_by(1021);
    for end in ends.chain([99, 100, 511, 512, 4095, 4096, 4097, whole.len() - 4096]) {
        let place = Place::new();
        fs::write(place.path(), &whole[..end]).unwrap();
        let opened = place.open().await;
        assert!(opened.is_err(), "{end} of {} bytes", whole.len());
        let aside = set_aside(opened);
        assert_eq!(fs::read(aside).unwrap(), &whole[..end], "{end} bytes");
    }
    fs::write(place.path(), &whole[..whole.len() - 1]).unwrap();
    set_aside(place.open().await);
}

#[tokio::test]
async fn a_log_whose_file_is_empty_or_gone_is_set_aside() {
    let place = closed().await;
    let store = place.open().await.unwrap();
    pair(&store, "b", "in the log").await;
    for left in [None, Some(""), Some("S")] {
        let killed = place.killed_copy();
        let log = fs::read(killed.beside("-wal")).unwrap();
        match left {
            Some(left) => fs::write(killed.path(), left).unwrap(),
            None => fs::remove_file(killed.path()).unwrap(),
        }
        set_aside(killed.open().await);
        assert_eq!(killed.files()["assenso.db.corrupt-1-wal"], log);
        assert!(killed.open().await.is_ok());
    }
}

#[tokio::test]
async fn a_store_that_lost_its_name_is_set_aside() {
    let place = closed().await;
    place.raw().execute("DELETE FROM meta", []).unwrap();
    set_aside(place.open().await);
}

#[tokio::test]
async fn an_account_whose_code_is_gone_is_damage() {
    let place = closed().await;
    let raw = place.raw();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM code").unwrap();
    drop(raw);
    set_aside(place.open().await);
}

#[tokio::test]
async fn a_store_killed_while_it_was_made_opens() {
    let place = Place::new();
    fs::write(place.path(), "").unwrap();
    drop(place.open().await.unwrap());
    place.raw().execute("DELETE FROM meta", []).unwrap();
    let store = place.open().await.unwrap();
    store.insert_pairing(state("p")).await.unwrap();
}

#[tokio::test]
async fn a_path_without_a_folder_is_named() {
    let place = Place::new();
    let refused = SqliteStore::open(&place.folder().join("no/such/store"), base_key()).await;
    assert!(matches!(refused, Err(StoreError::File(_))), "{refused:?}");
    let refused = SqliteStore::open(place.folder(), base_key()).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
}

#[test]
fn a_changed_byte_never_changes_what_is_read() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (whole, kept) = runtime.block_on(async {
        let place = closed().await;
        let kept = account_states(&place.open().await.unwrap()).await;
        (fs::read(place.path()).unwrap(), kept)
    });
    let mut runner = TestRunner::new(ProptestConfig::with_cases(96));
    let damage = prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..3);
    let outcome = runner.run(&damage, |damage| {
        let mut bytes = whole.clone();
        for (index, bits) in &damage {
            bytes[index.index(whole.len())] ^= bits;
        }
        let place = Place::new();
        fs::write(place.path(), bytes).unwrap();
        runtime.block_on(async {
            let Ok(store) = place.open().await else { return Ok(()) };
            if let Ok(accounts) = store.accounts().await {
                let read: Vec<String> = accounts.iter().map(|row| text(&row.state)).collect();
                prop_assert_eq!(&read, &kept);
            }
            Ok(())
        })
    });
    outcome.unwrap();
}
