//! A code as it is shown and typed.

use std::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// A one-time code: six to eight digits, leading zeros kept. A short-lived secret: wiped on drop,
/// never printed.
pub struct Code(Zeroizing<String>);

impl Code {
    pub(super) fn new(digits: String) -> Self {
        Self(Zeroizing::new(digits))
    }

    /// Borrows the digits. Every caller explains itself with an `EXPOSE:` comment.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether somebody typed this code. Takes the same time wherever the two differ.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        self.0.as_bytes().ct_eq(typed.as_bytes()).into()
    }
}

impl PartialEq for Code {
    /// Takes the same time wherever the two differ.
    fn eq(&self, other: &Self) -> bool {
        self.matches(&other.0)
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(<redacted>)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_no_digit() {
        let shown = format!("{:?}", Code::new("123456".to_owned()));
        assert_eq!(shown, "Code(<redacted>)");
    }

    #[test]
    fn a_code_matches_itself_alone() {
        let code = Code::new("012345".to_owned());
        assert!(code.matches("012345"));
        for other in ["12345", "0123456", "012346", "", " 012345"] {
            assert!(!code.matches(other), "{other:?}");
        }
        assert_eq!(code, Code::new("012345".to_owned()));
        assert_ne!(code, Code::new("012344".to_owned()));
    }
}
