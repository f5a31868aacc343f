//! Watches one account: once a day whether it is still associated, all the time what waits.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::{sleep, timeout};

use super::Change;
use super::back_off::BackOff;
use crate::approval::{ApprovalError, Approvals, PendingApproval};
use crate::context::Context;
use crate::ports::BootInstant;
use crate::provider::ProviderError;
use crate::store::AccountId;

/// How often an open request is looked at: it may be answered elsewhere.
const OPEN: Duration = Duration::from_secs(2);

/// After a hint that led to nothing.
const CALM: Duration = Duration::from_secs(1);

/// A wait that ends without a hint before this was ended by somebody, and is not begun again at
/// once. The provider's own takes 25 s.
const EARLY: Duration = Duration::from_secs(15);

/// How often the phone asks whether it is still associated.
const DAILY: Duration = Duration::from_hours(24);

/// After a check that failed: requests are asked for all the same.
const CHECK_AGAIN: Duration = Duration::from_mins(5);

/// What one account's observer was told last.
struct Told {
    account: AccountId,
    changes: mpsc::Sender<Change>,
    open: Option<Vec<String>>,
    reachable: bool,
    trouble: bool,
}

/// The other end is gone: nobody watches any more.
struct Over;

impl Told {
    async fn open(&mut self, open: Vec<Arc<PendingApproval>>) -> Result<(), Over> {
        let ids: Vec<_> = open.iter().map(|pending| pending.details().id.clone()).collect();
        if self.open.as_ref() == Some(&ids) {
            return Ok(());
        }
        self.open = Some(ids);
        self.send(Change::Requests { account: self.account, open }).await
    }

    async fn reachable(&mut self, reachable: bool) -> Result<(), Over> {
        if self.reachable == reachable {
            return Ok(());
        }
        self.reachable = reachable;
        self.send(Change::Reachable { account: self.account, reachable }).await
    }

    async fn trouble(&mut self, error: Option<ApprovalError>) -> Result<(), Over> {
        if self.trouble == error.is_some() {
            return Ok(());
        }
        self.trouble = error.is_some();
        self.send(Change::Trouble { account: self.account, error }).await
    }

    /// A round went well.
    async fn well(&mut self, open: Vec<Arc<PendingApproval>>) -> Result<(), Over> {
        self.reachable(true).await?;
        self.trouble(None).await?;
        self.open(open).await
    }

    /// A round did not.
    async fn failed(&mut self, error: ApprovalError) -> Result<(), Over> {
        match error {
            ApprovalError::Provider(ProviderError::Offline | ProviderError::Failed) => {
                self.reachable(false).await
            }
            // A pause that was asked for, and what the list of accounts tells.
            ApprovalError::Provider(ProviderError::Refused(_))
            | ApprovalError::Frozen
            | ApprovalError::Contradiction => self.reachable(true).await,
            error => {
                self.reachable(true).await?;
                self.trouble(Some(error)).await
            }
        }
    }

    async fn send(&self, change: Change) -> Result<(), Over> {
        self.changes.send(change).await.map_err(|_| Over)
    }
}

/// One account's watch.
struct Rounds {
    context: Arc<Context>,
    stirred: watch::Receiver<()>,
    told: Told,
    /// The same for all rounds, for what it remembers: what the provider would not take.
    approvals: Option<Approvals>,
    check_at: Option<BootInstant>,
    /// For waits that end early.
    early: BackOff,
}

/// Why a round ended the watch, or did not go well.
enum Ended {
    Over,
    Failed(ApprovalError),
}

impl From<ApprovalError> for Ended {
    fn from(error: ApprovalError) -> Self {
        Self::Failed(error)
    }
}

impl From<Over> for Ended {
    fn from(Over: Over) -> Self {
        Self::Over
    }
}

/// Runs until it is aborted, or the account turns out not to be associated any more: that changes
/// the list of accounts, which tells it.
pub(super) async fn watch(
    context: Arc<Context>,
    account: AccountId,
    changes: mpsc::Sender<Change>,
) {
    let told = Told { account, changes, open: None, reachable: true, trouble: false };
    let stirred = context.stirred.subscribe();
    let mut rounds = Rounds {
        context,
        stirred,
        told,
        approvals: None,
        check_at: None,
        early: BackOff::default(),
    };
    let mut back_off = BackOff::default();
    loop {
        rounds.stirred.mark_unchanged();
        let pause = match rounds.next().await {
            Ok(pause) => {
                back_off = BackOff::default();
                pause
            }
            Err(Ended::Over | Ended::Failed(ApprovalError::NotAssociated(_))) => return,
            Err(Ended::Failed(error)) => {
                tracing::debug!(%account, %error, "an account can't be watched now");
                if rounds.told.failed(error).await.is_err() {
                    return;
                }
                back_off.next()
            }
        };
        // Whatever stirs ends the pause, and asks at once.
        drop(timeout(pause, rounds.stirred.changed()).await);
    }
}

impl Rounds {
    /// Asks what is open; if nothing is, waits for a hint and asks again. Says how long to pause.
    async fn next(&mut self) -> Result<Duration, Ended> {
        let approvals = match self.approvals.take() {
            Some(approvals) => approvals,
            None => Approvals::over(Arc::clone(&self.context), self.told.account).await?,
        };
        let approvals = self.approvals.insert(approvals);
        let now = self.context.platform.clock.boot();
        if self.check_at.is_none_or(|at| now >= at) {
            // What it says changes the list of accounts. If it fails, requests matter more.
            let again = match approvals.check_association().await {
                Ok(_) => DAILY,
                Err(error) => {
                    tracing::debug!(account = %self.told.account, %error, "not checked");
                    CHECK_AGAIN
                }
            };
            self.check_at = Some(now.saturating_add(again));
        }
        let open = approvals.refresh().await?;
        let is_waiting = !open.is_empty();
        self.told.well(open).await?;
        if is_waiting {
            return Ok(OPEN);
        }
        let hinted = tokio::select! {
            hinted = timed(approvals.wait()) => hinted,
            _ = self.stirred.changed() => return Ok(Duration::ZERO),
        };
        match hinted {
            (Ok(false), true) => return Ok(self.early.next()),
            (Ok(false), false) => {
                self.early = BackOff::default();
                return Ok(Duration::ZERO);
            }
            (Ok(true), _) => self.early = BackOff::default(),
            (Err(error), _) => return Err(error.into()),
        }
        // Others that watch this account wait for their turn: they are told by this.
        self.context.stirred.send_replace(());
        self.stirred.mark_unchanged();
        let open = approvals.refresh().await?;
        let is_waiting = !open.is_empty();
        self.told.well(open).await?;
        if is_waiting {
            return Ok(OPEN);
        }
        // Nothing ends this pause: whoever hints in vain does not make the phone run.
        sleep(CALM).await;
        Ok(Duration::ZERO)
    }
}

/// What `work` came to, and whether it ended early.
async fn timed<T>(work: impl Future<Output = T>) -> (T, bool) {
    let mut work = pin!(work);
    match timeout(EARLY, work.as_mut()).await {
        Ok(done) => (done, true),
        Err(_) => (work.await, false),
    }
}
