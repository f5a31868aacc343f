//! The list of accounts.

use super::{Page, Theme, plain};
use crate::app::{Home, Model, Row};
use crate::gateway::{Association, At, Problem, Step};
use ratatui::text::Span;

pub(super) fn page(home: &Home, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().home, &model.words().keys);
    let mut page = Page::new(words.title, theme);
    page.gap();
    if !model.notifications {
        page.problem(Some(model.words().settings.off_banner.to_owned()));
        page.gap();
    }
    if model.accounts.mailboxes().is_empty() {
        page.text(words.welcome);
        page.text(words.first_step);
        page.gap();
    }
    for (index, row) in model.accounts.rows().into_iter().enumerate() {
        let focused = home.selected == index;
        match row {
            Row::Paired(_) | Row::Unfinished(_) => mailbox(&mut page, row, focused, model, theme),
            Row::Add => {
                page.row(focused, &format!("+ {}", words.add), "");
            }
        }
    }
    page.gap();
    page.problem(model.problem.map(|problem| model.lang.problem(problem)));
    let associated =
        model.accounts.paired.iter().any(|item| item.association == Association::Associated);
    if associated {
        page.quiet(words.watching);
    }
    page.hint("↑ ↓", keys.choose);
    page.hint(keys.enter, keys.open);
    page.hint("C", words.codes);
    page.hint("S", words.settings);
    page.hint("Q", keys.quit);
    page
}

/// Two lines for a mailbox: its name, and how it stands with this device.
fn mailbox(page: &mut Page, row: Row, focused: bool, model: &Model, theme: Theme) {
    let paired = model.accounts.paired(row);
    let unfinished =
        model.accounts.unfinished.iter().find(|step| Row::Unfinished(step.flow) == row);
    let (name, provider) = match (paired, unfinished) {
        (Some(item), _) => (item.name.as_str(), item.provider.as_str()),
        (_, Some(step)) => {
            (step.email.as_deref().unwrap_or(step.issuer.as_str()), step.provider.as_str())
        }
        (None, None) => return,
    };
    page.row(focused, name, provider);
    let (sign, state, style) = match (paired, unfinished) {
        (Some(item), _) if item.association == Association::Associated => {
            ("✓", model.lang.association(item.association), theme.good())
        }
        (Some(item), _) => ("✕", model.lang.association(item.association), theme.warning()),
        (None, step) => ("○", step.map_or("", |step| progress(step, model)), theme.quiet()),
    };
    let mut spans = vec![plain("  "), Span::styled(format!("{sign} {state}"), style)];
    if paired.is_some_and(|item| model.offline.contains(&item.key)) {
        spans.push(Span::styled(format!("  ! {}", model.words().offline), theme.warning()));
    }
    page.line(spans);
    if paired.is_some_and(|item| item.alarm) {
        page.problem(Some(model.lang.problem(Problem::OlderState)));
    }
}

/// How far a pairing has come.
pub(super) fn progress(step: &Step, model: &Model) -> &'static str {
    let words = &model.words().home;
    match step.at {
        At::SignIn | At::SignInCode(_) => words.signing_in,
        At::Activate { .. } | At::NumberCode(_) => words.not_active,
        At::SignedIn | At::Recovered | At::AssociateCode(_) => words.signed_in,
        At::Finish => words.interrupted,
        At::Associated => model.lang.association(Association::Associated),
    }
}
