//! The inbox, and waiting for something to come into it: PROTOCOL.md section 7.

use assenso_core::protocol::{InboxClaims, InboxEntry, V1};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::Reply;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::Nothing;
use crate::node::{Failure, Node, Shared};
use crate::policy::{LONG_POLL, POLL_EVERY};
use crate::random::random_token;
use crate::store::{account, device, request};

/// `POST {base}/inbox`
pub(super) async fn fetch(
    State(node): State<Shared>,
    call: Call<Nothing>,
) -> Result<Json<Value>, Problem> {
    let (task, caller) = (node.clone(), call.caller);
    let inbox = node.database.read(move |db| object(db, &task, &caller)).await??;
    Ok(Json(json!({ "inbox": inbox })))
}

fn object(db: &Connection, node: &Node, caller: &Caller) -> Result<Reply<String>, Failure> {
    let device = device::by_possession(db, &caller.id)?;
    let Some(device) = device.filter(device::Device::is_associated) else {
        return Ok(Err(Problem::NotAssociated));
    };
    let account = account::by_id(db, device.account_id)?;
    let now = node.now();
    let signer = node.signer.current(db)?;
    let open = request::open_of_device(db, device.id, now)?;
    let claims = InboxClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: caller.id.as_str().to_owned(),
        epoch: signer.epoch(),
        jti: caller.jti,
        time_ms: now.as_claim(),
        generation: u64::try_from(account.generation).unwrap_or(0),
        requests: open
            .into_iter()
            .map(|request| InboxEntry {
                left_ms: u64::try_from(now.until(request.expires).as_millis()).unwrap_or(0),
                request: request.object,
            })
            .collect(),
    };
    Ok(Ok(signer.sign(&claims)?))
}

/// `POST {base}/inbox/wait`
///
/// A hint and nothing more, so it is not signed. The device's newest call wins: an earlier one,
/// also on another node, ends at its next look.
pub(super) async fn wait(
    State(node): State<Shared>,
    call: Call<Nothing>,
) -> Result<Json<Value>, Problem> {
    let (caller, token) = (call.caller, random_token::<9>().map_err(Failure::from)?);
    let name = token.clone();
    let device_id = node
        .database
        .write(move |db| {
            let device = device::by_possession(db, &caller.id)?;
            let Some(device) = device.filter(device::Device::is_associated) else {
                return Ok(Err(Problem::NotAssociated));
            };
            device::begin_long_poll(db, device.id, &name)?;
            Ok(Ok(device.id))
        })
        .await??;
    node.changed.notify_waiters();
    let looked = tokio::time::timeout(LONG_POLL, something(&node, device_id, &token)).await;
    let waiting = looked.unwrap_or(Ok(false))?;
    Ok(Json(json!({ "waiting": waiting })))
}

/// Returns `true` when a request waits, `false` when there is no use in waiting longer.
async fn something(node: &Shared, device_id: i64, token: &str) -> Result<bool, Failure> {
    loop {
        let changed = node.changed.notified();
        let (token, now) = (token.to_owned(), node.now());
        let (newest, open) = node
            .database
            .read(move |db| {
                let newest = device::is_newest_long_poll(db, device_id, &token)?;
                Ok((newest, request::open_of_device(db, device_id, now)?))
            })
            .await?;
        if !newest || !open.is_empty() {
            return Ok(newest);
        }
        tokio::select! {
            () = changed => {}
            () = tokio::time::sleep(POLL_EVERY) => {}
            () = node.stopped() => return Ok(false),
        }
    }
}
