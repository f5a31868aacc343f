//! What became of a request: one screen each.

use super::{Page, Theme};
use crate::app::Model;
use crate::gateway::Outcome;

pub(super) fn page(outcome: Outcome, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().outcome, &model.words().keys);
    let (sign, (title, text), style) = match outcome {
        Outcome::Approved => ("✓", words.approved, theme.good()),
        Outcome::Denied => ("✕", words.denied, theme.bad()),
        Outcome::WrongNumber => ("✕", words.wrong_number, theme.bad()),
        Outcome::Expired => ("○", words.expired, theme.warning()),
        Outcome::Cancelled => ("○", words.cancelled, theme.warning()),
        Outcome::NotKnown => ("○", words.not_known, theme.warning()),
        Outcome::AnsweredElsewhere { approved: true } => {
            ("!", words.elsewhere_approved, theme.warning())
        }
        Outcome::AnsweredElsewhere { approved: false } => {
            ("○", words.elsewhere_denied, theme.warning())
        }
    };
    let mut page = Page::new(model.words().request.title, theme);
    page.gap();
    page.headline(sign, title, style);
    page.gap();
    page.text(text);
    page.hint(keys.enter, keys.go_on);
    page
}
