//! What a phone may do with its account without a signature of the approval key: look, prove the
//! password, and leave. PROTOCOL.md section 8.

use assenso_core::jose::Bytes;
use assenso_core::protocol::AssociationStatus;
use assenso_core::secret::SecretText;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Reply;
use super::association;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::Nothing;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::policy::{DEVICE_PASSWORD_LIMIT, MAX_PASSWORD, PASSWORD_FRESH};
use crate::sms::masked;
use crate::store::account::{self, Account, Power};
use crate::store::device::{self, Device};
use crate::store::limits::{self, Counted};
use crate::store::request;

/// The device whose key signed a call, in or out, and its account, whose turn is taken.
pub(super) fn known(db: &Connection, caller: &Caller) -> Result<Reply<(Account, Device)>, Failure> {
    let Some(device) = device::by_possession(db, &caller.id)? else {
        return Ok(Err(Problem::NotAssociated));
    };
    let account = account::take_turn(db, device.account_id)?;
    // Read again: it may have gone out while the turn was waited for.
    let device = device::by_possession(db, &caller.id)?;
    Ok(device.map(|device| (account, device)).ok_or(Problem::NotAssociated))
}

/// The same, if the caller is the account's device now.
pub(super) fn of_caller(
    db: &Connection,
    caller: &Caller,
) -> Result<Reply<(Account, Device)>, Failure> {
    Ok(known(db, caller)?.and_then(|(account, device)| {
        if device.is_associated() { Ok((account, device)) } else { Err(Problem::NotAssociated) }
    }))
}

/// The account's device, for a call that only reads.
pub(super) fn reads(db: &Connection, caller: &Caller) -> Result<Reply<Device>, Failure> {
    let device = device::by_possession(db, &caller.id)?.filter(Device::is_associated);
    Ok(device.ok_or(Problem::NotAssociated))
}

/// `POST {base}/account`: what the settings show. Unsigned: it decides nothing.
pub(super) async fn show(
    State(node): State<Shared>,
    call: Call<Nothing>,
) -> Result<Json<Value>, Problem> {
    let (account, recovery) = node
        .database
        .read(move |db| match reads(db, &call.caller)? {
            Ok(device) => {
                let account = account::by_id(db, device.account_id)?;
                Ok(Ok((account, account::recovery_hash(db, device.account_id)?)))
            }
            Err(problem) => Ok(Err(problem)),
        })
        .await??;
    Ok(Json(json!({
        "number": account.number.as_deref().map(masked),
        "recovery_code": recovery.is_some(),
    })))
}

/// The body of `/action/password`.
#[derive(Deserialize)]
pub(super) struct PasswordBody {
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

/// `POST {base}/action/password`
pub(super) async fn password(
    State(node): State<Shared>,
    call: Call<PasswordBody>,
) -> Result<Json<Value>, Problem> {
    let Call { caller, body } = call;
    // EXPOSE: only its length is looked at.
    if !(1..=MAX_PASSWORD).contains(&body.password.expose().len()) {
        return Err(Problem::InvalidRequest);
    }
    let bucket = node.secrets.bucket("device password", caller.id.as_str());
    let (of, source, now) = (caller.clone(), bucket, node.now());
    // Counted before it is checked: a hundred guesses sent at once are a hundred, too.
    let (noted, stored) = node
        .database
        .write(move |db| {
            let account = match of_caller(db, &of)? {
                Ok((account, _)) => account,
                Err(problem) => return Ok(Err(problem)),
            };
            let counted = Counted::WrongPasswords(&source);
            if let Some(wait) = limits::wait(db, counted, DEVICE_PASSWORD_LIMIT, now)? {
                return Ok(Err(Problem::RateLimited { wait }));
            }
            let noted = limits::note_wrong_password(db, &source, now)?;
            Ok(Ok((noted, account::password_hash(db, account.id)?)))
        })
        .await??;
    let right =
        node.passwords.verify(Some(stored.clone()), body.password).await.map_err(Failure::from)?;
    if !right {
        return Err(Problem::WrongCredentials);
    }
    node.database
        .write(move |db| {
            limits::forget_wrong_password(db, noted)?;
            let (account, device) = match of_caller(db, &caller)? {
                Ok(found) => found,
                Err(problem) => return Ok(Err(problem)),
            };
            if account::password_hash(db, account.id)? != stored {
                return Ok(Err(Problem::WrongCredentials));
            }
            Ok(Ok(device::note_password(db, device.id, now)?))
        })
        .await??;
    Ok(Json(json!({ "expires_in_s": PASSWORD_FRESH.as_secs() })))
}

/// The body of `/sign-out`.
#[derive(Deserialize)]
pub(super) struct SignOutBody {
    nonce: Bytes<16>,
}

/// `POST {base}/sign-out`: takes power away, so the possession key is enough. 2-step verification
/// stays on.
pub(super) async fn sign_out(
    State(node): State<Shared>,
    call: Call<SignOutBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let association = node
        .database
        .write(move |db| {
            let now = task.now();
            if let Ok((account, device)) = of_caller(db, &caller)? {
                put_out(db, &task, (&account, &device), AssociationStatus::SignedOut)?;
                notices::tell(db, task.name.as_str(), &account, News::SignedOut, None, now)?;
            }
            association::object(db, &task, &caller, body.nonce)
        })
        .await?;
    node.changed.notify_waiters();
    Ok(Json(json!({ "association": association })))
}

/// Puts the account's device out, in the caller's transaction.
pub(crate) fn put_out(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    state: AssociationStatus,
) -> Result<(), Failure> {
    let now = node.now();
    if !account::raise_generation(db, account.id, account.generation, Power::FULL)? {
        return Err(Failure::Stored("generation"));
    }
    device::put_out(db, device.id, state, now)?;
    request::cancel_of_device(db, device.id, now)?;
    tracing::info!(account = %account.pseudonym.short(), ?state, "a phone is out");
    Ok(())
}
