//! Contesting what was done with an account: a link in the notices, good once for 72 hours, that
//! freezes. It never grants anything, so whoever holds it needs no other proof.

use assenso_core::crypto::sha256;
use assenso_core::jose::Bytes;
use data_encoding::BASE64URL_NOPAD;
use rusqlite::Connection;

use crate::node::{Failure, Node};
use crate::notices::{self, News};
use crate::random::random_token;
use crate::store::account::{self, Account};
use crate::store::contest::{self, Contest};
use crate::store::{browser, device, request, session};

/// The path of every link; the token follows.
pub(crate) const PATH: &str = "/contest";

/// A link against what is about to happen to an account, in the caller's transaction.
pub(crate) fn link(db: &Connection, node: &Node, account_id: i64) -> Result<String, Failure> {
    let token = random_token::<16>()?;
    contest::insert(db, account_id, &hash(&token), node.now())?;
    Ok(format!("{}{PATH}/{token}", node.issuer))
}

/// The link of a token that was typed or tapped, and its account.
pub(crate) fn look(
    db: &Connection,
    node: &Node,
    token: &str,
) -> Result<Option<(Contest, Account)>, Failure> {
    if Bytes::<16>::parse(token).is_none() {
        return Ok(None);
    }
    let Some(contest) = contest::by_token(db, &hash(token), node.now())? else { return Ok(None) };
    let account = account::by_id(db, contest.account_id)?;
    Ok(Some((contest, account)))
}

/// Freezes the account of a token, in the caller's transaction; `false` if it is good no longer.
pub(crate) fn act(db: &Connection, node: &Node, token: &str) -> Result<bool, Failure> {
    let Some((found, _)) = look(db, node, token)? else { return Ok(false) };
    let (account, now) = (account::take_turn(db, found.account_id)?, node.now());
    if !contest::freeze(db, found.id, now)? {
        return Ok(false);
    }
    browser::end_all(db, account.id, found.since)?;
    session::end_all(db, account.id)?;
    if let Some(device) = device::associated(db, account.id)? {
        request::cancel_of_device(db, device.id, now)?;
        notices::tell_phone(db, &account, News::Frozen, &device, now)?;
    }
    notices::tell(db, node.name.as_str(), &account, News::Frozen, None, now)?;
    tracing::info!(account = %account.pseudonym.short(), "contested and frozen");
    Ok(true)
}

fn hash(token: &str) -> String {
    BASE64URL_NOPAD.encode(&sha256(token.as_bytes()))
}
