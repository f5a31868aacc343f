//! What the owner changes of an account, each with its notice: decided elsewhere, done here, in the
//! caller's transaction.

use assenso_core::protocol::{AssociationStatus, Held, PanelAction, PrimaryMethod};
use rusqlite::Connection;

use crate::contest::link;
use crate::device::put_out;
use crate::node::{Failure, Node};
use crate::notices::{self, News};
use crate::sms::masked;
use crate::store::account::{self, Account, Power, Primary};
use crate::store::device::Device;
use crate::store::outbox::{self, Channel};
use crate::store::session;

/// Whether what is held keeps an account's device from this now.
pub(crate) fn is_held(power: Power, action: &PanelAction) -> bool {
    match power.held {
        Held::Nothing => false,
        Held::Settings => !matches!(action, PanelAction::Deactivate {}),
        Held::Widening => true,
    }
}

/// Does what the phone approved; `device` is out where that was to turn verification off.
pub(crate) fn make(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
    action: &PanelAction,
) -> Result<(), Failure> {
    match action {
        PanelAction::Deactivate {} => deactivate(db, node, (account, device)),
        PanelAction::Number { number } => set_number(db, node, account, number.as_str()),
        PanelAction::NoticeAddress { notice_address } => {
            set_notice_address(db, node, account, notice_address.as_str())
        }
        PanelAction::Methods { primary, code, sms } => {
            let primary = match primary {
                PrimaryMethod::Push => Primary::Push,
                PrimaryMethod::Code => Primary::Code,
            };
            let link = link(db, node, account.id)?;
            account::set_methods(db, account.id, primary, (*code, *sms))?;
            told(db, node, account, (News::MethodsChanged, &link))
        }
    }
}

/// Turns 2-step verification off; the phone is out.
pub(crate) fn deactivate(
    db: &Connection,
    node: &Node,
    (account, device): (&Account, &Device),
) -> Result<(), Failure> {
    let link = link(db, node, account.id)?;
    put_out(db, node, (account, device), AssociationStatus::Deactivated)?;
    account::deactivate(db, account.id, account.power.at(node.now()))?;
    session::end_all(db, account.id)?;
    told(db, node, account, (News::Deactivated, &link))
}

/// Sends codes and notices by SMS to another number. The one before is told, and can contest it.
pub(crate) fn set_number(
    db: &Connection,
    node: &Node,
    account: &Account,
    number: &str,
) -> Result<(), Failure> {
    let (now, shown) = (node.now(), masked(number));
    let link = link(db, node, account.id)?;
    account::set_number(db, account.id, number, now)?;
    told(db, node, account, (News::NumberChanged(&shown), &link))?;
    let (_, text) = News::NumberChanged(&shown).told(account, None);
    let sms = format!("{}: {text}", node.name.as_str());
    Ok(outbox::queue(db, account.id, Channel::Sms, number, ("", &sms), now)?)
}

/// Sends notices to another address, or to a first one. The one before is told, and can contest it.
pub(crate) fn set_notice_address(
    db: &Connection,
    node: &Node,
    account: &Account,
    address: &str,
) -> Result<(), Failure> {
    let now = node.now();
    let link = link(db, node, account.id)?;
    account::set_notice_address(db, account.id, address, now)?;
    if account.notice_address.is_none() {
        let account = account::by_id(db, account.id)?;
        return told(db, node, &account, (News::NoticeAddress(address), &link));
    }
    let news = News::NoticeAddressChanged(address);
    told(db, node, account, (news, &link))?;
    let (subject, text) = news.told(account, None);
    Ok(outbox::queue(db, account.id, Channel::Email, address, (subject, &text), now)?)
}

/// Tells the owner as the account was before.
fn told(
    db: &Connection,
    node: &Node,
    account: &Account,
    (news, link): (News<'_>, &str),
) -> Result<(), Failure> {
    Ok(notices::tell(db, node.name.as_str(), account, news, Some(link), node.now())?)
}
