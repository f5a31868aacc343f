//! 2-step verification as it stands, and turning it off: the password and a second press here, then
//! the phone.

use askama::Template;
use assenso_core::protocol::PanelAction;
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Connection;
use serde::Deserialize;

use super::asking::{ask, hindrance};
use crate::node::{Failure, Shared};
use crate::notices::day_and_time;
use crate::sms::masked;
use crate::store::account::{self, Account, Primary};
use crate::store::device;
use crate::time::UnixMs;
use crate::web::cookies::Token;
use crate::web::csrf::{self, Checked};
use crate::web::page::{self, Frame, PageError};
use crate::web::password::{confirm, signed_in};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "two_step.html")]
struct TwoStep<'a> {
    f: Frame<'a>,
    account: &'a Account,
    phone: Option<(String, String)>,
    number: Option<String>,
    recovery: bool,
    code_first: bool,
    held_until: Option<String>,
}

/// What the page shows beside the account itself.
struct Shown {
    account: Account,
    phone: Option<(String, UnixMs)>,
    recovery: bool,
}

fn shown(db: &Connection, cookie: &str, now: UnixMs) -> Result<Option<Shown>, Failure> {
    let Some((_, account)) = signed_in(db, cookie, now)? else { return Ok(None) };
    let phone = match device::associated(db, account.id)? {
        Some(device) => Some((device::name(db, device.id)?, device.since)),
        None => None,
    };
    let recovery = account::recovery_hash(db, account.id)?.is_some();
    Ok(Some(Shown { account, phone, recovery }))
}

/// `GET /two-step`
pub(super) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let shown = node.database.read(move |db| shown(db, &hash, now)).await?;
    let Some(Shown { account, phone, recovery }) = shown else { return Ok(page::see_other("/")) };
    let power = account.power.at(now);
    let held = power.full_from > now && phone.is_some();
    let page = TwoStep {
        f: Frame::new(&node, &visitor),
        phone: phone.map(|(name, since)| (name, day_and_time(since.as_claim()))),
        number: account.number.as_deref().map(masked),
        recovery,
        code_first: account.methods.primary == Primary::Code,
        held_until: held.then(|| day_and_time(power.full_from.as_claim())),
        account: &account,
    };
    page::html(&node, &visitor, StatusCode::OK, &page)
}

#[derive(Template)]
#[template(path = "two_step_off.html")]
struct Off<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    /// Why nothing that is typed helps now.
    hindrance: Option<String>,
    error: Option<String>,
}

/// The password, typed for the second press.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

/// `GET /two-step/off`
pub(super) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    render(&node, &visitor, None).await
}

async fn render(
    node: &Shared,
    visitor: &Visitor,
    error: Option<String>,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node
        .database
        .read(move |db| {
            let Some((_, account)) = signed_in(db, &hash, now)? else { return Ok(None) };
            let trouble = hindrance(db, &account, &PanelAction::Deactivate {}, now)?;
            Ok(Some((account, trouble)))
        })
        .await?;
    let Some((account, trouble)) = found else { return Ok(page::see_other("/")) };
    if !account.two_step {
        return Ok(page::see_other("/two-step"));
    }
    let f = Frame::new(node, visitor);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let hindrance = trouble.map(|trouble| trouble.text(f.p));
    let error = error.filter(|_| hindrance.is_none());
    let csrf = csrf::token(node, &cookie);
    page::html(node, visitor, status, &Off { f, csrf, email: &account.email, hindrance, error })
}

/// `POST /two-step/off`
pub(super) async fn turn_off(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let f = Frame::new(&node, &visitor);
    match confirm(&node, &cookie, fields.password).await? {
        None => return Ok(page::see_other("/")),
        Some(false) => {
            return render(&node, &visitor, Some(f.t.password_wrong.to_owned())).await;
        }
        Some(true) => {}
    }
    match asked(&node, &visitor, &cookie, PanelAction::Deactivate {}).await? {
        Some(error) => render(&node, &visitor, Some(error)).await,
        None => Ok(page::see_other("/change")),
    }
}

/// Asks the phone for a browser that has just typed the right password; why it was not asked.
pub(super) async fn asked(
    node: &Shared,
    visitor: &Visitor,
    cookie: &Token,
    action: PanelAction,
) -> Result<Option<String>, Failure> {
    let (task, hash, seen) = (node.clone(), cookie.hash(), visitor.clone());
    let asked = node
        .database
        .write(move |db| {
            let found = signed_in(db, &hash, task.now())?;
            let Some((session, account)) = found else { return Ok(Ok(())) };
            let account = account::take_turn(db, account.id)?;
            ask(db, &task, (&session, &account), &seen, action)
        })
        .await?;
    node.changed.notify_waiters();
    Ok(asked.err().map(|trouble| trouble.text(Frame::new(node, visitor).p)))
}
