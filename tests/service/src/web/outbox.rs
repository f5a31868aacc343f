//! The outbox: what would have been sent. It is for demos, so anybody on this machine may read
//! it, and nobody else.

use std::net::IpAddr;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::page::{self, Frame, PageError};
use super::visitor::Visitor;
use crate::node::{Node, Shared};
use crate::store::outbox::{self, Message};
use crate::time::UnixMs;

const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "outbox.html")]
struct Outbox<'a> {
    f: Frame<'a>,
    messages: Vec<Shown>,
}

/// A message with its code, if it has one, apart.
struct Shown {
    channel: String,
    kind: &'static str,
    to: String,
    time: String,
    subject: String,
    before: String,
    code: String,
    after: String,
}

/// `GET /outbox`
pub(crate) async fn page(
    State(node): State<Shared>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, PageError> {
    if !may_read(&node, &headers, &visitor) {
        return Ok(page::missing(&node, &visitor));
    }
    let messages = node.database.read(|db| Ok(outbox::newest(db, SHOWN)?)).await?;
    let f = Frame::new(&node, &visitor);
    let messages = messages.into_iter().map(|message| shown(&f, message)).collect();
    page::html(&node, &visitor, StatusCode::OK, &Outbox { f, messages })
}

/// `GET /outbox.json`
pub(crate) async fn json(
    State(node): State<Shared>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, PageError> {
    if !may_read(&node, &headers, &visitor) {
        return Ok(page::missing(&node, &visitor));
    }
    let messages = node.database.read(|db| Ok(outbox::newest(db, SHOWN)?)).await?;
    Ok(Json(json!({ "messages": messages })).into_response())
}

/// The caller is on this machine, and its browser means this machine: a page elsewhere whose
/// name was made to point here would send another `Host`.
fn may_read(node: &Node, headers: &HeaderMap, visitor: &Visitor) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let named = node.issuer.split_once("://").is_some_and(|(_, authority)| authority == host);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let loopback =
        bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    visitor.address.is_loopback() && (named || loopback)
}

fn shown(f: &Frame<'_>, message: Message) -> Shown {
    let (before, code, after) = parted(&message.text);
    Shown {
        kind: match message.channel.as_str() {
            "sms" => "SMS",
            "email" => "E-mail",
            _ => f.t.to_phone,
        },
        channel: message.channel,
        to: message.to,
        time: time_of_day(message.at_ms),
        subject: message.subject,
        before,
        code,
        after,
    }
}

/// The text around its six digits.
fn parted(text: &str) -> (String, String, String) {
    let code = text
        .split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == 6)
        .unwrap_or_default();
    match text.split_once(code) {
        Some((before, after)) if !code.is_empty() => {
            (before.to_owned(), code.to_owned(), after.to_owned())
        }
        _ => (text.to_owned(), String::new(), String::new()),
    }
}

/// Hours, minutes and seconds in UTC.
fn time_of_day(at: UnixMs) -> String {
    let seconds = at.as_millis().div_euclid(1_000).rem_euclid(86_400);
    let (hours, rest) = (seconds.div_euclid(3_600), seconds.rem_euclid(3_600));
    format!("{hours:02}:{:02}:{:02} UTC", rest.div_euclid(60), rest.rem_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_message_stands_apart() {
        let (before, code, after) = parted("To +393471234567: 012345, good for 5 minutes");
        assert_eq!((before.as_str(), code.as_str()), ("To +393471234567: ", "012345"));
        assert_eq!(after, ", good for 5 minutes");
        assert_eq!(parted("no code").1, "");
    }

    #[test]
    fn times_are_shown_as_utc() {
        assert_eq!(time_of_day(UnixMs::from_millis(86_399_999)), "23:59:59 UTC");
    }
}
