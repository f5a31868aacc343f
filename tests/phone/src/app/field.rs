//! A line of text that a person types.

use std::fmt;

use assenso_core::secret::SecretText;
use zeroize::Zeroizing;

use super::Key;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Any text, shown as dots.
    Password,
    /// Digits, shown as dots.
    Pin,
    /// Digits.
    Digits,
}

/// A field. What was typed is wiped when the field goes away.
pub struct Field {
    kind: Kind,
    longest: usize,
    text: Zeroizing<String>,
    /// In characters.
    cursor: usize,
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Field {
    /// An empty field for at most `longest` characters.
    #[must_use]
    pub fn new(kind: Kind, longest: usize) -> Self {
        // All the room at once: a string that grows leaves copies behind.
        let text = Zeroizing::new(String::with_capacity(longest.saturating_mul(4)));
        Self { kind, longest, text, cursor: 0 }
    }

    /// The same with something in it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.paste(text);
        self
    }

    /// What it takes.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Where the cursor stands, in characters.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// How many characters are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the screen shows.
    #[must_use]
    pub fn shown(&self) -> Zeroizing<String> {
        match self.kind {
            Kind::Text | Kind::Digits => self.text.clone(),
            Kind::Password | Kind::Pin => Zeroizing::new("•".repeat(self.len())),
        }
    }

    /// A copy of what was typed, as a secret.
    #[must_use]
    pub fn secret(&self) -> SecretText {
        SecretText::new(self.text.to_string())
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::new(self.kind, self.longest);
    }

    /// Puts text in at the cursor; what the field does not take is left out.
    pub fn paste(&mut self, text: &str) {
        text.chars().for_each(|typed| self.insert(typed));
    }

    /// Whether the key meant something to a field.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(typed) => self.insert(typed),
            Key::Backspace if self.cursor > 0 => {
                self.cursor = self.cursor.saturating_sub(1);
                self.remove();
            }
            Key::Delete => self.remove(),
            Key::Left => self.cursor = self.cursor.saturating_sub(1),
            Key::Right => self.cursor = self.len().min(self.cursor.saturating_add(1)),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.len(),
            _ => return false,
        }
        true
    }

    fn insert(&mut self, typed: char) {
        let fits = match self.kind {
            Kind::Text | Kind::Password => !typed.is_control(),
            Kind::Pin | Kind::Digits => typed.is_ascii_digit(),
        };
        if fits && self.len() < self.longest {
            let at = self.byte(self.cursor);
            self.text.insert(at, typed);
            self.cursor = self.cursor.saturating_add(1);
        }
    }

    fn remove(&mut self) {
        if self.cursor < self.len() {
            let at = self.byte(self.cursor);
            self.text.remove(at);
        }
    }

    /// Where a character begins, in bytes.
    fn byte(&self, character: usize) -> usize {
        self.text.char_indices().nth(character).map_or(self.text.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_edits_at_the_cursor_also_beyond_ascii() {
        let mut field = Field::new(Kind::Text, 20).with("perché");
        for key in [Key::Left, Key::Backspace, Key::Char('k'), Key::End, Key::Char('!')] {
            assert!(field.press(key));
        }
        assert_eq!(field.text(), "perck\u{e9}!");
        field.press(Key::Home);
        field.press(Key::Delete);
        field.press(Key::Backspace);
        assert_eq!(field.text(), "erck\u{e9}!");
        assert!(!field.press(Key::Enter));
    }

    #[test]
    fn digits_alone_go_into_a_pin_and_no_more_than_fit() {
        let mut field = Field::new(Kind::Pin, 4);
        field.paste("1a2 3456");
        assert_eq!(field.text(), "1234");
        assert_eq!(*field.shown(), "••••");
        assert!(!format!("{field:?}").contains("1234"));
        field.clear();
        assert!(field.is_empty());
    }
}
