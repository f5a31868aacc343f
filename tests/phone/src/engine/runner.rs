//! Carries out effects: each in a task of its own that ends with the program.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use assenso_core::ports::Clock;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::{AbortHandle, JoinError, JoinSet};

use super::prompts::Prompts;
use super::watcher::watch;
use crate::app::{Action, Effect};
use crate::gateway::{AccountKey, Gateway, Startup};

/// What effects need.
pub(super) struct Runner {
    startup: Option<Arc<dyn Startup>>,
    gateway: Option<Arc<dyn Gateway>>,
    clock: Arc<dyn Clock>,
    actions: UnboundedSender<Action>,
    prompts: Arc<Prompts>,
    tasks: JoinSet<()>,
    watchers: BTreeMap<AccountKey, AbortHandle>,
}

impl Runner {
    pub(super) fn new(
        startup: Option<Arc<dyn Startup>>,
        clock: Arc<dyn Clock>,
        actions: UnboundedSender<Action>,
        prompts: Arc<Prompts>,
    ) -> Self {
        let (tasks, watchers) = (JoinSet::new(), BTreeMap::new());
        Self { startup, gateway: None, clock, actions, prompts, tasks, watchers }
    }

    pub(super) fn run(&mut self, effect: Effect) {
        match effect {
            Effect::SetPin(pin) => {
                self.start(|startup| async move { Action::Opened(startup.set_pin(pin).await) });
            }
            Effect::Unlock(pin) => {
                self.start(|startup| async move { Action::Opened(startup.unlock(pin).await) });
            }
            Effect::Adopt(opened) => self.gateway = Some(opened.gateway),
            Effect::AnswerPin(ticket, pin) => self.prompts.answer(ticket, pin),
            Effect::Watch(accounts) => self.watch(&accounts),
            effect => self.ask_core(effect),
        }
    }

    /// A task that ended; `None` if there is none.
    pub(super) async fn next_ended(&mut self) -> Option<Result<(), JoinError>> {
        self.tasks.join_next().await
    }

    fn ask_core(&mut self, effect: Effect) {
        self.ask(async move |core: Arc<dyn Gateway>| match effect {
            Effect::Load => Some(Action::Loaded(core.accounts().await)),
            Effect::Pair(ticket, issuer) => Some(Action::Stepped(ticket, core.pair(&issuer).await)),
            Effect::Read(ticket, link) => {
                Some(Action::Invited(ticket, core.invitation(&link).await))
            }
            Effect::PairInvited(ticket, invitation) => {
                Some(Action::Stepped(ticket, core.pair_invited(&invitation).await))
            }
            Effect::Advance(ticket, flow, input) => {
                Some(Action::Stepped(ticket, core.advance(flow, input).await))
            }
            Effect::Abandon(flow) => Some(Action::Removed(core.abandon(flow).await)),
            Effect::Approve { account, request, number } => {
                // EXPOSE: the core takes the typed digits.
                let outcome = core.approve(account, &request, number.expose()).await;
                Some(Action::Answered(request, outcome))
            }
            Effect::Deny { account, request } => {
                let outcome = core.deny(account, &request).await;
                Some(Action::Answered(request, outcome))
            }
            Effect::Report { account, request, reason } => {
                let outcome = core.report(account, &request, reason).await;
                Some(Action::Reported(request, outcome))
            }
            Effect::UnlockCodes(ticket) => Some(Action::Codes(ticket, core.unlock_codes().await)),
            Effect::Codes(ticket) => Some(Action::Codes(ticket, core.codes().await)),
            Effect::LockCodes => {
                core.lock_codes().await;
                None
            }
            Effect::Check(account) => Some(Action::Checked(account, core.check(account).await)),
            Effect::Do(ticket, account, deed) => {
                Some(Action::Done(ticket, core.perform(account, deed).await))
            }
            Effect::Remove(account) => Some(Action::Removed(core.remove(account).await)),
            Effect::SetNotifications(on) => {
                let set = core.set_notifications(on).await;
                Some(Action::NotificationsSet(set.map(|()| on)))
            }
            Effect::SetPin(_)
            | Effect::Unlock(_)
            | Effect::Adopt(_)
            | Effect::AnswerPin(..)
            | Effect::Watch(_) => None,
        });
    }

    fn start<F: Future<Output = Action> + Send + 'static>(
        &mut self,
        work: impl FnOnce(Arc<dyn Startup>) -> F,
    ) {
        if let Some(startup) = &self.startup {
            let (work, actions) = (work(Arc::clone(startup)), self.actions.clone());
            self.tasks.spawn(async move { drop(actions.send(work.await)) });
        }
    }

    fn ask<F: Future<Output = Option<Action>> + Send + 'static>(
        &mut self,
        work: impl FnOnce(Arc<dyn Gateway>) -> F,
    ) {
        if let Some(gateway) = &self.gateway {
            let (work, actions) = (work(Arc::clone(gateway)), self.actions.clone());
            self.tasks.spawn(async move {
                if let Some(action) = work.await {
                    drop(actions.send(action));
                }
            });
        }
    }

    /// Watches exactly `accounts`.
    fn watch(&mut self, accounts: &[AccountKey]) {
        self.watchers.retain(|account, watcher| {
            let wanted = accounts.contains(account) && !watcher.is_finished();
            if !wanted {
                watcher.abort();
            }
            wanted
        });
        let Some(gateway) = &self.gateway else { return };
        for &account in accounts {
            self.watchers.entry(account).or_insert_with(|| {
                let (gateway, clock) = (Arc::clone(gateway), Arc::clone(&self.clock));
                self.tasks.spawn(watch(gateway, clock, account, self.actions.clone()))
            });
        }
    }
}
