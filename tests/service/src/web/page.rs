//! Rendering: a template, a status, the cookies to set. And the pages for what went wrong.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::panel::{PanelTexts, panel_texts};
use super::texts::{Outcome, Texts, texts};
use super::visitor::Visitor;
use crate::node::{Failure, Node, Shared};
use crate::policy::KNOWN_LIFE;

/// What every template needs.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) t: &'static Texts,
    /// The account panel's.
    pub(crate) p: &'static PanelTexts,
    pub(crate) lang: &'static str,
    pub(crate) provider: &'a str,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(node: &'a Node, visitor: &Visitor) -> Self {
        Self {
            t: texts(visitor.language),
            p: panel_texts(visitor.language),
            lang: visitor.language.as_str(),
            provider: node.name.as_str(),
        }
    }
}

/// Renders a page, and keeps a language that was chosen just now.
pub(crate) fn html(
    node: &Node,
    visitor: &Visitor,
    status: StatusCode,
    page: &impl Template,
) -> Result<Response, PageError> {
    let html = page.render().map_err(|_| Failure::Stored("template"))?;
    let mut response = (status, Html(html)).into_response();
    if visitor.chose_language {
        let cookie = node.cookies.set_language(visitor.language.as_str(), KNOWN_LIFE);
        set_cookie(&mut response, cookie);
    }
    Ok(response)
}

/// Sends the browser on after a form.
pub(crate) fn see_other(to: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, HeaderValue::from_static(to))]).into_response()
}

/// Time left, as a page shows it: minutes and seconds, rounded up.
pub(crate) fn minutes(left: Duration) -> String {
    let seconds = seconds(left);
    format!("{}:{:02}", seconds.div_euclid(60), seconds.rem_euclid(60))
}

/// Whole seconds, rounded up: when none is left, the time is over.
pub(crate) fn seconds(left: Duration) -> u64 {
    left.as_secs().saturating_add(u64::from(left.subsec_nanos() > 0))
}

pub(crate) fn set_cookie(response: &mut Response, cookie: HeaderValue) {
    response.headers_mut().append(header::SET_COOKIE, cookie);
}

#[derive(Template)]
#[template(path = "notice.html")]
struct Notice<'a> {
    f: Frame<'a>,
    title: &'static str,
    text: &'static str,
}

/// A page that only says something.
pub(super) fn notice(
    node: &Node,
    visitor: &Visitor,
    status: StatusCode,
    said: Outcome,
) -> Response {
    let page = Notice { f: Frame::new(node, visitor), title: said.title, text: said.text };
    html(node, visitor, status, &page).unwrap_or_else(IntoResponse::into_response)
}

/// A form without the right token.
pub(crate) fn refused(node: &Node, visitor: &Visitor) -> Response {
    notice(node, visitor, StatusCode::FORBIDDEN, texts(visitor.language).refused)
}

/// A form that can't be read.
pub(crate) fn unreadable(node: &Node, visitor: &Visitor, status: StatusCode) -> Response {
    notice(node, visitor, status, texts(visitor.language).refused)
}

/// A page that is not for this visitor, or not there.
pub(crate) fn missing(node: &Node, visitor: &Visitor) -> Response {
    notice(node, visitor, StatusCode::NOT_FOUND, texts(visitor.language).missing)
}

pub(crate) async fn no_such_page(State(node): State<Shared>, visitor: Visitor) -> Response {
    missing(&node, &visitor)
}

/// Something failed inside. It is logged once, here, and the visitor gets its number.
#[derive(Debug)]
pub(crate) struct PageError(Failure);

impl<E: Into<Failure>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let incident = crate::random::random_token::<6>().unwrap_or_default();
        tracing::error!(%incident, error = %self.0, "a page failed");
        let status = if self.0.is_busy() {
            StatusCode::SERVICE_UNAVAILABLE
        } else {
            StatusCode::INTERNAL_SERVER_ERROR
        };
        let text = format!("Something went wrong. / Qualcosa è andato storto. ({incident})\n");
        (status, text).into_response()
    }
}
