//! The report about a denial: stored, signed, sent, and repeated until its receipt is here.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use super::session::AccountSession;
use crate::approval::ApprovalError;
use crate::approval::machine::{ReportError, ReportEvent, Reporting, step_report};
use crate::approval::record::{ApprovalRecord, ReportRecord};
use crate::jose::Unsigned;
use crate::ports::SignReason;
use crate::protocol::ReportReason;
use crate::provider::{Inbox, ProviderError, Refusal, SignedReport};
use crate::records::{RecordError, encode};

/// How long a report that the provider does not take is kept for another try.
const PATIENCE: Duration = Duration::from_hours(24);

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportOutcome {
    /// The provider has it, and signed a receipt.
    Taken,
    /// The provider takes no reports, or not this one.
    NotTaken,
}

impl AccountSession {
    /// Reports a denial, or goes on with its report where that was left.
    pub(super) async fn report(
        self: &Arc<Self>,
        id: &str,
        reason: ReportReason,
    ) -> Result<ReportOutcome, ApprovalError> {
        let record = self.begin_report(id, reason).await?;
        match self.drive_report(record).await? {
            Reporting::Taken(stands) if stands != reason => {
                Err(ReportError::Reported(stands).into())
            }
            Reporting::Taken(_) => Ok(ReportOutcome::Taken),
            Reporting::Signing(_) | Reporting::Submitting(_) | Reporting::NotTaken(_) => {
                Ok(ReportOutcome::NotTaken)
            }
        }
    }

    /// Whether a report is stored that the provider has not taken.
    pub(super) async fn is_reporting(&self, id: &str) -> Result<bool, ApprovalError> {
        let report = self.kept(id).await?.and_then(|record| record.report);
        Ok(report.is_some_and(|report| {
            matches!(report.state, Reporting::Signing(_) | Reporting::Submitting(_))
        }))
    }

    /// Sends what was reported and not acknowledged, byte for byte, but for what the provider has
    /// refused to take from this holder.
    pub(super) async fn repeat_report(
        self: &Arc<Self>,
        record: ApprovalRecord,
    ) -> Result<(), ApprovalError> {
        let underway = record.report.as_ref().is_some_and(|report| {
            matches!(report.state, Reporting::Signing(_) | Reporting::Submitting(_))
        });
        if underway && !self.has_refused(&record.id) {
            self.drive_report(record).await?;
        }
        Ok(())
    }

    /// Gives up on reports that the provider does not take. Its unsigned word alone is not
    /// enough: a signed inbox must show that a day has passed since the denial.
    pub(super) async fn forget_reports(
        self: &Arc<Self>,
        inbox: &Inbox,
    ) -> Result<(), ApprovalError> {
        // Read only if there is something to give up: this runs with every inbox.
        if self.refused_reports.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            return Ok(());
        }
        for record in self.records().await? {
            let made = Duration::from_millis(record.created_ms);
            let over = UNIX_EPOCH.checked_add(made.saturating_add(PATIENCE));
            let submitting = record
                .report
                .as_ref()
                .is_some_and(|report| matches!(report.state, Reporting::Submitting(_)));
            if submitting
                && self.has_refused(&record.id)
                && over.is_some_and(|over| inbox.time > over)
            {
                self.move_report(&record.id, ReportEvent::GivenUp, |_| ()).await?;
            }
        }
        Ok(())
    }

    /// Stores what the person said, before any key is asked.
    async fn begin_report(
        self: &Arc<Self>,
        id: &str,
        reason: ReportReason,
    ) -> Result<ApprovalRecord, ApprovalError> {
        let _writing = self.context.writing.lock().await;
        let mut record = self.denied(id).await?;
        let stored = record.report.as_ref().map(|report| report.state);
        let state = step_report(record.state, stored, ReportEvent::Asked(reason))?;
        if stored.is_none() {
            let denial = record.answer.as_deref().ok_or(RecordError)?;
            let possession = self.possession();
            let unsigned = self.provider.draft_report(
                &self.record().reference(),
                possession.public(),
                denial,
                reason,
            )?;
            record.report = Some(ReportRecord {
                state,
                signing_input: unsigned.signing_input().to_owned(),
                report: None,
                receipt: None,
            });
            self.write(&record).await?;
        }
        Ok(record)
    }

    /// Takes a report as far as it goes now.
    async fn drive_report(
        self: &Arc<Self>,
        record: ApprovalRecord,
    ) -> Result<Reporting, ApprovalError> {
        let denial = record.answer.ok_or(RecordError)?;
        let mut report = record.report.ok_or(RecordError)?;
        if let Reporting::Signing(_) = report.state {
            let unsigned = Unsigned::from_signing_input(report.signing_input);
            let signed = self.possession().sign(&unsigned, &SignReason::Silent).await?;
            let keep = |report: &mut ReportRecord| report.report = Some(signed);
            report = self.move_report(&record.id, ReportEvent::Signed, keep).await?;
        }
        if let Reporting::Submitting(reason) = report.state {
            let signed = report.report.as_deref().ok_or(RecordError)?;
            let report = SignedReport { report: signed, denial: &denial, reason };
            return self.submit_report(&record.id, report).await;
        }
        Ok(report.state)
    }

    /// Sends a signed report and stores the receipt. Safe to repeat.
    async fn submit_report(
        self: &Arc<Self>,
        id: &str,
        report: SignedReport<'_>,
    ) -> Result<Reporting, ApprovalError> {
        let (caller, account) = (self.possession(), self.record().reference());
        match self.provider.submit_report(&caller, &account, report).await {
            Ok(receipt) => {
                let keep = |report: &mut ReportRecord| report.receipt = Some(receipt.raw);
                let event = ReportEvent::Receipt(receipt.reason);
                Ok(self.move_report(id, event, keep).await?.state)
            }
            Err(ProviderError::Refused(
                Refusal::Other | Refusal::UnknownRequest | Refusal::InvalidAnswer,
            )) => {
                tracing::info!("the provider does not take this report");
                self.note_refused(id);
                Ok(Reporting::Submitting(report.reason))
            }
            Err(error) => match self.refused(error).await {
                // A key that is out by the signed word never comes back, and nobody hears it.
                error @ ApprovalError::NotAssociated(_) => {
                    self.move_report(id, ReportEvent::GivenUp, |_| ()).await?;
                    Err(error)
                }
                error => Err(error),
            },
        }
    }

    /// Moves the stored report. Where another holder has gone as far already, nothing is changed,
    /// and what that one stored comes back.
    async fn move_report(
        self: &Arc<Self>,
        id: &str,
        event: ReportEvent,
        work: impl FnOnce(&mut ReportRecord) + Send,
    ) -> Result<ReportRecord, ApprovalError> {
        let _writing = self.context.writing.lock().await;
        let mut record = self.denied(id).await?;
        let mut report = record.report.take().ok_or(RecordError)?;
        let next = step_report(record.state, Some(report.state), event)?;
        if next != report.state {
            report.state = next;
            work(&mut report);
            record.report = Some(report.clone());
            tracing::debug!(account = %self.account, state = ?next, "report moved");
            self.write(&record).await?;
        }
        Ok(report)
    }

    async fn denied(&self, id: &str) -> Result<ApprovalRecord, ApprovalError> {
        let found = self.records().await?.into_iter().find(|record| record.id == id);
        Ok(found.ok_or(ReportError::NotDenied)?)
    }

    async fn write(&self, record: &ApprovalRecord) -> Result<(), ApprovalError> {
        let state = encode(record)?;
        self.context.store.upsert_approval(self.account, &record.id, state).await?;
        Ok(())
    }

    fn note_refused(&self, id: &str) {
        let mut refused = self.refused_reports.lock().unwrap_or_else(PoisonError::into_inner);
        refused.insert(id.to_owned());
    }

    fn has_refused(&self, id: &str) -> bool {
        self.refused_reports.lock().unwrap_or_else(PoisonError::into_inner).contains(id)
    }
}
