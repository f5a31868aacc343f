//! Settings and the pages under it.

use super::home::progress;
use super::{Page, Theme};
use crate::app::{Entry, Matter, Model, Page as Place, Row, Settings};

pub(super) fn page(settings: &Settings, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().settings, &model.words().keys);
    let mut page = Page::new(&path(settings, model), theme);
    page.gap();
    facts(&mut page, settings, model);
    for (index, entry) in settings.entries(&model.accounts).into_iter().enumerate() {
        if index == 1 && settings.page == Place::Root {
            page.gap();
            page.quiet(words.mailboxes);
        }
        let (text, detail) = label(entry, model);
        page.row(settings.selected == index, &text, detail);
    }
    page.gap();
    if settings.busy {
        page.quiet(model.words().wait);
    }
    page.problem(settings.problem.map(|problem| model.lang.problem(problem)));
    page.hint("↑ ↓", keys.choose);
    page.hint(keys.enter, keys.open);
    page.hint(keys.esc, keys.back);
    page
}

/// The names of all pages down to this one.
fn path(settings: &Settings, model: &Model) -> String {
    let words = &model.words().settings;
    let mailbox = settings.mailbox().map(|row| name(row, model)).unwrap_or_default();
    let parts = match settings.page {
        Place::Root => vec![words.title],
        Place::Mailbox(_) => vec![words.title, &mailbox],
        Place::Account(_) => vec![&mailbox, words.account],
        Place::TwoStep(_) => vec![&mailbox, words.account, words.two_step],
        Place::Remove(_) => vec![&mailbox, words.remove],
    };
    parts.join(" › ")
}

fn name(row: Row, model: &Model) -> String {
    let unfinished =
        model.accounts.unfinished.iter().find(|step| Row::Unfinished(step.flow) == row);
    match (model.accounts.paired(row), unfinished) {
        (Some(item), _) => item.name.clone(),
        (_, Some(step)) => step.email.clone().unwrap_or_else(|| step.issuer.clone()),
        (None, None) => String::new(),
    }
}

fn facts(page: &mut Page, settings: &Settings, model: &Model) {
    let words = &model.words().settings;
    let Some(row) = settings.mailbox() else { return };
    let unfinished =
        model.accounts.unfinished.iter().find(|step| Row::Unfinished(step.flow) == row);
    let (provider, issuer, state) = match (model.accounts.paired(row), unfinished) {
        (Some(item), _) => {
            (item.provider.as_str(), item.issuer.as_str(), model.lang.association(item.association))
        }
        (_, Some(step)) => (step.provider.as_str(), step.issuer.as_str(), progress(step, model)),
        (None, None) => return,
    };
    match settings.page {
        Place::Root | Place::Mailbox(_) => return,
        Place::Account(_) => {
            page.fact(words.issuer, provider);
            page.fact("", issuer);
            page.fact(words.state, state);
        }
        Place::TwoStep(_) => {
            page.fact(words.state, state);
            if let Some(hold) = model.accounts.paired(row).and_then(|item| item.hold.as_ref()) {
                page.fact(words.hold, &(words.held)(hold.everything, &hold.until));
            }
            if matches!(row, Row::Paired(_)) {
                page.fact(words.keys, words.keys_software);
            }
        }
        Place::Remove(_) => page.text(&(words.remove_text)(&name(row, model))),
    }
    page.gap();
}

fn label(entry: Entry, model: &Model) -> (String, &'static str) {
    let words = &model.words().settings;
    let text = match entry {
        Entry::Notifications => {
            let state = if model.notifications { words.on } else { words.off };
            return (words.notifications.to_owned(), state);
        }
        Entry::Mailbox(row) => return (name(row, model), ""),
        Entry::Account => words.account,
        Entry::TwoStep => words.two_step,
        Entry::Associate => model.words().pair.associate,
        Entry::Check => words.check,
        Entry::Deeds(Matter::SignOut) => model.words().deeds.sign_out,
        Entry::Deeds(Matter::Deactivate) => model.words().deeds.deactivate,
        Entry::Deeds(Matter::NewCode) => model.words().deeds.recovery_code,
        Entry::Deeds(Matter::EnterCode) => model.words().deeds.enter_code,
        Entry::Remove | Entry::ConfirmRemove => words.remove,
        Entry::Cancel => model.words().pair.cancel,
    };
    (text.to_owned(), "")
}
