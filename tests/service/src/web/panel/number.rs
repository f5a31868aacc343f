//! Another mobile number: a code to the new one, a code to the one before or, where that is lost,
//! to the notice address, and then the phone.

use askama::Template;
use assenso_core::protocol::{DisplayText, PanelAction};
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Connection;
use serde::Deserialize;

use super::asking::{ask, hindrance};
use crate::changes;
use crate::mailed_code::{self, MailPurpose, MailVerdict};
use crate::node::{Failure, Node, Shared};
use crate::phone_number;
use crate::sms::{self, Holder, Purpose, Sending, Verdict, masked};
use crate::store::account::{self, Account};
use crate::store::browser::BrowserSession;
use crate::store::sms_code;
use crate::time::UnixMs;
use crate::web::csrf::{self, Checked};
use crate::web::page::{self, Frame, PageError};
use crate::web::password::{confirm as confirm_password, signed_in};
use crate::web::visitor::Visitor;
use crate::web::waiting::Nothing;

#[derive(Template)]
#[template(path = "number.html")]
struct NumberPage<'a> {
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
    Ask {
        current: Option<String>,
        notice: Option<String>,
    },
    /// Codes were sent there.
    Confirm {
        new: String,
        other: Option<String>,
    },
}

/// A number, how the owner confirms, and the password.
#[derive(Deserialize)]
pub(super) struct Given {
    number: String,
    #[serde(default)]
    by: String,
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

/// The two codes; the second one where there was a number before.
#[derive(Deserialize)]
pub(super) struct Codes {
    #[serde(deserialize_with = "crate::secrets::code")]
    new: SecretText,
    #[serde(default, deserialize_with = "crate::secrets::code_given")]
    other: Option<SecretText>,
}

/// The action that a change of the number is, for what is asked about it before it is known.
fn change_to(number: &str) -> Option<PanelAction> {
    Some(PanelAction::Number { number: DisplayText::new(number).ok()? })
}

/// Whom codes are bound to: this browser, and a number.
fn holder<'a>(session: &'a BrowserSession, number: Option<&'a str>) -> Holder<'a> {
    Holder { session: &session.id, possession: None, number }
}

/// The new number whose code can still be typed, or was.
fn waiting(
    db: &Connection,
    session: &BrowserSession,
    now: UnixMs,
) -> Result<Option<String>, Failure> {
    use sms_code::CodeState::{Live, Used};
    let newest = sms_code::newest(db, &session.id, Purpose::NewNumber.as_str())?;
    Ok(newest
        .filter(|code| code.expires > now && matches!(code.state, Live | Used))
        .map(|code| code.number))
}

/// Whether the other code went by SMS; else it was mailed.
fn by_sms(db: &Connection, session: &BrowserSession, now: UnixMs) -> Result<bool, Failure> {
    let newest = sms_code::newest(db, &session.id, Purpose::ChangeNumber.as_str())?;
    Ok(newest.is_some_and(|code| code.expires > now && code.state != sms_code::CodeState::Replaced))
}

/// `GET /number`
pub(super) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    render(&node, &visitor, ("", None)).await
}

async fn render(
    node: &Shared,
    visitor: &Visitor,
    (typed, error): (&str, Option<String>),
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node
        .database
        .read(move |db| {
            let Some((session, account)) = signed_in(db, &hash, now)? else { return Ok(None) };
            let new = waiting(db, &session, now)?;
            let by_sms = by_sms(db, &session, now)?;
            let trouble = match change_to("+") {
                Some(action) => hindrance(db, &account, &action, now)?,
                None => None,
            };
            Ok(Some((account, new, by_sms, trouble)))
        })
        .await?;
    let Some((account, new, by_sms, trouble)) = found else { return Ok(page::see_other("/")) };
    let (current, notice) = (account.number.as_deref().map(masked), account.notice_address);
    let step = match new {
        Some(new) => Step::Confirm {
            new,
            other: if by_sms { current } else { notice.filter(|_| current.is_some()) },
        },
        None => Step::Ask { notice: notice.filter(|_| current.is_some()), current },
    };
    let f = Frame::new(node, visitor);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = NumberPage {
        csrf: csrf::token(node, &cookie),
        email: &account.email,
        step,
        typed,
        error: error.filter(|_| trouble.is_none()),
        hindrance: trouble.map(|trouble| trouble.text(f.p)),
        f,
    };
    page::html(node, visitor, status, &page)
}

/// `POST /number`: the right password sends the codes.
pub(super) async fn give(
    State(node): State<Shared>,
    form: Checked<Given>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let f = Frame::new(&node, &visitor);
    let Some(number) = phone_number::parse(&fields.number) else {
        let error = Some(f.p.number_form.to_owned());
        return render(&node, &visitor, (&fields.number, error)).await;
    };
    match confirm_password(&node, &cookie, fields.password).await? {
        None => return Ok(page::see_other("/")),
        Some(false) => {
            let error = Some(f.t.password_wrong.to_owned());
            return render(&node, &visitor, (&fields.number, error)).await;
        }
        Some(true) => {}
    }
    let (task, hash, by_mail) = (node.clone(), cookie.hash(), fields.by == "mail");
    let sent = node.database.write(move |db| send(db, &task, &hash, (&number, by_mail))).await?;
    let error = match sent {
        Ok(()) => return Ok(page::see_other("/number")),
        Err(Unsent::Same) => f.p.number_same.to_owned(),
        Err(Unsent::TooManySms) => f.t.sms_too_many.to_owned(),
        Err(Unsent::TooManyMails) => f.p.too_many_mails.to_owned(),
        Err(Unsent::Trouble(trouble)) => trouble.text(f.p),
    };
    render(&node, &visitor, (&fields.number, Some(error))).await
}

/// Why no codes were sent.
enum Unsent {
    Same,
    TooManySms,
    TooManyMails,
    Trouble(super::Trouble),
}

fn send(
    db: &Connection,
    node: &Node,
    cookie: &str,
    (number, by_mail): (&str, bool),
) -> Result<Result<(), Unsent>, Failure> {
    let now = node.now();
    let Some((session, account)) = signed_in(db, cookie, now)? else { return Ok(Ok(())) };
    let account = account::take_turn(db, account.id)?;
    if account.number.as_deref() == Some(number) {
        return Ok(Err(Unsent::Same));
    }
    if let Some(action) = change_to(number)
        && let Some(trouble) = hindrance(db, &account, &action, now)?
    {
        return Ok(Err(Unsent::Trouble(trouble)));
    }
    let sms = |number, purpose| {
        let sending = sms::send(db, node, &account, holder(&session, number), purpose, now)?;
        Ok::<bool, Failure>(!matches!(sending, Sending::TooMany { .. }))
    };
    if !sms(Some(number), Purpose::NewNumber)? {
        return Ok(Err(Unsent::TooManySms));
    }
    let notice = account.notice_address.as_deref().filter(|_| by_mail);
    match (account.number.as_deref(), notice) {
        (None, _) => {}
        (Some(_), Some(notice)) => {
            sms_code::void(db, &session.id, Purpose::ChangeNumber.as_str())?;
            if !mailed_code::send(db, node, &account, (MailPurpose::ChangeNumber, notice))? {
                return Ok(Err(Unsent::TooManyMails));
            }
        }
        (current @ Some(_), None) => {
            if !sms(current, Purpose::ChangeNumber)? {
                return Ok(Err(Unsent::TooManySms));
            }
        }
    }
    Ok(Ok(()))
}

/// `POST /number/again`: another number than the one that waits.
pub(super) async fn again(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (hash, now) = (form.cookie.hash(), node.now());
    node.database
        .write(move |db| {
            let Some((session, _)) = signed_in(db, &hash, now)? else { return Ok(()) };
            for purpose in [Purpose::NewNumber, Purpose::ChangeNumber] {
                sms_code::void(db, &session.id, purpose.as_str())?;
            }
            Ok(())
        })
        .await?;
    Ok(page::see_other("/number"))
}

/// What became of the two codes.
enum Checking {
    Wrong,
    Burned,
    TooMany,
    Trouble(super::Trouble),
    /// The phone is asked.
    Asked,
    /// There is no 2-step verification: it is done.
    Done,
}

/// `POST /number/codes`
pub(super) async fn confirm(
    State(node): State<Shared>,
    form: Checked<Codes>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let (task, hash, seen) = (node.clone(), cookie.hash(), visitor.clone());
    let checked = node.database.write(move |db| check(db, &task, &hash, &seen, &fields)).await?;
    let f = Frame::new(&node, &visitor);
    let error = match checked {
        None => return Ok(page::see_other("/")),
        Some(Checking::Asked) => {
            node.changed.notify_waiters();
            return Ok(page::see_other("/change"));
        }
        Some(Checking::Done) => return Ok(page::see_other("/two-step")),
        Some(Checking::Wrong) => f.t.sms_wrong.to_owned(),
        Some(Checking::Burned) => f.t.sms_burned.to_owned(),
        Some(Checking::TooMany) => f.t.too_many_codes.to_owned(),
        Some(Checking::Trouble(trouble)) => trouble.text(f.p),
    };
    render(&node, &visitor, ("", Some(error))).await
}

fn check(
    db: &Connection,
    node: &Node,
    cookie: &str,
    visitor: &Visitor,
    typed: &Codes,
) -> Result<Option<Checking>, Failure> {
    let now = node.now();
    let Some((session, account)) = signed_in(db, cookie, now)? else { return Ok(None) };
    let account = account::take_turn(db, account.id)?;
    let Some(number) = waiting(db, &session, now)? else { return Ok(Some(Checking::Burned)) };
    let new = holder(&session, Some(&number));
    if let Some(bad) = by_code(db, node, &account, new, (Purpose::NewNumber, &typed.new))? {
        return Ok(Some(bad));
    }
    if account.number.is_some() {
        let Some(other) = &typed.other else { return Ok(Some(Checking::Wrong)) };
        let bad = if by_sms(db, &session, now)? {
            let old = holder(&session, account.number.as_deref());
            by_code(db, node, &account, old, (Purpose::ChangeNumber, other))?
        } else {
            match mailed_code::check(db, node, &account, (MailPurpose::ChangeNumber, other))? {
                MailVerdict::Right(to) if Some(&to) == account.notice_address.as_ref() => None,
                MailVerdict::Right(_) | MailVerdict::Wrong => Some(Checking::Wrong),
                MailVerdict::TooMany => Some(Checking::TooMany),
            }
        };
        if bad.is_some() {
            return Ok(bad);
        }
    }
    let Some(action) = change_to(&number) else { return Ok(Some(Checking::Burned)) };
    // One change for one pair of codes.
    for purpose in [Purpose::NewNumber, Purpose::ChangeNumber] {
        sms_code::void(db, &session.id, purpose.as_str())?;
    }
    if !account.two_step {
        changes::set_number(db, node, &account, &number)?;
        return Ok(Some(Checking::Done));
    }
    Ok(Some(match ask(db, node, (&session, &account), visitor, action)? {
        Ok(()) => Checking::Asked,
        Err(trouble) => Checking::Trouble(trouble),
    }))
}

/// Why a code by SMS is not good; `None` if it is, also when it was typed before.
fn by_code(
    db: &Connection,
    node: &Node,
    account: &Account,
    holder: Holder<'_>,
    (purpose, typed): (Purpose, &SecretText),
) -> Result<Option<Checking>, Failure> {
    // EXPOSE: it is compared with what was sent.
    let typed = (purpose, typed.expose());
    Ok(match sms::check(db, node, account, holder, typed, node.now())? {
        Verdict::Right { .. } | Verdict::Again => None,
        Verdict::Wrong { .. } => Some(Checking::Wrong),
        Verdict::Burned => Some(Checking::Burned),
        Verdict::TooMany { .. } => Some(Checking::TooMany),
    })
}
