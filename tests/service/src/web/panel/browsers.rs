//! The browsers that are signed in, and signing the others out: it takes power away, so nothing
//! more is asked.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::node::Shared;
use crate::notices::{browser_name, day_and_time, system_name};
use crate::store::{browser, request};
use crate::web::csrf::{self, Checked};
use crate::web::page::{self, Frame, PageError};
use crate::web::password::signed_in;
use crate::web::visitor::Visitor;
use crate::web::waiting::Nothing;

#[derive(Template)]
#[template(path = "browsers.html")]
struct Browsers<'a> {
    f: Frame<'a>,
    csrf: String,
    own: Line,
    others: Vec<Line>,
}

/// One browser.
struct Line {
    name: String,
    address: String,
    since: String,
}

/// `GET /browsers`
pub(super) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node
        .database
        .read(move |db| {
            let Some((own, account)) = signed_in(db, &hash, now)? else { return Ok(None) };
            Ok(Some((own, browser::signed_in(db, account.id, now)?)))
        })
        .await?;
    let Some((own, all)) = found else { return Ok(page::see_other("/")) };
    let f = Frame::new(&node, &visitor);
    let p = f.p;
    let line = |session: &browser::BrowserSession| {
        let seen = session.seen.as_ref();
        let name = seen.and_then(|seen| browser_name(seen.browser)).unwrap_or(p.browser_other);
        let system = seen.and_then(|seen| system_name(seen.system)).unwrap_or(p.system_other);
        Line {
            name: format!("{name} {} {system}", p.browser_on),
            address: seen.map(|seen| seen.address.to_string()).unwrap_or_default(),
            since: day_and_time(session.password_at.as_claim()),
        }
    };
    let others = all.iter().filter(|session| session.id != own.id).map(line).collect();
    let page = Browsers { csrf: csrf::token(&node, &cookie), own: line(&own), others, f };
    page::html(&node, &visitor, StatusCode::OK, &page)
}

/// `POST /browsers`
pub(super) async fn end_others(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (task, hash) = (node.clone(), form.cookie.hash());
    node.database
        .write(move |db| {
            let now = task.now();
            let Some((own, account)) = signed_in(db, &hash, now)? else { return Ok(()) };
            request::cancel_of_other_browsers(db, account.id, &own.browser, now)?;
            let ended = browser::end_others(db, account.id, &own.id)?;
            tracing::info!(account = %account.pseudonym.short(), ended, "other browsers signed out");
            Ok(())
        })
        .await?;
    node.changed.notify_waiters();
    Ok(page::see_other("/browsers"))
}
