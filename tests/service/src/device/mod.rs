//! The routes that phones call: PROTOCOL.md sections 1, 2 and 6 to 10.
//!
//! Each handler gets a [`call::Call`], which exists only if its proof was good, does its work in
//! one transaction, and answers with JSON or a [`problem::Problem`].

mod account;
mod action;
mod action_challenge;
mod answers;
mod association;
mod call;
mod challenge;
mod commit;
mod discovery;
mod inbox;
mod nonce;
mod number;
mod password;
mod problem;
mod proof;
mod recovery;
mod report;
mod sessions;
mod statement;
mod verify;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};

pub(crate) use account::put_out;

use crate::node::Shared;
use problem::Problem;

/// The path of the base.
pub(crate) const BASE_PATH: &str = "/assenso/v1";

/// What a transaction of a device call ends with. It is committed either way: a refusal often
/// has something to count.
type Reply<T> = Result<T, Problem>;

pub(crate) fn routes(node: &Shared) -> Router<Shared> {
    let calls = Router::new()
        .route("/session", post(sessions::open))
        .route("/session/password", post(password::submit))
        .route("/session/code", post(sessions::code))
        .route("/session/next", post(sessions::next))
        .route("/session/sms", post(sessions::sms))
        .route("/session/number", post(number::submit))
        .route("/session/recovery", post(recovery::sign_in))
        .route("/pairing", post(challenge::begin))
        .route("/pairing/challenge", post(challenge::make))
        .route("/pairing/statement", post(statement::submit))
        .route("/pairing/commit", post(commit::submit))
        .route("/inbox", post(inbox::fetch))
        .route("/inbox/wait", post(inbox::wait))
        .route("/answers", post(answers::submit))
        .route("/report", post(report::submit))
        .route("/association", post(association::status))
        .route("/account", post(account::show))
        .route("/action/password", post(account::password))
        .route("/action/challenge", post(action::challenge))
        .route("/action", post(action::submit))
        .route("/recovery", post(recovery::end_probation))
        .route("/sign-out", post(account::sign_out))
        .route("/keys/{from}", get(discovery::keys))
        .method_not_allowed_fallback(async || Problem::MethodNotAllowed)
        .fallback(async || Problem::NotFound)
        .layer(middleware::from_fn_with_state(node.clone(), add_nonce));
    Router::new().nest(BASE_PATH, calls).route("/.well-known/assenso", get(discovery::document))
}

/// Every reply carries a fresh nonce, so that the next call needs no second try.
async fn add_nonce(State(node): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    let nonce = nonce::issue(node.secrets.nonce_key(), node.now()).ok();
    if let Some(nonce) = nonce.and_then(|nonce| HeaderValue::from_str(&nonce).ok()) {
        headers.insert("dpop-nonce", nonce);
    }
    response
}
