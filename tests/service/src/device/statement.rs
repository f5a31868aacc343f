//! The pairing statement: verified, then reserved. Nothing else changes before the commit.

use assenso_core::crypto::{Agreed, EphemeralSecret};
use assenso_core::jose::{Bytes, Compact, hash};
use assenso_core::protocol::{
    ChallengeClaims, DisplayText, Held, MAX_DISPLAY_CHARS, PairedClaims, V1,
};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Reply;
use super::call::{Call, Caller};
use super::problem::{Problem, Reason};
use super::sessions::ready_to_pair;
use super::verify::{self, Statement};
use crate::node::{Failure, Node, Shared};
use crate::policy::PROBATION;
use crate::store::account::{Account, Power};
use crate::store::device::{self, Proof};
use crate::store::pairing::{self, Pairing, PairingState, Stated};
use crate::store::session::{Session, Step};
use crate::time::UnixMs;

/// The body of `/pairing/statement`.
#[derive(Deserialize)]
pub(super) struct StatementBody {
    session: String,
    statement: String,
}

/// `POST {base}/pairing/statement`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<StatementBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let paired = node.database.write(move |db| submit_in(db, &task, &caller, &body)).await??;
    Ok(Json(json!({ "paired": paired })))
}

fn submit_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &StatementBody,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let (session, account) = match ready_to_pair(db, caller, &body.session, now)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let statement = match verify::read(node, caller, &body.statement) {
        Ok(statement) => statement,
        Err(problem) => return Ok(Err(problem)),
    };
    let pairing = match find(db, &session, &statement)? {
        Ok(pairing) => pairing,
        Err(problem) => return Ok(Err(problem)),
    };
    if account.generation != pairing.generation {
        pairing::end(db, pairing.id, PairingState::Ended)?;
        return Ok(Err(Problem::PairingSuperseded));
    }
    if pairing.expires <= now || pairing.state == PairingState::Ended {
        return Ok(Err(Problem::PairingExpired));
    }
    if let Some(stated) = &pairing.stated {
        let same = stated.subject == statement.subject.to_string();
        return Ok(if same { Ok(stated.paired.clone()) } else { Err(Problem::PairingConflict) });
    }
    let power = power(&session, &account, now);
    reserve(db, node, caller, (&account, &pairing, power), &statement)
}

/// The attempt that a statement answers, which may have ended.
fn find(
    db: &Connection,
    session: &Session,
    statement: &Statement<'_>,
) -> Result<Reply<Pairing>, Failure> {
    let all = pairing::of_session(db, &session.id)?;
    let found = all.into_iter().find(|pairing| verify::answers(statement, &pairing.challenge));
    Ok(found.ok_or(Problem::PairingRefused(Reason::Challenge)))
}

/// What the new device will have to wait with. Whoever turns 2-step verification on may do at once
/// what the password alone could do a minute before; but a number that was entered just now is no
/// proof yet of who the owner is.
fn power(session: &Session, account: &Account, now: UnixMs) -> Power {
    let held = match (session.step, &session.number) {
        (Step::NotActive, None) => return Power::FULL,
        _ if session.proof(account, now) >= Proof::Recovery => return Power::FULL,
        (Step::NotActive, Some(_)) => Held::Settings,
        _ => Held::Widening,
    };
    Power { held, full_from: now.plus(PROBATION) }
}

fn reserve(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    (account, pairing, power): (&Account, &Pairing, Power),
    statement: &Statement<'_>,
) -> Result<Reply<String>, Failure> {
    if !verify::keys_are_new(db, caller, statement)? {
        return Ok(Err(Problem::PairingRefused(Reason::KeyKnown)));
    }
    let challenge = own_claims(&pairing.challenge)?;
    if let Err(reason) = verify::meets_policy(node, &statement.claims, &challenge) {
        return Ok(Err(Problem::PairingRefused(reason)));
    }
    let sealed = pairing.ephemeral.as_deref().ok_or(Failure::Stored("ephemeral secret"))?;
    let place = pairing::ephemeral_place(db, account, pairing.id)?;
    let ephemeral = EphemeralSecret::from_bytes(&node.secrets.open(sealed, &place)?)
        .ok_or(Failure::Stored("ephemeral secret"))?;
    let sides = (&ephemeral, (pairing.challenge.as_str(), &challenge));
    let agreed = match verify::derive(node, caller, sides, statement) {
        Ok(agreed) => agreed,
        Err(reason) => return Ok(Err(Problem::PairingRefused(reason))),
    };
    let signer = node.signer.current(db)?;
    let paired = signer.sign(&PairedClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: caller.id.as_str().to_owned(),
        epoch: signer.epoch(),
        statement: statement.subject,
        account: account.pseudonym,
        provider_name: node.name.clone(),
        account_name: display_name(account)?,
        generation: u64::try_from(account.generation.saturating_add(1)).unwrap_or(0),
        tag: service_tag(&agreed)?,
        number_digits: node.policy.number_digits,
        full_power_from_ms: power.full_from.as_claim(),
    })?;
    let secret_place = pairing::secret_place(db, account, pairing.id)?;
    let stated = Stated {
        statement: statement.compact.to_owned(),
        subject: statement.subject.to_string(),
        approval: *statement.approval(),
        class: word(&statement.claims.class)?,
        level: word(&statement.claims.level)?,
        device_name: statement.claims.device_name.as_str().to_owned(),
        app: statement.claims.app.as_str().to_owned(),
        totp_secret: node.secrets.seal(&agreed.secret, &secret_place)?,
        power,
        paired_hash: hash(&paired).to_string(),
        paired,
    };
    if !pairing::reserve(db, pairing.id, &stated)? {
        return Ok(Err(Problem::PairingConflict));
    }
    device::note_stated(db, &statement.approval().thumbprint(), pairing.id)?;
    tracing::info!(device = caller.id.short(), level = stated.level, "association reserved");
    Ok(Ok(stated.paired))
}

/// The claims of a challenge that this provider made and kept.
fn own_claims(challenge: &str) -> Result<ChallengeClaims, Failure> {
    let unreadable = || Failure::Stored("challenge");
    let part = challenge.split('.').nth(1).ok_or_else(unreadable)?;
    let json = data_encoding::BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| unreadable())?;
    // Its signature is not checked again: the text comes from our own database, and the key may
    // have been rotated meanwhile.
    Compact::parse(challenge).map_err(|_| unreadable())?;
    serde_json::from_slice(&json).map_err(|_| unreadable())
}

fn service_tag(agreed: &Agreed) -> Result<Bytes<32>, Failure> {
    // EXPOSE: the tag is for the phone.
    let tag: [u8; 32] =
        agreed.service_tag.expose().try_into().map_err(|_| Failure::Stored("service tag"))?;
    Ok(Bytes::new(tag))
}

/// The mailbox, shortened if it is longer than display text may be.
fn display_name(account: &Account) -> Result<DisplayText, Failure> {
    let mut name: String = account.email.chars().take(MAX_DISPLAY_CHARS).collect();
    if name.len() < account.email.len() {
        name.pop();
        name.push('…');
    }
    DisplayText::new(name).map_err(|_| Failure::Stored("e-mail address"))
}

/// The word that an enumeration is on the wire.
fn word(value: &impl Serialize) -> Result<String, Failure> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        _ => Err(Failure::Stored("enumeration")),
    }
}
