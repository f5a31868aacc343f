//! Text that a person will read and that somebody else wrote.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// The longest display text, in Unicode scalar values.
pub const MAX_DISPLAY_CHARS: usize = 64;

/// The text is empty, over 64 characters, has invisible characters, or white space at an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("display text has 1 to 64 visible characters")]
pub struct InvalidText;

/// 1 to 64 characters, none of which hides or reorders others (categories Cc, Cf, Zl, Zp), and
/// no white space at either end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DisplayText(String);

impl DisplayText {
    /// Checks `text`.
    ///
    /// # Errors
    ///
    /// [`InvalidText`] if it can't be shown safely.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidText> {
        let text = text.into();
        let length = text.chars().count();
        let trimmed = text.trim().len() == text.len();
        if (1..=MAX_DISPLAY_CHARS).contains(&length) && trimmed && is_visible(&text) {
            Ok(Self(text))
        } else {
            Err(InvalidText)
        }
    }

    /// As much of `text` as can be shown safely; `None` if that is nothing.
    #[must_use]
    pub fn cut(text: &str) -> Option<Self> {
        let visible: String = text.chars().filter(|character| visible(*character)).collect();
        let cut: String = visible.trim().chars().take(MAX_DISPLAY_CHARS).collect();
        Self::new(cut.trim_end()).ok()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether text shows as it is: nothing in it hides or reorders anything.
pub(in crate::provider::assenso) fn is_visible(text: &str) -> bool {
    text.chars().all(visible)
}

fn visible(character: char) -> bool {
    !matches!(
        character.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

impl TryFrom<String> for DisplayText {
    type Error = InvalidText;

    fn try_from(text: String) -> Result<Self, InvalidText> {
        Self::new(text)
    }
}

impl From<DisplayText> for String {
    fn from(text: DisplayText) -> Self {
        text.0
    }
}

impl fmt::Display for DisplayText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
