//! What became of a request, and after a denial the question whether it was not the person.

use super::{Effect, Front, Key, Model};
use crate::gateway::{AccountKey, Outcome, Problem, ReportOutcome, ReportReason};

/// An outcome on the screen.
#[derive(Debug)]
pub struct OutcomeScreen {
    /// What became of it.
    pub outcome: Outcome,
    /// What the person is asked about a denial.
    pub question: Option<Question>,
}

/// "Was it not you?"
#[derive(Debug)]
pub struct Question {
    account: AccountKey,
    request: String,
    /// The answer that has the focus, or was given.
    pub choice: ReportReason,
    /// How far it is.
    pub asking: Asking,
}

/// How far the question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The person has not said, or it was not taken because of this.
    Open(Option<Problem>),
    /// On its way.
    Sending,
    /// Kept, and sent as soon as the provider can be reached.
    Kept,
    /// Said.
    Said(ReportOutcome),
}

impl OutcomeScreen {
    /// The outcome of a request of `account`, if it is known whose it was.
    pub(super) fn new(account: Option<AccountKey>, request: String, outcome: Outcome) -> Self {
        let question = account.filter(|_| outcome == Outcome::Denied).map(|account| Question {
            account,
            request,
            choice: ReportReason::NotMe,
            asking: Asking::Open(None),
        });
        Self { outcome, question }
    }
}

impl Question {
    fn say(&mut self) -> Vec<Effect> {
        self.asking = Asking::Sending;
        let (account, request, reason) = (self.account, self.request.clone(), self.choice);
        vec![Effect::Report { account, request, reason }]
    }
}

impl Model {
    /// Whether the person is asked about a denial now.
    #[must_use]
    pub fn asks_about_denial(&self) -> bool {
        let question = match &self.front {
            Some(Front::Outcome(screen)) => screen.question.as_ref(),
            Some(Front::Request(_)) | None => None,
        };
        self.pin.is_none()
            && question.is_some_and(|question| matches!(question.asking, Asking::Open(_)))
    }

    pub(super) fn outcome_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Front::Outcome(screen)) = &mut self.front else { return Vec::new() };
        let leaves = match &mut screen.question {
            Some(question) => match (question.asking, key) {
                (Asking::Open(_), Key::Left | Key::Up) => {
                    question.choice = ReportReason::NotMe;
                    false
                }
                (Asking::Open(_), Key::Right | Key::Down) => {
                    question.choice = ReportReason::Mistake;
                    false
                }
                (Asking::Open(_), Key::Tab | Key::BackTab) => {
                    question.choice = match question.choice {
                        ReportReason::NotMe => ReportReason::Mistake,
                        ReportReason::Mistake => ReportReason::NotMe,
                    };
                    false
                }
                (Asking::Open(_), Key::Enter) => return question.say(),
                (Asking::Open(_) | Asking::Sending, key) => key == Key::Esc,
                (Asking::Kept | Asking::Said(_), key) => closes(key),
            },
            None => closes(key),
        };
        if leaves {
            self.front = None;
        }
        Vec::new()
    }

    pub(super) fn reported(&mut self, request: &str, result: Result<ReportOutcome, Problem>) {
        let on_screen = match &mut self.front {
            Some(Front::Outcome(screen)) => screen.question.as_mut(),
            Some(Front::Request(_)) | None => None,
        };
        match (result, on_screen.filter(|question| question.request == request)) {
            (Ok(outcome), Some(question)) => question.asking = Asking::Said(outcome),
            (Err(Problem::ReportKept), Some(question)) => question.asking = Asking::Kept,
            (Err(problem), Some(question)) => question.asking = Asking::Open(Some(problem)),
            // Whoever has left the question is not called back.
            (Ok(_) | Err(_), None) => {}
        }
    }
}

fn closes(key: Key) -> bool {
    matches!(key, Key::Enter | Key::Esc | Key::Char(' '))
}
