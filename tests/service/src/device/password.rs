//! The account password, typed in the app.
//!
//! A wrong password, and an address that nobody has, give the same reply after the same work:
//! one look-up, one Argon2id, one write.

use assenso_core::secret::SecretText;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::Deserialize;

use super::Reply;
use super::call::{Call, Caller};
use super::problem::Problem;
use super::sessions::{Live, Next, live, live_or_send, next_of};
use crate::node::{Failure, Node, Shared};
use crate::policy::{MAX_EMAIL, MAX_PASSWORD};
use crate::sms::Purpose;
use crate::store::account::{self, Account};
use crate::store::session::{self, Bound, Session, Step};

/// The body of `/session/password`.
#[derive(Deserialize)]
pub(super) struct Credentials {
    session: String,
    email: String,
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

/// The account whose password was typed, with the hash that it was checked against.
type Verified = (i64, String);

/// `POST {base}/session/password`
pub(super) async fn submit(
    State(node): State<Shared>,
    call: Call<Credentials>,
) -> Result<Json<Next>, Problem> {
    let Call { caller, body } = call;
    let Credentials { session: id, email, password } = body;
    // EXPOSE: only its length is looked at.
    let fits = (1..=MAX_PASSWORD).contains(&password.expose().len());
    if !fits || !(1..=MAX_EMAIL).contains(&email.len()) {
        return Err(Problem::InvalidRequest);
    }
    let (of, session, now) = (caller.clone(), id.clone(), node.now());
    let credentials = node
        .database
        .write(move |db| match live(db, &of, &session, now)? {
            Ok(_) => Ok(Ok(account::credentials(db, &email)?)),
            Err(problem) => Ok(Err(problem)),
        })
        .await??;
    let stored = credentials.as_ref().map(|(_, hash)| hash.clone());
    let right = node.passwords.verify(stored, password).await.map_err(Failure::from)?;
    let verified = credentials.filter(|_| right);
    let task = node.clone();
    let next = node
        .database
        .write(move |db| proceed(db, &task, &caller, &id, verified.as_ref()))
        .await??;
    Ok(Json(next))
}

fn proceed(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    id: &str,
    verified: Option<&Verified>,
) -> Result<Reply<Next>, Failure> {
    let Live { session, account: bound } = match live(db, caller, id, node.now())? {
        Ok(live) => live,
        Err(problem) => return Ok(Err(problem)),
    };
    let account = match verified {
        Some((account_id, hash)) => unchanged(db, *account_id, hash)?,
        None => None,
    };
    let Some(account) = account else { return Ok(Err(wrong(db, session)?)) };
    match bound {
        Some(bound) if bound.id != account.id => Ok(Err(Problem::StepNotAllowed)),
        _ => right(db, node, caller, session, &account),
    }
}

/// The account, if its password is still the one that was checked.
fn unchanged(db: &Connection, account_id: i64, hash: &str) -> Result<Option<Account>, Failure> {
    let account = account::take_turn(db, account_id)?;
    let now = account::credentials(db, &account.email)?;
    Ok(now.is_some_and(|(_, current)| current == hash).then_some(account))
}

fn wrong(db: &Connection, mut session: Session) -> Result<Problem, Failure> {
    session.spend_try();
    session::update(db, &session)?;
    Ok(Problem::WrongCredentials)
}

fn right(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    mut session: Session,
    account: &Account,
) -> Result<Reply<Next>, Failure> {
    session.password_at = Some(node.now());
    if !matches!(session.step, Step::New | Step::Code) {
        session::update(db, &session)?;
        let live = Live { session, account: Some(account.clone()) };
        return Ok(Ok(next_of(db, &live, node.now())?));
    }
    session.bound = Some(Bound {
        account_id: account.id,
        password_changed: account.password_changed,
        owner_since: account.owner_since,
    });
    if !account.two_step {
        session.step = Step::NotActive;
        session::update(db, &session)?;
        let live = Live { session, account: Some(account.clone()) };
        return Ok(Ok(next_of(db, &live, node.now())?));
    }
    // Also where no SMS can be sent: a recovery code takes its place.
    session.step = Step::Code;
    session::update(db, &session)?;
    let sent = live_or_send(db, node, account, (&session, caller), Purpose::SignIn)?;
    Ok(sent.map(|sms| Next::SignInCode { sms }))
}
