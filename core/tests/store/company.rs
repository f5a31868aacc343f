//! Several connections and several processes at one file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Stdio;

use assenso_core::store::{SqliteStore, Store as _};
use tokio::task::JoinSet;

use crate::support::{Place, account_states, base_key, child, pair, path_as_child, state, text};

const WRITERS: usize = 4;
const ROWS: usize = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_connections_see_each_others_commits() {
    let place = Place::new();
    let one = place.open().await.unwrap();
    let two = place.open().await.unwrap();
    assert_eq!(one.store_id(), two.store_id());
    let (account, _) = pair(&one, "a", "by one").await;
    assert_eq!(account_states(&two).await, ["by one"]);
    two.update_account(account, state("by two")).await.unwrap();
    assert_eq!(account_states(&one).await, ["by two"]);
    pair(&two, "a", "replaced by two").await;
    assert_eq!(account_states(&one).await, ["replaced by two"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_many_make_at_once_is_made_once() {
    for _ in 0..5 {
        let place = Place::new();
        let mut openings = JoinSet::new();
        for _ in 0..8 {
            let path = place.path();
            openings.spawn(async move {
                let store = SqliteStore::open(&path, base_key()).await.unwrap();
                store.insert_pairing(state("p")).await.unwrap();
                store.store_id()
            });
        }
        let ids = openings.join_all().await;
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        assert_eq!(place.open().await.unwrap().pairings().await.unwrap().len(), 8);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_damaged_file_that_many_open_at_once_is_set_aside_once() {
    let place = Place::new();
    std::fs::write(place.path(), "not a database ".repeat(300)).unwrap();
    let mut openings = JoinSet::new();
    for _ in 0..8 {
        let path = place.path();
        openings.spawn(async move {
            let opened = SqliteStore::open(&path, base_key()).await;
            opened.map(|store| store.store_id()).ok()
        });
    }
    let ids = openings.join_all().await;
    let opened: BTreeSet<_> = ids.iter().flatten().map(|id| *id.as_bytes()).collect();
    assert_eq!(ids.iter().flatten().count(), 7, "one finds the damage, the others a new store");
    assert_eq!(opened.len(), 1);
    assert!(!place.beside(".corrupt-2").exists());
}

#[tokio::test]
async fn processes_at_once_lose_nothing() {
    if let Some(path) = path_as_child() {
        return write_beside_others(&path).await;
    }
    let place = Place::new();
    let mut writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let name = "company::processes_at_once_lose_nothing";
            child(name, place.folder()).stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for writer in &mut writers {
        assert!(writer.wait().unwrap().success());
    }
    let store = place.open().await.unwrap();
    let mut pairings = BTreeMap::new();
    for (_, state) in store.pairings().await.unwrap() {
        *pairings.entry(text(&state)).or_insert(0) += 1;
    }
    assert_eq!(pairings.into_values().collect::<Vec<_>>(), [ROWS; WRITERS]);
    let mut approvals = Vec::new();
    for account in store.accounts().await.unwrap() {
        approvals.push(store.approvals(account.id).await.unwrap().len());
    }
    approvals.sort_unstable();
    assert_eq!(approvals, [0, ROWS, ROWS, ROWS, ROWS], "the shared account and one each");
}

async fn write_beside_others(path: &Path) {
    let store = SqliteStore::open(path, base_key()).await.unwrap();
    let name = std::process::id().to_string();
    let (own, _) = pair(&store, &name, &name).await;
    for number in 0..ROWS {
        store.insert_pairing(state(&name)).await.unwrap();
        store.upsert_approval(own, &number.to_string(), state(&name)).await.unwrap();
        pair(&store, "shared", &name).await;
    }
}
