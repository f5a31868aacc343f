//! The fallback code: what the app shows when no push arrives, typed on the page.

use std::time::Duration;

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
use super::progress::{self, Progress};
use super::visitor::Visitor;
use super::waiting::finish;
use crate::node::{Failure, Node, Shared};
use crate::notices;
use crate::policy::WRONG_CODE_LIMIT;
use crate::store::account::{self, Account};
use crate::store::browser::{self, Method, Stage};
use crate::store::device::{self, Device};
use crate::store::limits::{self, Counted};
use crate::store::request;
use crate::time::UnixMs;
use crate::totp;

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    error: Option<&'static str>,
    push_allowed: bool,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(deserialize_with = "crate::secrets::code")]
    code: SecretText,
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Right,
    Wrong,
    TooMany(Duration),
    /// The browser has no business here.
    Elsewhere,
}

/// `GET /sign-in/code`
pub(crate) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    render(&node, &visitor, None).await
}

async fn render(
    node: &Shared,
    visitor: &Visitor,
    error: Option<&'static str>,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let look = node.database.read(move |db| progress::look(db, Some(&hash), now)).await?;
    let Some((_, account)) = look.found else { return Ok(page::see_other("/")) };
    if !account.methods.code || matches!(look.progress, Progress::SignedIn | Progress::NoPhone) {
        return Ok(page::see_other("/sign-in"));
    }
    let page = CodePage {
        f: Frame::new(node, visitor),
        csrf: csrf::token(node, &cookie),
        email: &account.email,
        error,
        push_allowed: account.methods.push,
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html(node, visitor, status, &page)
}

/// `POST /sign-in/code`
pub(crate) async fn submit(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let (task, hash, now, new) = (node.clone(), cookie.hash(), node.now(), Token::random()?);
    let new_id = new.hash();
    let verdict =
        node.database.write(move |db| check(db, &task, (&hash, new_id), &fields.code, now)).await?;
    let text = Frame::new(&node, &visitor).t;
    match verdict {
        Verdict::Right => {
            let mut response = page::see_other("/signed-in");
            page::set_cookie(&mut response, node.cookies.set_session(&new));
            node.changed.notify_waiters();
            Ok(response)
        }
        Verdict::Wrong => render(&node, &visitor, Some(text.wrong_code)).await,
        Verdict::TooMany(_) => render(&node, &visitor, Some(text.too_many_codes)).await,
        Verdict::Elsewhere => Ok(page::see_other("/sign-in")),
    }
}

fn check(
    db: &Connection,
    node: &Node,
    (cookie, new_cookie): (&str, String),
    typed: &SecretText,
    now: UnixMs,
) -> Result<Verdict, Failure> {
    let session = browser::live(db, cookie, now)?;
    let Some(session) = session.filter(|session| session.stage != Stage::SignedIn) else {
        return Ok(Verdict::Elsewhere);
    };
    let account = account::take_turn(db, session.account_id)?;
    let Some(device) = device::associated(db, account.id)? else { return Ok(Verdict::Elsewhere) };
    if !account.methods.code || account.frozen {
        return Ok(Verdict::Elsewhere);
    }
    let counted = Counted::WrongCodes(account.id);
    if let Some(wait) = limits::wait(db, counted, WRONG_CODE_LIMIT, now)? {
        return Ok(Verdict::TooMany(wait));
    }
    if !use_up(db, node, (&account, &device), typed, now)? {
        limits::note_wrong_code(db, account.id, "totp", now)?;
        return Ok(Verdict::Wrong);
    }
    if let Some(id) = &session.request_id {
        request::cancel(db, id, now)?;
    }
    finish(db, &session, (new_cookie, Method::Code), now)?;
    notices::code_used(db, &account, &device, now)?;
    tracing::info!(account = %account.pseudonym.short(), "signed in with a fallback code");
    Ok(Verdict::Right)
}

/// Whether the code is right; its time step is then used up.
fn use_up(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    typed: &SecretText,
    now: UnixMs,
) -> Result<bool, Failure> {
    let (sealed, last_step) = device::totp(db, device.id)?;
    let secret = node.secrets.open(&sealed, &device::totp_place(db, account, device.id)?)?;
    // EXPOSE: it is compared with the code of now.
    match totp::matching_step(&secret, typed.expose(), now, last_step) {
        Some(step) => Ok(device::use_totp_step(db, device.id, step)?),
        None => Ok(false),
    }
}
