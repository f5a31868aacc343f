//! The mobile number of an account that has none: typed in the app, verified by a code. It becomes
//! the account's when 2-step verification goes on, and not before.

use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Reply;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::{CodeBody, Live, Next, at_step, next_of, refusal, send};
use crate::node::{Failure, Node, Shared};
use crate::phone_number;
use crate::sms::{self, Holder, Purpose, Sms, Verdict};
use crate::store::session::{self, Step};
use crate::store::sms_code;

/// The body of `/session/number`.
#[derive(Deserialize)]
pub(super) struct NumberBody {
    session: String,
    number: String,
}

/// `POST {base}/session/number`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<NumberBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let number = phone_number::parse(&body.number).ok_or(Problem::InvalidNumber)?;
    let sms = node
        .database
        .write(move |db| submit_in(db, &task, &caller, (&body.session, &number)))
        .await??;
    Ok(Json(json!({ "sms": sms })))
}

fn submit_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    (id, number): (&str, &str),
) -> Result<Reply<Sms>, Failure> {
    let (session, account) = match at_step(db, caller, (id, Step::NotActive), node.now())? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    // A verified number is changed by its owner's other proofs, not by the password alone.
    if account.number.is_some() {
        return Ok(Err(Problem::StepNotAllowed));
    }
    let holder = Holder { number: Some(number), ..Holder::of(&session, &account, &caller.id) };
    let purpose = Purpose::VerifyNumber;
    let newest = sms_code::newest(db, &session.id, purpose.as_str())?;
    if newest.is_some_and(|code| code.number == number)
        && let Some(sms) = sms::live(db, &session.id, purpose, node.now())?
    {
        return Ok(Ok(sms));
    }
    send(db, node, &account, holder, purpose)
}

/// The code of purpose `verify_number` was typed.
pub(super) fn verify(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &CodeBody,
) -> Result<Reply<Next>, Failure> {
    let now = node.now();
    let found = at_step(db, caller, (&body.session, Step::NotActive), now)?;
    let (mut session, account) = match found {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let Some(sent) = sms_code::newest(db, &session.id, Purpose::VerifyNumber.as_str())? else {
        return Ok(Err(Problem::StepNotAllowed));
    };
    let number = Some(sent.number.as_str());
    let holder = Holder { number, ..Holder::of(&session, &account, &caller.id) };
    let typed = (Purpose::VerifyNumber, body.code.as_str());
    match sms::check(db, node, &account, holder, typed, now)? {
        Verdict::Right { .. } => {
            session.number = Some(sent.number);
            session::update(db, &session)?;
            tracing::info!(device = caller.id.short(), "number verified");
        }
        Verdict::Again => {}
        refused => return Ok(Err(refusal(&refused))),
    }
    Ok(Ok(next_of(db, &Live { session, account: Some(account) }, now)?))
}
