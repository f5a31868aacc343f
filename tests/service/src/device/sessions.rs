//! Sessions of the app: opening, the code of purpose `sign_in`, where one stands.

use assenso_core::jose::Bytes;
use assenso_core::secret::SecretText;
use axum::Json;
use axum::extract::State;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Reply;
use super::call::{Call, Caller};
use super::number;
use super::problem::Problem;
use crate::node::{Failure, Node, Shared};
use crate::policy::{
    PASSWORD_TRIES, RANK_HOLDS, SESSION_LIFE, SESSION_LIMIT, SIGNED_IN_LIFE, source,
};
use crate::random::random_token;
use crate::sms::{self, Holder, Purpose, Sending, Sms, Verdict};
use crate::store::account::{self, Account};
use crate::store::device::{self, Proof};
use crate::store::limits::{self, Counted};
use crate::store::session::{self, Session, Step};
use crate::store::{invitation, pairing, sms_code};
use crate::time::UnixMs;

/// A body without members.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// The body of `/session`.
#[derive(Deserialize)]
pub(super) struct Opening {
    #[serde(default, deserialize_with = "crate::secrets::given")]
    invitation: Option<SecretText>,
}

/// A session that was opened, with the mailbox that it was invited to.
type Opened = (Session, Option<String>);

/// A body that names a session.
#[derive(Deserialize)]
pub(super) struct InSession {
    pub(super) session: String,
}

/// What the phone does next.
#[derive(Debug, Serialize)]
#[serde(tag = "next", rename_all = "snake_case")]
pub(super) enum Next {
    Password,
    SignInCode {
        sms: Sms,
    },
    SignedIn {
        expires_in_s: u64,
    },
    AssociateCode {
        sms: Sms,
    },
    Statement,
    NumberCode {
        sms: Sms,
    },
    NotActive {
        /// The number that codes go to, masked, if there is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
    },
}

/// A session that lives, with its account if the password was right.
pub(super) struct Live {
    pub(super) session: Session,
    pub(super) account: Option<Account>,
}

/// Finds a session of the caller's key, takes its account's turn, and checks that it still
/// lives: in time, and with the account as it was at the right password.
pub(super) fn live(
    db: &Connection,
    caller: &Caller,
    id: &str,
    now: UnixMs,
) -> Result<Reply<Live>, Failure> {
    match session::of_key(db, id, &caller.id)? {
        None => Ok(Err(Problem::SessionNotBound)),
        Some(session) => alive(db, session, now),
    }
}

fn alive(db: &Connection, session: Session, now: UnixMs) -> Result<Reply<Live>, Failure> {
    if session.step == Step::Ended || session.expires <= now {
        return Ok(Err(Problem::SessionEnded));
    }
    let Some(bound) = session.bound else { return Ok(Ok(Live { session, account: None })) };
    let account = account::take_turn(db, bound.account_id)?;
    let same = account.password_changed == bound.password_changed
        && account.owner_since == bound.owner_since
        && account.two_step == (session.step != Step::NotActive);
    if same {
        Ok(Ok(Live { session, account: Some(account) }))
    } else {
        Ok(Err(Problem::SessionEnded))
    }
}

/// A session that has come as far as `step`, with its account.
pub(super) fn at_step(
    db: &Connection,
    caller: &Caller,
    (id, step): (&str, Step),
    now: UnixMs,
) -> Result<Reply<(Session, Account)>, Failure> {
    Ok(live(db, caller, id, now)?.and_then(|live| match (live.session.step, live.account) {
        (found, Some(account)) if found == step => Ok((live.session, account)),
        _ => Err(Problem::StepNotAllowed),
    }))
}

/// A session that may associate its phone: signed in, or about to turn 2-step verification on and
/// with a number that codes can be sent to.
pub(super) fn ready_to_pair(
    db: &Connection,
    caller: &Caller,
    id: &str,
    now: UnixMs,
) -> Result<Reply<(Session, Account)>, Failure> {
    Ok(live(db, caller, id, now)?.and_then(|live| match (live.session.step, live.account) {
        (Step::SignedIn, Some(account)) => Ok((live.session, account)),
        (Step::NotActive, Some(account)) => {
            if account.number.is_some() || live.session.number.is_some() {
                Ok((live.session, account))
            } else {
                Err(Problem::NoNumber)
            }
        }
        _ => Err(Problem::StepNotAllowed),
    }))
}

/// Whether nothing about the account keeps this session from making its phone the device: no
/// freezing, which only a recovery code ends, and no phone that came in with a better proof.
pub(super) fn may_pair(
    db: &Connection,
    session: &Session,
    account: &Account,
    now: UnixMs,
) -> Result<Reply<()>, Failure> {
    if account.frozen && session.proof(account, now) < Proof::Recovery {
        return Ok(Err(Problem::AccountFrozen));
    }
    if let Some(hash) = &session.recovered
        && account::recovery_hash(db, account.id)?.as_ref() != Some(hash)
    {
        // It was used, or another one took its place.
        return Ok(Err(Problem::SessionEnded));
    }
    let stands = device::associated(db, account.id)?.filter(|device| {
        device.proof > session.proof(account, now) && now < device.since.plus(RANK_HOLDS)
    });
    Ok(stands.map_or(Ok(()), |device| {
        Err(Problem::Outranked { wait: now.until(device.since.plus(RANK_HOLDS)) })
    }))
}

/// `POST {base}/session`
pub(super) async fn open(
    State(node): State<Shared>,
    call: Call<Opening>,
) -> Result<Json<Value>, Problem> {
    let now = node.now();
    let Call { caller, body } = call;
    let source = node.secrets.bucket("session", &source(caller.address));
    let token = body.invitation.as_ref().map(token_hash).transpose()?;
    let (session, email) = node
        .database
        .write(move |db| open_in(db, &caller, token.as_deref(), &source, now))
        .await??;
    let mut reply = json!({
        "session": session.id,
        "expires_in_s": now.until(session.expires).as_secs(),
    });
    if let (Some(email), Some(members)) = (email, reply.as_object_mut()) {
        members.insert("email".to_owned(), email.into());
    }
    Ok(Json(reply))
}

/// What the database knows a token by.
fn token_hash(token: &SecretText) -> Result<String, Problem> {
    // EXPOSE: it is hashed.
    let bytes = Bytes::<16>::parse(token.expose()).ok_or(Problem::InvalidRequest)?;
    Ok(invitation::hash(bytes))
}

fn open_in(
    db: &Connection,
    caller: &Caller,
    token: Option<&str>,
    source: &[u8],
    now: UnixMs,
) -> Result<Reply<Opened>, Failure> {
    if device::knows(db, &caller.id)? {
        return Ok(Err(Problem::KeyKnown));
    }
    // Of a session that is refused nothing is kept.
    let invited = |session: Session| match token {
        None => Ok(Ok((session, None))),
        Some(token) => Ok(match invitation::redeem(db, token, &session.id, now)? {
            Some(email) => Ok((session, Some(email))),
            None => Err(Problem::InvitationOver),
        }),
    };
    if let Some(earlier) = session::newest_of_key(db, &caller.id)?
        && let Ok(live) = alive(db, earlier, now)?
    {
        return invited(live.session);
    }
    if let Some(wait) = limits::wait(db, Counted::Sessions(source), SESSION_LIMIT, now)? {
        return Ok(Err(Problem::RateLimited { wait }));
    }
    let (_, counted_for) = SESSION_LIMIT;
    session::forget_idle(db, now.minus(counted_for))?;
    let session = Session {
        id: random_token::<16>()?,
        possession: caller.possession,
        step: Step::New,
        password_tries_left: PASSWORD_TRIES,
        number: None,
        recovered: None,
        password_at: None,
        bound: None,
        expires: now.plus(SESSION_LIFE),
    };
    let opened = invited(session)?;
    if let Ok((session, _)) = &opened {
        session::insert(db, session, source, now)?;
    }
    Ok(opened)
}

/// The body of `/session/code`. The code of purpose `associate` does not belong there.
#[derive(Deserialize)]
pub(super) struct CodeBody {
    pub(super) session: String,
    purpose: Purpose,
    pub(super) code: String,
}

/// `POST {base}/session/code`
pub(super) async fn code(
    State(node): State<Shared>,
    call: Call<CodeBody>,
) -> Result<Json<Next>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let next = node
        .database
        .write(move |db| match body.purpose {
            Purpose::SignIn => code_in(db, &task, &caller, &body),
            Purpose::VerifyNumber => number::verify(db, &task, &caller, &body),
            Purpose::Associate
            | Purpose::BrowserSignIn
            | Purpose::NewNumber
            | Purpose::ChangeNumber => Ok(Err(Problem::InvalidRequest)),
        })
        .await??;
    Ok(Json(next))
}

fn code_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &CodeBody,
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
    if account.frozen {
        return Ok(Err(Problem::AccountFrozen));
    }
    let holder = Holder::of(&session, &account, &caller.id);
    let typed = (Purpose::SignIn, body.code.as_str());
    match sms::check(db, node, &account, holder, typed, now)? {
        Verdict::Right { .. } => {
            session.step = Step::SignedIn;
            session.expires = now.plus(SIGNED_IN_LIFE);
            session::update(db, &session)?;
            tracing::info!(device = caller.id.short(), "signed in, not associated");
        }
        Verdict::Again => {}
        refused => return Ok(Err(refusal(&refused))),
    }
    Ok(Ok(next_of(db, &Live { session, account: Some(account) }, now)?))
}

/// The refusal that a verdict other than right means.
pub(super) fn refusal(verdict: &Verdict) -> Problem {
    match verdict {
        Verdict::Wrong { tries_left } => Problem::WrongCode { tries_left: *tries_left },
        Verdict::TooMany { wait } => Problem::TooManyTries { wait: *wait },
        Verdict::Burned | Verdict::Again | Verdict::Right { .. } => Problem::CodeBurned,
    }
}

/// `POST {base}/session/next`
pub(super) async fn next(
    State(node): State<Shared>,
    call: Call<InSession>,
) -> Result<Json<Next>, Problem> {
    let now = node.now();
    let next = node
        .database
        .write(move |db| match live(db, &call.caller, &call.body.session, now)? {
            Ok(live) => Ok(Ok(next_of(db, &live, now)?)),
            Err(problem) => Ok(Err(problem)),
        })
        .await??;
    Ok(Json(next))
}

/// Where a live session stands.
pub(super) fn next_of(db: &Connection, live: &Live, now: UnixMs) -> Result<Next, Failure> {
    let Live { session, account } = live;
    let decides = match (session.step, account) {
        (Step::Code, _) => {
            let sms = sms::newest(db, &session.id, Purpose::SignIn, now)?;
            return Ok(sms.map_or(Next::Password, |sms| Next::SignInCode { sms }));
        }
        (Step::SignedIn, Some(_)) => {
            Next::SignedIn { expires_in_s: now.until(session.expires).as_secs() }
        }
        (Step::NotActive, Some(account)) => {
            if let Some(sms) = sms::live(db, &session.id, Purpose::VerifyNumber, now)? {
                return Ok(Next::NumberCode { sms });
            }
            let number = account.number.as_deref().or(session.number.as_deref());
            Next::NotActive { number: number.map(sms::masked) }
        }
        _ => return Ok(Next::Password),
    };
    if let Some(sms) = sms::live(db, &session.id, Purpose::Associate, now)? {
        return Ok(Next::AssociateCode { sms });
    }
    let newest = pairing::newest(db, &session.id)?;
    Ok(if newest.is_some_and(|newest| newest.is_open(now)) { Next::Statement } else { decides })
}

/// The body of `/session/sms`.
#[derive(Deserialize)]
pub(super) struct SmsBody {
    session: String,
    purpose: Purpose,
}

/// `POST {base}/session/sms`
pub(super) async fn sms(
    State(node): State<Shared>,
    call: Call<SmsBody>,
) -> Result<Json<Value>, Problem> {
    let task = node.clone();
    let Call { caller, body } = call;
    let sms = node.database.write(move |db| sms_in(db, &task, &caller, &body)).await??;
    Ok(Json(json!({ "sms": sms })))
}

fn sms_in(
    db: &Connection,
    node: &Node,
    caller: &Caller,
    body: &SmsBody,
) -> Result<Reply<Sms>, Failure> {
    let now = node.now();
    let found = match body.purpose {
        Purpose::SignIn => at_step(db, caller, (&body.session, Step::Code), now)?,
        Purpose::Associate => ready_to_pair(db, caller, &body.session, now)?,
        Purpose::VerifyNumber => at_step(db, caller, (&body.session, Step::NotActive), now)?,
        Purpose::BrowserSignIn | Purpose::NewNumber | Purpose::ChangeNumber => {
            Err(Problem::InvalidRequest)
        }
    };
    let (session, account) = match found {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let newest = sms_code::newest(db, &session.id, body.purpose.as_str())?;
    let Some(newest) = newest.filter(|code| code.state != sms_code::CodeState::Used) else {
        return Ok(Err(Problem::StepNotAllowed));
    };
    let mut holder = Holder::of(&session, &account, &caller.id);
    if body.purpose == Purpose::VerifyNumber {
        holder.number = Some(&newest.number);
    }
    send(db, node, &account, holder, body.purpose)
}

/// Sends a code, or says why not.
pub(super) fn send(
    db: &Connection,
    node: &Node,
    account: &Account,
    holder: Holder<'_>,
    purpose: Purpose,
) -> Result<Reply<Sms>, Failure> {
    if account.frozen {
        return Ok(Err(Problem::AccountFrozen));
    }
    Ok(match sms::send(db, node, account, holder, purpose, node.now())? {
        Sending::Sent(sms) => Ok(sms),
        Sending::NoNumber => Err(Problem::NoNumber),
        Sending::TooMany { wait } => Err(Problem::TooManySms { wait }),
    })
}

/// The code that is live for a purpose, or a new one.
pub(super) fn live_or_send(
    db: &Connection,
    node: &Node,
    account: &Account,
    (session, caller): (&Session, &Caller),
    purpose: Purpose,
) -> Result<Reply<Sms>, Failure> {
    if let Some(sms) = sms::live(db, &session.id, purpose, node.now())? {
        return Ok(Ok(sms));
    }
    send(db, node, account, Holder::of(session, account, &caller.id), purpose)
}
