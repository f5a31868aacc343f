//! The list of accounts.

use super::{Effect, Key, Model, Page, Pair, Screen, Settings};
use crate::gateway::{AccountKey, Accounts, Association, FlowId, Problem};

/// The list.
#[derive(Debug, Default)]
pub struct Home {
    /// Which row has the focus.
    pub selected: usize,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// An account that this phone was associated with.
    Paired(AccountKey),
    /// A pairing that was begun.
    Unfinished(FlowId),
    /// Add an account.
    Add,
}

impl Accounts {
    /// The mailboxes, as rows.
    #[must_use]
    pub fn mailboxes(&self) -> Vec<Row> {
        let paired = self.paired.iter().map(|account| Row::Paired(account.key));
        let unfinished = self.unfinished.iter().map(|step| Row::Unfinished(step.flow));
        paired.chain(unfinished).collect()
    }

    /// All rows of the list.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = self.mailboxes();
        rows.push(Row::Add);
        rows
    }
}

/// Moves a selection up or down in a list, around its ends.
pub(super) fn select(selected: usize, rows: usize, key: Key) -> usize {
    let by = match key {
        Key::Down | Key::Tab => 1,
        Key::Up | Key::BackTab => rows.saturating_sub(1),
        _ => return selected.min(rows.saturating_sub(1)),
    };
    selected.saturating_add(by).checked_rem(rows).unwrap_or(0)
}

impl Model {
    pub(super) fn home_key(&mut self, key: Key) -> Vec<Effect> {
        let rows = self.accounts.rows();
        let Screen::Home(home) = &mut self.screen else { return Vec::new() };
        home.selected = select(home.selected, rows.len(), key);
        self.problem = None;
        let row = rows.get(home.selected).copied();
        match (key, row) {
            (Key::Enter, Some(row)) => self.open_row(row),
            (Key::Char('c' | 'C'), _) => return self.open_codes(),
            (Key::Char('s' | 'S'), _) => self.screen = Screen::Settings(Settings::default()),
            (Key::Char('q' | 'Q'), _) => self.quit = true,
            _ => {}
        }
        Vec::new()
    }

    fn open_row(&mut self, row: Row) {
        match row {
            Row::Add => self.screen = Screen::Pair(Pair::provider(&self.issuer)),
            Row::Paired(_) => self.screen = Screen::Settings(Settings::at(Page::Account(row))),
            Row::Unfinished(flow) => self.resume(flow),
        }
    }

    /// Opens a pairing where it stands.
    pub(super) fn resume(&mut self, flow: FlowId) {
        if let Some(step) = self.accounts.unfinished.iter().find(|step| step.flow == flow) {
            self.screen = Screen::Pair(Pair::at(step.clone()));
        }
    }

    pub(super) fn loaded(&mut self, result: Result<Accounts, Problem>) -> Vec<Effect> {
        let accounts = match result {
            Ok(accounts) => accounts,
            Err(problem) => {
                self.problem = Some(problem);
                return Vec::new();
            }
        };
        self.accounts = accounts;
        let rows = self.accounts.rows().len();
        match &mut self.screen {
            Screen::Home(home) => home.selected = home.selected.min(rows.saturating_sub(1)),
            Screen::Settings(settings) => settings.forget_missing(&self.accounts),
            Screen::Gate(_) | Screen::Pair(_) | Screen::Deeds(_) | Screen::Codes(_) => {}
        }
        let is_device = |state| matches!(state, Association::Associated | Association::Frozen);
        let paired = self.accounts.paired.iter();
        let watched: Vec<_> =
            paired.filter(|item| is_device(item.association)).map(|item| item.key).collect();
        self.offline.retain(|account| watched.contains(account));
        self.waiting.retain(|request| watched.contains(&request.account));
        vec![Effect::Watch(watched)]
    }
}
