//! Beginning a pairing: the code of purpose `associate`, and the challenge that it buys.

use assenso_core::crypto::EphemeralSecret;
use assenso_core::jose::{Bytes, Jwk};
use assenso_core::protocol::{ChallengeClaims, V1};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

use super::Reply;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::{InSession, live_or_send, may_pair, ready_to_pair, refusal};
use crate::node::{Failure, Node, Shared};
use crate::policy::CHALLENGE_LIFE;
use crate::sms::{self, Holder, Purpose, Sms, Verdict};
use crate::store::account::Account;
use crate::store::pairing::{self, NewPairing, Pairing};
use crate::store::session::Session;
use crate::totp;

/// `POST {base}/pairing`
pub(super) async fn begin(
    State(node): State<Shared>,
    call: Call<InSession>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let sms = node.database.write(move |db| begin_in(db, &task, &caller, &body.session)).await??;
    Ok(Json(json!({ "sms": sms })))
}

fn begin_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    session: &str,
) -> Result<Reply<Sms>, Failure> {
    let now = node.now();
    let (session, account) = match ready_to_pair(db, caller, session, now)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    if session.recovered.is_some() {
        // The recovery code stands for every SMS.
        return Ok(Err(Problem::StepNotAllowed));
    }
    if let Err(problem) = may_pair(db, &session, &account, now)? {
        return Ok(Err(problem));
    }
    live_or_send(db, node, &account, (&session, caller), Purpose::Associate)
}

/// The body of `/pairing/challenge`. After the recovery code there is no code.
#[derive(Deserialize)]
pub(super) struct CodeBody {
    session: String,
    code: Option<String>,
}

/// `POST {base}/pairing/challenge`
pub(super) async fn make(
    State(node): State<Shared>,
    call: Call<CodeBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let challenge = node.database.write(move |db| make_in(db, &task, &caller, &body)).await??;
    Ok(Json(json!({ "challenge": challenge })))
}

fn make_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &CodeBody,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let (session, account) = match ready_to_pair(db, caller, &body.session, now)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    if let Err(problem) = may_pair(db, &session, &account, now)? {
        return Ok(Err(problem));
    }
    if session.recovered.is_some() {
        return make_recovered(db, node, caller, (&session, &account));
    }
    let Some(code) = body.code.as_deref() else { return Ok(Err(Problem::InvalidRequest)) };
    // The call that made the newest challenge, repeated: it gets the same bytes while they live.
    let newest = pairing::newest(db, &session.id)?;
    if let Some(made) = newest.filter(|made| is_repeated(node, made, &session, code)) {
        if made.is_open(now) {
            return Ok(Ok(made.challenge));
        }
        if sms::live(db, &session.id, Purpose::Associate, now)?.is_none() {
            return Ok(Err(Problem::PairingExpired));
        }
    }
    let holder = Holder::of(&session, &account, &caller.id);
    let typed = (Purpose::Associate, code);
    match sms::check(db, node, &account, holder, typed, now)? {
        Verdict::Right { mac } => Ok(Ok(write(db, node, caller, (&session, &account), &mac)?)),
        // The right code again, and what it bought has ended.
        Verdict::Again => Ok(Err(Problem::PairingExpired)),
        refused => Ok(Err(refusal(&refused))),
    }
}

/// The recovery code was proved in this session: its challenge costs nothing more. Repeated, it is
/// the same until a statement was made for it.
fn make_recovered(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    (session, account): (&Session, &Account),
) -> Result<Reply<String>, Failure> {
    let newest = pairing::newest(db, &session.id)?;
    let open = newest.filter(|made| made.is_open(node.now()) && made.stated.is_none());
    Ok(Ok(match open {
        Some(made) => made.challenge,
        None => write(db, node, caller, (session, account), &[])?,
    }))
}

/// Whether this is the code that bought a challenge.
fn is_repeated(node: &Node, made: &Pairing, session: &Session, code: &str) -> bool {
    let mac = node.secrets.code_mac(Purpose::Associate.as_str(), &session.id, code);
    mac.ct_eq(&made.code_mac).into()
}

fn write(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    (session, account): (&Session, &Account),
    code_mac: &[u8],
) -> Result<String, Failure> {
    let now = node.now();
    let ephemeral = EphemeralSecret::generate()?;
    let signer = node.signer.current(db)?;
    let claims = ChallengeClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: caller.id.as_str().to_owned(),
        epoch: signer.epoch(),
        session: Bytes::parse(&session.id).ok_or(Failure::Stored("session id"))?,
        challenge: Bytes::random()?,
        account: account.pseudonym,
        ephemeral: Jwk(ephemeral.public()),
        totp: totp::parameters().map_err(|_| Failure::Stored("code parameters"))?,
        classes: node.policy.classes.clone(),
        versions: vec![1],
        lifetime_ms: u64::try_from(CHALLENGE_LIFE.as_millis()).unwrap_or(u64::MAX),
    };
    let challenge = signer.sign(&claims)?;
    let new = NewPairing {
        session: &session.id,
        account_id: account.id,
        generation: account.generation,
        code_mac,
        challenge: &challenge,
        expires: now.plus(CHALLENGE_LIFE),
    };
    let id = pairing::insert(db, &new, now)?;
    let place = pairing::ephemeral_place(db, account, id)?;
    pairing::keep_ephemeral(db, id, &node.secrets.seal(&ephemeral.to_bytes(), &place)?)?;
    tracing::info!(device = caller.id.short(), "challenge made");
    Ok(challenge)
}
