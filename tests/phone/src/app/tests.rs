//! The reducer: what follows what.

mod codes;
mod deeds;
mod gate;
mod outcome;
mod pairing;
mod properties;
mod requests;
mod settings;

use super::*;
use crate::samples::{NOW, accounts, associated, empty, in_seconds, keys, request, step, typed};
use crate::text::Lang;

const ACCOUNT: AccountKey = AccountKey(1);

/// Lets a list of requests come in.
fn came(model: &mut Model, requests: Vec<RequestItem>) {
    model.update(Action::Requests(ACCOUNT, Ok(requests)));
}

/// The id of the request on the screen.
fn shown(model: &Model) -> Option<&str> {
    match &model.front {
        Some(Front::Request(screen)) => Some(&screen.item.id),
        _ => None,
    }
}

/// The outcome on the screen.
fn outcome(model: &Model) -> Option<Outcome> {
    match &model.front {
        Some(Front::Outcome(screen)) => Some(screen.outcome),
        _ => None,
    }
}
