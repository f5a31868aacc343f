//! Changing the password, signed in and with the current one. Everything that was signed in with
//! the one before ends; unknown browsers may ask the phone again.

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
use super::texts::Texts;
use super::visitor::Visitor;
use crate::contest;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::policy::{DEVICE_PASSWORD_LIMIT, MAX_PASSWORD, MIN_PASSWORD};
use crate::store::account::{self, Account};
use crate::store::browser::{self, BrowserSession};
use crate::store::limits::{self, Counted};
use crate::time::UnixMs;

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    error: Option<&'static str>,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(deserialize_with = "crate::secrets::typed")]
    current: SecretText,
    #[serde(deserialize_with = "crate::secrets::typed")]
    new: SecretText,
    #[serde(deserialize_with = "crate::secrets::typed")]
    again: SecretText,
}

/// What went wrong.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    Wrong,
    Different,
    Form,
    Same,
}

impl Trouble {
    fn text(self, t: &Texts) -> &'static str {
        match self {
            Self::Wrong => t.password_wrong,
            Self::Different => t.password_different,
            Self::Form => t.password_form,
            Self::Same => t.password_same,
        }
    }
}

/// The account of a browser that is signed in.
pub(super) fn signed_in(
    db: &Connection,
    cookie: &str,
    now: UnixMs,
) -> Result<Option<(BrowserSession, Account)>, Failure> {
    let look = progress::look(db, Some(cookie), now)?;
    Ok(look.found.filter(|_| matches!(look.progress, Progress::SignedIn)))
}

/// `GET /password`
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
    let found = node.database.read(move |db| signed_in(db, &hash, now)).await?;
    let Some((_, account)) = found else { return Ok(page::see_other("/")) };
    let f = Frame::new(node, visitor);
    let error = trouble.map(|trouble| trouble.text(f.t));
    let csrf = csrf::token(node, &cookie);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html(node, visitor, status, &PasswordPage { f, csrf, email: &account.email, error })
}

/// `POST /password`
pub(crate) async fn submit(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    if let Some(trouble) = trouble(&fields) {
        return render(&node, &visitor, Some(trouble)).await;
    }
    // Counted before it is checked: a hundred guesses sent at once are a hundred, too.
    let (task, hash, now) = (node.clone(), cookie.hash(), node.now());
    let begun = node.database.write(move |db| begin(db, &task, &hash, now)).await?;
    let Some((noted, stored)) = begun else { return Ok(page::see_other("/")) };
    let right = node.passwords.verify(Some(stored.clone()), fields.current).await?;
    if !right {
        return render(&node, &visitor, Some(Trouble::Wrong)).await;
    }
    let new_hash = node.passwords.hash(fields.new).await?;
    let (task, hash, new) = (node.clone(), cookie.hash(), Token::random()?);
    let new_id = new.hash();
    let changed = node
        .database
        .write(move |db| {
            limits::forget_wrong_password(db, noted)?;
            change(db, &task, (&hash, new_id), (&stored, &new_hash))
        })
        .await?;
    if !changed {
        return Ok(page::see_other("/"));
    }
    node.changed.notify_waiters();
    let mut response = page::see_other("/signed-in");
    page::set_cookie(&mut response, node.cookies.set_session(&new));
    Ok(response)
}

fn trouble(typed: &Typed) -> Option<Trouble> {
    // EXPOSE: they are compared, and measured.
    let [current, new, again] = [&typed.current, &typed.new, &typed.again].map(SecretText::expose);
    if new.chars().count() < MIN_PASSWORD || new.len() > MAX_PASSWORD {
        Some(Trouble::Form)
    } else if current.len() > MAX_PASSWORD {
        Some(Trouble::Wrong)
    } else if new != again {
        Some(Trouble::Different)
    } else if new == current {
        Some(Trouble::Same)
    } else {
        None
    }
}

/// Notes a try, and what the password is checked with. The sixth wrong one in an hour signs the
/// browser out: it is not its owner's.
pub(super) fn begin(
    db: &Connection,
    node: &Node,
    cookie: &str,
    now: UnixMs,
) -> Result<Option<(i64, String)>, Failure> {
    let Some((session, account)) = signed_in(db, cookie, now)? else { return Ok(None) };
    let source = node.secrets.bucket("panel password", &session.browser);
    if limits::wait(db, Counted::WrongPasswords(&source), DEVICE_PASSWORD_LIMIT, now)?.is_some() {
        browser::remove(db, cookie)?;
        return Ok(None);
    }
    let noted = limits::note_wrong_password(db, &source, now)?;
    Ok(Some((noted, account::password_hash(db, account.id)?)))
}

/// Whether the password that was typed on a page is the account's; `None` if the browser is not
/// signed in, or no longer.
pub(super) async fn confirm(
    node: &Shared,
    cookie: &Token,
    typed: SecretText,
) -> Result<Option<bool>, Failure> {
    // EXPOSE: only its length is looked at.
    if typed.expose().len() > MAX_PASSWORD {
        return Ok(Some(false));
    }
    // Counted before it is checked: a hundred guesses sent at once are a hundred, too.
    let (task, hash, now) = (node.clone(), cookie.hash(), node.now());
    let begun = node.database.write(move |db| begin(db, &task, &hash, now)).await?;
    let Some((noted, stored)) = begun else { return Ok(None) };
    if !node.passwords.verify(Some(stored), typed).await? {
        return Ok(Some(false));
    }
    node.database.write(move |db| Ok(limits::forget_wrong_password(db, noted)?)).await?;
    Ok(Some(true))
}

fn change(
    db: &Connection,
    node: &Node,
    (cookie, new_cookie): (&str, String),
    (verified, new_hash): (&str, &str),
) -> Result<bool, Failure> {
    let now = node.now();
    let Some((session, account)) = signed_in(db, cookie, now)? else { return Ok(false) };
    let account = account::take_turn(db, account.id)?;
    if account.frozen || !account::change_password(db, account.id, (verified, new_hash), now)? {
        return Ok(false);
    }
    let link = contest::link(db, node, account.id)?;
    browser::remove(db, cookie)?;
    let own = BrowserSession { id: new_cookie, password_at: now, ..session };
    browser::insert(db, &own, now)?;
    notices::tell(db, node.name.as_str(), &account, News::PasswordChanged, Some(&link), now)?;
    tracing::info!(account = %account.pseudonym.short(), "password changed");
    Ok(true)
}
