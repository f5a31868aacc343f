//! Fetches what waits and answers it: stores each intent, then performs its effect.

mod pending;
mod session;

use std::sync::Arc;

pub use pending::PendingApproval;

use self::session::AccountSession;
use super::ApprovalError;
use super::machine::{Event, Outcome, State, step};
use super::record::ApprovalRecord;
use crate::account::AccountRecord;
use crate::context::Context;
use crate::protocol::Decision;
use crate::records::decode;
use crate::store::AccountId;

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

    /// Sends again what was answered and not acknowledged, then fetches what is open.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn refresh(&self) -> Result<Vec<PendingApproval>, ApprovalError> {
        self.resume().await?;
        // Time left counts from before the call was sent.
        let asked = self.session.context.platform.clock.boot();
        let inbox = self.session.fetch_inbox().await?;
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
                    open.push(PendingApproval::new(Arc::clone(&self.session), request, deadline));
                }
            }
        }
        Ok(open)
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

    /// Waits until something may be open, half a minute at most. A hint, like a push: follow it
    /// with [`Approvals::refresh`].
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn wait(&self) -> Result<bool, ApprovalError> {
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

    /// Repeats every answer that was not acknowledged, byte for byte.
    async fn resume(&self) -> Result<(), ApprovalError> {
        for mut record in self.session.records().await? {
            match record.state {
                // A denial that was interrupted needs nobody to be given.
                State::Signing(Decision::Deny) => {
                    let answer = self.session.sign(&record, Decision::Deny).await?;
                    self.session.give(&mut record, answer).await?;
                }
                State::Submitting(_) => {
                    self.session.submit(&mut record).await?;
                }
                State::Pending | State::Signing(Decision::Approve) | State::Settled(_) => {}
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
