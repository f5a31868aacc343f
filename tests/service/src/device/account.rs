//! What a phone may do with its account without a signature of the approval key: look, prove the
//! password, leave, and end its probation. PROTOCOL.md section 8.

use assenso_core::crypto::sha256;
use assenso_core::jose::{Bytes, Digest};
use assenso_core::protocol::{AssociationStatus, Held};
use assenso_core::secret::SecretText;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

use super::Reply;
use super::association;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::Nothing;
use crate::node::{Failure, Node, Shared};
use crate::notices;
use crate::policy::{DEVICE_PASSWORD_LIMIT, MAX_PASSWORD, PASSWORD_FRESH};
use crate::sms::masked;
use crate::store::account::{self, Account, Power};
use crate::store::device::{self, Device};
use crate::store::limits::{self, Counted};
use crate::store::request;

/// The caller's account, whose turn is taken, if the caller is its device.
pub(super) fn of_caller(
    db: &Connection,
    caller: &Caller,
) -> Result<Reply<(Account, Device)>, Failure> {
    let Some(device) = device::by_possession(db, &caller.id)? else {
        return Ok(Err(Problem::NotAssociated));
    };
    let account = account::take_turn(db, device.account_id)?;
    // Read again: it may have gone out while the turn was waited for.
    let device = device::by_possession(db, &caller.id)?.filter(Device::is_associated);
    Ok(device.map(|device| (account, device)).ok_or(Problem::NotAssociated))
}

/// `POST {base}/account`: what the settings show. Unsigned: it decides nothing.
pub(super) async fn show(
    State(node): State<Shared>,
    call: Call<Nothing>,
) -> Result<Json<Value>, Problem> {
    let account = node
        .database
        .write(move |db| match of_caller(db, &call.caller)? {
            Ok((account, _)) => Ok(Ok((account::recovery_hash(db, account.id)?, account))),
            Err(problem) => Ok(Err(problem)),
        })
        .await??;
    let (recovery, account) = account;
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
    let (noted, (id, stored)) = node
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
            let credentials = account::credentials(db, &account.email)?;
            Ok(Ok((noted, credentials.ok_or(Failure::Stored("password"))?)))
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
            let account = account::take_turn(db, id)?;
            let still = account::credentials(db, &account.email)?;
            if still.is_none_or(|(_, current)| current != stored) {
                return Ok(Err(Problem::WrongCredentials));
            }
            match of_caller(db, &caller)? {
                Ok((_, device)) => Ok(Ok(device::note_password(db, device.id, now)?)),
                Err(problem) => Ok(Err(problem)),
            }
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
                notices::signed_out(db, task.name.as_str(), &account, now)?;
            }
            association::object(db, &task, &caller, body.nonce)
        })
        .await?;
    node.changed.notify_waiters();
    Ok(Json(json!({ "association": association })))
}

/// Puts the account's device out, in the caller's transaction.
pub(super) fn put_out(
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

/// The body of `/recovery`.
#[derive(Deserialize)]
pub(super) struct RecoveryBody {
    code: Bytes<16>,
    nonce: Bytes<16>,
}

/// `POST {base}/recovery`: the recovery code, entered on the phone that is on probation, ends it.
pub(super) async fn recover(
    State(node): State<Shared>,
    call: Call<RecoveryBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let association =
        node.database.write(move |db| recover_in(db, &task, &caller, &body)).await??;
    Ok(Json(json!({ "association": association })))
}

fn recover_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &RecoveryBody,
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
        account::give_full_power(db, account.id)?;
        device::raise_proof(db, device.id, device::Proof::Recovery)?;
        notices::recovery_code_used(db, node.name.as_str(), &account, now)?;
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
pub(super) fn checked(
    db: &Connection,
    account: &Account,
    code: &[u8; 16],
) -> Result<Option<String>, Failure> {
    let hash = kept_of(code).to_string();
    let kept = account::recovery_hash(db, account.id)?;
    let right = kept.is_some_and(|kept| bool::from(kept.as_bytes().ct_eq(hash.as_bytes())));
    Ok(right.then_some(hash))
}
