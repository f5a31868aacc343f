//! Settings, and the way from there to "Associate this device".

use super::home::select;
use super::{Deeds, Effect, Key, Matter, Model, Pair, Row, Screen};
use crate::gateway::{AccountItem, Accounts, Association, Problem};

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// The first one.
    #[default]
    Root,
    /// A mailbox.
    Mailbox(Row),
    /// Its "Account" page.
    Account(Row),
    /// Its "2-step verification" page.
    TwoStep(Row),
    /// Asks whether to remove it.
    Remove(Row),
}

/// The settings.
#[derive(Debug, Default)]
pub struct Settings {
    /// The page.
    pub page: Page,
    /// Which entry has the focus.
    pub selected: usize,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// The provider is being asked.
    pub busy: bool,
}

/// Something to choose on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Turn notifications on or off.
    Notifications,
    /// Open a mailbox.
    Mailbox(Row),
    /// Open "Account".
    Account,
    /// Open "2-step verification".
    TwoStep,
    /// Associate this device.
    Associate,
    /// Ask the provider again.
    Check,
    /// Something that the owner does with the account.
    Deeds(Matter),
    /// Ask whether to remove the mailbox.
    Remove,
    /// Remove it.
    ConfirmRemove,
    /// Don't.
    Cancel,
}

impl Settings {
    pub(super) fn at(page: Page) -> Self {
        Self { page, ..Self::default() }
    }

    /// What can be chosen.
    #[must_use]
    pub fn entries(&self, accounts: &Accounts) -> Vec<Entry> {
        let associated = |row| {
            accounts.paired(row).is_some_and(|item| item.association == Association::Associated)
        };
        match self.page {
            Page::Root => {
                let mailboxes = accounts.mailboxes().into_iter().map(Entry::Mailbox);
                std::iter::once(Entry::Notifications).chain(mailboxes).collect()
            }
            Page::Mailbox(_) => vec![Entry::Account],
            Page::Account(row) if associated(row) => vec![Entry::TwoStep],
            Page::Account(_) => vec![Entry::TwoStep, Entry::Remove],
            Page::TwoStep(row) if associated(row) => {
                let held = accounts.paired(row).and_then(|item| item.hold.as_ref());
                let recovery = if held.is_some_and(|hold| hold.everything) {
                    Matter::EnterCode
                } else {
                    Matter::NewCode
                };
                let matters = [recovery, Matter::SignOut, Matter::Deactivate].map(Entry::Deeds);
                std::iter::once(Entry::Check).chain(matters).collect()
            }
            Page::TwoStep(Row::Paired(_)) => vec![Entry::Associate, Entry::Check],
            Page::TwoStep(_) => vec![Entry::Associate],
            Page::Remove(_) => vec![Entry::Cancel, Entry::ConfirmRemove],
        }
    }

    fn up(&self) -> Option<Page> {
        match self.page {
            Page::Root => None,
            Page::Mailbox(_) => Some(Page::Root),
            Page::Account(row) => Some(Page::Mailbox(row)),
            Page::TwoStep(row) | Page::Remove(row) => Some(Page::Account(row)),
        }
    }

    /// The mailbox that the page is about.
    #[must_use]
    pub fn mailbox(&self) -> Option<Row> {
        match self.page {
            Page::Root => None,
            Page::Mailbox(row) | Page::Account(row) | Page::TwoStep(row) | Page::Remove(row) => {
                Some(row)
            }
        }
    }

    /// Leaves the pages of a mailbox that is no longer there.
    pub(super) fn forget_missing(&mut self, accounts: &Accounts) {
        if self.mailbox().is_some_and(|row| !accounts.mailboxes().contains(&row)) {
            *self = Self::default();
        }
    }
}

impl Accounts {
    /// The account of a row.
    #[must_use]
    pub fn paired(&self, row: Row) -> Option<&AccountItem> {
        self.paired.iter().find(|item| Row::Paired(item.key) == row)
    }
}

impl Model {
    pub(super) fn settings_key(&mut self, key: Key) -> Vec<Effect> {
        let Screen::Settings(settings) = &mut self.screen else { return Vec::new() };
        if settings.busy {
            return Vec::new();
        }
        if key == Key::Esc {
            match settings.up() {
                Some(page) => *settings = Settings::at(page),
                None => self.go_home(),
            }
            return Vec::new();
        }
        let entries = settings.entries(&self.accounts);
        settings.selected = select(settings.selected, entries.len(), key);
        let chosen = entries.get(settings.selected).filter(|_| key == Key::Enter);
        chosen.map_or_else(Vec::new, |&entry| self.settings_choose(entry))
    }

    fn settings_choose(&mut self, entry: Entry) -> Vec<Effect> {
        let Screen::Settings(settings) = &mut self.screen else { return Vec::new() };
        settings.problem = None;
        match (entry, settings.mailbox()) {
            (Entry::Notifications, _) => {
                return vec![Effect::SetNotifications(!self.notifications)];
            }
            (Entry::Mailbox(row), _) => *settings = Settings::at(Page::Mailbox(row)),
            (Entry::Account | Entry::Cancel, Some(row)) => {
                *settings = Settings::at(Page::Account(row));
            }
            (Entry::TwoStep, Some(row)) => *settings = Settings::at(Page::TwoStep(row)),
            (Entry::Remove, Some(row)) => *settings = Settings::at(Page::Remove(row)),
            (Entry::Associate, Some(Row::Unfinished(flow))) => self.resume(flow),
            (Entry::Associate, Some(row)) => {
                let paired = self.accounts.paired(row);
                let issuer = paired.map_or(self.issuer.as_str(), |item| item.issuer.as_str());
                self.screen = Screen::Pair(Pair::provider(issuer));
            }
            (Entry::Deeds(matter), Some(row @ Row::Paired(account))) => {
                let name = self.accounts.paired(row).map(|item| item.name.clone());
                let deeds = Deeds::about(matter, account, name.unwrap_or_default());
                self.screen = Screen::Deeds(deeds);
            }
            (Entry::Check, Some(Row::Paired(account))) => {
                settings.busy = true;
                return vec![Effect::Check(account)];
            }
            (Entry::ConfirmRemove, Some(Row::Paired(account))) => {
                settings.busy = true;
                return vec![Effect::Remove(account)];
            }
            (Entry::ConfirmRemove, Some(Row::Unfinished(flow))) => {
                settings.busy = true;
                return vec![Effect::Abandon(flow)];
            }
            _ => {}
        }
        Vec::new()
    }

    /// The provider was asked, or an entry removed: the list is read again.
    pub(super) fn settings_done(&mut self, problem: Option<Problem>) -> Vec<Effect> {
        if let Screen::Settings(settings) = &mut self.screen {
            settings.busy = false;
            settings.problem = problem;
        }
        vec![Effect::Load]
    }
}
