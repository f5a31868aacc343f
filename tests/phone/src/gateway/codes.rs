//! A fallback code, as its screen shows it.

use std::fmt;
use std::time::Duration;

use assenso_core::ports::BootInstant;

use super::AccountKey;

/// One account's codes now.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeItem {
    /// Whose they are.
    pub account: AccountKey,
    /// The provider's display name.
    pub provider: String,
    /// The account's display name.
    pub name: String,
    /// The code that is good now.
    pub code: String,
    /// The one after it.
    pub next: String,
    /// Until when the code is good.
    pub valid_until: BootInstant,
    /// How long a code lives.
    pub period: Duration,
}

impl fmt::Debug for CodeItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeItem").field("account", &self.account).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_no_code() {
        let item = CodeItem {
            account: AccountKey(1),
            provider: String::new(),
            name: String::new(),
            code: "123456".to_owned(),
            next: "654321".to_owned(),
            valid_until: BootInstant(Duration::ZERO),
            period: Duration::from_secs(30),
        };
        let shown = format!("{item:?}");
        assert!(!shown.contains("123456") && !shown.contains("654321"));
    }
}
