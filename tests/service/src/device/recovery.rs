//! The recovery code in a sign-in of the app: in place of every SMS. PROTOCOL.md section 6.

use assenso_core::jose::Bytes;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;

use super::Reply;
use super::account::checked;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::{Live, Next, live, next_of};
use crate::node::{Failure, Node, Shared};
use crate::policy::SIGNED_IN_LIFE;
use crate::store::session::{self, Step};

/// The body of `/session/recovery`.
#[derive(Deserialize)]
pub(super) struct RecoveryBody {
    session: String,
    code: Bytes<16>,
}

/// `POST {base}/session/recovery`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<RecoveryBody>,
) -> Result<Json<Next>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let next = node.database.write(move |db| submit_in(db, &task, &caller, &body)).await??;
    Ok(Json(next))
}

fn submit_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &RecoveryBody,
) -> Result<Reply<Next>, Failure> {
    let now = node.now();
    let (mut session, account) = match live(db, caller, &body.session, now)? {
        Ok(Live { session, account: Some(account) })
            if matches!(session.step, Step::Code | Step::SignedIn) =>
        {
            (session, account)
        }
        Ok(_) => return Ok(Err(Problem::StepNotAllowed)),
        Err(problem) => return Ok(Err(problem)),
    };
    let Some(hash) = checked(db, &account, body.code.as_bytes())? else {
        session.spend_try();
        session::update(db, &session)?;
        return Ok(Err(Problem::WrongRecoveryCode));
    };
    session.recovered = Some(hash);
    session.step = Step::SignedIn;
    session.expires = now.plus(SIGNED_IN_LIFE);
    session::update(db, &session)?;
    tracing::info!(device = caller.id.short(), "signed in with the recovery code");
    Ok(Ok(next_of(db, &Live { session, account: Some(account) }, now)?))
}
