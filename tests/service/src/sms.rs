//! Codes by SMS: sending, limits, checking. PROTOCOL.md section 6, points 2 to 4.

use std::time::Duration;

use assenso_core::crypto::Thumbprint;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::node::{Failure, Node};
use crate::notices;
use crate::policy::{SMS_LIFE, SMS_LIMITS, SMS_TRIES, WRONG_CODE_LIMIT};
use crate::random::random_digits;
use crate::store::account::Account;
use crate::store::limits::{self, Counted};
use crate::store::outbox::{self, Channel};
use crate::store::session::Session;
use crate::store::sms_code::{self, CodeState, NewCode, SentCode};
use crate::time::UnixMs;

/// What a code is for. A code for one purpose is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    SignIn,
    Associate,
    VerifyNumber,
    /// Signs a browser in. Bound to its session, it is worth nothing in the app's, whose words on
    /// the wire do not name it.
    #[serde(skip)]
    BrowserSignIn,
    /// Shows on the page that a new number is the owner's.
    #[serde(skip)]
    NewNumber,
    /// Shows on the page that the owner still has the number before.
    #[serde(skip)]
    ChangeNumber,
}

impl Purpose {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::SignIn | Self::BrowserSignIn => "sign_in",
            Self::Associate => "associate",
            Self::VerifyNumber | Self::NewNumber => "verify_number",
            Self::ChangeNumber => "change_number",
        }
    }
}

/// The member `sms` of a reply.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sms {
    purpose: Purpose,
    sent_to: String,
    expires_in_s: u64,
    tries_left: i64,
}

/// Whom a code is bound to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Holder<'a> {
    pub(crate) session: &'a str,
    /// The key of the app's session; a browser has none.
    pub(crate) possession: Option<&'a Thumbprint>,
    /// The number that codes go to, if there is one.
    pub(crate) number: Option<&'a str>,
}

impl<'a> Holder<'a> {
    /// A session of the app. Its codes go to the account's number, or to the one that was verified
    /// in it while the account has none.
    pub(crate) fn of(
        session: &'a Session,
        account: &'a Account,
        possession: &'a Thumbprint,
    ) -> Self {
        let number = account.number.as_deref().or(session.number.as_deref());
        Self { session: &session.id, possession: Some(possession), number }
    }
}

/// What became of an attempt to send a code.
#[derive(Debug)]
pub(crate) enum Sending {
    Sent(Sms),
    NoNumber,
    TooMany { wait: Duration },
}

/// What became of a typed code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Right, and used up by this.
    Right {
        mac: Vec<u8>,
    },
    /// The code that succeeded before, typed again in time.
    Again,
    Wrong {
        tries_left: i64,
    },
    /// Expired, used, replaced, or no tries left.
    Burned,
    /// Too many wrong codes of all kinds for this account today.
    TooMany {
        wait: Duration,
    },
}

/// Sends a new code; the one before it is no longer good.
pub(crate) fn send(
    connection: &Connection,
    node: &Node,
    account: &Account,
    holder: Holder<'_>,
    purpose: Purpose,
    now: UnixMs,
) -> Result<Sending, Failure> {
    let Some(number) = holder.number else { return Ok(Sending::NoNumber) };
    for limit in SMS_LIMITS {
        if let Some(wait) = limits::wait(connection, Counted::Sms(account.id), limit, now)? {
            return Ok(Sending::TooMany { wait });
        }
    }
    let code = random_digits(6)?;
    let mac = node.secrets.code_mac(purpose.as_str(), holder.session, &code);
    let new = NewCode {
        account_id: account.id,
        purpose: purpose.as_str(),
        session: holder.session,
        number,
        possession: holder.possession.map(Thumbprint::as_str),
        mac: &mac,
        tries: SMS_TRIES,
        expires: now.plus(SMS_LIFE),
    };
    sms_code::insert(connection, &new, now)?;
    let text = notices::code_text(node, account, purpose, &code);
    outbox::queue(connection, account.id, Channel::Sms, number, ("", &text), now)?;
    tracing::info!(account = %account.pseudonym.short(), purpose = purpose.as_str(), "code sent");
    Ok(Sending::Sent(Sms {
        purpose,
        sent_to: masked(number),
        expires_in_s: SMS_LIFE.as_secs(),
        tries_left: SMS_TRIES,
    }))
}

/// The newest code of a session and purpose, as a reply shows it.
pub(crate) fn newest(
    connection: &Connection,
    session: &str,
    purpose: Purpose,
    now: UnixMs,
) -> Result<Option<Sms>, Failure> {
    let newest = sms_code::newest(connection, session, purpose.as_str())?;
    Ok(newest.map(|code| Sms {
        purpose,
        sent_to: masked(&code.number),
        expires_in_s: if code.state == CodeState::Live {
            now.until(code.expires).as_millis().div_ceil(1_000).try_into().unwrap_or(0)
        } else {
            0
        },
        tries_left: code.tries_left,
    }))
}

/// The code of a session and purpose that can still be typed.
pub(crate) fn live(
    connection: &Connection,
    session: &str,
    purpose: Purpose,
    now: UnixMs,
) -> Result<Option<Sms>, Failure> {
    Ok(newest(connection, session, purpose, now)?.filter(|sms| sms.expires_in_s > 0))
}

/// Checks a typed code, and counts it if it is wrong.
pub(crate) fn check(
    connection: &Connection,
    node: &Node,
    account: &Account,
    holder: Holder<'_>,
    (purpose, typed): (Purpose, &str),
    now: UnixMs,
) -> Result<Verdict, Failure> {
    let wrong_codes = Counted::WrongCodes(account.id);
    if let Some(wait) = limits::wait(connection, wrong_codes, WRONG_CODE_LIMIT, now)? {
        return Ok(Verdict::TooMany { wait });
    }
    let Some(sent) = sms_code::newest(connection, holder.session, purpose.as_str())? else {
        return Ok(Verdict::Burned);
    };
    if sent.expires <= now || !is_bound(&sent, holder) {
        return Ok(Verdict::Burned);
    }
    let mac = node.secrets.code_mac(purpose.as_str(), holder.session, typed);
    let same: bool = mac.ct_eq(&sent.mac).into();
    match (sent.state, same) {
        (CodeState::Used, true) => Ok(Verdict::Again),
        (CodeState::Live, true) => {
            sms_code::settle(connection, sent.id, CodeState::Used, sent.tries_left)?;
            Ok(Verdict::Right { mac })
        }
        (CodeState::Live, false) => wrong(connection, account, &sent, purpose, now),
        (CodeState::Used | CodeState::Burned | CodeState::Replaced, _) => Ok(Verdict::Burned),
    }
}

fn wrong(
    connection: &Connection,
    account: &Account,
    sent: &SentCode,
    purpose: Purpose,
    now: UnixMs,
) -> Result<Verdict, Failure> {
    let tries_left = sent.tries_left.saturating_sub(1);
    limits::note_wrong_code(connection, account.id, purpose.as_str(), now)?;
    let state = if tries_left > 0 { CodeState::Live } else { CodeState::Burned };
    sms_code::settle(connection, sent.id, state, tries_left)?;
    Ok(if tries_left > 0 { Verdict::Wrong { tries_left } } else { Verdict::Burned })
}

/// A code is good for the key and for the number it was sent to, as long as codes go there.
fn is_bound(sent: &SentCode, holder: Holder<'_>) -> bool {
    sent.possession.as_deref() == holder.possession.map(Thumbprint::as_str)
        && holder.number == Some(sent.number.as_str())
}

/// `+39 ••• •••567`: enough to recognize one's own number, not enough to call a stranger's.
pub(crate) fn masked(number: &str) -> String {
    let shown = number.len().saturating_sub(3);
    number
        .char_indices()
        .map(|(at, digit)| if at < 3 || at >= shown { digit } else { '•' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_shows_country_and_three_digits() {
        assert_eq!(masked("+393471234567"), "+39•••••••567");
    }
}
