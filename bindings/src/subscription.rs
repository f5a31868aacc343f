//! What goes on until somebody stops it, and whom it tells.

use std::sync::Arc;

use assenso_core::authenticator::Authenticator;
use assenso_core::codes::{CodesError, UnlockedCodes};
use assenso_core::watch;
use tokio::task::{AbortHandle, spawn_blocking};

use crate::{AccountView, ApprovalError, CodeView, PendingApproval, PlatformError};

/// How things stand now.
#[derive(uniffi::Enum)]
pub enum Change {
    /// The list of accounts, or something on it.
    Accounts {
        /// All accounts, oldest first.
        accounts: Vec<AccountView>,
    },
    /// What waits for an account.
    Requests {
        /// The account.
        account: i64,
        /// Its open requests, oldest first. Two objects of one id are one request: a call on
        /// either is a call on both.
        open: Vec<Arc<PendingApproval>>,
    },
    /// Whether an account's provider can be reached.
    Reachable {
        /// The account.
        account: i64,
        /// Whether the last call got an answer.
        reachable: bool,
    },
    /// The account can't be watched, and not because its provider can't be reached.
    Trouble {
        /// The account.
        account: i64,
        /// The code of an `ApprovalError`, such as `approval.untrusted`; `None` when it is over.
        code: Option<String>,
    },
}

impl From<watch::Change> for Change {
    fn from(change: watch::Change) -> Self {
        match change {
            watch::Change::Accounts(accounts) => {
                Self::Accounts { accounts: accounts.into_iter().map(Into::into).collect() }
            }
            watch::Change::Requests { account, open } => Self::Requests {
                account: account.0,
                open: open.into_iter().map(PendingApproval::over).collect(),
            },
            watch::Change::Reachable { account, reachable } => {
                Self::Reachable { account: account.0, reachable }
            }
            watch::Change::Trouble { account, error } => Self::Trouble {
                account: account.0,
                code: error.map(|error| ApprovalError::from(error).to_string()),
            },
        }
    }
}

/// Is told of accounts and requests. Called on a thread of its own, one call at a time; it may
/// call back. It must not hold the subscription alive: the core holds it until that is cancelled.
#[uniffi::export(foreign)]
pub trait Observer: Send + Sync {
    /// Something changed.
    ///
    /// # Errors
    ///
    /// Logged, and nothing else: the observer is told the next change all the same.
    fn changed(&self, change: Change) -> Result<(), PlatformError>;
}

/// Is told of codes, as [`Observer`] is of the rest.
#[uniffi::export(foreign)]
pub trait CodesObserver: Send + Sync {
    /// The codes now.
    ///
    /// # Errors
    ///
    /// Logged, and nothing else.
    fn changed(&self, codes: Vec<CodeView>) -> Result<(), PlatformError>;

    /// The codes are locked, and nothing more will be told.
    ///
    /// # Errors
    ///
    /// Logged, and nothing else.
    fn locked(&self) -> Result<(), PlatformError>;
}

/// Keeps an observer told. It ends when it is cancelled or dropped, whichever is first; at most
/// the one call that is under way is made after that.
#[derive(uniffi::Object)]
pub struct Subscription {
    task: AbortHandle,
}

impl Subscription {
    pub(crate) fn to_changes(core: &Authenticator, observer: Arc<dyn Observer>) -> Arc<Self> {
        let mut watch = core.watch();
        Self::run(async move {
            loop {
                let change = watch.next().await.into();
                let observer = Arc::clone(&observer);
                tell(move || observer.changed(change)).await;
            }
        })
    }

    pub(crate) fn to_codes(
        codes: Arc<UnlockedCodes>,
        observer: Arc<dyn CodesObserver>,
    ) -> Arc<Self> {
        let mut watch = watch::CodesWatch::new(Arc::clone(&codes));
        Self::run(async move {
            loop {
                let next = watch.next().await;
                let observer = Arc::clone(&observer);
                match next {
                    Ok(list) => {
                        let codes = list.into_iter().map(Into::into).collect();
                        tell(move || observer.changed(codes)).await;
                    }
                    Err(error) => {
                        if !matches!(error, CodesError::Locked) {
                            tracing::warn!(%error, "codes can't be watched any longer");
                            codes.lock();
                        }
                        return tell(move || observer.locked()).await;
                    }
                }
            }
        })
    }

    /// The one place where something outlives a call.
    fn run(work: impl Future<Output = ()> + Send + 'static) -> Arc<Self> {
        Arc::new(Self { task: tokio::spawn(work).abort_handle() })
    }
}

#[uniffi::export]
impl Subscription {
    /// Ends it and lets the observer go.
    pub fn cancel(&self) {
        self.task.abort();
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Calls a shell away from the thread that all calls share.
async fn tell(call: impl FnOnce() -> Result<(), PlatformError> + Send + 'static) {
    if !matches!(spawn_blocking(call).await, Ok(Ok(()))) {
        tracing::warn!("an observer failed");
    }
}
