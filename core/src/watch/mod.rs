//! Tells what changes while an app is open, so that no shell polls.
//!
//! One task per associated account asks what waits (see `account.rs`); the watch itself looks
//! after the list of accounts. All of it ends when the [`Watch`] is dropped.

mod account;
mod back_off;
mod codes;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};

pub use codes::CodesWatch;

use crate::account::{Account, AccountRecord, AssociationState};
use crate::approval::{ApprovalError, PendingApproval};
use crate::context::Context;
use crate::ports::KeyId;
use crate::records::decode;
use crate::store::{AccountId, StoreError};

/// After the list of accounts could not be read.
const CALM: Duration = Duration::from_secs(5);

/// What changed. Each says how things stand now, never only what is different.
#[derive(Debug)]
pub enum Change {
    /// The list of accounts, or something on it.
    Accounts(Vec<Account>),
    /// What waits for an account.
    Requests {
        /// The account.
        account: AccountId,
        /// Its open requests, oldest first.
        open: Vec<Arc<PendingApproval>>,
    },
    /// Whether an account's provider can be reached.
    Reachable {
        /// The account.
        account: AccountId,
        /// Whether the last call got an answer.
        reachable: bool,
    },
    /// The account can't be watched for a reason that passes by itself no more than by chance: what
    /// the provider says does not verify, the key store or the storage fails. Told once.
    Trouble {
        /// The account.
        account: AccountId,
        /// What it is; `None` when it is over.
        error: Option<ApprovalError>,
    },
}

/// Watches all accounts of a phone.
pub struct Watch {
    context: Arc<Context>,
    listed: watch::Receiver<()>,
    /// The list has to be read again.
    stale: bool,
    told: Option<Vec<Account>>,
    tasks: JoinSet<()>,
    running: HashMap<AccountId, (KeyId, AbortHandle)>,
    sender: mpsc::Sender<Change>,
    changes: mpsc::Receiver<Change>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

impl Watch {
    pub(crate) fn new(context: Arc<Context>) -> Self {
        let listed = context.listed.subscribe();
        // One place: an account's task waits until its news is taken, and then asks anew.
        let (sender, changes) = mpsc::channel(1);
        let (tasks, running) = (JoinSet::new(), HashMap::new());
        Self { context, listed, stale: true, told: None, tasks, running, sender, changes }
    }

    /// The next change; the accounts at once, and what waits for each as soon as it is known. Safe
    /// to drop and call again. Runs on tokio.
    pub async fn next(&mut self) -> Change {
        loop {
            if self.stale {
                match self.list().await {
                    Ok(None) => {}
                    Ok(Some(accounts)) => return Change::Accounts(accounts),
                    Err(error) => {
                        tracing::warn!(%error, "the accounts can't be watched now");
                        tokio::time::sleep(CALM).await;
                        continue;
                    }
                }
            }
            tokio::select! {
                biased;
                // The sender lives in the context, which this holds: it is never gone.
                _ = self.listed.changed() => self.stale = true,
                Some(change) = self.changes.recv() => return change,
            }
        }
    }

    /// Starts and stops the accounts' tasks; the list, if it is another one than was told.
    async fn list(&mut self) -> Result<Option<Vec<Account>>, StoreError> {
        let mut accounts = Vec::new();
        let mut watched = HashMap::new();
        for row in self.context.store.accounts().await? {
            // One that this version can't read is named by the list itself.
            let Ok(record) = decode::<AccountRecord>(&row.state) else { continue };
            if record.removed {
                continue;
            }
            if matches!(record.association, AssociationState::Associated | AssociationState::Frozen)
            {
                watched.insert(row.id, record.possession.id.clone());
            }
            accounts.push(record.view(row.id));
        }
        // An account that was associated anew has other keys, and so another task.
        self.running.retain(|account, (key, task)| {
            let stays = watched.get(account) == Some(key);
            if !stays {
                task.abort();
            }
            stays
        });
        for (account, key) in watched {
            if !self.running.contains_key(&account) {
                let work = account::watch(Arc::clone(&self.context), account, self.sender.clone());
                self.running.insert(account, (key, self.tasks.spawn(work)));
            }
        }
        while self.tasks.try_join_next().is_some() {}
        self.stale = false;
        let is_news = self.told.as_ref() != Some(&accounts);
        self.told = Some(accounts.clone());
        Ok(is_news.then_some(accounts))
    }
}
