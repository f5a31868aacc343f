//! Codes by e-mail to the address where notices go, or are to go: sending and checking. Few a day,
//! so that nobody is flooded by a stranger.

use assenso_core::secret::SecretText;
use rusqlite::Connection;
use subtle::ConstantTimeEq as _;

use crate::node::{Failure, Node};
use crate::notices;
use crate::policy::{NOTICE_MAILS, SMS_LIFE, SMS_TRIES, WRONG_CODE_LIMIT};
use crate::random::random_digits;
use crate::store::account::Account;
use crate::store::limits::{self, Counted};
use crate::store::notice_code;

/// What a mailed code is for. One for the other purpose is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MailPurpose {
    /// Shows that the address is read by the owner.
    NoticeAddress,
    /// Shows that the owner changes the number.
    ChangeNumber,
}

impl MailPurpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::NoticeAddress => "notice",
            Self::ChangeNumber => "change_number",
        }
    }
}

/// What became of a typed code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MailVerdict {
    /// Right, and used up: the address that it went to.
    Right(String),
    Wrong,
    /// Too many wrong codes of all kinds for this account today.
    TooMany,
}

/// Mails a code; the one before it is no longer good. `false` if too many were.
pub(crate) fn send(
    db: &Connection,
    node: &Node,
    account: &Account,
    (purpose, address): (MailPurpose, &str),
) -> Result<bool, Failure> {
    let now = node.now();
    let (most, within) = NOTICE_MAILS;
    if notice_code::sent(db, account.id, now.minus(within))? >= most {
        return Ok(false);
    }
    let code = random_digits(6)?;
    let mac = node.secrets.code_mac(purpose.as_str(), address, &code);
    notice_code::insert(db, account.id, (address, &mac), (SMS_TRIES, now, now.plus(SMS_LIFE)))?;
    notices::mail_code(db, node, account, (purpose, address, &code), now)?;
    Ok(true)
}

/// Checks a typed code, and counts it if it is wrong.
pub(crate) fn check(
    db: &Connection,
    node: &Node,
    account: &Account,
    (purpose, typed): (MailPurpose, &SecretText),
) -> Result<MailVerdict, Failure> {
    let now = node.now();
    if limits::wait(db, Counted::WrongCodes(account.id), WRONG_CODE_LIMIT, now)?.is_some() {
        return Ok(MailVerdict::TooMany);
    }
    let Some(code) = notice_code::live(db, account.id, now)? else {
        return Ok(MailVerdict::Wrong);
    };
    // EXPOSE: it is compared with what was sent.
    let mac = node.secrets.code_mac(purpose.as_str(), &code.address, typed.expose());
    if !bool::from(mac.ct_eq(&code.mac)) {
        notice_code::spend_try(db, &code)?;
        limits::note_wrong_code(db, account.id, purpose.as_str(), now)?;
        return Ok(MailVerdict::Wrong);
    }
    notice_code::use_up(db, &code)?;
    Ok(MailVerdict::Right(code.address))
}
