//! Tells what changes while an app is open, so that no shell polls.
//!
//! One task per associated account asks what waits (see `account.rs`); the watch itself looks
//! after the list of accounts. All of it ends when the [`Watch`] is dropped.

mod account;
mod back_off;
mod codes;

use std::collections::{HashMap, VecDeque};
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
    /// What a watched account last showed, where it is not what an account shows at first.
    shown: HashMap<AccountId, Shown>,
    /// What is told before anything new.
    due: VecDeque<Change>,
    sender: mpsc::Sender<Change>,
    changes: mpsc::Receiver<Change>,
}

/// What somebody who watches has on the screen of one account.
#[derive(Default)]
struct Shown {
    open: bool,
    unreachable: bool,
    trouble: bool,
}

impl Shown {
    /// What takes it off the screen again.
    fn cleared(self, account: AccountId) -> impl Iterator<Item = Change> {
        let open = self.open.then(|| Change::Requests { account, open: Vec::new() });
        let reachable = self.unreachable.then_some(Change::Reachable { account, reachable: true });
        let trouble = self.trouble.then_some(Change::Trouble { account, error: None });
        [open, reachable, trouble].into_iter().flatten()
    }
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
        Self {
            context,
            listed,
            stale: true,
            told: None,
            tasks: JoinSet::new(),
            running: HashMap::new(),
            shown: HashMap::new(),
            due: VecDeque::new(),
            sender,
            changes,
        }
    }

    /// The next change; the accounts at once, and what waits for each as soon as it is known. Safe
    /// to drop and call again. Runs on tokio.
    pub async fn next(&mut self) -> Change {
        loop {
            if let Some(change) = self.due.pop_front() {
                return change;
            }
            if self.stale {
                match self.list().await {
                    Ok(Some(accounts)) => self.due.push_front(Change::Accounts(accounts)),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::warn!(%error, "the accounts can't be watched now");
                        tokio::time::sleep(CALM).await;
                    }
                }
                continue;
            }
            tokio::select! {
                biased;
                // The sender lives in the context, which this holds: it is never gone.
                _ = self.listed.changed() => self.stale = true,
                Some(change) = self.changes.recv() => {
                    if self.shows(&change) {
                        return change;
                    }
                }
            }
        }
    }

    /// Notes what a change puts on the screen; `false` if its account is not watched any more, so
    /// that it comes too late.
    fn shows(&mut self, change: &Change) -> bool {
        let (Change::Requests { account, .. }
        | Change::Reachable { account, .. }
        | Change::Trouble { account, .. }) = change
        else {
            return true;
        };
        if !self.running.contains_key(account) {
            return false;
        }
        let shown = self.shown.entry(*account).or_default();
        match change {
            Change::Requests { open, .. } => shown.open = !open.is_empty(),
            Change::Reachable { reachable, .. } => shown.unreachable = !reachable,
            Change::Trouble { error, .. } => shown.trouble = error.is_some(),
            Change::Accounts(_) => {}
        }
        true
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
        // One that ended by itself is begun again if the account is still watched.
        let (shown, due) = (&mut self.shown, &mut self.due);
        self.running.retain(|account, (key, task)| {
            let stays = watched.get(account) == Some(key) && !task.is_finished();
            if !stays {
                task.abort();
                due.extend(shown.remove(account).into_iter().flat_map(|was| was.cleared(*account)));
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
