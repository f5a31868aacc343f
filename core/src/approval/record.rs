//! A request that was answered, as it is stored. With its receipt it is the evidence.

use serde::{Deserialize, Serialize};

use super::machine::{Reporting, State};
use crate::protocol::{Decision, V1};

/// Everything about one answered request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ApprovalRecord {
    pub(super) v: V1,
    pub(super) state: State,
    pub(super) id: String,
    /// The request as it came.
    pub(super) request: String,
    pub(super) created_ms: u64,
    /// What is being signed; stored before the key is asked.
    pub(super) signing_input: Option<String>,
    /// The signed answer; what is repeated.
    pub(super) answer: Option<String>,
    /// The provider's receipt, as it came.
    pub(super) receipt: Option<String>,
    /// What was said of the denial, if anything was; not in records of the first version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) report: Option<ReportRecord>,
}

/// The report about a denial.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ReportRecord {
    /// Where it stands; names the reason.
    pub(super) state: Reporting,
    /// What is being signed; stored before the key is asked.
    pub(super) signing_input: String,
    /// The signed report; what is repeated.
    pub(super) report: Option<String>,
    /// The provider's receipt, as it came.
    pub(super) receipt: Option<String>,
}

impl ApprovalRecord {
    /// Whether what was decided is a denial.
    pub(super) fn denies(&self) -> bool {
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
