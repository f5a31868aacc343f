//! Leaving an account, deactivating, recovery codes: a page or two each.

use super::settings::{Page, Settings};
use super::{Effect, Field, Form, Key, Kind, Model, Row, Screen, Ticket};
use crate::gateway::{AccountKey, Deed, Done, PrintedCode, Problem};

const LONGEST_PASSWORD: usize = 1024;
/// Seven groups of four, with whatever is typed between them.
const LONGEST_CODE: usize = 48;
const GROUP: usize = 4;

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// This phone leaves.
    SignOut,
    /// 2-step verification goes off.
    Deactivate,
    /// A recovery code is made.
    NewCode,
    /// The recovery code ends the probation.
    EnterCode,
}

/// A page of it.
#[derive(Debug)]
pub enum Leaf {
    /// What it means, before anything is done.
    Ask,
    /// Deactivating is asked twice; the password is typed here.
    Sure,
    /// The recovery code, to be written down.
    Write(PrintedCode),
    /// It is done.
    Done,
}

/// Something that the owner does with an account.
#[derive(Debug)]
pub struct Deeds {
    /// The account.
    pub account: AccountKey,
    /// Its mailbox.
    pub name: String,
    /// What it is about.
    pub matter: Matter,
    /// The page.
    pub leaf: Leaf,
    /// Fields and buttons of the page.
    pub form: Form,
    /// What went wrong.
    pub problem: Option<Problem>,
    busy: Option<Ticket>,
}

impl Deeds {
    /// The first page.
    #[must_use]
    pub fn about(matter: Matter, account: AccountKey, name: String) -> Self {
        let password = || Field::new(Kind::Password, LONGEST_PASSWORD);
        let fields = match matter {
            Matter::SignOut | Matter::Deactivate => Vec::new(),
            Matter::NewCode => vec![password()],
            Matter::EnterCode => vec![Field::new(Kind::Text, LONGEST_CODE), password()],
        };
        let mut form = Form::new(fields, 2);
        if matches!(matter, Matter::SignOut | Matter::Deactivate) {
            // What takes something away is not what Enter alone does.
            form.focus = 1;
        }
        let (problem, busy) = (None, None);
        Self { account, name, matter, leaf: Leaf::Ask, form, problem, busy }
    }

    /// Whether something is on its way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    fn turn(&mut self, leaf: Leaf) {
        let fields = match leaf {
            Leaf::Sure => vec![Field::new(Kind::Password, LONGEST_PASSWORD)],
            Leaf::Write(_) => vec![Field::new(Kind::Text, GROUP)],
            Leaf::Ask | Leaf::Done => Vec::new(),
        };
        let buttons = if matches!(leaf, Leaf::Done) { 1 } else { 2 };
        (self.form, self.leaf, self.problem) = (Form::new(fields, buttons), leaf, None);
    }

    /// What the first button does; `None` if it only turns the page.
    fn deed(&mut self) -> Result<Option<Deed>, Problem> {
        if self.form.fields.iter().any(Field::is_empty) {
            return Err(Problem::InvalidInput);
        }
        let mut typed = self.form.fields.iter().map(Field::secret);
        let first = typed.next();
        Ok(match (&self.leaf, self.matter, first) {
            (Leaf::Ask, Matter::SignOut, _) => Some(Deed::SignOut),
            (Leaf::Ask, Matter::NewCode, Some(password)) => Some(Deed::NewCode { password }),
            (Leaf::Ask, Matter::EnterCode, Some(code)) => {
                typed.next().map(|password| Deed::EnterCode { password, code })
            }
            (Leaf::Sure, _, Some(password)) => Some(Deed::Deactivate { password }),
            (Leaf::Write(_), _, Some(group)) => Some(Deed::KeepCode { group }),
            _ => None,
        })
    }
}

impl Model {
    pub(super) fn deeds_key(&mut self, key: Key) -> Vec<Effect> {
        let Screen::Deeds(deeds) = &mut self.screen else { return Vec::new() };
        if deeds.is_busy() {
            return Vec::new();
        }
        let last = deeds.form.buttons.saturating_sub(1);
        let leaves = key == Key::Esc;
        let Some(button) = (if leaves { Some(last) } else { deeds.form.press(key) }) else {
            return Vec::new();
        };
        if button == last {
            if matches!(deeds.leaf, Leaf::Done) {
                self.go_home();
            } else {
                let page = Page::TwoStep(Row::Paired(deeds.account));
                self.screen = Screen::Settings(Settings::at(page));
            }
            return vec![Effect::Load];
        }
        match deeds.deed() {
            Ok(Some(deed)) => {
                let account = deeds.account;
                let ticket = self.ticket();
                if let Screen::Deeds(deeds) = &mut self.screen {
                    (deeds.busy, deeds.problem) = (Some(ticket), None);
                }
                vec![Effect::Do(ticket, account, deed)]
            }
            Ok(None) => {
                deeds.turn(Leaf::Sure);
                Vec::new()
            }
            Err(problem) => {
                deeds.problem = Some(problem);
                Vec::new()
            }
        }
    }

    pub(super) fn done(&mut self, ticket: Ticket, result: Result<Done, Problem>) -> Vec<Effect> {
        let Screen::Deeds(deeds) = &mut self.screen else { return vec![Effect::Load] };
        if deeds.busy != Some(ticket) {
            return vec![Effect::Load];
        }
        deeds.busy = None;
        match result {
            Ok(Done::Code(code)) => deeds.turn(Leaf::Write(code)),
            Ok(Done::Out(_) | Done::CodeKept | Done::FullPower) => {
                deeds.turn(Leaf::Done);
                return vec![Effect::Load];
            }
            Err(problem) => {
                deeds.form.clear_secrets();
                if matches!(deeds.leaf, Leaf::Write(_)) {
                    // Full: nothing else could be typed over it.
                    deeds.form.fields.iter_mut().for_each(Field::clear);
                }
                deeds.problem = Some(problem);
            }
        }
        Vec::new()
    }
}
