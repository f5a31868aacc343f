//! The lines of a script.

use std::fmt;

use assenso_core::secret::SecretText;

use crate::app::Key;
use crate::gateway::ReportReason;

/// One line.
#[derive(Debug)]
pub enum Command {
    /// Type text.
    Type(SecretText),
    /// Paste text.
    Paste(SecretText),
    /// Press a key.
    Press(Key),
    /// Answer the question after a denial.
    Report(ReportReason),
    /// Wait until the screen shows a text.
    Expect(String),
    /// Wait until it does not.
    WaitGone(String),
    /// Print the screen.
    Screen,
    /// Leave.
    Quit,
}

/// Why a line is no command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SyntaxError {
    /// There is no such command.
    #[error(
        "no such command; there are type, paste, press, report, expect, wait-gone, screen, quit"
    )]
    Command,
    /// There is no such key.
    #[error("no such key")]
    Key,
    /// There is no such reason.
    #[error("no such reason; there are not-me, mistake")]
    Reason,
    /// The command needs a text.
    #[error("the command needs a text")]
    Text,
}

/// The keys that have a name.
const KEYS: [(&str, Key); 15] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backtab", Key::BackTab),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("space", Key::Char(' ')),
    ("ctrl-c", Key::Ctrl('c')),
    ("ctrl-r", Key::Ctrl('r')),
];

impl Command {
    /// Reads a line; `None` if it is empty or a comment.
    ///
    /// # Errors
    ///
    /// See [`SyntaxError`].
    pub fn parse(line: &str) -> Result<Option<Self>, SyntaxError> {
        let line = line.strip_suffix('\r').unwrap_or(line).trim_start();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (name, text) = line.split_once(' ').unwrap_or((line.trim_end(), ""));
        let needed = || if text.is_empty() { Err(SyntaxError::Text) } else { Ok(text.to_owned()) };
        Ok(Some(match name {
            "type" => Self::Type(SecretText::new(needed()?)),
            "paste" => Self::Paste(SecretText::new(needed()?)),
            "press" => Self::Press(key(text.trim())?),
            "report" => Self::Report(reason(text.trim())?),
            "expect" => Self::Expect(needed()?),
            "wait-gone" => Self::WaitGone(needed()?),
            "screen" => Self::Screen,
            "quit" => Self::Quit,
            _ => return Err(SyntaxError::Command),
        }))
    }
}

/// The line, with what was typed left out.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(_) => f.write_str("type •••"),
            Self::Paste(_) => f.write_str("paste •••"),
            // A digit or letter may be part of a secret.
            Self::Press(Key::Char(letter)) if letter.is_ascii_digit() => f.write_str("press •"),
            Self::Press(key) => write!(f, "press {}", name(*key)),
            Self::Report(ReportReason::NotMe) => f.write_str("report not-me"),
            Self::Report(ReportReason::Mistake) => f.write_str("report mistake"),
            Self::Expect(text) => write!(f, "expect {text}"),
            Self::WaitGone(text) => write!(f, "wait-gone {text}"),
            Self::Screen => f.write_str("screen"),
            Self::Quit => f.write_str("quit"),
        }
    }
}

fn reason(text: &str) -> Result<ReportReason, SyntaxError> {
    match text {
        "not-me" => Ok(ReportReason::NotMe),
        "mistake" => Ok(ReportReason::Mistake),
        _ => Err(SyntaxError::Reason),
    }
}

fn key(text: &str) -> Result<Key, SyntaxError> {
    let named = KEYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    let mut letters = text.chars();
    match (named, letters.next(), letters.next()) {
        (Some((_, key)), _, _) => Ok(*key),
        (None, Some(letter), None) => Ok(Key::Char(letter)),
        _ => Err(SyntaxError::Key),
    }
}

fn name(key: Key) -> String {
    let named = KEYS.iter().find(|(_, named)| *named == key).map(|(name, _)| (*name).to_owned());
    named.unwrap_or_else(|| match key {
        Key::Char(letter) => letter.to_string(),
        other => format!("{other:?}"),
    })
}
