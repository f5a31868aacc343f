//! The live update of the sign-in page, as server-sent events. An event says no more than what
//! the page shows when it is loaded again.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::stream::{self, Stream};
use rusqlite::Connection;

use super::cookies::Token;
use super::progress::{self, Progress};
use super::visitor::Visitor;
use crate::node::{Failure, Shared};
use crate::policy::POLL_EVERY;
use crate::time::UnixMs;

/// `GET /sign-in/events`
///
/// `waiting`, then `approved` or `over`, and the stream ends. It also ends when the node stops;
/// the browser then comes back by itself.
pub(crate) async fn stream(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    states(node, &visitor, |db, cookie, now| {
        Ok(match progress::look(db, cookie, now)?.progress {
            Progress::Waiting { .. } => "waiting",
            Progress::Approved => "approved",
            Progress::Nobody
            | Progress::NoPhone
            | Progress::Code
            | Progress::Over(_)
            | Progress::SignedIn => "over",
        })
    })
}

/// The state of a browser by its cookie's hash, in a word.
type Look = fn(&Connection, Option<&str>, UnixMs) -> Result<&'static str, Failure>;

/// What `look` says whenever it is something else than before, until it is no longer `waiting`.
pub(super) fn states(
    node: Shared,
    visitor: &Visitor,
    look: Look,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let hash = visitor.cookie.as_ref().map(Token::hash);
    let events = stream::unfold((node, Some(hash), ""), move |(node, hash, last)| async move {
        let hash = hash?;
        let state = next_state(&node, look, hash.clone(), last).await?;
        let rest = (state == "waiting").then_some(hash);
        Some((Ok(Event::default().event("state").data(state)), (node, rest, state)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// Waits until the state is no longer `last`; `None` if the node stops or the database fails.
async fn next_state(
    node: &Shared,
    look: Look,
    hash: Option<String>,
    last: &'static str,
) -> Option<&'static str> {
    loop {
        let changed = node.changed.notified();
        let (hash, now) = (hash.clone(), node.now());
        let state = node.database.read(move |db| look(db, hash.as_deref(), now)).await.ok()?;
        if state != last {
            return Some(state);
        }
        tokio::select! {
            () = changed => {}
            () = tokio::time::sleep(POLL_EVERY) => {}
            () = node.stopped() => return None,
        }
    }
}
