//! Making accounts for demos and tests. The rest of the stand-in never makes any.

use std::path::Path;

use assenso_core::protocol::{DisplayText, MAX_DISPLAY_CHARS, Pseudonym};
use assenso_core::secret::SecretText;

use crate::clock::Clock;
use crate::folder::{Folder, FolderError};
use crate::password;
use crate::policy::{MAX_EMAIL, MAX_PASSWORD};
use crate::store::{self, OpenError, account};

/// The language that an account's messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Italian.
    Italian,
}

impl Language {
    /// The language of a two-letter code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "it" => Some(Self::Italian),
            _ => None,
        }
    }

    /// Its two-letter code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Italian => "it",
        }
    }
}

/// An account to make.
#[derive(Debug)]
pub struct SeedAccount {
    /// The mailbox.
    pub email: String,
    /// Its password.
    pub password: SecretText,
    /// The person's name.
    pub name: String,
    /// The mobile number in international form, taken as verified.
    pub number: Option<String>,
    /// An address outside the mailbox for notices, taken as verified.
    pub notice_address: Option<String>,
    /// Whether 2-step verification is on.
    pub two_step: bool,
    /// The language of its messages.
    pub language: Language,
}

impl SeedAccount {
    /// An account with 2-step verification on and a verified number.
    #[must_use]
    pub fn new(email: &str, password: SecretText, number: &str, name: &str) -> Self {
        Self {
            email: email.to_owned(),
            password,
            name: name.to_owned(),
            number: Some(number.to_owned()),
            notice_address: None,
            two_step: true,
            language: Language::English,
        }
    }
}

/// What seeding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// The account is new.
    Made,
    /// An account of this address was there, and stays as it is.
    Kept,
}

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// The data folder can't be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database can't be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database failed.
    #[error("the account could not be written")]
    Database(#[from] rusqlite::Error),
    /// The address has no `@`, is too long, or can't be shown safely.
    #[error("the e-mail address is not one")]
    InvalidEmail,
    /// The password is empty or too long.
    #[error("a password has 1 to 1,024 bytes")]
    InvalidPassword,
    /// The number is not `+` and 7 to 15 digits.
    #[error("the number must be + and 7 to 15 digits")]
    InvalidNumber,
    /// Hashing failed, or there were no random bytes.
    #[error("the cryptography does not work on this machine")]
    Cryptography,
}

/// Makes an account in a data folder, whether a node runs on it or not. `clock` is the nodes'.
///
/// # Errors
///
/// See [`SeedError`].
pub fn seed(data: &Path, new: &SeedAccount, clock: &dyn Clock) -> Result<Seeded, SeedError> {
    let shown: String = new.email.chars().take(MAX_DISPLAY_CHARS).collect();
    let showable = DisplayText::new(shown).is_ok() && !new.email.contains(char::is_whitespace);
    if !new.email.contains('@') || new.email.len() > MAX_EMAIL || !showable {
        return Err(SeedError::InvalidEmail);
    }
    // EXPOSE: only its length is looked at.
    if !(1..=MAX_PASSWORD).contains(&new.password.expose().len()) {
        return Err(SeedError::InvalidPassword);
    }
    if new.number.as_deref().is_some_and(|number| !is_number(number)) {
        return Err(SeedError::InvalidNumber);
    }
    let folder = Folder::open(data)?;
    let connection = store::open_connection(&folder.database()?)?;
    let account = account::NewAccount {
        pseudonym: Pseudonym::random().map_err(|_| SeedError::Cryptography)?,
        email: &new.email,
        name: &new.name,
        language: new.language,
        password_hash: &password::hash(&new.password).map_err(|_| SeedError::Cryptography)?,
        two_step: new.two_step,
        number: new.number.as_deref(),
        notice_address: new.notice_address.as_deref(),
    };
    let made = account::insert(&connection, &account, clock.now())?;
    Ok(if made { Seeded::Made } else { Seeded::Kept })
}

pub(crate) fn is_number(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    fn clock() -> ManualClock {
        ManualClock::default()
    }

    fn maria() -> SeedAccount {
        let password = SecretText::new("giraffe".to_owned());
        SeedAccount::new("Maria@example.org", password, "+393471234567", "Maria")
    }

    #[test]
    fn an_account_is_made_once_whatever_the_case_of_its_address() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(seed(dir.path(), &maria(), &clock()).unwrap(), Seeded::Made);
        let again = SeedAccount { email: "MARIA@example.org".to_owned(), ..maria() };
        assert_eq!(seed(dir.path(), &again, &clock()).unwrap(), Seeded::Kept);
    }

    #[rstest::rstest]
    #[case("maria")]
    #[case(" maria@example.org")]
    #[case("maria\u{202e}@example.org")]
    fn an_address_in_another_form_is_refused(#[case] email: &str) {
        let dir = tempfile::tempdir().unwrap();
        let account = SeedAccount { email: email.to_owned(), ..maria() };
        assert!(matches!(seed(dir.path(), &account, &clock()), Err(SeedError::InvalidEmail)));
    }

    #[rstest::rstest]
    #[case("3471234567")]
    #[case("+39 347 1234567")]
    #[case("+12")]
    fn a_number_in_another_form_is_refused(#[case] number: &str) {
        let dir = tempfile::tempdir().unwrap();
        let account = SeedAccount { number: Some(number.to_owned()), ..maria() };
        let seeded = seed(dir.path(), &account, &clock());
        assert!(matches!(seeded, Err(SeedError::InvalidNumber)));
    }
}
