//! The recovery code: in a sign-in of the app in place of every SMS (PROTOCOL.md section 6), and on
//! the phone that is on probation, which it ends (section 8).

use assenso_core::crypto::sha256;
use assenso_core::jose::{Bytes, Digest};
use assenso_core::protocol::Held;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

use super::Reply;
use super::account::of_caller;
use super::association;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::{Live, Next, live, next_of};
use crate::contest::link;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::policy::{DEVICE_PASSWORD_LIMIT, SIGNED_IN_LIFE};
use crate::store::account::{self, Account};
use crate::store::contest;
use crate::store::device::{self, Proof};
use crate::store::limits::{self, Counted};
use crate::store::session::{self, Step};

/// The body of `/session/recovery`.
#[derive(Deserialize)]
pub(super) struct SignInBody {
    session: String,
    code: Bytes<16>,
}

/// `POST {base}/session/recovery`
pub(super) async fn sign_in(
    State(node): State<Shared>,
    call: Call<SignInBody>,
) -> Result<Json<Next>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let next = node.database.write(move |db| sign_in_in(db, &task, &caller, &body)).await??;
    Ok(Json(next))
}

fn sign_in_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &SignInBody,
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

/// The body of `/recovery`.
#[derive(Deserialize)]
pub(super) struct ProbationBody {
    code: Bytes<16>,
    nonce: Bytes<16>,
}

/// `POST {base}/recovery`: the recovery code, entered on the phone that is on probation, ends it.
pub(super) async fn end_probation(
    State(node): State<Shared>,
    call: Call<ProbationBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let association =
        node.database.write(move |db| end_probation_in(db, &task, &caller, &body)).await??;
    Ok(Json(json!({ "association": association })))
}

fn end_probation_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &ProbationBody,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let (account, device) = match of_caller(db, caller)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    if account.frozen {
        return Ok(Err(Problem::AccountFrozen));
    }
    if !device.has_password(&account, now) {
        return Ok(Err(Problem::PasswordNeeded));
    }
    let power = account.power.at(now);
    if power.held == Held::Settings {
        return Ok(Err(Problem::Held { until: power.full_from }));
    }
    // Said again after a reply was lost, it has done its work.
    if power.held == Held::Widening {
        let source = node.secrets.bucket("device recovery", caller.id.as_str());
        if let Some(wait) =
            limits::wait(db, Counted::WrongPasswords(&source), DEVICE_PASSWORD_LIMIT, now)?
        {
            return Ok(Err(Problem::RateLimited { wait }));
        }
        let Some(hash) = checked(db, &account, body.code.as_bytes())? else {
            limits::note_wrong_password(db, &source, now)?;
            return Ok(Err(Problem::WrongRecoveryCode));
        };
        if account.code_is_young_until > now {
            return Ok(Err(Problem::Held { until: account.code_is_young_until }));
        }
        account::use_recovery_code(db, account.id, &hash)?;
        contest::void_all(db, account.id)?;
        let link = link(db, node, account.id)?;
        account::give_full_power(db, account.id)?;
        device::raise_proof(db, device.id, Proof::Recovery)?;
        notices::tell(db, node.name.as_str(), &account, News::RecoveryCodeUsed, Some(&link), now)?;
        tracing::info!(account = %account.pseudonym.short(), "probation ended");
    }
    Ok(Ok(association::object(db, node, caller, body.nonce)?))
}

/// What is kept of a recovery code.
fn kept_of(code: &[u8; 16]) -> Digest {
    const LABEL: &[u8] = b"assenso/1 recovery";
    let parts = [[0, 0, 0, 18].as_slice(), LABEL, &[0, 0, 0, 16], code];
    Digest::new(sha256(&parts.concat()))
}

/// What is kept of this recovery code, if it is the account's. Wrong ones are counted where they
/// were typed, and not with the account's other codes: those are six digits, this is 128 bits, and
/// whoever has used the tries of the account up must not keep the owner's paper out.
fn checked(db: &Connection, account: &Account, code: &[u8; 16]) -> Result<Option<String>, Failure> {
    let hash = kept_of(code).to_string();
    let kept = account::recovery_hash(db, account.id)?;
    let right = kept.is_some_and(|kept| bool::from(kept.as_bytes().ct_eq(hash.as_bytes())));
    Ok(right.then_some(hash))
}
