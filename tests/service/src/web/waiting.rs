//! Between the password and the phone's answer.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Connection;
use serde::Deserialize;

use super::cookies::Token;
use super::csrf::{self, Checked};
use super::page::{self, Frame, PageError};
use super::progress::{self, Over, Progress};
use super::sms_code;
use super::texts::Outcome;
use super::visitor::Visitor;
use crate::node::{Failure, Shared};
use crate::policy::{BROWSER_LIFE, KNOWN_LIFE};
use crate::store::account::{self, Account};
use crate::store::browser::{self, BrowserSession, Method, Stage};
use crate::store::{device, request};
use crate::time::UnixMs;

#[derive(Template)]
#[template(path = "waiting.html")]
struct Waiting<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    number: &'a str,
    /// Digit by digit, for those who listen.
    number_spoken: String,
    left: String,
    left_s: u64,
    again_s: u64,
    again_in: String,
    code_allowed: bool,
    sms_allowed: bool,
}

#[derive(Template)]
#[template(path = "approved.html")]
struct Approved<'a> {
    f: Frame<'a>,
    csrf: String,
}

#[derive(Template)]
#[template(path = "over.html")]
struct Ended<'a> {
    f: Frame<'a>,
    csrf: String,
    title: &'static str,
    text: &'static str,
    again: bool,
    again_s: u64,
    again_in: String,
    code_allowed: bool,
    sms_allowed: bool,
}

/// A form with nothing but its token.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

/// `GET /sign-in`
pub(crate) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let task = node.clone();
    let (look, wait) = node
        .database
        .read(move |db| {
            let look = progress::look(db, Some(&hash), now)?;
            let wait = match &look.found {
                Some((session, account)) => progress::wait(db, &task, account, session, now)?,
                None => Duration::ZERO,
            };
            Ok((look, wait))
        })
        .await?;
    let Some((session, account)) = look.found else { return Ok(page::see_other("/")) };
    let f = Frame::new(&node, &visitor);
    let csrf = csrf::token(&node, &cookie);
    let (again_s, again_in) = (page::seconds(wait), page::minutes(wait));
    let may_ask = account.methods.push && (session.known || !account.refuses_unknown);
    let sms_allowed = sms_code::may(&account);
    let said = |outcome| (outcome, may_ask, account.methods.code);
    let (outcome, again, code_allowed) = match look.progress {
        Progress::Nobody => return Ok(page::see_other("/")),
        Progress::SignedIn => return Ok(page::see_other("/signed-in")),
        Progress::Code => return Ok(page::see_other("/sign-in/code")),
        Progress::Approved => {
            return page::html(&node, &visitor, StatusCode::OK, &Approved { f, csrf });
        }
        Progress::Waiting { number, left } => {
            let page = waiting(f, csrf, &account, (&number, wait), left);
            return page::html(&node, &visitor, StatusCode::OK, &page);
        }
        Progress::NoPhone if sms_allowed => (f.t.no_phone_sms, false, false),
        Progress::NoPhone => (f.t.no_phone, false, false),
        Progress::Over(why) => said(outcome(&f, why)),
    };
    let Outcome { title, text } = outcome;
    let page = Ended { f, csrf, title, text, again, again_s, again_in, code_allowed, sms_allowed };
    page::html(&node, &visitor, StatusCode::OK, &page)
}

fn waiting<'a>(
    f: Frame<'a>,
    csrf: String,
    account: &'a Account,
    (number, wait): (&'a str, Duration),
    left: Duration,
) -> Waiting<'a> {
    Waiting {
        f,
        csrf,
        email: &account.email,
        number,
        number_spoken: number.chars().flat_map(|digit| [digit, ' ']).collect(),
        left: page::minutes(left),
        left_s: page::seconds(left),
        again_s: page::seconds(wait),
        again_in: page::minutes(wait),
        code_allowed: account.methods.code,
        sms_allowed: sms_code::may(account),
    }
}

fn outcome(f: &Frame<'_>, why: Over) -> Outcome {
    match why {
        Over::NotConfirmed => f.t.not_confirmed,
        Over::Denied => f.t.denied,
        Over::WrongNumber => f.t.wrong_number,
        Over::Expired => f.t.expired,
        Over::Replaced => f.t.replaced,
        Over::OtherBrowser => f.t.other_browser,
    }
}

/// `POST /sign-in/again`: a new request for the same browser.
pub(crate) async fn again(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (task, visitor, hash, now) = (node.clone(), form.visitor, form.cookie.hash(), node.now());
    node.database
        .write(move |db| {
            let Some(mut session) = unfinished(db, &hash, now)? else { return Ok(()) };
            let account = account::take_turn(db, session.account_id)?;
            progress::ask(db, &task, &account, &mut session, &visitor, now)?;
            browser::move_to(db, &hash, session.stage, session.request_id.as_deref())?;
            Ok(())
        })
        .await?;
    node.changed.notify_waiters();
    Ok(page::see_other("/sign-in"))
}

fn unfinished(db: &Connection, hash: &str, now: UnixMs) -> Result<Option<BrowserSession>, Failure> {
    let session = browser::live(db, hash, now)?;
    Ok(session.filter(|session| session.stage != Stage::SignedIn))
}

/// `POST /sign-in/continue`: takes an approval up, once.
pub(crate) async fn go_on(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (hash, known, now) = (form.cookie.hash(), form.visitor.known, node.now());
    let (new, new_known) = (Token::random()?, Token::random()?);
    let (new_id, new_known_id) = (new.hash(), new_known.hash());
    let consumed = node
        .database
        .write(move |db| {
            let Some(session) = unfinished(db, &hash, now)? else { return Ok(false) };
            let Some(id) = session.request_id.clone() else { return Ok(false) };
            let account = account::take_turn(db, session.account_id)?;
            let device = device::associated(db, account.id)?;
            if device.is_none() || !request::consume(db, &id, &hash, now)? {
                return Ok(false);
            }
            finish(db, &session, (new_id, Method::Push), now)?;
            if let Some(known) = known {
                browser::carry_known(db, &known.hash(), &new_known_id)?;
            }
            browser::make_known(db, &new_known_id, account.id, now)?;
            tracing::info!(account = %account.pseudonym.short(), "signed in with an approval");
            Ok(true)
        })
        .await?;
    if !consumed {
        return Ok(page::see_other("/sign-in"));
    }
    let mut response = page::see_other("/signed-in");
    page::set_cookie(&mut response, node.cookies.set_session(&new));
    page::set_cookie(&mut response, node.cookies.set_known(&new_known, KNOWN_LIFE));
    Ok(response)
}

/// Signs the browser in, under a new cookie.
pub(crate) fn finish(
    db: &Connection,
    session: &BrowserSession,
    (id, method): (String, Method),
    now: UnixMs,
) -> Result<(), Failure> {
    browser::remove(db, &session.id)?;
    let signed_in = BrowserSession {
        id,
        stage: Stage::SignedIn,
        request_id: None,
        method: Some(method),
        expires: now.plus(BROWSER_LIFE),
        ..session.clone()
    };
    Ok(browser::insert(db, &signed_in, now)?)
}

/// `POST /sign-in/leave` and `POST /sign-out`: cancels what waits, and forgets the browser's
/// session. It stays a known browser.
pub(crate) async fn leave(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (hash, now) = (form.cookie.hash(), node.now());
    node.database
        .write(move |db| {
            if let Some(session) = browser::live(db, &hash, now)?
                && let Some(id) = session.request_id
            {
                request::cancel(db, &id, now)?;
            }
            Ok(browser::remove(db, &hash)?)
        })
        .await?;
    node.changed.notify_waiters();
    Ok(page::see_other("/"))
}
