//! The cases of the store contract, one behaviour each.

use std::collections::HashSet;

use super::{Fixture, accounts, actions, approvals, new_account, pair, pairings, state};
use crate::store::{AccountId, CodeId, NewAccount, PairingId, StoreError};

pub(crate) async fn a_pairing_is_kept_changed_and_forgotten(fixture: impl Fixture) {
    let store = fixture.store();
    let first = store.insert_pairing(state("first")).await.unwrap();
    let second = store.insert_pairing(state("second")).await.unwrap();
    store.update_pairing(first, state("changed")).await.unwrap();
    let expected = vec![(first, "changed".to_owned()), (second, "second".to_owned())];
    assert_eq!(pairings(store).await, expected);
    store.delete_pairing(first, None).await.unwrap();
    assert_eq!(pairings(store).await, vec![(second, "second".to_owned())]);
}

pub(crate) async fn a_given_up_pairing_takes_its_code_along(fixture: impl Fixture) {
    let store = fixture.store();
    let pairing = store.insert_pairing(state("p")).await.unwrap();
    let code = store.reserve_code("a").await.unwrap();
    let other = store.reserve_code("b").await.unwrap();
    store.put_code(code, b"sealed").await.unwrap();
    store.put_code(other, b"other").await.unwrap();
    store.delete_pairing(pairing, Some(code)).await.unwrap();
    assert_eq!(pairings(store).await, []);
    assert_eq!(store.code(code).await.unwrap(), None);
    assert!(store.code(other).await.unwrap().is_some());
}

pub(crate) async fn the_code_of_an_account_outlives_its_pairing(fixture: impl Fixture) {
    let store = fixture.store();
    let pairing = store.insert_pairing(state("p")).await.unwrap();
    let code = store.reserve_code("a").await.unwrap();
    store.put_code(code, b"sealed").await.unwrap();
    store.commit_pairing(pairing, new_account("a", "s", code)).await.unwrap();
    // A phone that was killed after the commit may still believe that the person gave up.
    store.delete_pairing(pairing, Some(code)).await.unwrap();
    assert!(store.code(code).await.unwrap().is_some());
}

pub(crate) async fn a_code_has_no_secret_until_it_is_put(fixture: impl Fixture) {
    let store = fixture.store();
    let code = store.reserve_code("issuer and pseudonym").await.unwrap();
    assert_eq!(store.code(code).await.unwrap(), None);
    store.put_code(code, b"sealed").await.unwrap();
    let found = store.code(code).await.unwrap();
    assert_eq!(found, Some(("issuer and pseudonym".to_owned(), b"sealed".to_vec())));
    store.put_code(code, b"sealed again").await.unwrap();
    let found = store.code(code).await.unwrap();
    assert_eq!(found, Some(("issuer and pseudonym".to_owned(), b"sealed again".to_vec())));
}

pub(crate) async fn all_codes_that_have_a_secret_are_listed_at_once(fixture: impl Fixture) {
    let store = fixture.store();
    assert_eq!(store.codes().await.unwrap(), []);
    let (_, first) = pair(store, "a", "one").await;
    store.reserve_code("without a secret").await.unwrap();
    let (_, second) = pair(store, "b", "two").await;
    let expected =
        [(first, "a".to_owned(), b"one".to_vec()), (second, "b".to_owned(), b"two".to_vec())];
    assert_eq!(store.codes().await.unwrap(), expected);
    for (id, account, sealed) in expected {
        assert_eq!(store.code(id).await.unwrap(), Some((account, sealed)));
    }
}

pub(crate) async fn commit_turns_a_pairing_into_an_account(fixture: impl Fixture) {
    let store = fixture.store();
    let pairing = store.insert_pairing(state("p")).await.unwrap();
    let other = store.insert_pairing(state("other")).await.unwrap();
    let code = store.reserve_code("a").await.unwrap();
    let account = store.commit_pairing(pairing, new_account("a", "paired", code)).await.unwrap();
    assert_eq!(accounts(store).await, vec![(account, "paired".to_owned(), code)]);
    assert_eq!(pairings(store).await, vec![(other, "other".to_owned())]);
    store.update_account(account, state("changed")).await.unwrap();
    assert_eq!(accounts(store).await, vec![(account, "changed".to_owned(), code)]);
}

pub(crate) async fn commit_changes_nothing_when_a_part_is_missing(fixture: impl Fixture) {
    let store = fixture.store();
    let (account, taken) = pair(store, "a", "before").await;
    store.upsert_approval(account, "r", state("r")).await.unwrap();
    let pairing = store.insert_pairing(state("p")).await.unwrap();
    let code = store.reserve_code("a").await.unwrap();
    let nowhere = PairingId(i64::MAX);
    for (pairing, code) in [(nowhere, code), (pairing, CodeId(i64::MAX)), (pairing, taken)] {
        let result = store.commit_pairing(pairing, new_account("a", "after", code)).await;
        assert!(matches!(result, Err(StoreError::Missing)), "{pairing:?} {code:?}: {result:?}");
    }
    assert_eq!(accounts(store).await, vec![(account, "before".to_owned(), taken)]);
    assert_eq!(approvals(store, account).await, ["r"]);
    assert_eq!(pairings(store).await, vec![(pairing, "p".to_owned())]);
    assert!(store.code(taken).await.unwrap().is_some());
    store.commit_pairing(pairing, new_account("a", "after", code)).await.unwrap();
    let repeated = store.commit_pairing(pairing, new_account("a", "again", code)).await;
    assert!(matches!(repeated, Err(StoreError::Missing)));
}

pub(crate) async fn the_same_natural_key_updates_the_account_and_keeps_its_evidence(
    fixture: impl Fixture,
) {
    let store = fixture.store();
    let (old, old_code) = pair(store, "a", "old").await;
    let (bystander, bystander_code) = pair(store, "b", "bystander").await;
    store.upsert_approval(old, "r", state("evidence")).await.unwrap();
    let (new, new_code) = pair(store, "a", "new").await;
    assert_eq!(new, old);
    let expected = vec![
        (new, "new".to_owned(), new_code),
        (bystander, "bystander".to_owned(), bystander_code),
    ];
    assert_eq!(accounts(store).await, expected);
    assert_eq!(approvals(store, new).await, ["evidence"]);
    assert_eq!(store.code(old_code).await.unwrap(), None);
    assert!(store.code(new_code).await.unwrap().is_some());
    assert!(store.code(bystander_code).await.unwrap().is_some());
}

pub(crate) async fn an_account_may_have_no_code(fixture: impl Fixture) {
    let store = fixture.store();
    for text in ["first", "again"] {
        let pairing = store.insert_pairing(state("p")).await.unwrap();
        let account = NewAccount { natural_key: "a".to_owned(), state: state(text), code: None };
        store.commit_pairing(pairing, account).await.unwrap();
    }
    let accounts = store.accounts().await.unwrap();
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0].code, None);
    let code = store.reserve_code("b").await.unwrap();
    let pairing = store.insert_pairing(state("p")).await.unwrap();
    store.delete_pairing(pairing, Some(code)).await.unwrap();
    assert!(matches!(store.put_code(code, b"late").await, Err(StoreError::Missing)));
}

pub(crate) async fn a_contact_is_kept_and_replaced_by_name(fixture: impl Fixture) {
    let store = fixture.store();
    store.put_contact("a", state("first")).await.unwrap();
    store.put_contact("b", state("other")).await.unwrap();
    store.put_contact("a", state("second")).await.unwrap();
    let contacts = store.contacts().await.unwrap();
    assert_eq!(contacts, [state("second"), state("other")]);
}

pub(crate) async fn another_natural_key_is_another_account(fixture: impl Fixture) {
    let store = fixture.store();
    let keys = ["a", "A", "a ", "", "è", "e\u{300}", &"long ".repeat(1000)];
    for key in keys {
        pair(store, key, "s").await;
    }
    assert_eq!(accounts(store).await.len(), keys.len());
}

pub(crate) async fn a_retired_account_keeps_its_evidence_and_loses_its_code(fixture: impl Fixture) {
    let store = fixture.store();
    let (retired, retired_code) = pair(store, "a", "in use").await;
    let (_, stays_code) = pair(store, "b", "stays").await;
    store.upsert_approval(retired, "r", state("evidence")).await.unwrap();
    store.retire_account(retired, state("retired")).await.unwrap();
    let rows = store.accounts().await.unwrap();
    assert_eq!((&rows[0].state, rows[0].code), (&state("retired"), None));
    assert_eq!(approvals(store, retired).await, ["evidence"]);
    assert_eq!(store.code(retired_code).await.unwrap(), None);
    assert!(store.code(stays_code).await.unwrap().is_some());
    let (again, code) = pair(store, "a", "back").await;
    assert_eq!(again, retired);
    assert!(store.code(code).await.unwrap().is_some());
}

pub(crate) async fn approvals_keep_their_order(fixture: impl Fixture) {
    let store = fixture.store();
    let (account, _) = pair(store, "a", "s").await;
    let requests = ["zulu", "alpha", "mike", "bravo"];
    for request in requests {
        store.upsert_approval(account, request, state(request)).await.unwrap();
    }
    store.upsert_approval(account, "alpha", state("alpha, settled")).await.unwrap();
    let expected = ["zulu", "alpha, settled", "mike", "bravo"];
    assert_eq!(approvals(store, account).await, expected);
    let fixture = fixture.reopen().await;
    assert_eq!(approvals(fixture.store(), account).await, expected);
}

pub(crate) async fn the_same_request_is_one_approval(fixture: impl Fixture) {
    let store = fixture.store();
    let (account, _) = pair(store, "a", "s").await;
    let first = store.upsert_approval(account, "r", state("open")).await.unwrap();
    let other = store.upsert_approval(account, "R", state("other")).await.unwrap();
    let again = store.upsert_approval(account, "r", state("settled")).await.unwrap();
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert_eq!(approvals(store, account).await, ["settled", "other"]);
}

pub(crate) async fn one_request_id_may_stand_in_two_accounts(fixture: impl Fixture) {
    let store = fixture.store();
    let (a, _) = pair(store, "a", "s").await;
    let (b, _) = pair(store, "b", "s").await;
    let in_a = store.upsert_approval(a, "r", state("a's")).await.unwrap();
    let in_b = store.upsert_approval(b, "r", state("b's")).await.unwrap();
    assert_ne!(in_a, in_b);
    assert_eq!(approvals(store, a).await, ["a's"]);
    assert_eq!(approvals(store, b).await, ["b's"]);
}

pub(crate) async fn what_is_not_there_is_missing_or_counts_as_deleted(fixture: impl Fixture) {
    let store = fixture.store();
    let account = AccountId(i64::MAX);
    let code = store.reserve_code("a").await.unwrap();
    let pairing = store.insert_pairing(state("p")).await.unwrap();
    store.delete_pairing(pairing, Some(code)).await.unwrap();
    assert!(matches!(store.update_pairing(pairing, state("x")).await, Err(StoreError::Missing)));
    assert!(matches!(store.update_account(account, state("x")).await, Err(StoreError::Missing)));
    assert!(matches!(store.put_code(code, b"x").await, Err(StoreError::Missing)));
    let approval = store.upsert_approval(account, "r", state("x")).await;
    assert!(matches!(approval, Err(StoreError::Missing)));
    assert_eq!(store.code(code).await.unwrap(), None);
    let retired = store.retire_account(account, state("x")).await;
    assert!(matches!(retired, Err(StoreError::Missing)));
    store.delete_pairing(pairing, Some(code)).await.unwrap();
    assert!(accounts(store).await.is_empty());
    assert!(pairings(store).await.is_empty());
}

pub(crate) async fn ids_are_never_used_twice(mut fixture: impl Fixture) {
    let (mut pairing_ids, mut code_ids) = (HashSet::new(), HashSet::new());
    for _ in 0..3 {
        for _ in 0..2 {
            let store = fixture.store();
            let pairing = store.insert_pairing(state("p")).await.unwrap();
            let code = store.reserve_code("a").await.unwrap();
            assert!(pairing_ids.insert(pairing));
            assert!(code_ids.insert(code));
            store.delete_pairing(pairing, Some(code)).await.unwrap();
            let (_, code) = pair(store, "a", "s").await;
            assert!(code_ids.insert(code));
        }
        fixture = fixture.reopen().await;
    }
}

pub(crate) async fn an_action_is_kept_beside_the_approvals(fixture: impl Fixture) {
    let store = fixture.store();
    let (account, _) = pair(store, "a", "account").await;
    let (other, _) = pair(store, "b", "other").await;
    let missing = store.upsert_action(AccountId(99), "c", state("x")).await;
    assert!(matches!(missing, Err(StoreError::Missing)), "{missing:?}");
    let first = store.upsert_action(account, "c", state("first")).await.unwrap();
    store.upsert_action(account, "d", state("second")).await.unwrap();
    store.upsert_action(other, "c", state("another account's")).await.unwrap();
    // One name in two tables is two things.
    store.upsert_approval(account, "c", state("approval")).await.unwrap();
    assert_eq!(store.upsert_action(account, "c", state("done")).await.unwrap(), first);
    let fixture = fixture.reopen().await;
    let store = fixture.store();
    assert_eq!(actions(store, account).await, ["done", "second"]);
    assert_eq!(actions(store, other).await, ["another account's"]);
    assert_eq!(approvals(store, account).await, ["approval"]);
    pair(store, "a", "replaced").await;
    assert_eq!(actions(store, account).await, ["done", "second"], "they are evidence");
}

pub(crate) async fn everything_outlives_the_process(fixture: impl Fixture) {
    let store = fixture.store();
    let store_id = store.store_id();
    let (account, code) = pair(store, "a", "account").await;
    let pairing = store.insert_pairing(state("pairing")).await.unwrap();
    store.upsert_approval(account, "r", state("approval")).await.unwrap();
    let fixture = fixture.reopen().await;
    let store = fixture.store();
    assert_eq!(store.store_id(), store_id);
    assert_eq!(accounts(store).await, vec![(account, "account".to_owned(), code)]);
    assert_eq!(pairings(store).await, vec![(pairing, "pairing".to_owned())]);
    assert_eq!(approvals(store, account).await, ["approval"]);
    let found = store.code(code).await.unwrap();
    assert_eq!(found, Some(("a".to_owned(), b"account".to_vec())));
    // The natural key still finds its account, the request id its approval.
    store.upsert_approval(account, "r", state("changed")).await.unwrap();
    assert_eq!(approvals(store, account).await, ["changed"]);
    pair(store, "a", "replaced").await;
    assert_eq!(accounts(store).await.len(), 1);
}

pub(crate) async fn any_bytes_can_be_a_state(fixture: impl Fixture) {
    let store = fixture.store();
    let mut kept = Vec::new();
    for bytes in [vec![], vec![0], vec![0xff; 3], (0..=255).collect(), vec![b'x'; 200_000]] {
        let id =
            store.insert_pairing(crate::secret::SecretBytes::new(bytes.clone())).await.unwrap();
        kept.push((id, crate::secret::SecretBytes::new(bytes)));
    }
    let fixture = fixture.reopen().await;
    assert_eq!(fixture.store().pairings().await.unwrap(), kept);
}

pub(crate) async fn parallel_writers_lose_nothing(fixture: impl Fixture) {
    let store = fixture.store();
    let (account, _) = pair(store, "a", "s").await;
    let write = async |request_id: &str| {
        store.upsert_approval(account, request_id, state(request_id)).await.unwrap()
    };
    let (a, b, a_again, c, b_again, pairing, (other, _)) = tokio::join!(
        write("a"),
        write("b"),
        write("a"),
        write("c"),
        write("b"),
        async { store.insert_pairing(state("p")).await.unwrap() },
        pair(store, "b", "other"),
    );
    assert_eq!((a, b), (a_again, b_again));
    assert!(a != b && b != c && a != c);
    let mut kept = approvals(store, account).await;
    kept.sort();
    assert_eq!(kept, ["a", "b", "c"]);
    assert_eq!(pairings(store).await, vec![(pairing, "p".to_owned())]);
    let ids: Vec<AccountId> = accounts(store).await.into_iter().map(|(id, ..)| id).collect();
    assert_eq!(ids, [account, other]);
}
