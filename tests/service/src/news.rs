//! What happened to an account, in the words of its owner.

mod en;
mod it;

use crate::seeding::Language;
use crate::store::account::Account;

/// What happened to an account.
#[derive(Debug, Clone, Copy)]
pub(crate) enum News<'a> {
    /// 2-step verification went on with this phone.
    Activated(&'a str),
    /// This phone is the device of an account that had 2-step verification.
    Associated(&'a str),
    /// The phone signed out; 2-step verification stays on.
    SignedOut,
    /// 2-step verification is off.
    Deactivated,
    /// There is a new recovery code.
    RecoveryCodeMade,
    /// The recovery code was used: another one is to be made.
    RecoveryCodeUsed,
    /// Somebody contested what was done.
    Frozen,
    /// Wrong numbers were typed: no unknown browser asks the phone until the password changes.
    UnknownRefused,
    /// There is another password.
    PasswordChanged,
    /// Notices go to this address too.
    NoticeAddress(&'a str),
    /// Notices go to this address instead of the one before.
    NoticeAddressChanged(&'a str),
    /// SMS go to this number, mostly hidden, instead of the one before.
    NumberChanged(&'a str),
    /// There are other methods beside the phone.
    MethodsChanged,
}

impl News<'_> {
    /// Subject and text, with the link that contests it if there is one.
    pub(crate) fn told(self, account: &Account, link: Option<&str>) -> (&'static str, String) {
        let email = &account.email;
        let ((subject, text), not_you) = match (account.language, link) {
            (Language::English, Some(link)) => {
                (en::told(self, email), format!("If it was not you, stop it here: {link}"))
            }
            (Language::English, None) => {
                (en::told(self, email), "If it was not you, call your provider now.".to_owned())
            }
            (Language::Italian, Some(link)) => {
                (it::told(self, email), format!("Se non sei stato tu, fermalo qui: {link}"))
            }
            (Language::Italian, None) => (
                it::told(self, email),
                "Se non sei stato tu, chiama subito il tuo fornitore.".to_owned(),
            ),
        };
        (subject, format!("{text} {not_you}"))
    }
}
