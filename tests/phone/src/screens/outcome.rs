//! What became of a request: one screen each, and after a denial a question.

use super::{Page, Theme};
use crate::app::{Asking, Model, OutcomeScreen, Question};
use crate::gateway::{Outcome, Problem, ReportOutcome, ReportReason};

pub(super) fn page(screen: &OutcomeScreen, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().outcome, &model.words().keys);
    let (sign, (title, text), style) = match screen.outcome {
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
    match &screen.question {
        Some(question) => about_denial(question, &mut page, model, theme),
        None => page.hint(keys.enter, keys.go_on),
    }
    page
}

/// The question, and what became of its answer.
fn about_denial(question: &Question, page: &mut Page, model: &Model, theme: Theme) {
    let (words, keys) = (&model.words().report, &model.words().keys);
    page.gap();
    match question.asking {
        Asking::Open(problem) => {
            page.text(words.question);
            page.gap();
            let focused = match question.choice {
                ReportReason::NotMe => 0,
                ReportReason::Mistake => 1,
            };
            page.buttons(&[words.not_me, words.mistake], Some(focused));
            page.gap();
            page.problem(problem.map(|problem| model.lang.problem(problem)));
            page.hint("← →", keys.choose);
            page.hint(keys.enter, words.say);
            page.hint(keys.esc, words.leave);
            return;
        }
        Asking::Sending => {
            page.quiet(model.words().wait);
            page.hint(keys.esc, keys.back);
            return;
        }
        Asking::Kept => page.problem(Some(model.lang.problem(Problem::ReportKept))),
        Asking::Said(ReportOutcome::Taken) => {
            let text = match question.choice {
                ReportReason::NotMe => words.not_me_taken,
                ReportReason::Mistake => words.mistake_taken,
            };
            page.headline("✓", text, theme.good());
        }
        Asking::Said(ReportOutcome::NotTaken) => {
            page.headline("○", words.not_taken, theme.warning());
        }
    }
    page.hint(keys.enter, keys.go_on);
}
