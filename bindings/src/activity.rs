//! What was answered on this phone, and the signed objects that prove it.

use assenso_core::activity;

use crate::accounts::unix_ms;
use crate::{Outcome, RequestSubject};

/// One answered request.
#[derive(uniffi::Record)]
pub struct ActivityView {
    /// The account, also one that was taken off the list.
    pub account: i64,
    /// The provider's name.
    pub provider: String,
    /// The account's name.
    pub name: String,
    /// When the request was made, on the provider's clock.
    pub time_unix_ms: i64,
    /// The request.
    pub request_id: String,
    /// What it showed.
    pub subject: RequestSubject,
    /// How it ended; `None` while the answer is on its way.
    pub outcome: Option<Outcome>,
}

impl From<activity::ActivityEntry> for ActivityView {
    fn from(entry: activity::ActivityEntry) -> Self {
        Self {
            account: entry.account.0,
            provider: entry.provider,
            name: entry.name,
            time_unix_ms: unix_ms(entry.time),
            request_id: entry.request_id,
            subject: entry.subject.into(),
            outcome: entry.outcome.map(Into::into),
        }
    }
}

/// The signed objects of one answered request: compact JWS, as they were received and sent.
#[derive(uniffi::Record)]
pub struct Evidence {
    /// The provider's `assenso-request+jwt`.
    pub request: String,
    /// This phone's `assenso-answer+jwt`, once it was signed.
    pub answer: Option<String>,
    /// The provider's `assenso-receipt+jwt`, once it came.
    pub receipt: Option<String>,
    /// This phone's `assenso-report+jwt` about its denial, once it was signed.
    pub report: Option<String>,
    /// The provider's `assenso-receipt+jwt` of that, once it came.
    pub report_receipt: Option<String>,
}

impl From<activity::Evidence> for Evidence {
    fn from(evidence: activity::Evidence) -> Self {
        Self {
            request: evidence.request,
            answer: evidence.answer,
            receipt: evidence.receipt,
            report: evidence.report,
            report_receipt: evidence.report_receipt,
        }
    }
}
