//! Answers: verified, then settled once. PROTOCOL.md section 7.

use assenso_core::jose::{Compact, Digest, hash};
use assenso_core::protocol::{AnswerClaims, Decision, ReceiptClaims, RequestState, V1};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

use super::Reply;
use super::call::{Call, Caller};
use super::problem::Problem;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::policy::WRONG_NUMBER_LIMIT;
use crate::store::account::{self, Account};
use crate::store::device::{self, Device};
use crate::store::request::{self, Request, Settling};
use crate::time::UnixMs;

/// The body of `/answers`.
#[derive(Deserialize)]
pub(super) struct AnswerBody {
    answer: String,
}

/// An answer that its device really gave.
struct Answer<'a> {
    compact: &'a str,
    subject: Digest,
    claims: AnswerClaims,
}

/// `POST {base}/answers`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<AnswerBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let receipt =
        node.database.write(move |db| submit_in(db, &task, &caller, &body.answer)).await??;
    node.changed.notify_waiters();
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
    let Some(answer) = verified(node, (&account, &device), compact) else {
        return Ok(Err(Problem::InvalidAnswer));
    };
    let now = node.now();
    request::expire_overdue(db, account.id, now)?;
    let found = request::by_id(db, &answer.claims.request_id.to_string())?;
    let Some(request) = found.filter(|request| request.device_id == device.id) else {
        return Ok(Err(Problem::UnknownRequest));
    };
    if answer.claims.request != hash(&request.object) || !has_number_form(&answer, &request) {
        return Ok(Err(Problem::InvalidAnswer));
    }
    // First of all, also for a device that is out: its answer may have settled this before.
    if let Some(state) = request.ended {
        let receipt = kept_receipt(db, node, &device, (&request, state), now)?;
        let same = request.answer_subject == Some(answer.subject.to_string());
        return Ok(if same { Ok(receipt) } else { Err(Problem::AlreadySettled { receipt }) });
    }
    if !device.is_associated() || request.generation != account.generation {
        return Ok(Err(Problem::NotAssociated));
    }
    if account.frozen && answer.claims.decision == Decision::Approve {
        return Ok(Err(Problem::AccountFrozen));
    }
    settle(db, node, (&account, &device), &request, &answer)
}

/// Checks whose the answer is and that it says one thing: an approval is signed by the approval
/// key and has a number; a denial is signed by the possession key and has none.
fn verified<'a>(
    node: &Node,
    (account, device): (&Account, &Device),
    compact: &'a str,
) -> Option<Answer<'a>> {
    let object = Compact::parse(compact).ok()?;
    let possession = device.possession.thumbprint();
    let kid = object.kid().ok()?;
    let (key, may) = if kid == device.approval.thumbprint().as_str() {
        (&device.approval, Decision::Approve)
    } else if kid == possession.as_str() {
        (&device.possession, Decision::Deny)
    } else {
        return None;
    };
    let claims: AnswerClaims =
        object.verify_between(key, possession.as_str(), &node.issuer).ok()?;
    let says_one_thing = claims.decision == may
        && claims.number.is_some() == (may == Decision::Approve)
        && claims.account == account.pseudonym;
    says_one_thing.then(|| Answer { compact, subject: object.subject(), claims })
}

/// A number has exactly as many digits as were asked for. Another form is a broken phone, not a
/// mistyped number, and settles nothing.
fn has_number_form(answer: &Answer<'_>, request: &Request) -> bool {
    answer.claims.number.as_deref().is_none_or(|number| {
        number.len() == usize::from(request.number_digits)
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn settle(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    request: &Request,
    answer: &Answer<'_>,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let state = match (&answer.claims.number, &request.number) {
        (None, _) => RequestState::Denied,
        (Some(typed), Some(shown)) if bool::from(typed.as_bytes().ct_eq(shown.as_bytes())) => {
            RequestState::Approved
        }
        (Some(_), _) => RequestState::Burned,
    };
    let receipt = receipt(db, node, device, request, (state, Some(answer.subject), now))?;
    let settling = Settling {
        state,
        subject: &answer.subject.to_string(),
        answer: answer.compact,
        receipt: &receipt,
    };
    if !request::settle(db, &request.id, &settling, now)? {
        return Err(Failure::Stored("an open request"));
    }
    let (most, within) = WRONG_NUMBER_LIMIT;
    if state == RequestState::Burned
        && !account.refuses_unknown
        && request::burned(db, account.id, now.minus(within).max(account.password_changed))? >= most
    {
        account::refuse_unknown(db, account.id, now)?;
        notices::tell(db, node.name.as_str(), account, News::UnknownRefused, None, now)?;
    }
    tracing::info!(request = %answer.claims.request_id.short(), ?state, "settled");
    Ok(Ok(receipt))
}

/// The receipt of a settled request; one that no answer settled gets its receipt when it is
/// first asked for.
fn kept_receipt(
    db: &Connection,
    node: &Node,
    device: &Device,
    (request, state): (&Request, RequestState),
    now: UnixMs,
) -> Result<String, Failure> {
    if let Some(kept) = &request.receipt {
        return Ok(kept.clone());
    }
    let settled = request.settled.unwrap_or(now);
    let receipt = receipt(db, node, device, request, (state, None, settled))?;
    request::keep_receipt(db, &request.id, &receipt)?;
    Ok(receipt)
}

fn receipt(
    db: &Connection,
    node: &Node,
    device: &Device,
    request: &Request,
    (state, of, at): (RequestState, Option<Digest>, UnixMs),
) -> Result<String, Failure> {
    let id = assenso_core::protocol::RequestId::parse(&request.id);
    let claims = ReceiptClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: device.possession.thumbprint().as_str().to_owned(),
        request_id: Some(id.ok_or(Failure::Stored("request id"))?),
        request: Some(hash(&request.object)),
        of,
        state: state.into(),
        time_ms: at.as_claim(),
    };
    Ok(node.signer.current(db)?.sign(&claims)?)
}
