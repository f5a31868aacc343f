//! One behaviour, every store: `store_contract!(Fixture)` runs the whole suite.

use super::{AccountId, CodeId, NewAccount, PairingId, Store};
use crate::secret::SecretBytes;

/// Makes the store under test and opens it again.
pub(crate) trait Fixture: Sized {
    /// A new, empty store.
    async fn fresh() -> Self;

    /// The store.
    fn store(&self) -> &dyn Store;

    /// Ends the store and opens it again, if it outlives the process.
    async fn reopen(self) -> Self;
}

/// A state that says `text`.
pub(crate) fn state(text: &str) -> SecretBytes {
    SecretBytes::new(text.as_bytes().to_vec())
}

/// Runs a whole pairing: the account of `natural_key`, in state `text`, with a sealed code.
pub(crate) async fn pair(store: &dyn Store, natural_key: &str, text: &str) -> (AccountId, CodeId) {
    let pairing = store.insert_pairing(state("in progress")).await.unwrap();
    let code = store.reserve_code(natural_key).await.unwrap();
    store.put_code(code, text.as_bytes()).await.unwrap();
    let account = new_account(natural_key, text, code);
    (store.commit_pairing(pairing, account).await.unwrap(), code)
}

pub(crate) fn new_account(natural_key: &str, text: &str, code: CodeId) -> NewAccount {
    NewAccount { natural_key: natural_key.to_owned(), state: state(text), code: Some(code) }
}

/// What the accounts say, in order.
pub(crate) async fn accounts(store: &dyn Store) -> Vec<(AccountId, String, CodeId)> {
    let accounts = store.accounts().await.unwrap();
    accounts
        .into_iter()
        .map(|account| (account.id, text(&account.state), account.code.unwrap()))
        .collect()
}

/// What the pairings say, in order.
pub(crate) async fn pairings(store: &dyn Store) -> Vec<(PairingId, String)> {
    let pairings = store.pairings().await.unwrap();
    pairings.into_iter().map(|(id, state)| (id, text(&state))).collect()
}

/// What an account's approvals say, in order.
pub(crate) async fn approvals(store: &dyn Store, account: AccountId) -> Vec<String> {
    let approvals = store.approvals(account).await.unwrap();
    approvals.iter().map(|(_, state)| text(state)).collect()
}

/// What an account's actions say, in order.
pub(crate) async fn actions(store: &dyn Store, account: AccountId) -> Vec<String> {
    let actions = store.actions(account).await.unwrap();
    actions.iter().map(|(_, state)| text(state)).collect()
}

fn text(state: &SecretBytes) -> String {
    // EXPOSE: tests compare what is kept.
    String::from_utf8(state.expose().to_vec()).unwrap()
}

/// Runs the [`Store`] contract against the stores of a [`Fixture`].
macro_rules! store_contract {
    ($fixture:ty) => {
        mod contract {
            use super::*;
            use crate::store::contract as suite;

            crate::store::contract::store_contract! { @tests $fixture:
                a_pairing_is_kept_changed_and_forgotten
                a_given_up_pairing_takes_its_code_along
                the_code_of_an_account_outlives_its_pairing
                a_code_has_no_secret_until_it_is_put
                all_codes_that_have_a_secret_are_listed_at_once
                commit_turns_a_pairing_into_an_account
                commit_changes_nothing_when_a_part_is_missing
                the_same_natural_key_updates_the_account_and_keeps_its_evidence
                an_account_may_have_no_code
                a_contact_is_kept_and_replaced_by_name
                another_natural_key_is_another_account
                a_retired_account_keeps_its_evidence_and_loses_its_code
                approvals_keep_their_order
                the_same_request_is_one_approval
                one_request_id_may_stand_in_two_accounts
                what_is_not_there_is_missing_or_counts_as_deleted
                ids_are_never_used_twice
                an_action_is_kept_beside_the_approvals
                everything_outlives_the_process
                any_bytes_can_be_a_state
                parallel_writers_lose_nothing
            }
        }
    };
    (@tests $fixture:ty: $($name:ident)+) => {$(
        #[tokio::test]
        async fn $name() {
            suite::cases::$name(<$fixture as suite::Fixture>::fresh().await).await;
        }
    )+};
}

pub(crate) use store_contract;

pub(crate) mod cases;
