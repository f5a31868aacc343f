//! Reports of denials: verified, then taken once. PROTOCOL.md section 7.

use assenso_core::jose::{Compact, Digest};
use assenso_core::protocol::{
    ReceiptClaims, ReceiptState, ReportClaims, ReportReason, RequestState, V1,
};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Reply;
use super::call::{Call, Caller};
use super::problem::Problem;
use crate::node::{Failure, Node, Shared};
use crate::notices;
use crate::store::account::{self, Account};
use crate::store::device::{self, Device};
use crate::store::report::{self, NewReport};
use crate::store::request::{self, Request};

/// The body of `/report`.
#[derive(Deserialize)]
pub(super) struct ReportBody {
    report: String,
}

/// A report that its device really made.
struct Report<'a> {
    compact: &'a str,
    subject: Digest,
    claims: ReportClaims,
}

/// `POST {base}/report`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<ReportBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let receipt =
        node.database.write(move |db| submit_in(db, &task, &caller, &body.report)).await??;
    Ok(Json(json!({ "receipt": receipt })))
}

fn submit_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    compact: &str,
) -> Result<Reply<String>, Failure> {
    let Some(device) = device::by_possession(db, &caller.id)? else {
        return Ok(Err(Problem::NotAssociated));
    };
    let account = account::take_turn(db, device.account_id)?;
    let Some(report) = verified(node, (&account, &device), compact) else {
        return Ok(Err(Problem::InvalidAnswer));
    };
    let denied = request::by_answer(db, &report.claims.answer.to_string())?.filter(|request| {
        request.device_id == device.id && request.ended == Some(RequestState::Denied)
    });
    let Some(request) = denied else {
        return Ok(Err(Problem::UnknownRequest));
    };
    // First of all, also for a device that is out: its report may have been taken before.
    if let Some(before) = report::of_request(db, &request.id)? {
        let same = before.subject == report.subject.to_string();
        let receipt = before.receipt;
        return Ok(if same { Ok(receipt) } else { Err(Problem::AlreadySettled { receipt }) });
    }
    if !device.is_associated() {
        return Ok(Err(Problem::NotAssociated));
    }
    take(db, node, (&account, &device), &request, &report)
}

/// Checks whose the report is: the possession key's of this device, about this account.
fn verified<'a>(
    node: &Node,
    (account, device): (&Account, &Device),
    compact: &'a str,
) -> Option<Report<'a>> {
    let object = Compact::parse(compact).ok()?;
    let possession = device.possession.thumbprint();
    if object.kid().ok()? != possession.as_str() {
        return None;
    }
    let claims: ReportClaims =
        object.verify_between(&device.possession, possession.as_str(), &node.issuer).ok()?;
    (claims.account == account.pseudonym).then(|| Report {
        compact,
        subject: object.subject(),
        claims,
    })
}

fn take(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    request: &Request,
    report: &Report<'_>,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let receipt = node.signer.current(db)?.sign(&ReceiptClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: device.possession.thumbprint().as_str().to_owned(),
        request_id: None,
        request: None,
        of: Some(report.subject),
        state: ReceiptState::Reported,
        time_ms: now.as_claim(),
    })?;
    let new = NewReport {
        request_id: &request.id,
        device_id: device.id,
        reason: report.claims.reason,
        subject: &report.subject.to_string(),
        report: report.compact,
        receipt: &receipt,
    };
    if !report::insert(db, &new, now)? {
        return Err(Failure::Stored("a denial that nobody has reported"));
    }
    if report.claims.reason == ReportReason::NotMe {
        let denied = request.claims().ok_or(Failure::Stored("request object"))?;
        // A report that comes late says nothing against a password that was changed since.
        account::refuse_unknown(db, account.id, request.settled.unwrap_or(now))?;
        notices::denied_a_stranger(db, account, &denied, now)?;
    }
    tracing::info!(denial = %report.claims.answer.short(), reason = ?report.claims.reason, "reported");
    Ok(Ok(receipt))
}
