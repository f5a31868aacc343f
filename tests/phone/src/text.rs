//! Everything the phone says, in every language it speaks.
//!
//! One value of [`Words`] a language: a text that is missing in one of them does not compile, and
//! each sentence about a [`Problem`] stands in an exhaustive match.

mod en;
mod it;
mod words;

pub use words::{
    ActionWords, CodesWords, GateWords, HomeWords, KeyWords, OutcomeWords, PairWords, PinWords,
    ReportWords, RequestWords, SettingsWords, Words,
};

use crate::gateway::{Association, Problem};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Italian.
    It,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::En, Self::It];

    /// The language of a locale such as `it_IT.UTF-8`; English for those that are not spoken.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("it") { Self::It } else { Self::En }
    }

    /// Its words.
    #[must_use]
    pub fn words(self) -> &'static Words {
        match self {
            Self::En => &en::WORDS,
            Self::It => &it::WORDS,
        }
    }

    /// A sentence that says what happened and what to do next.
    #[must_use]
    pub fn problem(self, problem: Problem) -> String {
        match self {
            Self::En => en::problem(problem),
            Self::It => it::problem(problem),
        }
    }

    /// Why a phone is, or is not, an account's device.
    #[must_use]
    pub fn association(self, association: Association) -> &'static str {
        match self {
            Self::En => en::association(association),
            Self::It => it::association(association),
        }
    }
}

#[cfg(test)]
mod tests;
