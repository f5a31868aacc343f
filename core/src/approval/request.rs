//! What is asked, and what a person answers.

use std::fmt;
use std::time::SystemTime;

use crate::provider::Subject;

/// What a request shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDetails {
    /// The request's id.
    pub id: String,
    /// The provider's name.
    pub provider: String,
    /// The account's name.
    pub account: String,
    /// When it was made, on the provider's clock.
    pub created: SystemTime,
    /// How many digits are typed to approve.
    pub number_digits: u8,
    /// What it is about; `None` if this version can't show the request, which can then only be denied.
    pub subject: Option<Subject>,
}

/// The typed number has another length than asked, or something but digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the number has {digits} digits")]
pub struct InvalidNumber {
    /// How many digits it must have.
    pub digits: u8,
}

/// The digits that a person read on the page and typed, leading zeros kept.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedNumber(String);

impl TypedNumber {
    /// Checks that `typed` has exactly `digits` digits.
    ///
    /// # Errors
    ///
    /// [`InvalidNumber`] if it does not.
    pub fn new(typed: &str, digits: u8) -> Result<Self, InvalidNumber> {
        let exact = typed.len() == usize::from(digits);
        if exact && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(typed.to_owned()))
        } else {
            Err(InvalidNumber { digits })
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedNumber(<redacted>)")
    }
}

/// What a person answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was me.
    Approve {
        /// The number from the page.
        number: TypedNumber,
    },
    /// Keep it out.
    Deny,
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("07", 2, true)]
    #[case("000000", 6, true)]
    #[case("7", 2, false)]
    #[case("007", 2, false)]
    #[case("", 2, false)]
    #[case("a7", 2, false)]
    #[case("-7", 2, false)]
    #[case(" 7", 2, false)]
    #[case("٠٧", 2, false)]
    #[case("٠", 2, false)]
    fn a_number_has_exactly_its_digits(
        #[case] typed: &str,
        #[case] digits: u8,
        #[case] valid: bool,
    ) {
        let number = TypedNumber::new(typed, digits);
        assert_eq!(number.is_ok(), valid);
        if let Ok(number) = number {
            assert_eq!(number.as_str(), typed);
            assert_eq!(format!("{number:?}"), "TypedNumber(<redacted>)");
        }
    }
}
