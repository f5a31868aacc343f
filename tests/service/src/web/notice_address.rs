//! A notice address: where the owner reads what happened outside the mailbox, which somebody else
//! may be in. One is given with the password and confirmed by a code mailed there; another one in its
//! place is asked on the phone, too.

use askama::Template;
use assenso_core::protocol::{DisplayText, MAX_DISPLAY_CHARS, PanelAction};
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use lettre::Address;
use rusqlite::Connection;
use serde::Deserialize;

use super::csrf::{self, Checked};
use super::page::{self, Frame, PageError};
use super::panel;
use super::password::{confirm as confirm_password, signed_in};
use super::visitor::Visitor;
use crate::changes;
use crate::mailed_code::{self, MailPurpose, MailVerdict};
use crate::node::{Failure, Node, Shared};
use crate::policy::MAX_EMAIL;
use crate::store::account::{self, Account, folded};
use crate::store::notice_code;
use crate::time::UnixMs;

#[derive(Template)]
#[template(path = "notice_address.html")]
struct AddressPage<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    step: Step,
    typed: &'a str,
    /// Why nothing that is typed helps now.
    hindrance: Option<String>,
    error: Option<String>,
}

/// Where the owner stands.
enum Step {
    /// A code was mailed there.
    Confirm(String),
    /// One can be given, also in place of the one that there is.
    Ask { known: Option<String> },
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Form,
    Inside,
    Same,
    WrongPassword,
    TooManyMails,
    WrongCode,
    TooManyCodes,
    /// The phone can't be asked.
    Asking(panel::Trouble),
}

impl Trouble {
    fn text(self, f: &Frame<'_>) -> String {
        let t = f.t;
        let text = match self {
            Self::Asking(trouble) => return trouble.text(f.p),
            Self::Same => t.notice_same,
            Self::Form => t.notice_form,
            Self::Inside => t.notice_inside,
            Self::WrongPassword => t.password_wrong,
            Self::TooManyMails => t.notice_too_many,
            Self::WrongCode => t.notice_wrong_code,
            Self::TooManyCodes => t.too_many_codes,
        };
        text.to_owned()
    }
}

/// An address and the account's password.
#[derive(Deserialize)]
pub(crate) struct Given {
    address: String,
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

/// The code from the mail.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(deserialize_with = "crate::secrets::code")]
    code: SecretText,
}

/// `GET /notice-address`
pub(crate) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    render(&node, &visitor, ("", None)).await
}

async fn render(
    node: &Shared,
    visitor: &Visitor,
    (typed, trouble): (&str, Option<Trouble>),
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node
        .database
        .read(move |db| {
            let Some((_, account)) = signed_in(db, &hash, now)? else { return Ok(None) };
            let waiting = notice_code::live(db, account.id, now)?;
            let hindered = match &account.notice_address {
                Some(known) => hindrance(db, &account, known, now)?,
                None => hindrance(db, &account, "", now)?,
            };
            Ok(Some((account, waiting, hindered)))
        })
        .await?;
    let Some((account, waiting, hindrance)) = found else { return Ok(page::see_other("/")) };
    let known = account.notice_address.clone();
    // A code to the address that there is confirms something else.
    let step = match waiting.filter(|code| known.as_ref() != Some(&code.address)) {
        Some(code) => Step::Confirm(code.address),
        None => Step::Ask { known },
    };
    let f = Frame::new(node, visitor);
    let error = trouble.filter(|_| hindrance.is_none()).map(|trouble| trouble.text(&f));
    let hindrance = hindrance.map(|trouble| trouble.text(&f));
    let csrf = csrf::token(node, &cookie);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = AddressPage { f, csrf, email: &account.email, step, typed, hindrance, error };
    page::html(node, visitor, status, &page)
}

/// `POST /notice-address`: the right password mails a code there.
pub(crate) async fn give(
    State(node): State<Shared>,
    form: Checked<Given>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let address = folded(&fields.address);
    if !is_address(&address) {
        return render(&node, &visitor, (&fields.address, Some(Trouble::Form))).await;
    }
    match confirm_password(&node, &cookie, fields.password).await? {
        None => return Ok(page::see_other("/")),
        Some(false) => {
            return render(&node, &visitor, (&fields.address, Some(Trouble::WrongPassword))).await;
        }
        Some(true) => {}
    }
    let (task, hash) = (node.clone(), cookie.hash());
    let trouble = node.database.write(move |db| mail(db, &task, &hash, &address)).await?;
    match trouble {
        Some(trouble) => render(&node, &visitor, (&fields.address, Some(trouble))).await,
        None => Ok(page::see_other("/notice-address")),
    }
}

fn is_address(address: &str) -> bool {
    let shown: String = address.chars().take(MAX_DISPLAY_CHARS).collect();
    address.len() <= MAX_EMAIL
        && DisplayText::new(shown).is_ok()
        // What mail is sent with reads it.
        && address.parse::<Address>().is_ok_and(|address| address.domain().contains('.'))
}

fn mail(
    db: &Connection,
    node: &Node,
    cookie: &str,
    address: &str,
) -> Result<Option<Trouble>, Failure> {
    let Some((_, account)) = signed_in(db, cookie, node.now())? else { return Ok(None) };
    let account = account::take_turn(db, account.id)?;
    if let Some(trouble) = hindrance(db, &account, address, node.now())? {
        return Ok(Some(trouble));
    }
    if address == account.email {
        return Ok(Some(Trouble::Inside));
    }
    if account.notice_address.as_deref() == Some(address) {
        return Ok(Some(Trouble::Same));
    }
    let mailed = mailed_code::send(db, node, &account, (MailPurpose::NoticeAddress, address))?;
    Ok((!mailed).then_some(Trouble::TooManyMails))
}

/// Why the account gets no other address now, whatever is proved. The first one is no change.
fn hindrance(
    db: &Connection,
    account: &Account,
    address: &str,
    now: UnixMs,
) -> Result<Option<Trouble>, Failure> {
    if account.notice_address.is_none() {
        return Ok(account.frozen.then_some(Trouble::Asking(panel::Trouble::Frozen)));
    }
    let Some(action) = change_to(address) else { return Ok(Some(Trouble::Form)) };
    Ok(panel::hindrance(db, account, &action, now)?.map(Trouble::Asking))
}

fn change_to(address: &str) -> Option<PanelAction> {
    Some(PanelAction::NoticeAddress { notice_address: DisplayText::new(address).ok()? })
}

/// `POST /notice-address/code`
pub(crate) async fn confirm(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let (task, hash, seen) = (node.clone(), cookie.hash(), visitor.clone());
    let checked =
        node.database.write(move |db| check(db, &task, &hash, &seen, &fields.code)).await?;
    match checked {
        Checking::Trouble(trouble) => render(&node, &visitor, ("", Some(trouble))).await,
        Checking::Done => Ok(page::see_other("/notice-address")),
        Checking::Asked => {
            node.changed.notify_waiters();
            Ok(page::see_other("/change"))
        }
    }
}

/// What became of a typed code.
enum Checking {
    Trouble(Trouble),
    /// It is the notice address.
    Done,
    /// The phone is asked.
    Asked,
}

fn check(
    db: &Connection,
    node: &Node,
    cookie: &str,
    visitor: &Visitor,
    typed: &SecretText,
) -> Result<Checking, Failure> {
    let found = signed_in(db, cookie, node.now())?;
    let Some((session, account)) = found else { return Ok(Checking::Done) };
    let account = account::take_turn(db, account.id)?;
    let address = match mailed_code::check(db, node, &account, (MailPurpose::NoticeAddress, typed))?
    {
        MailVerdict::Right(address) => address,
        MailVerdict::Wrong => return Ok(Checking::Trouble(Trouble::WrongCode)),
        MailVerdict::TooMany => return Ok(Checking::Trouble(Trouble::TooManyCodes)),
    };
    if let Some(trouble) = hindrance(db, &account, &address, node.now())? {
        return Ok(Checking::Trouble(trouble));
    }
    let replaces = account.two_step && account.notice_address.is_some();
    if let Some(action) = change_to(&address).filter(|_| replaces) {
        return Ok(match panel::ask(db, node, (&session, &account), visitor, action)? {
            Ok(()) => Checking::Asked,
            Err(trouble) => Checking::Trouble(Trouble::Asking(trouble)),
        });
    }
    changes::set_notice_address(db, node, &account, &address)?;
    tracing::info!(account = %account.pseudonym.short(), "notice address confirmed");
    Ok(Checking::Done)
}
