//! The page behind the door: who is signed in, and how.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::csrf;
use super::page::{self, Frame, PageError};
use super::progress::{self, Progress};
use super::visitor::Visitor;
use crate::node::Shared;
use crate::store::browser::Method;

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedIn<'a> {
    f: Frame<'a>,
    csrf: String,
    name: &'a str,
    email: &'a str,
    method: &'static str,
    how: &'static str,
}

/// `GET /signed-in`
pub(crate) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let look = node.database.read(move |db| progress::look(db, Some(&hash), now)).await?;
    let (Some((session, account)), Progress::SignedIn) = (look.found, look.progress) else {
        return Ok(page::see_other("/"));
    };
    let f = Frame::new(&node, &visitor);
    let (method, how) = match session.method {
        Some(Method::Push) => ("push", f.t.by_push),
        Some(Method::Code) => ("code", f.t.by_code),
        Some(Method::Sms) => ("sms", f.t.by_sms),
        Some(Method::Password) | None => ("password", f.t.by_password),
    };
    let csrf = csrf::token(&node, &cookie);
    let page = SignedIn { f, csrf, name: &account.name, email: &account.email, method, how };
    page::html(&node, &visitor, StatusCode::OK, &page)
}
