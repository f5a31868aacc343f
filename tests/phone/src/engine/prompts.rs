//! Brings the keys' questions for the PIN to the screen, and the answers back.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assenso_core::secret::SecretText;
use async_trait::async_trait;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use crate::app::{Action, Ticket};
use crate::keys::{PinAsk, PinPrompt};

/// The questions that are open.
#[derive(Debug)]
pub struct Prompts {
    actions: UnboundedSender<Action>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    last: u64,
    answers: BTreeMap<Ticket, oneshot::Sender<Option<SecretText>>>,
}

impl Prompts {
    pub(super) fn new(actions: UnboundedSender<Action>) -> Self {
        Self { actions, open: Mutex::default() }
    }

    /// Gives the person's answer to a question; one that is no longer open is not told.
    pub(super) fn answer(&self, ticket: Ticket, pin: Option<SecretText>) {
        let waiting = self.open().answers.remove(&ticket);
        if let Some(waiting) = waiting {
            // Nobody may listen any more; then the answer is wiped.
            drop(waiting.send(pin));
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a question off the screen when nobody waits for its answer any more.
struct Question<'a> {
    prompts: &'a Prompts,
    ticket: Ticket,
}

impl Drop for Question<'_> {
    fn drop(&mut self) {
        if self.prompts.open().answers.remove(&self.ticket).is_some() {
            // At the program's end there is no screen to tell.
            drop(self.prompts.actions.send(Action::PinWithdrawn(self.ticket)));
        }
    }
}

#[async_trait]
impl PinPrompt for Prompts {
    async fn ask(&self, ask: PinAsk) -> Option<SecretText> {
        let (sender, receiver) = oneshot::channel();
        let ticket = {
            let mut open = self.open();
            open.last = open.last.wrapping_add(1);
            let ticket = Ticket(open.last);
            open.answers.insert(ticket, sender);
            ticket
        };
        let _withdrawn_on_drop = Question { prompts: self, ticket };
        self.actions.send(Action::PinAsked(ticket, ask)).ok()?;
        receiver.await.ok().flatten()
    }
}
