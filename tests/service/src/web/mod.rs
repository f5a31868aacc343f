//! The pages that people see in a browser.
//!
//! Each handler reads the request, asks the database in one transaction, and renders a template.
//! Forms are answered with a redirect, so that going back or reloading repeats nothing.

mod agent;
mod assets;
mod contest;
mod cookies;
mod csrf;
mod events;
mod fallback_code;
mod headers;
mod invitation;
mod language;
mod notice_address;
mod outbox;
mod page;
mod panel;
mod password;
mod progress;
mod qr;
mod sign_in;
mod sms_code;
mod texts;
mod visitor;
mod waiting;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

pub(crate) use cookies::CookieNames;

use crate::node::Shared;

/// Bytes of a form: an address, a password, a token.
const MAX_FORM: usize = 8 * 1024;

pub(crate) fn routes(node: &Shared) -> Router<Shared> {
    Router::new()
        .route("/", get(sign_in::form))
        .route("/sign-in", get(waiting::show).post(sign_in::submit))
        .route("/sign-in/events", get(events::stream))
        .route("/sign-in/again", post(waiting::again))
        .route("/sign-in/continue", post(waiting::go_on))
        .route("/sign-in/leave", post(waiting::leave))
        .route("/sign-in/code", get(fallback_code::form).post(fallback_code::submit))
        .route("/sign-in/sms", get(sms_code::form).post(sms_code::submit))
        .route("/sign-in/sms/send", post(sms_code::send))
        .merge(panel::routes())
        .route("/notice-address", get(notice_address::form).post(notice_address::give))
        .route("/notice-address/code", post(notice_address::confirm))
        .route("/password", get(password::form).post(password::submit))
        .route("/sign-out", post(waiting::leave))
        .route("/invitation", get(invitation::show).post(invitation::make))
        .route(invitation::PATH, get(invitation::landing))
        .route(contest::ROUTE, get(contest::show).post(contest::act))
        .route("/outbox", get(outbox::page))
        .route("/outbox.json", get(outbox::json))
        .route("/assets/{name}", get(assets::file))
        .fallback(page::no_such_page)
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(middleware::from_fn_with_state(node.clone(), headers::add))
}
