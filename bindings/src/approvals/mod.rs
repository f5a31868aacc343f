//! Requests that wait, and the one place where they are answered.

mod error;
mod views;

use std::sync::Arc;

use assenso_core::approval;

pub use error::ApprovalError;
pub use views::{
    BrowserKind, BrowserView, OperatingSystem, Outcome, PanelAction, ReportOutcome, ReportReason,
    RequestSubject, RequestView,
};

use crate::codes::millis;
use crate::guard::{guard, guard_sync, report};

/// What waits for one account.
#[derive(uniffi::Object)]
pub struct Approvals {
    core: approval::Approvals,
}

impl Approvals {
    pub(crate) fn over(core: approval::Approvals) -> Arc<Self> {
        Arc::new(Self { core })
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Approvals {
    /// Sends again what was answered and not acknowledged, then fetches what is open.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn refresh(&self) -> Result<Vec<Arc<PendingApproval>>, ApprovalError> {
        guard(async {
            Ok(self.core.refresh().await?.into_iter().map(PendingApproval::over).collect())
        })
        .await
    }

    /// The open request of that id, for whoever has only the id: a tapped notification. `None` if
    /// it is over or was never there.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn open(
        &self,
        request_id: String,
    ) -> Result<Option<Arc<PendingApproval>>, ApprovalError> {
        guard(async { Ok(self.core.open(&request_id).await?.map(PendingApproval::over)) }).await
    }

    /// How an answered request ended; `None` if this phone did not answer it, or the provider has
    /// not said yet.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn outcome(&self, request_id: String) -> Result<Option<Outcome>, ApprovalError> {
        guard(async { Ok(self.core.outcome(&request_id).await?.map(Into::into)) }).await
    }

    /// What this phone denied in the last 24 hours and nobody has said anything about: the phone
    /// may have been killed before it could ask, or the denial came from a notification.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn unreported(&self) -> Result<Vec<RequestView>, ApprovalError> {
        guard(async { Ok(self.core.unreported().await?.into_iter().map(Into::into).collect()) })
            .await
    }

    /// As [`PendingApproval::report`], for a denial whose object is gone.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn report(
        &self,
        request_id: String,
        reason: ReportReason,
    ) -> Result<ReportOutcome, ApprovalError> {
        guard(async {
            match self.core.report(&request_id, reason.into()).await {
                Ok(outcome) => Ok(outcome.into()),
                Err(error) => Err(kept(error, self.core.is_reporting(&request_id)).await),
            }
        })
        .await
    }

    /// Waits until something may be open, half a minute at most. A hint, like a push: follow it
    /// with [`Approvals::refresh`]. While an app is open, a subscription does both, and this waits
    /// for its turn.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn wait_for_hint(&self) -> Result<bool, ApprovalError> {
        guard(async { Ok(self.core.wait().await?) }).await
    }
}

/// What was said is kept, and sent again: for the person that is no failure, whatever it was.
async fn kept(
    error: approval::ApprovalError,
    is_kept: impl Future<Output = Result<bool, approval::ApprovalError>>,
) -> ApprovalError {
    use approval::ApprovalError as E;

    let speaks_for_itself = matches!(error, E::NotAssociated(_) | E::Frozen | E::Report(_));
    if speaks_for_itself || !is_kept.await.unwrap_or(false) {
        return error.into();
    }
    report(&ApprovalError::Underway, &error);
    ApprovalError::Underway
}

/// One request that waits. Only here it can be approved or denied.
#[derive(uniffi::Object)]
pub struct PendingApproval {
    core: Arc<approval::PendingApproval>,
}

impl PendingApproval {
    pub(crate) fn over(core: Arc<approval::PendingApproval>) -> Arc<Self> {
        Arc::new(Self { core })
    }

    /// What an answer came to.
    async fn answered(
        &self,
        answered: Result<approval::Outcome, approval::ApprovalError>,
    ) -> Result<Outcome, ApprovalError> {
        match answered {
            Ok(outcome) | Err(approval::ApprovalError::Settled(outcome)) => Ok(outcome.into()),
            Err(error) => Err(kept(error, self.core.is_underway()).await),
        }
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl PendingApproval {
    /// What it shows.
    pub fn details(&self) -> RequestView {
        self.core.details().clone().into()
    }

    /// How long it is open, on a clock that runs while the phone sleeps.
    pub fn time_left_ms(&self) -> u64 {
        guard_sync(0, || millis(self.core.time_left()))
    }

    /// Approves with the number that the person read on the page and typed. The phone asks the
    /// person to verify; the signature that this makes is the approval.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`]. Whoever drops this call learns from [`Approvals::outcome`] what
    /// became of it.
    pub async fn approve(&self, number: String) -> Result<Outcome, ApprovalError> {
        guard(async { self.answered(self.core.approve(&number).await).await }).await
    }

    /// Denies. Never asks for anything, and works on a locked phone. An approval whose prompt is up
    /// is cancelled first.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn deny(&self) -> Result<Outcome, ApprovalError> {
        guard(async { self.answered(self.core.deny().await).await }).await
    }

    /// Tells the provider why it was denied, which the phone asks after a denial. Kept, and sent
    /// again until the provider has it.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn report(&self, reason: ReportReason) -> Result<ReportOutcome, ApprovalError> {
        guard(async {
            match self.core.report(reason.into()).await {
                Ok(outcome) => Ok(outcome.into()),
                Err(error) => Err(kept(error, self.core.is_reporting()).await),
            }
        })
        .await
    }

    /// Ends the answer that is being given: as cancelled while nothing is signed, as under way
    /// afterwards. What has not begun is not affected.
    pub fn cancel(&self) {
        self.core.cancel();
    }
}
