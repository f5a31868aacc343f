//! Fetches what waits and answers it: stores each intent, then performs its effect.

mod pending;
mod report;
mod session;

use std::sync::{Arc, Weak};
use std::time::{Duration, UNIX_EPOCH};

pub use pending::PendingApproval;
pub use report::ReportOutcome;

pub(crate) use self::session::AccountSession;
use super::machine::{Event, Outcome, State, step};
use super::record::ApprovalRecord;
use super::{ApprovalError, RequestDetails};
use crate::account::AccountRecord;
use crate::context::Context;
use crate::ports::BootInstant;
use crate::protocol::{Decision, ReportReason};
use crate::provider::{Inbox, OpenRequest, ProviderError, Refusal};
use crate::records::decode;
use crate::store::AccountId;

/// How long a request lives on the provider's clock.
const REQUEST_LIFE: Duration = Duration::from_mins(2);

/// How long after a sign-in that was denied the person is asked about it.
const ASKED_FOR: Duration = Duration::from_hours(24);

/// What waits for one account.
pub struct Approvals {
    session: Arc<AccountSession>,
}

impl std::fmt::Debug for Approvals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Approvals({})", self.session.account)
    }
}

impl Approvals {
    pub(crate) async fn over(
        context: Arc<Context>,
        account: AccountId,
    ) -> Result<Self, ApprovalError> {
        Ok(Self { session: Arc::new(AccountSession::load(context, account).await?) })
    }

    /// Sends again what was answered or reported and not acknowledged, then fetches what is open.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn refresh(&self) -> Result<Vec<Arc<PendingApproval>>, ApprovalError> {
        let unheard_of = self.resume().await?;
        // Time left counts from before the call was sent.
        let asked = self.session.context.platform.clock.boot();
        let inbox = self.session.fetch_inbox().await?;
        self.forget(unheard_of, &inbox).await?;
        self.session.forget_reports(&inbox).await?;
        let known = self.session.records().await?;
        let mut open = Vec::new();
        for request in inbox.requests {
            let deadline = asked.saturating_add(request.left);
            let state =
                known.iter().find(|record| record.id == request.id).map(|record| record.state);
            match state {
                Some(State::Settled(_) | State::Submitting(_) | State::Signing(Decision::Deny)) => {
                }
                // An approval that was interrupted at its prompt is asked again.
                None | Some(State::Pending | State::Signing(Decision::Approve)) => {
                    open.push(self.hold(request, deadline).await);
                }
            }
        }
        Ok(open)
    }

    /// The open request of that id, fetched if nobody holds it; `None` if it is over or was never
    /// there.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn open(
        &self,
        request_id: &str,
    ) -> Result<Option<Arc<PendingApproval>>, ApprovalError> {
        let open = self.refresh().await?;
        Ok(open.into_iter().find(|pending| pending.details().id == request_id))
    }

    /// The one object of a request.
    async fn hold(&self, request: OpenRequest, deadline: BootInstant) -> Arc<PendingApproval> {
        let session = &self.session;
        let mut held = session.context.requests.lock().await;
        held.retain(|_, request| request.strong_count() > 0);
        let name = (session.account, request.id.clone());
        if let Some(pending) = held.get(&name).and_then(Weak::upgrade) {
            return pending;
        }
        let pending = Arc::new(PendingApproval::new(Arc::clone(session), request, deadline));
        held.insert(name, Arc::downgrade(&pending));
        pending
    }

    /// How an answered request ended; `None` if this phone did not answer it, or the provider has
    /// not said yet.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn outcome(&self, request_id: &str) -> Result<Option<Outcome>, ApprovalError> {
        let records = self.session.records().await?;
        let record = records.iter().find(|record| record.id == request_id);
        Ok(record.and_then(|record| settled(record.state)))
    }

    /// Says of a request that this phone denied that it was not the person, or that denying was a
    /// mistake. The first reason stands. Never asks for anything, and works on a locked phone.
    ///
    /// # Errors
    ///
    /// [`ApprovalError::Report`] if there is no such denial, or it was reported for another
    /// reason. After [`ApprovalError::Provider`] the report is kept, and
    /// [`Approvals::refresh`] repeats it. See [`ApprovalError`].
    pub async fn report(
        &self,
        request_id: &str,
        reason: ReportReason,
    ) -> Result<ReportOutcome, ApprovalError> {
        self.session.report(request_id, reason).await
    }

    /// Whether a report is given that the provider has not taken: it is sent again.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn is_reporting(&self, request_id: &str) -> Result<bool, ApprovalError> {
        self.session.is_reporting(request_id).await
    }

    /// What this phone denied in the last 24 hours, by the provider's clock, and nobody has
    /// reported: the phone may have been killed before it could ask. Oldest first.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn unreported(&self) -> Result<Vec<RequestDetails>, ApprovalError> {
        let account = self.session.stored().await?;
        let now = account.corrected(self.session.context.platform.clock.wall());
        let mut found = Vec::new();
        for record in self.session.records().await? {
            let made = Duration::from_millis(record.created_ms);
            let until = UNIX_EPOCH.checked_add(made.saturating_add(ASKED_FOR));
            let recent = until.is_some_and(|until| now < until);
            if record.state != State::Settled(Outcome::Denied) || record.report.is_some() || !recent
            {
                continue;
            }
            let device = self.session.possession();
            let reference = account.reference();
            match self.session.provider.recall(device.public(), &reference, &record.request) {
                Ok(request) => found.push(self.session.details(&request)),
                Err(error) => tracing::warn!(%error, "a kept request can't be read"),
            }
        }
        Ok(found)
    }

    /// Waits until something may be open, half a minute at most. A hint, like a push: follow it
    /// with [`Approvals::refresh`]. Two that wait for one account take
    /// turns, so that the second may wait twice as long.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn wait(&self) -> Result<bool, ApprovalError> {
        let turn = {
            let mut waits = self.session.context.waits.lock().await;
            Arc::clone(waits.entry(self.session.account).or_default())
        };
        let _turn = turn.lock().await;
        let caller = self.session.possession();
        match self.session.provider.wait(&caller).await {
            Ok(waiting) => Ok(waiting),
            Err(error) => Err(self.session.refused(error).await),
        }
    }

    /// Asks the provider for its signed word on this phone, and keeps it.
    pub(crate) async fn check_association(&self) -> Result<AccountRecord, ApprovalError> {
        self.session.check_association().await
    }

    /// Repeats every answer that was not acknowledged, byte for byte. Returns those of whose
    /// requests the provider says that it knows nothing. One that fails does not keep the others
    /// from being sent, nor new requests from being shown.
    async fn resume(&self) -> Result<Vec<ApprovalRecord>, ApprovalError> {
        let mut unheard_of = Vec::new();
        for mut record in self.session.records().await? {
            match self.repeat(&mut record).await {
                Ok(()) => {}
                Err(ApprovalError::Provider(ProviderError::Refused(
                    Refusal::UnknownRequest | Refusal::InvalidAnswer,
                ))) => {
                    unheard_of.push(record);
                    continue;
                }
                Err(error) => tracing::warn!(%error, "an answer could not be sent again"),
            }
            if let Err(error) = self.session.repeat_report(record).await {
                tracing::warn!(%error, "a report could not be sent again");
            }
        }
        Ok(unheard_of)
    }

    async fn repeat(&self, record: &mut ApprovalRecord) -> Result<(), ApprovalError> {
        match record.state {
            // A denial that was interrupted needs nobody to be given.
            State::Signing(Decision::Deny) => {
                let answer = self.session.sign(record, Decision::Deny).await?;
                self.session.give(record, answer).await?;
            }
            State::Submitting(_) => {
                self.session.submit(record).await?;
            }
            State::Pending | State::Signing(Decision::Approve) | State::Settled(_) => {}
        }
        Ok(())
    }

    /// Gives up on answers of whose requests the provider knows nothing. Its unsigned word alone
    /// is not enough: a signed inbox must show that time has passed and the request is not there.
    async fn forget(
        &self,
        unheard_of: Vec<ApprovalRecord>,
        inbox: &Inbox,
    ) -> Result<(), ApprovalError> {
        for mut record in unheard_of {
            let made = Duration::from_millis(record.created_ms);
            let over = UNIX_EPOCH.checked_add(made.saturating_add(REQUEST_LIFE));
            let listed = inbox.requests.iter().any(|request| request.id == record.id);
            if !listed && over.is_some_and(|over| inbox.time > over) {
                advance(&mut record, Event::Forgotten)?;
                self.session.keep(&record).await?;
            }
        }
        Ok(())
    }
}

impl AccountSession {
    /// The answered requests of this account, oldest first.
    async fn records(&self) -> Result<Vec<ApprovalRecord>, ApprovalError> {
        let stored = self.context.store.approvals(self.account).await?;
        stored.iter().map(|(_, state)| Ok(decode(state)?)).collect()
    }
}

/// The outcome of a record that has one.
fn settled(state: State) -> Option<Outcome> {
    match state {
        State::Settled(outcome) => Some(outcome),
        State::Pending | State::Signing(_) | State::Submitting(_) => None,
    }
}

/// Moves a record, in memory only.
fn advance(record: &mut ApprovalRecord, event: Event) -> Result<(), ApprovalError> {
    record.state = step(record.state, event)?;
    Ok(())
}
