//! The account panel's first page: who is signed in and how, and the ways to everything else.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::node::Shared;
use crate::store::browser::Method;
use crate::web::csrf;
use crate::web::page::{self, Frame, PageError};
use crate::web::password::signed_in;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "signed_in.html")]
struct Overview<'a> {
    f: Frame<'a>,
    csrf: String,
    name: &'a str,
    email: &'a str,
    two_step: bool,
    method: &'static str,
    how: &'static str,
}

/// `GET /signed-in`
pub(super) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node.database.read(move |db| signed_in(db, &hash, now)).await?;
    let Some((session, account)) = found else { return Ok(page::see_other("/")) };
    let f = Frame::new(&node, &visitor);
    let (method, how) = match session.method {
        Some(Method::Push) => ("push", f.t.by_push),
        Some(Method::Code) => ("code", f.t.by_code),
        Some(Method::Sms) => ("sms", f.t.by_sms),
        Some(Method::Password) | None => ("password", f.t.by_password),
    };
    let page = Overview {
        f,
        csrf: csrf::token(&node, &cookie),
        name: &account.name,
        email: &account.email,
        two_step: account.two_step,
        method,
        how,
    };
    page::html(&node, &visitor, StatusCode::OK, &page)
}
