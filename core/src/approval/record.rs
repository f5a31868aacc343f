//! A request that was answered, as it is stored. With its receipt it is the evidence.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::machine::{Outcome, Reporting, State};
use crate::protocol::{Decision, V1};

/// Everything about one answered request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ApprovalRecord {
    pub(crate) v: V1,
    pub(crate) state: State,
    pub(crate) id: String,
    /// The request as it came.
    pub(crate) request: String,
    pub(crate) created_ms: u64,
    /// What is being signed; stored before the key is asked.
    pub(crate) signing_input: Option<String>,
    /// The signed answer; what is repeated.
    pub(crate) answer: Option<String>,
    /// The provider's receipt, as it came.
    pub(crate) receipt: Option<String>,
    /// What was said of the denial, if anything was; not in records of the first version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) report: Option<ReportRecord>,
}

/// The report about a denial.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReportRecord {
    /// Where it stands; names the reason.
    pub(crate) state: Reporting,
    /// What is being signed; stored before the key is asked.
    pub(crate) signing_input: String,
    /// The signed report; what is repeated.
    pub(crate) report: Option<String>,
    /// The provider's receipt, as it came.
    pub(crate) receipt: Option<String>,
}

impl ApprovalRecord {
    /// When the request was made, on the provider's clock.
    pub(crate) fn created(&self) -> SystemTime {
        UNIX_EPOCH.checked_add(Duration::from_millis(self.created_ms)).unwrap_or(UNIX_EPOCH)
    }

    /// Whether this phone gave an answer, or let the request pass after it had begun to.
    pub(crate) fn is_answered(&self) -> bool {
        matches!(self.state, State::Submitting(_) | State::Settled(_))
    }

    /// How the request ended; `None` while it is not known.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        match self.state {
            State::Settled(outcome) => Some(outcome),
            State::Pending | State::Signing(_) | State::Submitting(_) => None,
        }
    }

    /// Whether what was decided is a denial.
    pub(crate) fn denies(&self) -> bool {
        match self.state {
            State::Signing(decision) | State::Submitting(decision) => decision == Decision::Deny,
            // Settled by the receipt of the one answer that was stored before.
            State::Settled(_) => true,
            State::Pending => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::approval::machine::Outcome;
    use crate::protocol::ReportReason;
    use crate::records::{decode, encode};
    use crate::secret::SecretBytes;

    fn read(record: &serde_json::Value) -> ApprovalRecord {
        decode(&SecretBytes::new(serde_json::to_vec(record).unwrap())).unwrap()
    }

    fn written(record: &ApprovalRecord) -> serde_json::Value {
        // EXPOSE: a test looks at what it wrote.
        serde_json::from_slice(encode(record).unwrap().expose()).unwrap()
    }

    #[test]
    fn a_record_from_before_reports_is_read_and_written_as_it_was() {
        let before = json!({
            "v": 1, "state": {"settled": "denied"}, "id": "r", "request": "a.b.c",
            "created_ms": 1_700_000_000_000_u64, "signing_input": "d.e", "answer": "d.e.f",
            "receipt": "g.h.i",
        });
        let record = read(&before);
        assert_eq!(record.state, State::Settled(Outcome::Denied));
        assert!(record.report.is_none());
        assert_eq!(written(&record), before);
    }

    #[test]
    fn a_report_has_its_stored_form() {
        let with_report = json!({
            "v": 1, "state": {"settled": "denied"}, "id": "r", "request": "a.b.c",
            "created_ms": 1, "signing_input": "d.e", "answer": "d.e.f", "receipt": "g.h.i",
            "report": {
                "state": {"submitting": "not_me"}, "signing_input": "j.k", "report": "j.k.l",
                "receipt": null,
            },
        });
        let record = read(&with_report);
        let report = record.report.as_ref().unwrap();
        assert_eq!(report.state, Reporting::Submitting(ReportReason::NotMe));
        assert_eq!(written(&record), with_report);
    }
}
