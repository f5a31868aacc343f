//! "Add this mailbox to a phone": a link and its QR code for the mailbox that is signed in.
//! PROTOCOL.md section 6.
//!
//! The link tells a phone where to go and whose key to believe there. It lets nobody in.

use askama::Template;
use assenso_core::crypto::Thumbprint;
use assenso_core::jose::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::csrf::{self, Checked};
use super::page::{self, Frame, PageError};
use super::progress::{self, Progress};
use super::qr::{self, Qr};
use super::texts::Outcome;
use super::visitor::Visitor;
use super::waiting::Nothing;
use crate::node::{Failure, Node, Shared};
use crate::random::random_token;
use crate::store::{chain, invitation};

/// The path of every invitation; what follows it never leaves the browser.
pub(crate) const PATH: &str = "/.well-known/assenso/invite";

#[derive(Template)]
#[template(path = "invitation.html")]
struct Open<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    link: &'a str,
    qr: Qr,
    left: String,
    left_s: u64,
}

#[derive(Template)]
#[template(path = "invitation_over.html")]
struct Over<'a> {
    f: Frame<'a>,
    csrf: String,
    used: bool,
    title: &'static str,
    text: &'static str,
}

#[derive(Template)]
#[template(path = "invite.html")]
struct Landing<'a> {
    f: Frame<'a>,
}

/// `POST /invitation`: makes one.
pub(crate) async fn make(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (hash, now) = (form.cookie.hash(), node.now());
    let id = random_token::<16>()?;
    let token = token(&node, &id)?;
    let made = node
        .database
        .write(move |db| {
            let look = progress::look(db, Some(&hash), now)?;
            let (Some((session, account)), Progress::SignedIn) = (look.found, look.progress) else {
                return Ok(false);
            };
            let by = (account.id, session.browser.as_str());
            invitation::insert(db, (&id, &invitation::hash(token)), by, now)?;
            tracing::info!(account = %account.pseudonym.short(), "made an invitation");
            Ok(true)
        })
        .await?;
    Ok(page::see_other(if made { "/invitation" } else { "/" }))
}

/// `GET /invitation`: the newest one of this browser.
pub(crate) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let (look, newest, root) = node
        .database
        .read(move |db| {
            let look = progress::look(db, Some(&hash), now)?;
            let newest = match &look.found {
                Some((session, account)) => invitation::newest(db, account.id, &session.browser)?,
                None => None,
            };
            Ok((look, newest, chain::root(db)?))
        })
        .await?;
    let (Some((_, account)), Progress::SignedIn) = (look.found, look.progress) else {
        return Ok(page::see_other("/"));
    };
    let Some(invitation) = newest else { return Ok(page::see_other("/signed-in")) };
    let f = Frame::new(&node, &visitor);
    let csrf = csrf::token(&node, &cookie);
    let used = invitation.used;
    if used || invitation.expires <= now {
        let Outcome { title, text } = if used { f.t.invite_used } else { f.t.invite_expired };
        let page = Over { f, csrf, used, title, text };
        return page::html(&node, &visitor, StatusCode::OK, &page);
    }
    let link = link(&node, token(&node, &invitation.id)?, &root);
    let left = now.until(invitation.expires);
    let page = Open {
        f,
        csrf,
        email: &account.email,
        qr: qr::draw(&link).ok_or(Failure::Stored("issuer"))?,
        link: &link,
        left: page::minutes(left),
        left_s: page::seconds(left),
    };
    page::html(&node, &visitor, StatusCode::OK, &page)
}

/// `GET /.well-known/assenso/invite`: for a browser in which a link was opened, not the app.
pub(crate) async fn landing(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    page::html(&node, &visitor, StatusCode::OK, &Landing { f: Frame::new(&node, &visitor) })
}

fn token(node: &Node, id: &str) -> Result<Bytes<16>, Failure> {
    // EXPOSE: the page shows it to whom it belongs, and the database its hash.
    let token = Bytes::parse(node.secrets.invitation_token(id).expose());
    token.ok_or(Failure::Stored("invitation"))
}

fn link(node: &Node, token: Bytes<16>, root: &Thumbprint) -> String {
    format!("{}{PATH}#t={token}&r={}", node.issuer, root.as_str())
}
