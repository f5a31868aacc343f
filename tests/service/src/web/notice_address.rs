//! A notice address: where the owner reads what happened outside the mailbox, which somebody else
//! may be in. Here the first one is given, with the password, and confirmed by a code mailed there.

use askama::Template;
use assenso_core::protocol::{DisplayText, MAX_DISPLAY_CHARS};
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use lettre::Address;
use rusqlite::Connection;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::csrf::{self, Checked};
use super::page::{self, Frame, PageError};
use super::password::{begin, signed_in};
use super::texts::Texts;
use super::visitor::Visitor;
use crate::contest;
use crate::node::{Failure, Node, Shared};
use crate::notices::{self, News};
use crate::policy::{MAX_EMAIL, MAX_PASSWORD, NOTICE_MAILS, SMS_LIFE, SMS_TRIES, WRONG_CODE_LIMIT};
use crate::random::random_digits;
use crate::store::account::{self, folded};
use crate::store::limits::{self, Counted};
use crate::store::notice_code;

#[derive(Template)]
#[template(path = "notice_address.html")]
struct AddressPage<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    step: Step,
    typed: &'a str,
    error: Option<&'static str>,
}

/// Where the owner stands.
enum Step {
    /// There is a notice address.
    Known(String),
    /// A code was mailed there.
    Confirm(String),
    /// One can be given.
    Ask,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Form,
    Inside,
    WrongPassword,
    TooManyMails,
    WrongCode,
    TooManyCodes,
}

impl Trouble {
    fn text(self, t: &Texts) -> &'static str {
        match self {
            Self::Form => t.notice_form,
            Self::Inside => t.notice_inside,
            Self::WrongPassword => t.password_wrong,
            Self::TooManyMails => t.notice_too_many,
            Self::WrongCode => t.notice_wrong_code,
            Self::TooManyCodes => t.too_many_codes,
        }
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
    #[serde(deserialize_with = "crate::secrets::typed")]
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
            Ok(Some((account, waiting)))
        })
        .await?;
    let Some((account, waiting)) = found else { return Ok(page::see_other("/")) };
    let step = match (account.notice_address.clone(), waiting) {
        (Some(known), _) => Step::Known(known),
        (None, Some(code)) => Step::Confirm(code.address),
        (None, None) => Step::Ask,
    };
    let f = Frame::new(node, visitor);
    let error = trouble.map(|trouble| trouble.text(f.t));
    let csrf = csrf::token(node, &cookie);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = AddressPage { f, csrf, email: &account.email, step, typed, error };
    page::html(node, visitor, status, &page)
}

/// `POST /notice-address`: the right password mails a code there.
pub(crate) async fn give(
    State(node): State<Shared>,
    form: Checked<Given>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let address = folded(&fields.address);
    // EXPOSE: only its length is looked at.
    if !is_address(&address) || fields.password.expose().len() > MAX_PASSWORD {
        return render(&node, &visitor, (&fields.address, Some(Trouble::Form))).await;
    }
    let (task, hash, now) = (node.clone(), cookie.hash(), node.now());
    let begun = node.database.write(move |db| begin(db, &task, &hash, now)).await?;
    let Some((noted, stored)) = begun else { return Ok(page::see_other("/")) };
    if !node.passwords.verify(Some(stored), fields.password).await? {
        return render(&node, &visitor, (&fields.address, Some(Trouble::WrongPassword))).await;
    }
    let (task, hash) = (node.clone(), cookie.hash());
    let trouble = node
        .database
        .write(move |db| {
            limits::forget_wrong_password(db, noted)?;
            mail(db, &task, &hash, &address)
        })
        .await?;
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
    let now = node.now();
    let Some((_, account)) = signed_in(db, cookie, now)? else { return Ok(None) };
    let account = account::take_turn(db, account.id)?;
    if account.notice_address.is_some() || account.frozen {
        return Ok(None);
    }
    if address == account.email {
        return Ok(Some(Trouble::Inside));
    }
    let (most, within) = NOTICE_MAILS;
    if notice_code::sent(db, account.id, now.minus(within))? >= most {
        return Ok(Some(Trouble::TooManyMails));
    }
    let code = random_digits(6)?;
    let mac = node.secrets.code_mac("notice", address, &code);
    let times = (SMS_TRIES, now, now.plus(SMS_LIFE));
    notice_code::insert(db, account.id, (address, &mac), times)?;
    notices::confirm_address(db, node.name.as_str(), &account, (address, &code), now)?;
    Ok(None)
}

/// `POST /notice-address/code`
pub(crate) async fn confirm(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let (task, hash) = (node.clone(), cookie.hash());
    let trouble = node.database.write(move |db| check(db, &task, &hash, &fields.code)).await?;
    match trouble {
        Some(trouble) => render(&node, &visitor, ("", Some(trouble))).await,
        None => Ok(page::see_other("/notice-address")),
    }
}

fn check(
    db: &Connection,
    node: &Node,
    cookie: &str,
    typed: &SecretText,
) -> Result<Option<Trouble>, Failure> {
    let now = node.now();
    let Some((_, account)) = signed_in(db, cookie, now)? else { return Ok(None) };
    let account = account::take_turn(db, account.id)?;
    if account.notice_address.is_some() || account.frozen {
        return Ok(None);
    }
    if limits::wait(db, Counted::WrongCodes(account.id), WRONG_CODE_LIMIT, now)?.is_some() {
        return Ok(Some(Trouble::TooManyCodes));
    }
    let Some(code) = notice_code::live(db, account.id, now)? else {
        return Ok(Some(Trouble::WrongCode));
    };
    // EXPOSE: people type a code in two groups.
    let typed: String = typed.expose().chars().filter(|c| !c.is_whitespace()).collect();
    let mac = node.secrets.code_mac("notice", &code.address, &typed);
    if !bool::from(mac.ct_eq(&code.mac)) {
        notice_code::spend_try(db, &code)?;
        limits::note_wrong_code(db, account.id, "notice", now)?;
        return Ok(Some(Trouble::WrongCode));
    }
    let link = contest::link(db, node, account.id)?;
    notice_code::use_up(db, &code)?;
    account::set_notice_address(db, account.id, &code.address, now)?;
    let account = account::by_id(db, account.id)?;
    let news = News::NoticeAddress(&code.address);
    notices::tell(db, node.name.as_str(), &account, news, Some(&link), now)?;
    tracing::info!(account = %account.pseudonym.short(), "notice address confirmed");
    Ok(None)
}
