//! Actions of the owner, signed by the approval key over everything that was shown: verified, then
//! done once. PROTOCOL.md section 8.

use assenso_core::jose::{Compact, Digest};
use assenso_core::protocol::{Action, ActionClaims, Held, ReceiptClaims, ReceiptState, V1};
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Reply;
use super::account::{known, reads};
use super::action_challenge;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::Nothing;
use crate::changes;
use crate::contest::link;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::policy::ACTION_LIFE;
use crate::store::account::{self, Account};
use crate::store::action::{self, NewAction};
use crate::store::device::Device;
use crate::time::UnixMs;

/// `POST {base}/action/challenge`
pub(super) async fn challenge(
    State(node): State<Shared>,
    call: Call<Nothing>,
) -> Result<Json<Value>, Problem> {
    let id = call.caller.id.clone();
    node.database.read(move |db| reads(db, &call.caller)).await??;
    let key = node.secrets.action_key();
    let challenge = action_challenge::issue(key, &id, node.now()).map_err(Failure::from)?;
    Ok(Json(json!({ "challenge": challenge, "expires_in_s": ACTION_LIFE.as_secs() })))
}

/// The body of `/action`.
#[derive(Deserialize)]
pub(super) struct ActionBody {
    action: String,
}

/// An action that this device's owner really signed.
struct Signed<'a> {
    compact: &'a str,
    subject: Digest,
    claims: ActionClaims,
}

/// `POST {base}/action`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<ActionBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let receipt =
        node.database.write(move |db| submit_in(db, &task, &caller, &body.action)).await??;
    node.changed.notify_waiters();
    Ok(Json(json!({ "receipt": receipt })))
}

fn submit_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    compact: &str,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let (account, device) = match known(db, caller)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let Some(signed) = verified(node, (&account, &device), compact) else {
        return Ok(Err(Problem::InvalidAnswer));
    };
    // First of all, also for a device that is out: this action may be what put it out.
    if let Some(receipt) = action::receipt(db, &signed.subject.to_string())? {
        return Ok(Ok(receipt));
    }
    if !device.is_associated() {
        return Ok(Err(Problem::NotAssociated));
    }
    let key = node.secrets.action_key();
    if !action_challenge::is_good(key, &caller.id, signed.claims.challenge, now) {
        return Ok(Err(Problem::ActionExpired));
    }
    if let Err(problem) = allowed(db, &account, &device, &signed.claims.action, now)? {
        return Ok(Err(problem));
    }
    perform(db, node, (&account, &device), &signed)
}

/// Checks whose the action is: the approval key's of this device, about this account.
fn verified<'a>(
    node: &Node,
    (account, device): (&Account, &Device),
    compact: &'a str,
) -> Option<Signed<'a>> {
    let object = Compact::parse(compact).ok()?;
    if object.kid().ok()? != device.approval.thumbprint().as_str() {
        return None;
    }
    let possession = device.possession.thumbprint();
    let claims: ActionClaims =
        object.verify_between(&device.approval, possession.as_str(), &node.issuer).ok()?;
    (claims.account == account.pseudonym).then(|| Signed {
        compact,
        subject: object.subject(),
        claims,
    })
}

/// Whether the account lets this phone do it now: every action widens somebody's power.
fn allowed(
    db: &Connection,
    account: &Account,
    device: &Device,
    action: &Action,
    now: UnixMs,
) -> Result<Reply<()>, Failure> {
    if account.frozen {
        return Ok(Err(Problem::AccountFrozen));
    }
    if !device.has_password(account, now) {
        return Ok(Err(Problem::PasswordNeeded));
    }
    let power = account.power.at(now);
    let waits = match (power.held, action) {
        (Held::Nothing, _) | (Held::Settings, Action::Deactivate) => false,
        // The first one is no change of anything: whoever activated just now may have it. Until
        // nothing is held it proves no more than an SMS.
        (Held::Settings, Action::RecoveryCode { .. }) => {
            account::recovery_hash(db, account.id)?.is_some()
        }
        (Held::Widening, _) => true,
    };
    Ok(if waits { Err(Problem::Held { until: power.full_from }) } else { Ok(()) })
}

fn perform(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    signed: &Signed<'_>,
) -> Result<Reply<String>, Failure> {
    let now = node.now();
    let receipt = node.signer.current(db)?.sign(&ReceiptClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: device.possession.thumbprint().as_str().to_owned(),
        request_id: None,
        request: None,
        of: Some(signed.subject),
        state: ReceiptState::Done,
        time_ms: now.as_claim(),
    })?;
    let new = NewAction {
        account_id: account.id,
        device_id: device.id,
        kind: kind(&signed.claims.action),
        subject: &signed.subject.to_string(),
        challenge: &signed.claims.challenge.to_string(),
        object: signed.compact,
        receipt: &receipt,
    };
    if !action::insert(db, &new, now)? {
        // The challenge is used: two actions were signed over one.
        return Ok(Err(Problem::ActionExpired));
    }
    match &signed.claims.action {
        Action::Deactivate => changes::deactivate(db, node, (account, device))?,
        Action::RecoveryCode { hash } => {
            let link = link(db, node, account.id)?;
            let power = account.power.at(now);
            account::set_recovery_code(db, account.id, &hash.to_string(), power)?;
            notices::tell(
                db,
                node.name.as_str(),
                account,
                News::RecoveryCodeMade,
                Some(&link),
                now,
            )?;
        }
    }
    tracing::info!(account = %account.pseudonym.short(), kind = new.kind, "action done");
    Ok(Ok(receipt))
}

fn kind(action: &Action) -> &'static str {
    match action {
        Action::Deactivate => "deactivate",
        Action::RecoveryCode { .. } => "recovery_code",
    }
}
