//! What the files tell to somebody without the base key, and what moving a row does.

use assenso_core::crypto::SealingKey;
use assenso_core::secret::SecretBytes;
use assenso_core::store::{Store as _, StoreError, code_place};

use crate::support::{Place, base_key, pair, state};

const MARK: &str = "MARKED-5b1f2a";

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn assert_nothing_readable(place: &Place) {
    let files = place.files();
    assert!(
        files.values().any(|bytes| contains(bytes, b"CREATE TABLE approval")),
        "the search finds what is readable"
    );
    for (name, bytes) in files {
        assert!(!contains(&bytes, MARK.as_bytes()), "a marked text in {name}");
        assert!(!contains(&bytes, base_key().expose()), "the base key in {name}");
    }
}

#[tokio::test]
async fn no_file_holds_a_readable_state_or_name() {
    let place = Place::new();
    let store = place.open().await.unwrap();
    let marked = |what: &str| format!("{MARK} {what}");
    store.insert_pairing(state(&marked("pairing"))).await.unwrap();
    let pairing = store.insert_pairing(state("short")).await.unwrap();
    store.update_pairing(pairing, state(&marked("updated").repeat(1000))).await.unwrap();
    store.put_contact(&marked("issuer"), state(&marked("contact"))).await.unwrap();
    let (account, _) = pair(&store, "https://mail.example", "x").await;
    store.update_account(account, state(&marked("account"))).await.unwrap();
    store.upsert_approval(account, &marked("request"), state(&marked("open"))).await.unwrap();
    store.upsert_approval(account, &marked("request"), state(&marked("settled"))).await.unwrap();

    let codes_key = SealingKey::new(&SecretBytes::new(vec![7; 32])).unwrap();
    let code = store.reserve_code(&marked("code's account")).await.unwrap();
    let aad = code_place(store.store_id(), code, &marked("code's account"));
    let sealed = codes_key.seal(&state(&marked("seed")), &aad).unwrap();
    store.put_code(code, &sealed).await.unwrap();
    let natural_key = marked("natural key");
    let account =
        assenso_core::store::NewAccount { natural_key, state: state(MARK), code: Some(code) };
    store.commit_pairing(pairing, account).await.unwrap();

    assert!(place.files().keys().any(|name| name.ends_with("-wal")));
    assert!(place.files().keys().any(|name| name.ends_with("-shm")));
    assert_nothing_readable(&place);
    drop(store);
    assert_eq!(place.files().len(), 1);
    assert_nothing_readable(&place);
}

#[tokio::test]
async fn what_was_deleted_is_not_left_in_the_file() {
    let place = Place::new();
    let store = place.open().await.unwrap();
    let (account, _) = pair(&store, "a", &"account ".repeat(20)).await;
    pair(&store, "b", "stays").await;
    let sealed: Vec<u8> = place
        .raw()
        .query_row("SELECT state FROM account WHERE id = ?1", [account.0], |row| row.get(0))
        .unwrap();
    drop(store);
    assert!(contains(&place.files()["assenso.db"], &sealed));
    let store = place.open().await.unwrap();
    store.retire_account(account, state("retired")).await.unwrap();
    drop(store);
    assert!(!contains(&place.files()["assenso.db"], &sealed[..32]));
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    let store = place.open().await.unwrap();
    store.insert_pairing(state("p")).await.unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(place.beside(suffix)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{suffix:?}");
    }
}

/// Runs `sql` on a store with two accounts, each with two approvals, two pairings and two
/// contacts.
async fn tampered(sql: &str) -> (Place, assenso_core::store::SqliteStore) {
    let place = Place::new();
    let store = place.open().await.unwrap();
    for name in ["a", "b"] {
        let (account, _) = pair(&store, name, name).await;
        store.upsert_approval(account, "r1", state(name)).await.unwrap();
        store.upsert_approval(account, "r2", state(name)).await.unwrap();
        store.insert_pairing(state(name)).await.unwrap();
        store.put_contact(name, state(name)).await.unwrap();
    }
    drop(store);
    let raw = place.raw();
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    raw.execute_batch(sql).unwrap();
    drop(raw);
    let store = place.open().await.unwrap();
    (place, store)
}

#[tokio::test]
async fn an_untouched_store_opens_every_row() {
    let (_place, store) = tampered("SELECT 1").await;
    assert_eq!(store.accounts().await.unwrap().len(), 2);
    assert_eq!(store.pairings().await.unwrap().len(), 2);
    assert_eq!(store.contacts().await.unwrap().len(), 2);
    for account in store.accounts().await.unwrap() {
        assert_eq!(store.approvals(account.id).await.unwrap().len(), 2);
        assert!(store.code(account.code.unwrap()).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn an_account_moved_to_another_row_does_not_open() {
    for sql in [
        "UPDATE account SET state = (SELECT state FROM account WHERE id = 1) WHERE id = 2",
        "UPDATE account SET state = (SELECT state FROM pairing LIMIT 1) WHERE id = 1",
        "UPDATE account SET state = (SELECT state FROM approval WHERE id = 1) WHERE id = 1",
        "UPDATE account SET state = (SELECT account FROM code WHERE id = 1) WHERE id = 1",
        "UPDATE account SET state = (SELECT canary FROM meta) WHERE id = 1",
        "UPDATE account SET state = X'' WHERE id = 1",
        "DELETE FROM approval; UPDATE account SET id = 9 WHERE id = 2",
    ] {
        let (_place, store) = tampered(sql).await;
        let refused = store.accounts().await;
        assert!(matches!(refused, Err(StoreError::Sealed(_))), "{sql}: {refused:?}");
    }
}

#[tokio::test]
async fn a_pairing_moved_to_another_row_does_not_open() {
    for sql in [
        "UPDATE pairing SET state = (SELECT state FROM pairing ORDER BY id LIMIT 1)",
        "UPDATE pairing SET state = (SELECT state FROM account WHERE id = 1)",
        "UPDATE pairing SET id = id + 100",
    ] {
        let (_place, store) = tampered(sql).await;
        let refused = store.pairings().await;
        assert!(matches!(refused, Err(StoreError::Sealed(_))), "{sql}: {refused:?}");
    }
}

#[tokio::test]
async fn an_approval_moved_to_another_row_or_account_does_not_open() {
    for sql in [
        "UPDATE approval SET state = (SELECT state FROM approval WHERE id = 1) WHERE id = 2",
        "UPDATE approval SET state = (SELECT state FROM approval WHERE id = 3) WHERE id = 1",
        "UPDATE approval SET account_id = 1, lookup = zeroblob(32) WHERE id = 3",
    ] {
        let (_place, store) = tampered(sql).await;
        let refused = store.approvals(store.accounts().await.unwrap()[0].id).await;
        assert!(matches!(refused, Err(StoreError::Sealed(_))), "{sql}: {refused:?}");
    }
}

#[tokio::test]
async fn a_contact_moved_to_another_row_does_not_open() {
    for sql in [
        "UPDATE contact SET state = (SELECT state FROM contact ORDER BY id LIMIT 1)",
        "UPDATE contact SET state = (SELECT state FROM pairing LIMIT 1)",
        "UPDATE contact SET id = id + 100",
    ] {
        let (_place, store) = tampered(sql).await;
        let refused = store.contacts().await;
        assert!(matches!(refused, Err(StoreError::Sealed(_))), "{sql}: {refused:?}");
    }
}

#[tokio::test]
async fn a_codes_account_moved_to_another_row_does_not_open() {
    let sql = "UPDATE code SET account = (SELECT account FROM code WHERE id = 2) WHERE id = 1";
    let (_place, store) = tampered(sql).await;
    let code = store.accounts().await.unwrap()[0].code.unwrap();
    let refused = store.code(code).await;
    assert!(matches!(refused, Err(StoreError::Sealed(_))), "{refused:?}");
}

#[tokio::test]
async fn a_codes_secret_opens_only_at_its_row_account_and_store() {
    let place = Place::new();
    let store = place.open().await.unwrap();
    let key = SealingKey::new(&SecretBytes::new(vec![7; 32])).unwrap();
    let code = store.reserve_code("a").await.unwrap();
    let other = store.reserve_code("b").await.unwrap();
    let here = code_place(store.store_id(), code, "a");
    store.put_code(code, &key.seal(&state("seed"), &here).unwrap()).await.unwrap();
    let (account, sealed) = store.code(code).await.unwrap().unwrap();
    let at = |id, account: &str| code_place(store.store_id(), id, account);
    assert_eq!(key.open(&sealed, &at(code, &account)).unwrap(), state("seed"));
    assert!(key.open(&sealed, &at(other, "a")).is_err());
    assert!(key.open(&sealed, &at(code, "b")).is_err());
    let elsewhere = Place::new().open().await.unwrap().store_id();
    assert!(key.open(&sealed, &code_place(elsewhere, code, "a")).is_err());
    let base_key = SealingKey::new(&base_key()).unwrap();
    assert!(base_key.open(&sealed, &here).is_err(), "no code with the base key alone");
}

#[tokio::test]
async fn a_row_of_another_store_does_not_open() {
    let (place, store) = tampered("SELECT 1").await;
    drop(store);
    let (other, store) = tampered("SELECT 1").await;
    drop(store);
    let raw = place.raw();
    raw.execute("ATTACH ?1 AS other", [other.path().to_str().unwrap()]).unwrap();
    raw.execute_batch(
        "UPDATE main.account AS mine SET state =
            (SELECT theirs.state FROM other.account AS theirs WHERE theirs.id = mine.id)",
    )
    .unwrap();
    drop(raw);
    let refused = place.open().await.unwrap().accounts().await;
    assert!(matches!(refused, Err(StoreError::Sealed(_))), "{refused:?}");
}
