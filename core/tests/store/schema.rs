//! Every schema that was ever released, kept with rows in it, opens with today's code.

use assenso_core::crypto::SealingKey;
use assenso_core::secret::SecretBytes;
use assenso_core::store::{AccountId, NewAccount, PairingId, SqliteStore, Store as _, code_place};

use crate::support::{Place, account_states, pair, state, text};

fn codes_key() -> SealingKey {
    SealingKey::new(&SecretBytes::new(b"the codes key of the store tests".to_vec())).unwrap()
}

#[tokio::test]
async fn schema_1_opens_with_all_its_rows() {
    let place = Place::new();
    let raw = rusqlite::Connection::open(place.path()).unwrap();
    raw.execute_batch(include_str!("../fixtures/schema_v1.sql")).unwrap();
    drop(raw);
    let store = place.open().await.unwrap();
    check_rows(&store).await;
    check_that_names_and_ids_go_on(&store).await;
}

/// The fixture of a schema is made from what this test writes, while the schema is today's:
/// `ASSENSO_STORE_FIXTURE=FILE cargo test -p assenso-core --test store schema`, then
/// `sqlite3 FILE .dump`, under the head of the fixture before. A released one is never made again.
#[tokio::test]
async fn todays_schema_holds_the_same_rows() {
    let place = Place::new();
    let store = place.open().await.unwrap();
    write_rows(&store).await;
    check_rows(&store).await;
    drop(store);
    if let Some(file) = std::env::var_os("ASSENSO_STORE_FIXTURE") {
        std::fs::copy(place.path(), file).unwrap();
    }
}

async fn write_rows(store: &SqliteStore) {
    for name in ["alice", "bob", "alice"] {
        let natural_key = format!("https://mail.example {name}");
        let pairing = store.insert_pairing(state("in progress")).await.unwrap();
        let code = store.reserve_code(&natural_key).await.unwrap();
        let aad = code_place(store.store_id(), code, &natural_key);
        let sealed = codes_key().seal(&state(&format!("{name}'s seed")), &aad).unwrap();
        store.put_code(code, &sealed).await.unwrap();
        let account = NewAccount {
            natural_key,
            state: state(&format!("{name}'s account")),
            code: Some(code),
        };
        let account = store.commit_pairing(pairing, account).await.unwrap();
        store.upsert_approval(account, "request 1", state("first request")).await.unwrap();
        store.upsert_approval(account, "request 2", state("second request")).await.unwrap();
        let settled = state("first request, settled");
        store.upsert_approval(account, "request 1", settled).await.unwrap();
    }
    store.put_contact("https://mail.example", state("contact")).await.unwrap();
    store.insert_pairing(state("carol's pairing")).await.unwrap();
}

async fn check_rows(store: &SqliteStore) {
    let accounts = store.accounts().await.unwrap();
    assert_eq!(accounts.len(), 2);
    for (account, (id, name)) in accounts.iter().zip([(1, "alice"), (2, "bob")]) {
        assert_eq!(account.id, AccountId(id));
        assert_eq!(text(&account.state), format!("{name}'s account"));
        let code = account.code.unwrap();
        let (owner, sealed) = store.code(code).await.unwrap().unwrap();
        assert_eq!(owner, format!("https://mail.example {name}"));
        let place = code_place(store.store_id(), code, &owner);
        let seed = codes_key().open(&sealed, &place).unwrap();
        assert_eq!(text(&seed), format!("{name}'s seed"));
        let approvals = store.approvals(account.id).await.unwrap();
        let approvals: Vec<String> = approvals.iter().map(|(_, state)| text(state)).collect();
        assert_eq!(approvals, ["first request, settled", "second request"]);
    }
    assert_eq!(store.contacts().await.unwrap(), [state("contact")]);
    let pairings = store.pairings().await.unwrap();
    assert_eq!(pairings, vec![(PairingId(4), state("carol's pairing"))]);
}

async fn check_that_names_and_ids_go_on(store: &SqliteStore) {
    store.upsert_approval(AccountId(1), "request 2", state("found")).await.unwrap();
    assert_eq!(store.approvals(AccountId(1)).await.unwrap().len(), 2);
    let (account, code) = pair(store, "https://mail.example bob", "bob's new phone").await;
    assert_eq!((account, code.0), (AccountId(2), 4));
    store.put_contact("https://mail.example", state("contact, newer keys")).await.unwrap();
    assert_eq!(store.contacts().await.unwrap(), [state("contact, newer keys")]);
    assert_eq!(account_states(store).await, ["alice's account", "bob's new phone"]);
    let (account, _) = pair(store, "https://mail.example dave", "dave's account").await;
    assert_eq!(account, AccountId(3));
}
