//! A code by SMS, typed on the page: for whoever has the phone not at hand, or none.

use askama::Template;
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Connection;
use serde::Deserialize;

use super::cookies::Token;
use super::csrf::{self, Checked};
use super::page::{self, Frame, PageError};
use super::texts::Texts;
use super::visitor::Visitor;
use super::waiting::{Nothing, finish};
use crate::node::{Failure, Node, Shared};
use crate::notices;
use crate::sms::{self, Holder, Purpose, Sending, Verdict, masked};
use crate::store::account::{self, Account};
use crate::store::browser::{self, BrowserSession, Method, Stage};
use crate::store::{device, request};
use crate::time::UnixMs;

#[derive(Template)]
#[template(path = "sms.html")]
struct SmsPage<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    number: String,
    sent: bool,
    error: Option<&'static str>,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(deserialize_with = "crate::secrets::code")]
    code: SecretText,
}

/// What went wrong.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    Wrong,
    Burned,
    TooManyCodes,
    TooManySms,
}

impl Trouble {
    fn text(self, t: &Texts) -> &'static str {
        match self {
            Self::Wrong => t.sms_wrong,
            Self::Burned => t.sms_burned,
            Self::TooManyCodes => t.too_many_codes,
            Self::TooManySms => t.sms_too_many,
        }
    }
}

/// The session of a browser that may sign in by SMS, and its account.
fn allowed(
    db: &Connection,
    cookie: &str,
    now: UnixMs,
) -> Result<Option<(BrowserSession, Account)>, Failure> {
    let session = browser::live(db, cookie, now)?;
    let Some(session) = session.filter(|session| session.stage != Stage::SignedIn) else {
        return Ok(None);
    };
    let account = account::by_id(db, session.account_id)?;
    Ok(may(&account).then_some((session, account)))
}

/// Whether an account's owner signs in by SMS.
pub(super) fn may(account: &Account) -> bool {
    account.methods.sms && account.number.is_some() && !account.frozen
}

/// Codes of a browser are bound to its session and to the number.
fn holder<'a>(session: &'a BrowserSession, account: &'a Account) -> Holder<'a> {
    Holder { session: &session.id, possession: None, number: account.number.as_deref() }
}

/// `GET /sign-in/sms`
pub(crate) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    render(&node, &visitor, None).await
}

async fn render(
    node: &Shared,
    visitor: &Visitor,
    trouble: Option<Trouble>,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node
        .database
        .read(move |db| {
            let Some((session, account)) = allowed(db, &hash, now)? else { return Ok(None) };
            let sent = sms::live(db, &session.id, Purpose::BrowserSignIn, now)?.is_some();
            Ok(Some((account, sent)))
        })
        .await?;
    let Some((account, sent)) = found else { return Ok(page::see_other("/sign-in")) };
    let f = Frame::new(node, visitor);
    let page = SmsPage {
        csrf: csrf::token(node, &cookie),
        email: &account.email,
        number: account.number.as_deref().map(masked).unwrap_or_default(),
        sent,
        error: trouble.map(|trouble| trouble.text(f.t)),
        f,
    };
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html(node, visitor, status, &page)
}

/// `POST /sign-in/sms/send`: sends a code. Only its button does: nobody pays for looking.
pub(crate) async fn send(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (task, hash, now) = (node.clone(), form.cookie.hash(), node.now());
    let sending = node
        .database
        .write(move |db| {
            let Some((session, account)) = allowed(db, &hash, now)? else { return Ok(None) };
            let account = account::take_turn(db, account.id)?;
            let holder = holder(&session, &account);
            sms::send(db, &task, &account, holder, Purpose::BrowserSignIn, now).map(Some)
        })
        .await?;
    match sending {
        Some(Sending::TooMany { .. }) => {
            render(&node, &form.visitor, Some(Trouble::TooManySms)).await
        }
        Some(Sending::Sent(_) | Sending::NoNumber) | None => Ok(page::see_other("/sign-in/sms")),
    }
}

/// `POST /sign-in/sms`
pub(crate) async fn submit(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let (task, hash, now, new) = (node.clone(), cookie.hash(), node.now(), Token::random()?);
    let new_id = new.hash();
    let checked =
        node.database.write(move |db| check(db, &task, (&hash, new_id), &fields.code, now)).await?;
    match checked {
        Some(Ok(())) => {
            let mut response = page::see_other("/signed-in");
            page::set_cookie(&mut response, node.cookies.set_session(&new));
            node.changed.notify_waiters();
            Ok(response)
        }
        Some(Err(trouble)) => render(&node, &visitor, Some(trouble)).await,
        None => Ok(page::see_other("/sign-in")),
    }
}

fn check(
    db: &Connection,
    node: &Node,
    (cookie, new_cookie): (&str, String),
    typed: &SecretText,
    now: UnixMs,
) -> Result<Option<Result<(), Trouble>>, Failure> {
    let Some((session, account)) = allowed(db, cookie, now)? else { return Ok(None) };
    let account = account::take_turn(db, account.id)?;
    if !may(&account) {
        return Ok(None);
    }
    // EXPOSE: it is compared with what was sent.
    let typed = (Purpose::BrowserSignIn, typed.expose());
    match sms::check(db, node, &account, holder(&session, &account), typed, now)? {
        Verdict::Right { .. } => {}
        Verdict::Wrong { .. } => return Ok(Some(Err(Trouble::Wrong))),
        Verdict::Again | Verdict::Burned => return Ok(Some(Err(Trouble::Burned))),
        Verdict::TooMany { .. } => return Ok(Some(Err(Trouble::TooManyCodes))),
    }
    if let Some(id) = &session.request_id {
        request::cancel(db, id, now)?;
    }
    finish(db, &session, (new_cookie, Method::Sms), now)?;
    let phone = device::associated(db, account.id)?;
    notices::sms_used(db, &account, phone.as_ref(), now)?;
    tracing::info!(account = %account.pseudonym.short(), "signed in with a code by SMS");
    Ok(Some(Ok(())))
}
