//! The commit: one transaction in which the old device goes out and the new one comes in.

use assenso_core::jose::Bytes;
use assenso_core::protocol::AssociationStatus;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Reply;
use super::association;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::{live, may_pair};
use crate::contest::link;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::sms::Purpose;
use crate::store::account::{self, Account};
use crate::store::contest;
use crate::store::pairing::{self, Pairing, PairingState, Stated};
use crate::store::session::{self, Session, Step};
use crate::store::{browser, device, request, sms_code};

/// The body of `/pairing/commit`.
#[derive(Deserialize)]
pub(super) struct CommitBody {
    session: String,
    /// The hash of the paired object.
    paired: Bytes<32>,
    nonce: Bytes<16>,
}

/// `POST {base}/pairing/commit`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<CommitBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let association = node
        .database
        .write(move |db| match submit_in(db, &task, &caller, &body)? {
            Ok(()) => Ok(Ok(association::object(db, &task, &caller, body.nonce)?)),
            Err(problem) => Ok(Err(problem)),
        })
        .await??;
    node.changed.notify_waiters();
    Ok(Json(json!({ "association": association })))
}

fn submit_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &CommitBody,
) -> Result<Reply<()>, Failure> {
    let found = pairing::by_paired(db, &caller.id, &body.paired.to_string())?;
    let Some(pairing) = found.filter(|pairing| pairing.session == body.session) else {
        let known = session::of_key(db, &body.session, &caller.id)?.is_some();
        return Ok(Err(if known { Problem::PairingExpired } else { Problem::SessionNotBound }));
    };
    let account = account::take_turn(db, pairing.account_id)?;
    match (pairing.state, &pairing.stated) {
        (PairingState::Committed, _) => Ok(Ok(())),
        (PairingState::Reserved, Some(stated)) => {
            let session = match live(db, caller, &body.session, node.now())? {
                Ok(live) => live.session,
                Err(problem) => return Ok(Err(problem)),
            };
            if pairing.expires <= node.now() {
                return Ok(Err(Problem::PairingExpired));
            }
            if let Err(problem) = may_pair(db, &session, &account, node.now())? {
                return Ok(Err(problem));
            }
            let overtaken = account.generation != pairing.generation;
            if !overtaken && !proved_number(db, &session, &account)? {
                return Ok(Err(Problem::PairingExpired));
            }
            commit(db, node, session, (&account, &pairing), stated)
        }
        _ if account.generation != pairing.generation => Ok(Err(Problem::PairingSuperseded)),
        _ => Ok(Err(Problem::PairingExpired)),
    }
}

/// Whether the code of the association went to the number that is the account's now, or will be.
fn proved_number(db: &Connection, session: &Session, account: &Account) -> Result<bool, Failure> {
    if session.recovered.is_some() {
        return Ok(true);
    }
    let number = account.number.as_ref().or(session.number.as_ref());
    let sent = sms_code::newest(db, &session.id, Purpose::Associate.as_str())?;
    Ok(sent.is_some_and(|code| Some(&code.number) == number))
}

/// The generation decides: of two phones that come here at once, one finds it already raised.
fn commit(
    db: &Connection,
    node: &Node,
    mut session: Session,
    (account, pairing): (&Account, &Pairing),
    stated: &Stated,
) -> Result<Reply<()>, Failure> {
    let now = node.now();
    let proof = session.proof(account, now);
    if !account::raise_generation(db, account.id, pairing.generation, stated.power)? {
        pairing::end(db, pairing.id, PairingState::Ended)?;
        return Ok(Err(Problem::PairingSuperseded));
    }
    if let Some(hash) = &session.recovered {
        if !account::use_recovery_code(db, account.id, hash)? {
            return Err(Failure::Stored("recovery code"));
        }
        contest::void_all(db, account.id)?;
        notices::tell(db, node.name.as_str(), account, News::RecoveryCodeUsed, None, now)?;
    }
    let link = link(db, node, account.id)?;
    account::end_identity(db, account.id)?;
    let activates = session.step == Step::NotActive;
    if activates {
        let number = session.number.as_deref();
        if !account::activate(db, account.id, number, now)? {
            return Err(Failure::Stored("number"));
        }
        browser::end_password_only(db, account.id)?;
        session::end_all(db, account.id)?;
    }
    let out = device::associated(db, account.id)?;
    if let Some(old) = &out {
        device::put_out(db, old.id, AssociationStatus::Replaced, now)?;
        request::cancel_of_device(db, old.id, now)?;
    }
    let generation = pairing.generation.saturating_add(1);
    let id = device::insert(db, pairing, (&session, proof), generation, now)?
        .ok_or(Failure::Stored("reservation"))?;
    let place = pairing::secret_place(db, account, pairing.id)?;
    let secret = node.secrets.open(&stated.totp_secret, &place)?;
    let sealed = node.secrets.seal(&secret, &device::totp_place(db, account, id)?)?;
    device::keep_totp_secret(db, id, &sealed)?;
    pairing::end(db, pairing.id, PairingState::Committed)?;
    session.step = Step::Ended;
    session::update(db, &session)?;
    let provider = node.name.as_str();
    let account = account::by_id(db, account.id)?;
    let name = stated.device_name.as_str();
    let news = if activates { News::Activated(name) } else { News::Associated(name) };
    if let Some(out) = &out {
        notices::tell_phone(db, &account, news, out, now)?;
    }
    notices::tell(db, provider, &account, news, Some(&link), now)?;
    tracing::info!(
        device = session.possession.thumbprint().short(),
        account = %account.pseudonym.short(),
        generation,
        "associated"
    );
    Ok(Ok(()))
}
