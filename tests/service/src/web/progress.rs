//! Where a browser that has typed the password stands, and asking the phone.

use assenso_core::protocol::{Members, RequestClaims, RequestId, RequestState, SignInView, V1};
use rusqlite::Connection;
use std::time::Duration;

use super::visitor::Visitor;
use crate::node::{Failure, Node};
use crate::policy::{APPROVAL_LIFE, BACK_OFF_COUNTS};
use crate::random::random_digits;
use crate::store::account::{self, Account};
use crate::store::browser::{self, BrowserSession, Stage};
use crate::store::device::{self, Device};
use crate::store::request::{self, NewRequest, Request};
use crate::time::UnixMs;

/// Where a browser stands.
#[derive(Debug)]
pub(crate) enum Progress {
    /// It has not typed a password, or that was too long ago.
    Nobody,
    /// The account has no phone that could be asked.
    NoPhone,
    /// The app's code is waited for.
    Code,
    /// The phone is waited for.
    Waiting {
        number: String,
        left: Duration,
    },
    /// The phone said yes; the browser has yet to take it up.
    Approved,
    /// There is nothing to wait for.
    Over(Over),
    SignedIn,
}

/// Why there is nothing to wait for. Only a known browser is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// To an unknown browser, whatever happened or did not.
    NotConfirmed,
    Denied,
    WrongNumber,
    Expired,
    Replaced,
    OtherBrowser,
}

/// A browser's progress with what it belongs to.
#[derive(Debug)]
pub(crate) struct Look {
    pub(crate) progress: Progress,
    pub(crate) found: Option<(BrowserSession, Account)>,
}

/// Looks where the browser of a cookie's hash stands. Changes nothing.
pub(crate) fn look(
    connection: &Connection,
    cookie: Option<&str>,
    now: UnixMs,
) -> Result<Look, Failure> {
    let session = match cookie {
        Some(hash) => browser::live(connection, hash, now)?,
        None => None,
    };
    let Some(session) = session else {
        return Ok(Look { progress: Progress::Nobody, found: None });
    };
    let account = account::by_id(connection, session.account_id)?;
    let progress = progress(connection, &session, &account, now)?;
    Ok(Look { progress, found: Some((session, account)) })
}

fn progress(
    connection: &Connection,
    session: &BrowserSession,
    account: &Account,
    now: UnixMs,
) -> Result<Progress, Failure> {
    if session.stage == Stage::SignedIn {
        return Ok(Progress::SignedIn);
    }
    if device::associated(connection, account.id)?.is_none() {
        return Ok(Progress::NoPhone);
    }
    let request = match &session.request_id {
        Some(id) => request::by_id(connection, id)?,
        None => None,
    };
    let over = |why| if session.known { why } else { Over::NotConfirmed };
    Ok(match (session.stage, request) {
        (Stage::Code, _) => Progress::Code,
        (Stage::Ask, Some(request)) => match of_request(&request, account, now) {
            Progress::Over(why) => Progress::Over(over(why)),
            other => other,
        },
        _ if account.frozen || !account.methods.push => Progress::Over(Over::NotConfirmed),
        _ => Progress::Over(over(Over::OtherBrowser)),
    })
}

/// An expired request is expired even if nothing has marked it yet.
pub(super) fn of_request(request: &Request, account: &Account, now: UnixMs) -> Progress {
    match (request.ended, &request.number) {
        (None, Some(number)) if request.expires > now => {
            Progress::Waiting { number: number.clone(), left: now.until(request.expires) }
        }
        (None | Some(RequestState::Expired), _) => Progress::Over(Over::Expired),
        (Some(RequestState::Approved), _) => {
            let in_time = request.settled.is_some_and(|at| at.plus(APPROVAL_LIFE) > now);
            if account.generation != request.generation || account.frozen {
                Progress::Over(Over::Replaced)
            } else if in_time {
                Progress::Approved
            } else {
                Progress::Over(Over::Expired)
            }
        }
        (Some(RequestState::Denied), _) => Progress::Over(Over::Denied),
        (Some(RequestState::Burned), _) => Progress::Over(Over::WrongNumber),
        (Some(RequestState::Cancelled), _) => Progress::Over(Over::Replaced),
    }
}

/// Asks the account's phone for this browser, if it may.
///
/// One request per account and class is open at a time. A newer one of the same browser takes
/// the older one's place. Another browser has to wait until that one has ended, for at most two
/// minutes: otherwise a stranger with the password could cancel the owner's requests as fast
/// as they are made.
pub(crate) fn ask(
    connection: &Connection,
    node: &Node,
    account: &Account,
    session: &mut BrowserSession,
    visitor: &Visitor,
    now: UnixMs,
) -> Result<(), Failure> {
    let before = session.request_id.take();
    session.stage = Stage::NotAsked;
    request::expire_overdue(connection, account.id, now)?;
    let Some(device) = device::associated(connection, account.id)? else { return Ok(()) };
    if account.frozen || !account.methods.push || (!session.known && account.refuses_unknown) {
        return Ok(());
    }
    let class = class(session.known);
    let open = request::open_of_class(connection, account.id, class)?;
    if open.as_ref().is_some_and(|open| open.browser != session.browser) {
        return Ok(());
    }
    if !wait(connection, node, account, session, now)?.is_zero() {
        // What is open for this very session goes on.
        if let Some(open) = open.filter(|open| before.as_deref() == Some(open.id.as_str())) {
            session.request_id = Some(open.id);
            session.stage = Stage::Ask;
        }
        return Ok(());
    }
    if let Some(open) = open {
        request::cancel(connection, &open.id, now)?;
    }
    let view = seen(visitor, session.known).to_members();
    let what = (SignInView::KIND, view, class);
    session.request_id = Some(open_request(connection, node, (account, &device), session, what)?);
    session.stage = Stage::Ask;
    Ok(())
}

/// The browser that asks, as the phone shows it.
pub(super) fn seen(visitor: &Visitor, known: bool) -> SignInView {
    SignInView {
        browser: visitor.browser,
        system: visitor.system,
        address: visitor.address,
        // This stand-in can't tell where an address is.
        place: None,
        known,
    }
}

/// The word for a browser's class.
pub(super) fn class(known: bool) -> &'static str {
    if known { "known" } else { "unknown" }
}

/// Opens a request; its id.
pub(super) fn open_request(
    connection: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    session: &BrowserSession,
    (kind, view, class): (&'static str, Members, &str),
) -> Result<String, Failure> {
    let (id, now) = (RequestId::random()?, node.now());
    let claims = RequestClaims {
        v: V1,
        iss: node.issuer.clone(),
        aud: device.possession.thumbprint().as_str().to_owned(),
        id,
        account: account.pseudonym,
        kind: kind.to_owned(),
        view,
        number_digits: node.policy.number_digits,
        created_ms: now.as_claim(),
    };
    let new = NewRequest {
        id: &id.to_string(),
        account_id: account.id,
        device_id: device.id,
        generation: account.generation,
        class,
        kind,
        browser_session: &session.id,
        browser: &session.browser,
        number: &random_digits(node.policy.number_digits)?,
        number_digits: node.policy.number_digits,
        object: &node.signer.current(connection)?.sign(&claims)?,
    };
    request::insert(connection, &new, now)?;
    tracing::info!(request = %id.short(), account = %account.pseudonym.short(), kind, class, "asked");
    Ok(id.to_string())
}

/// How long a browser has to wait until the phone may be asked for it again: none that is known.
pub(crate) fn wait(
    connection: &Connection,
    node: &Node,
    account: &Account,
    session: &BrowserSession,
    now: UnixMs,
) -> Result<Duration, Failure> {
    if session.known {
        return Ok(Duration::ZERO);
    }
    back_off(connection, node, account, now)
}

/// How long an unknown browser has to wait until the phone may be asked for it.
pub(super) fn back_off(
    connection: &Connection,
    node: &Node,
    account: &Account,
    now: UnixMs,
) -> Result<Duration, Failure> {
    let since = now.minus(BACK_OFF_COUNTS).max(account.password_changed);
    let (requests, newest) = request::unapproved(connection, account.id, since)?;
    let end = newest.map(|newest| newest.plus(node.policy.back_off_after(requests)));
    Ok(end.map_or(Duration::ZERO, |end| now.until(end)))
}
