//! Watches one account: once a day whether it is still associated, all the time what waits.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

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

/// How often the phone asks whether it is still associated.
const DAILY: Duration = Duration::from_hours(24);

/// What one account's observer was told last.
struct Told {
    account: AccountId,
    changes: mpsc::Sender<Change>,
    open: Option<Vec<String>>,
    reachable: bool,
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

    async fn send(&self, change: Change) -> Result<(), Over> {
        self.changes.send(change).await.map_err(|_| Over)
    }
}

/// Runs until it is aborted, or the account turns out not to be associated any more: that changes
/// the list of accounts, which tells it.
pub(super) async fn watch(
    context: Arc<Context>,
    account: AccountId,
    changes: mpsc::Sender<Change>,
) {
    let mut stirred = context.stirred.subscribe();
    let mut told = Told { account, changes, open: None, reachable: true };
    let mut back_off = BackOff::default();
    let mut check_at = None;
    loop {
        stirred.mark_unchanged();
        let asked = round(&context, &mut told, &mut check_at, &mut stirred).await;
        let (heard, pause) = match asked {
            Ok(pause) => {
                back_off = BackOff::default();
                (true, pause)
            }
            Err(ApprovalError::NotAssociated(_)) => return,
            Err(error) => {
                tracing::debug!(%account, %error, "an account can't be watched now");
                (!is_unreachable(&error), back_off.next())
            }
        };
        if told.reachable(heard).await.is_err() {
            return;
        }
        // Whatever stirs ends the pause, and asks at once.
        drop(timeout(pause, stirred.changed()).await);
    }
}

fn is_unreachable(error: &ApprovalError) -> bool {
    matches!(error, ApprovalError::Provider(ProviderError::Offline | ProviderError::Failed))
}

/// Asks once; if nothing is open, waits for a hint. Says how long to pause then.
async fn round(
    context: &Arc<Context>,
    told: &mut Told,
    check_at: &mut Option<BootInstant>,
    stirred: &mut watch::Receiver<()>,
) -> Result<Duration, ApprovalError> {
    let approvals = Approvals::over(Arc::clone(context), told.account).await?;
    let now = context.platform.clock.boot();
    if check_at.is_none_or(|at| now >= at) {
        approvals.check_association().await?;
        *check_at = Some(now.saturating_add(DAILY));
    }
    let open = approvals.refresh().await?;
    let waits = !open.is_empty();
    // Without somebody to tell, the next send ends the task.
    drop(told.open(open).await);
    drop(told.reachable(true).await);
    if waits {
        return Ok(OPEN);
    }
    tokio::select! {
        hinted = approvals.wait() => Ok(if hinted? { CALM } else { Duration::ZERO }),
        _ = stirred.changed() => Ok(Duration::ZERO),
    }
}
