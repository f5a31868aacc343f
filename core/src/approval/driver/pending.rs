//! One request that waits for the person.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use tokio::sync::Mutex;

use super::report::ReportOutcome;
use super::session::AccountSession;
use super::{advance, settled};
use crate::approval::machine::{Event, Outcome, State, step};
use crate::approval::record::ApprovalRecord;
use crate::approval::{Answer, ApprovalError, RequestDetails, TypedNumber};
use crate::cut::Cut;
use crate::ports::{BootInstant, DeviceKeyError};
use crate::protocol::{Decision, ReportReason, V1};
use crate::provider::OpenRequest;
use crate::records::RecordError;

/// One request that waits. Only here it can be approved or denied.
///
/// How far it has gone stands in the store and nowhere else: a call that was dropped anywhere, or
/// an answer that was sent again elsewhere, leaves nothing here that could be wrong.
pub struct PendingApproval {
    session: Arc<AccountSession>,
    request: OpenRequest,
    details: RequestDetails,
    deadline: BootInstant,
    /// One call at a time.
    turn: Mutex<()>,
    cut: Cut,
    /// Ends the prompt alone.
    prompt: Cut,
    /// How many denials have begun and not ended: while one has, nobody is prompted.
    denials: AtomicUsize,
}

/// A denial that has begun.
struct Denying<'a>(&'a AtomicUsize);

impl<'a> Denying<'a> {
    fn begin(denials: &'a AtomicUsize) -> Self {
        denials.fetch_add(1, Ordering::SeqCst);
        Self(denials)
    }
}

impl Drop for Denying<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl std::fmt::Debug for PendingApproval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PendingApproval({}…)", self.request.id.chars().take(8).collect::<String>())
    }
}

impl PendingApproval {
    pub(super) fn new(
        session: Arc<AccountSession>,
        request: OpenRequest,
        deadline: BootInstant,
    ) -> Self {
        let details = session.details(&request);
        Self {
            session,
            request,
            details,
            deadline,
            turn: Mutex::default(),
            cut: Cut::default(),
            prompt: Cut::default(),
            denials: AtomicUsize::default(),
        }
    }

    /// How far it has gone.
    async fn record(&self) -> Result<ApprovalRecord, ApprovalError> {
        if let Some(kept) = self.session.kept(&self.request.id).await? {
            return Ok(kept);
        }
        let since = self.request.created.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(ApprovalRecord {
            v: V1,
            state: State::Pending,
            id: self.request.id.clone(),
            request: self.request.raw.clone(),
            created_ms: u64::try_from(since.as_millis()).unwrap_or(u64::MAX),
            signing_input: None,
            answer: None,
            receipt: None,
            report: None,
        })
    }

    /// What it shows.
    #[must_use]
    pub fn details(&self) -> &RequestDetails {
        &self.details
    }

    /// How long it is open, on a clock that runs while the phone sleeps.
    #[must_use]
    pub fn time_left(&self) -> Duration {
        self.deadline.left_from(self.session.context.platform.clock.boot())
    }

    /// Approves with the number that the person read on the page and typed. The phone asks the
    /// person to verify; the signature that this makes is the approval.
    ///
    /// # Errors
    ///
    /// [`ApprovalError::Cancelled`] and others that say so leave the request open; see
    /// [`ApprovalError`].
    pub async fn approve(&self, number: &str) -> Result<Outcome, ApprovalError> {
        self.uncut(self.approve_to_the_end(number)).await
    }

    /// Denies. Never asks for anything, and works on a locked phone. A prompt for an approval is
    /// taken down first, and none comes up while this runs.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`]. Once stored, the denial is sent as soon as it can be.
    pub async fn deny(&self) -> Result<Outcome, ApprovalError> {
        let _denying = Denying::begin(&self.denials);
        self.prompt.now();
        self.uncut(self.deny_to_the_end()).await
    }

    /// Ends the call that runs on this request: with [`ApprovalError::Cancelled`] while nothing is
    /// signed, with [`ApprovalError::Underway`] if an answer was given that will be sent.
    pub fn cancel(&self) {
        self.cut.now();
    }

    /// Whether an answer is given that the provider has not confirmed: it is sent again until it
    /// has.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn is_underway(&self) -> Result<bool, ApprovalError> {
        let state = self.record().await?.state;
        Ok(matches!(state, State::Signing(Decision::Deny) | State::Submitting(_)))
    }

    async fn uncut(
        &self,
        work: impl Future<Output = Result<Outcome, ApprovalError>>,
    ) -> Result<Outcome, ApprovalError> {
        if let Some(done) = self.cut.run(work).await {
            return done;
        }
        Err(match self.record().await?.state {
            State::Pending | State::Signing(Decision::Approve) => ApprovalError::Cancelled,
            State::Signing(Decision::Deny) | State::Submitting(_) => ApprovalError::Underway,
            State::Settled(outcome) => ApprovalError::Settled(outcome),
        })
    }

    async fn approve_to_the_end(&self, number: &str) -> Result<Outcome, ApprovalError> {
        if self.details.subject.is_none() {
            return Err(ApprovalError::UpdateNeeded);
        }
        let number = TypedNumber::new(number, self.request.number_digits)?;
        // Before the first wait: a denial that comes now is heard at the prompt.
        let denied = self.prompt.listen();
        let _turn = self.turn.lock().await;
        let mut record = self.record().await?;
        self.begin(&mut record, &Answer::Approve { number }).await?;
        if self.denials.load(Ordering::SeqCst) > 0 {
            return Err(self.not_signed(&mut record, ApprovalError::Cancelled).await);
        }
        let signing = self.session.sign(&record, Decision::Approve);
        let signing = tokio::time::timeout(self.time_left(), signing);
        match Cut::race(denied, signing).await.unwrap_or(Ok(Err(ApprovalError::Cancelled))) {
            Ok(Err(error)) => Err(self.not_signed(&mut record, error).await),
            // Signed, and denied before it was given: it is not given.
            Ok(Ok(_)) if self.denials.load(Ordering::SeqCst) > 0 => {
                Err(self.not_signed(&mut record, ApprovalError::Cancelled).await)
            }
            Ok(Ok(answer)) if !self.time_left().is_zero() => {
                self.session.give(&mut record, answer).await
            }
            // A prompt that outlived the request: its answer is worth nothing.
            Ok(Ok(_)) | Err(_) => self.expire(&mut record).await,
        }
    }

    async fn deny_to_the_end(&self) -> Result<Outcome, ApprovalError> {
        let _turn = self.turn.lock().await;
        let mut record = self.record().await?;
        if record.state == State::Submitting(Decision::Deny) {
            return self.session.submit(&mut record).await;
        }
        self.begin(&mut record, &Answer::Deny).await?;
        let answer = self.session.sign(&record, Decision::Deny).await?;
        self.session.give(&mut record, answer).await
    }

    /// Whether a report is given that the provider has not taken: it is sent again.
    ///
    /// # Errors
    ///
    /// See [`ApprovalError`].
    pub async fn is_reporting(&self) -> Result<bool, ApprovalError> {
        self.session.is_reporting(&self.request.id).await
    }

    /// Says why it was denied: see [`Approvals::report`].
    ///
    /// # Errors
    ///
    /// See [`Approvals::report`].
    ///
    /// [`Approvals::report`]: super::Approvals::report
    pub async fn report(&self, reason: ReportReason) -> Result<ReportOutcome, ApprovalError> {
        self.session.report(&self.request.id, reason).await
    }

    /// Stores the decision before any key is asked.
    async fn begin(
        &self,
        record: &mut ApprovalRecord,
        answer: &Answer,
    ) -> Result<(), ApprovalError> {
        if let Some(outcome) = settled(record.state) {
            return Err(ApprovalError::Settled(outcome));
        }
        let decision = match answer {
            Answer::Approve { .. } => Decision::Approve,
            Answer::Deny => Decision::Deny,
        };
        if self.time_left().is_zero() {
            let outcome = self.expire(record).await?;
            return Err(ApprovalError::Settled(outcome));
        }
        if matches!(record.state, State::Submitting(_)) {
            return Err(ApprovalError::Underway);
        }
        let state = step(record.state, Event::Decided(decision))?;
        let (signer, _) = self.session.signer(decision, &self.request.id);
        let unsigned = self.session.provider.draft_answer(
            &self.request,
            &self.session.record().reference(),
            self.session.possession().public(),
            signer.public(),
            answer,
        )?;
        record.signing_input = Some(unsigned.signing_input().to_owned());
        record.state = state;
        self.session.keep(record).await
    }

    async fn expire(&self, record: &mut ApprovalRecord) -> Result<Outcome, ApprovalError> {
        advance(record, Event::Expired)?;
        self.session.keep(record).await?;
        settled(record.state).ok_or(ApprovalError::Record(RecordError))
    }

    /// The key did not sign: the request is open again.
    async fn not_signed(&self, record: &mut ApprovalRecord, error: ApprovalError) -> ApprovalError {
        if let Err(error) = advance(record, Event::NotSigned) {
            return error;
        }
        if matches!(error, ApprovalError::KeyStore(DeviceKeyError::WrongSignature)) {
            tracing::warn!("the key store answered a signature that is not this key's");
        }
        match self.session.keep(record).await {
            Ok(()) => error,
            Err(error) => error,
        }
    }
}
