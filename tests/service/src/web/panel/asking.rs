//! A change that the phone is asked about: the request, the page that waits, and doing it once.

use std::time::Duration;

use askama::Template;
use assenso_core::protocol::{ActionView, PanelAction};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rusqlite::Connection;

use super::PanelTexts;
use crate::changes;
use crate::node::{Failure, Node, Shared};
use crate::notices::day_and_time;
use crate::store::account::{self, Account};
use crate::store::browser::{self, BrowserSession, Stage};
use crate::store::device;
use crate::store::request::{self, Request};
use crate::time::UnixMs;
use crate::web::csrf::{self, Checked};
use crate::web::events::states;
use crate::web::page::{self, Frame, PageError};
use crate::web::password::signed_in;
use crate::web::progress::{self, Over, Progress};
use crate::web::texts::Outcome;
use crate::web::visitor::Visitor;
use crate::web::waiting::Nothing;

/// Why the phone is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Trouble {
    Frozen,
    NoPhone,
    /// What is held keeps it waiting until then.
    Held(UnixMs),
    OtherWaiting,
    Wait(Duration),
    UnknownRefused,
}

impl Trouble {
    pub(in crate::web) fn text(self, p: &PanelTexts) -> String {
        match self {
            Self::Frozen => p.frozen.to_owned(),
            Self::NoPhone => p.needs_phone.to_owned(),
            Self::Held(until) => {
                format!("{} {}. {}", p.held, day_and_time(until.as_claim()), p.held_end)
            }
            Self::OtherWaiting => p.other_waiting.to_owned(),
            Self::Wait(wait) => format!("{} {}.", p.wait, page::minutes(wait)),
            Self::UnknownRefused => p.unknown_refused.to_owned(),
        }
    }
}

/// Why an account's owner can't change this now, whatever they prove; `None` if they can.
pub(in crate::web) fn hindrance(
    db: &Connection,
    account: &Account,
    action: &PanelAction,
    now: UnixMs,
) -> Result<Option<Trouble>, Failure> {
    let power = account.power.at(now);
    Ok(if account.frozen {
        Some(Trouble::Frozen)
    } else if account.two_step && device::associated(db, account.id)?.is_none() {
        Some(Trouble::NoPhone)
    } else if changes::is_held(power, action) {
        Some(Trouble::Held(power.full_from))
    } else {
        None
    })
}

/// Asks the phone about a change, in the caller's transaction. The password was right just now.
pub(in crate::web) fn ask(
    db: &Connection,
    node: &Node,
    (session, account): (&BrowserSession, &Account),
    visitor: &Visitor,
    action: PanelAction,
) -> Result<Result<(), Trouble>, Failure> {
    let now = node.now();
    if let Some(trouble) = hindrance(db, account, &action, now)? {
        return Ok(Err(trouble));
    }
    let Some(device) = device::associated(db, account.id)? else {
        return Ok(Err(Trouble::NoPhone));
    };
    let known = match &visitor.known {
        Some(token) => browser::is_known(db, &token.hash(), account.id, now)?,
        None => false,
    };
    request::expire_overdue(db, account.id, now)?;
    let open = request::open_of_class(db, account.id, progress::class(known))?;
    if open.as_ref().is_some_and(|open| open.browser != session.browser) {
        return Ok(Err(Trouble::OtherWaiting));
    }
    if !known {
        if account.refuses_unknown {
            return Ok(Err(Trouble::UnknownRefused));
        }
        let wait = progress::back_off(db, node, account, now)?;
        if !wait.is_zero() {
            return Ok(Err(Trouble::Wait(wait)));
        }
    }
    if let Some(open) = open {
        request::cancel(db, &open.id, now)?;
    }
    let view = ActionView { action, from: progress::seen(visitor, known) }.to_members();
    let what = (ActionView::KIND, view, progress::class(known));
    let id = progress::open_request(db, node, (account, &device), session, what)?;
    browser::move_to(db, &session.id, Stage::SignedIn, Some(&id))?;
    Ok(Ok(()))
}

/// Where a change stands.
enum Standing {
    Waiting { number: String, left: Duration },
    Approved,
    Done,
    Over(Over),
}

/// A change that a browser asked for.
struct Change {
    session: BrowserSession,
    account: Account,
    request: Request,
    action: PanelAction,
    standing: Standing,
}

fn look(db: &Connection, cookie: &str, now: UnixMs) -> Result<Option<Change>, Failure> {
    let Some((session, account)) = signed_in(db, cookie, now)? else { return Ok(None) };
    let request = match &session.request_id {
        Some(id) => request::by_id(db, id)?,
        None => None,
    };
    let Some(request) = request else { return Ok(None) };
    let view = request.claims().and_then(|claims| ActionView::from_members(&claims.view));
    let Some(ActionView { action, .. }) = view else { return Ok(None) };
    let standing = match progress::of_request(&request, &account, now) {
        _ if request.consumed => Standing::Done,
        Progress::Waiting { number, left } => Standing::Waiting { number, left },
        Progress::Approved => Standing::Approved,
        Progress::Over(why) => Standing::Over(why),
        Progress::Nobody | Progress::NoPhone | Progress::Code | Progress::SignedIn => {
            return Ok(None);
        }
    };
    Ok(Some(Change { session, account, request, action, standing }))
}

#[derive(Template)]
#[template(path = "change.html")]
struct ChangePage<'a> {
    f: Frame<'a>,
    csrf: String,
    action: &'static str,
    /// A new number or address.
    new: Option<String>,
    step: Step,
}

enum Step {
    Waiting { number: String, number_spoken: String, left: String, left_s: u64 },
    Approved,
    Over(Outcome),
    Done(Outcome),
}

/// `GET /change`
pub(super) async fn show(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let change = node.database.read(move |db| look(db, &hash, now)).await?;
    let Some(change) = change else { return Ok(page::see_other("/two-step")) };
    let f = Frame::new(&node, &visitor);
    let (action, new, done) = match &change.action {
        PanelAction::Deactivate {} => (f.p.act_deactivate, None, f.p.done_deactivate),
        PanelAction::Number { number } => {
            (f.p.act_number, Some(number.as_str().to_owned()), f.p.done_number)
        }
        PanelAction::NoticeAddress { notice_address } => {
            (f.p.act_notice, Some(notice_address.as_str().to_owned()), f.p.done_notice)
        }
        PanelAction::Methods { .. } => (f.p.act_methods, None, f.p.done_methods),
    };
    let step = match change.standing {
        Standing::Waiting { number, left } => Step::Waiting {
            number_spoken: number.chars().flat_map(|digit| [digit, ' ']).collect(),
            number,
            left: page::minutes(left),
            left_s: page::seconds(left),
        },
        Standing::Approved => Step::Approved,
        Standing::Done => Step::Done(done),
        Standing::Over(why) => Step::Over(match why {
            Over::Denied => f.p.denied,
            Over::WrongNumber => f.p.wrong_number,
            Over::Expired => f.p.expired,
            Over::Replaced | Over::NotConfirmed | Over::OtherBrowser => f.p.replaced,
        }),
    };
    let csrf = csrf::token(&node, &cookie);
    page::html(&node, &visitor, StatusCode::OK, &ChangePage { f, csrf, action, new, step })
}

/// `GET /change/events`
pub(super) async fn events(State(node): State<Shared>, visitor: Visitor) -> impl IntoResponse {
    states(node, &visitor, |db, cookie, now| {
        let Some(cookie) = cookie else { return Ok("over") };
        Ok(match look(db, cookie, now)?.map(|change| change.standing) {
            Some(Standing::Waiting { .. }) => "waiting",
            Some(Standing::Approved) => "approved",
            Some(Standing::Done | Standing::Over(_)) | None => "over",
        })
    })
}

/// `POST /change/continue`: takes the approval up, once, and does what was approved.
pub(super) async fn go_on(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (task, hash) = (node.clone(), form.cookie.hash());
    node.database.write(move |db| take_up(db, &task, &hash)).await?;
    node.changed.notify_waiters();
    Ok(page::see_other("/change"))
}

fn take_up(db: &Connection, node: &Node, cookie: &str) -> Result<(), Failure> {
    let now = node.now();
    let Some(Change { session, account, request, action, .. }) = look(db, cookie, now)? else {
        return Ok(());
    };
    let account = account::take_turn(db, account.id)?;
    // What was held or frozen meanwhile is not done.
    if hindrance(db, &account, &action, now)?.is_some() {
        return Ok(());
    }
    let Some(device) = device::associated(db, account.id)? else { return Ok(()) };
    if !request::consume(db, &request.id, &session.id, now)? {
        return Ok(());
    }
    changes::make(db, node, (&account, &device), &action)?;
    tracing::info!(account = %account.pseudonym.short(), "an approved change was made");
    Ok(())
}

/// `POST /change/leave`: cancels what waits.
pub(super) async fn leave(
    State(node): State<Shared>,
    form: Checked<Nothing>,
) -> Result<Response, PageError> {
    let (hash, now) = (form.cookie.hash(), node.now());
    node.database
        .write(move |db| {
            let Some(change) = look(db, &hash, now)? else { return Ok(()) };
            request::cancel(db, &change.request.id, now)?;
            Ok(browser::move_to(db, &change.session.id, Stage::SignedIn, None)?)
        })
        .await?;
    node.changed.notify_waiters();
    Ok(page::see_other("/two-step"))
}
