//! The sign-in form: address and password.

use askama::Template;
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::cookies::Token;
use super::csrf::{self, Checked};
use super::page::{self, Frame, PageError};
use super::progress::{self, Progress};
use super::visitor::Visitor;
use crate::node::{Failure, Node, Shared};
use crate::policy::{BROWSER_LIFE, MAX_PASSWORD, PASSWORD_LIFE, WRONG_PASSWORD_LIMIT, source};
use crate::random::random_token;
use crate::store::account::{self, Primary};
use crate::store::browser::{self, BrowserSession, Method, Seen, Stage};
use crate::store::limits::{self, Counted};
use crate::store::request;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    error: Option<&'static str>,
}

/// `GET /`
pub(crate) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let hash = visitor.cookie.as_ref().map(Token::hash);
    let now = node.now();
    let look = node.database.read(move |db| progress::look(db, hash.as_deref(), now)).await?;
    match look.progress {
        Progress::Nobody => {}
        Progress::SignedIn => return Ok(page::see_other("/signed-in")),
        _ => return Ok(page::see_other("/sign-in")),
    }
    let (cookie, is_new) = match visitor.cookie.clone() {
        Some(cookie) => (cookie, false),
        None => (Token::random()?, true),
    };
    let mut response = render(&node, &visitor, &cookie, ("", None))?;
    if is_new {
        page::set_cookie(&mut response, node.cookies.set_session(&cookie));
    }
    Ok(response)
}

fn render(
    node: &Node,
    visitor: &Visitor,
    cookie: &Token,
    (email, error): (&str, Option<&'static str>),
) -> Result<Response, PageError> {
    let page =
        SignIn { f: Frame::new(node, visitor), csrf: csrf::token(node, cookie), email, error };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html(node, visitor, status, &page)
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    email: String,
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

enum Accepted {
    Wrong,
    TooMany,
    Right { cookie: Token, signed_in: bool },
}

/// `POST /sign-in`
///
/// A wrong password and an address that nobody has give the same page after the same work.
pub(crate) async fn submit(
    State(node): State<Shared>,
    form: Checked<Credentials>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let text = Frame::new(&node, &visitor).t;
    match accept(&node, &visitor, &cookie, fields.email.clone(), fields.password).await? {
        Accepted::Right { cookie, signed_in } => {
            let to = if signed_in { "/signed-in" } else { "/sign-in" };
            let mut response = page::see_other(to);
            page::set_cookie(&mut response, node.cookies.set_session(&cookie));
            node.changed.notify_waiters();
            Ok(response)
        }
        Accepted::Wrong => {
            render(&node, &visitor, &cookie, (&fields.email, Some(text.wrong_credentials)))
        }
        Accepted::TooMany => {
            render(&node, &visitor, &cookie, (&fields.email, Some(text.too_many_passwords)))
        }
    }
}

async fn accept(
    node: &Shared,
    visitor: &Visitor,
    cookie: &Token,
    email: String,
    password: SecretText,
) -> Result<Accepted, Failure> {
    let source = node.secrets.bucket("password", &source(visitor.address));
    let now = node.now();
    // Counted before it is checked: a hundred guesses sent at once are a hundred, too.
    let counted = node
        .database
        .write(move |db| {
            let counted = Counted::WrongPasswords(&source);
            if limits::wait(db, counted, WRONG_PASSWORD_LIMIT, now)?.is_some() {
                return Ok(None);
            }
            let noted = limits::note_wrong_password(db, &source, now)?;
            Ok(Some((noted, account::credentials(db, &email)?)))
        })
        .await?;
    let Some((noted, credentials)) = counted else { return Ok(Accepted::TooMany) };
    // EXPOSE: only its length is looked at.
    let fits = password.expose().len() <= MAX_PASSWORD;
    let stored = credentials.as_ref().filter(|_| fits).map(|(_, hash)| hash.clone());
    let right = node.passwords.verify(stored, password).await?;
    let Some((account_id, hash)) = credentials.filter(|_| right) else {
        return Ok(Accepted::Wrong);
    };
    node.database.write(move |db| Ok(limits::forget_wrong_password(db, noted)?)).await?;
    begin(node, visitor, cookie, (account_id, hash)).await
}

/// The password was right: a new cookie, and a request to the phone.
async fn begin(
    node: &Shared,
    visitor: &Visitor,
    cookie: &Token,
    (account_id, verified): (i64, String),
) -> Result<Accepted, Failure> {
    let (task, visitor, old) = (node.clone(), visitor.clone(), cookie.hash());
    let new = Token::random()?;
    let now = node.now();
    node.database
        .write(move |db| {
            let account = account::take_turn(db, account_id)?;
            let still = account::credentials(db, &account.email)?;
            if still != Some((account_id, verified)) {
                return Ok(Accepted::Wrong);
            }
            if let Some(earlier) = browser::live(db, &old, now)?
                && let Some(waiting) = earlier.request_id
            {
                request::cancel(db, &waiting, now)?;
            }
            let same_browser = browser::browser_of(db, &old)?;
            browser::remove(db, &old)?;
            let known = match &visitor.known {
                Some(token) => browser::is_known(db, &token.hash(), account_id, now)?,
                None => false,
            };
            let mut session = BrowserSession {
                id: new.hash(),
                browser: same_browser.map_or_else(random_token::<16>, Ok)?,
                account_id,
                known,
                stage: Stage::SignedIn,
                request_id: None,
                method: Some(Method::Password),
                password_at: now,
                expires: now.plus(BROWSER_LIFE),
                seen: Some(Seen {
                    browser: visitor.browser,
                    system: visitor.system,
                    address: visitor.address,
                }),
            };
            if account.two_step {
                session.method = None;
                session.expires = now.plus(PASSWORD_LIFE);
                if account.methods.primary == Primary::Code && account.methods.code {
                    session.stage = Stage::Code;
                } else {
                    progress::ask(db, &task, &account, &mut session, &visitor, now)?;
                }
            }
            browser::insert(db, &session, now)?;
            Ok(Accepted::Right { cookie: new, signed_in: session.stage == Stage::SignedIn })
        })
        .await
}
