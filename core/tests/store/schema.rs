//! Every schema that was ever released, kept with rows in it, opens with today's code.

use assenso_core::crypto::SealingKey;
use assenso_core::secret::SecretBytes;
use assenso_core::store::{AccountId, PairingId, Store as _, code_place};

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
    assert_eq!(account_states(&store).await, ["alice's account", "bob's account"]);
    let accounts = store.accounts().await.unwrap();
    assert_eq!(accounts[0].id, AccountId(1));
    assert_eq!(accounts[1].id, AccountId(2));
    for (account, name) in accounts.iter().zip(["alice", "bob"]) {
        let (owner, sealed) = store.code(account.code.unwrap()).await.unwrap().unwrap();
        assert_eq!(owner, format!("https://mail.example {name}"));
        let place = code_place(store.store_id(), account.code.unwrap(), &owner);
        let seed = codes_key().open(&sealed, &place).unwrap();
        assert_eq!(text(&seed), format!("{name}'s seed"));
    }
    let approvals = store.approvals(AccountId(1)).await.unwrap();
    let approvals: Vec<String> = approvals.iter().map(|(_, state)| text(state)).collect();
    assert_eq!(approvals, ["first request, settled", "second request"]);
    assert_eq!(store.contacts().await.unwrap(), [state("contact")]);
    let pairings = store.pairings().await.unwrap();
    assert_eq!(pairings, vec![(PairingId(4), state("carol's pairing"))]);

    // Natural keys and request ids still find their rows, and ids go on where they were.
    store.upsert_approval(AccountId(1), "request 2", state("found")).await.unwrap();
    assert_eq!(store.approvals(AccountId(1)).await.unwrap().len(), 2);
    let (account, _) = pair(&store, "https://mail.example bob", "bob's new phone").await;
    assert_eq!(account, AccountId(2));
    store.put_contact("https://mail.example", state("contact, newer keys")).await.unwrap();
    assert_eq!(store.contacts().await.unwrap(), [state("contact, newer keys")]);
    assert_eq!(account_states(&store).await, ["alice's account", "bob's new phone"]);
}

#[tokio::test]
#[ignore = "made tests/fixtures/schema_v1.sql once; a released schema is never made again"]
async fn write_schema_1() {
    let place = Place::new();
    let store = place.open().await.unwrap();
    for name in ["alice", "bob", "alice"] {
        let natural_key = format!("https://mail.example {name}");
        let pairing = store.insert_pairing(state("in progress")).await.unwrap();
        let code = store.reserve_code(&natural_key).await.unwrap();
        let aad = code_place(store.store_id(), code, &natural_key);
        let sealed = codes_key().seal(&state(&format!("{name}'s seed")), &aad).unwrap();
        store.put_code(code, &sealed).await.unwrap();
        let account = assenso_core::store::NewAccount {
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
    drop(store);
    let target = std::env::var_os("ASSENSO_STORE_FIXTURE").expect("where to put the file");
    std::fs::copy(place.path(), target).unwrap();
}
