//! "It was not me": the page of a link in a notice. Looking does nothing, only its button does.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::page::{self, Frame, PageError};
use super::visitor::Visitor;
use crate::contest;
use crate::node::Shared;
use crate::notices::day_and_time;

/// The path of every link.
pub(crate) const ROUTE: &str = "/contest/{token}";

#[derive(Template)]
#[template(path = "contest.html")]
struct Ask<'a> {
    f: Frame<'a>,
    email: &'a str,
    moment: String,
}

/// `GET /contest/{token}`
pub(crate) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let task = node.clone();
    let found = node.database.read(move |db| contest::look(db, &task, &token)).await?;
    let f = Frame::new(&node, &visitor);
    match found {
        Some((contest, account)) if !contest.used => {
            let moment = day_and_time(contest.since.as_claim());
            let page = Ask { f, email: &account.email, moment };
            page::html(&node, &visitor, StatusCode::OK, &page)
        }
        Some((_, account)) if account.frozen => {
            Ok(page::notice(&node, &visitor, StatusCode::OK, f.t.contest_frozen))
        }
        _ => Ok(page::notice(&node, &visitor, StatusCode::GONE, f.t.contest_over)),
    }
}

/// `POST /contest/{token}`: the link is the authority, so nothing else is asked for.
pub(crate) async fn act(
    State(node): State<Shared>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let task = node.clone();
    let text = token.clone();
    node.database.write(move |db| contest::act(db, &task, &text)).await?;
    node.changed.notify_waiters();
    show(State(node), visitor, Path(token)).await
}
