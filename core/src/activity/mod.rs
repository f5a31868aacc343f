//! What happened on this phone, with the signed objects that prove it.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::SystemTime;

use crate::account::{AccountError, AccountRecord};
use crate::approval::{ApprovalRecord, Outcome};
use crate::context::Context;
use crate::provider::Subject;
use crate::records::decode;
use crate::store::AccountId;

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityEntry {
    /// The account, also one that was taken off the list.
    pub account: AccountId,
    /// The provider's name.
    pub provider: String,
    /// The account's name.
    pub name: String,
    /// When the request was made, on the provider's clock.
    pub time: SystemTime,
    /// The request.
    pub request_id: String,
    /// What it showed; `None` if it could not be shown.
    pub subject: Option<Subject>,
    /// How it ended; `None` while the answer is on its way.
    pub outcome: Option<Outcome>,
}

/// The signed objects of one answered request, compact, as they were received and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// The newest `limit` entries of all accounts, newest first.
pub(crate) async fn newest(
    context: &Context,
    limit: usize,
) -> Result<Vec<ActivityEntry>, AccountError> {
    let mut answered = Vec::new();
    for row in context.store.accounts().await? {
        let account: Arc<AccountRecord> = Arc::new(decode(&row.state)?);
        for (_, state) in context.store.approvals(row.id).await? {
            let record: ApprovalRecord = decode(&state)?;
            if record.is_answered() {
                answered.push((row.id, Arc::clone(&account), record));
            }
        }
    }
    // The stores list the oldest first: of one moment, what was answered later comes first.
    answered.reverse();
    answered.sort_by_key(|(_, _, record)| Reverse(record.created_ms));
    answered.truncate(limit);
    let mut entries = Vec::new();
    for (id, account, record) in answered {
        entries.push(ActivityEntry {
            account: id,
            provider: account.provider_name.clone(),
            name: account.account_name.clone(),
            time: record.created(),
            subject: shown(context, &account, &record).await,
            outcome: record.outcome(),
            request_id: record.id,
        });
    }
    Ok(entries)
}

/// What a kept request showed; `None` if that can't be read any more, which the evidence outlives.
async fn shown(
    context: &Context,
    account: &AccountRecord,
    record: &ApprovalRecord,
) -> Option<Subject> {
    let provider = context.provider(&account.issuer).await.ok()?;
    let device = &account.possession.public;
    provider.recall(device, &account.reference(), &record.request).ok()?.subject
}

/// The evidence of one answered request.
pub(crate) async fn evidence(
    context: &Context,
    account: AccountId,
    request_id: &str,
) -> Result<Option<Evidence>, AccountError> {
    for (_, state) in context.store.approvals(account).await? {
        let record: ApprovalRecord = decode(&state)?;
        if record.id == request_id && record.is_answered() {
            let ApprovalRecord { request, answer, receipt, report, .. } = record;
            let (report, report_receipt) =
                report.map(|said| (said.report, said.receipt)).unwrap_or_default();
            return Ok(Some(Evidence { request, answer, receipt, report, report_receipt }));
        }
    }
    Ok(None)
}
