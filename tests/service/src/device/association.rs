//! Whether a key is its account's device: PROTOCOL.md section 8.

use assenso_core::jose::Bytes;
use assenso_core::protocol::{AssociationClaims, AssociationStatus, V1};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Call, Caller};
use super::problem::Problem;
use crate::node::{Failure, Node, Shared};
use crate::store::account::Power;
use crate::store::session::Step;
use crate::store::{account, device, session};

/// The body of `/association`.
#[derive(Deserialize)]
pub(super) struct StatusBody {
    nonce: Bytes<16>,
}

/// `POST {base}/association`
pub(super) async fn status(
    State(node): State<Shared>,
    call: Call<StatusBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let association = node.database.read(move |db| object(db, &task, &caller, body.nonce)).await?;
    Ok(Json(json!({ "association": association })))
}

/// The signed answer for the caller's key, whoever it is.
pub(super) fn object(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    nonce: Bytes<16>,
) -> Result<String, Failure> {
    let signer = node.signer.current(db)?;
    let (state, generation, power) = standing(db, node, caller)?;
    let claims = AssociationClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: caller.id.as_str().to_owned(),
        epoch: signer.epoch(),
        nonce,
        generation: u64::try_from(generation).unwrap_or(0),
        state,
        held: power.held,
        full_power_from_ms: power.full_from.as_claim(),
        time_ms: node.now().as_claim(),
    };
    Ok(signer.sign(&claims)?)
}

fn standing(
    db: &Connection,
    node: &Node,
    caller: &Caller,
) -> Result<(AssociationStatus, i64, Power), Failure> {
    if let Some(device) = device::by_possession(db, &caller.id)? {
        let account = account::by_id(db, device.account_id)?;
        let state = if device.is_associated() && account.frozen {
            AssociationStatus::Frozen
        } else {
            device.status
        };
        // What is out holds nothing back.
        let power = if device.is_associated() { account.power.at(node.now()) } else { Power::FULL };
        return Ok((state, account.generation, power));
    }
    let session = session::newest_of_key(db, &caller.id)?
        .filter(|session| session.step == Step::NotActive && session.expires > node.now());
    if let Some(bound) = session.and_then(|session| session.bound) {
        let account = account::by_id(db, bound.account_id)?;
        if !account.two_step {
            return Ok((AssociationStatus::NotActive, account.generation, Power::FULL));
        }
    }
    Ok((AssociationStatus::Unknown, 0, Power::FULL))
}
