//! Runs the model: feeds it actions, carries out its effects, keeps the watchers going.

mod prompts;
mod runner;
mod watcher;

#[cfg(test)]
mod tests;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use assenso_core::ports::Clock;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Interval, MissedTickBehavior, interval};

pub use prompts::Prompts;

use self::runner::Runner;
use crate::app::{Action, Model};
use crate::gateway::Startup;

/// How often time goes on for the model.
const TICK: Duration = Duration::from_millis(200);

/// Where actions come from and go to. Made first: the keys' prompts need it.
#[derive(Debug)]
pub struct Wiring {
    sender: UnboundedSender<Action>,
    receiver: UnboundedReceiver<Action>,
    prompts: Arc<Prompts>,
}

impl Default for Wiring {
    fn default() -> Self {
        let (sender, receiver) = unbounded_channel();
        let prompts = Arc::new(Prompts::new(sender.clone()));
        Self { sender, receiver, prompts }
    }
}

impl Wiring {
    /// The prompts that the keys ask through.
    #[must_use]
    pub fn prompts(&self) -> Arc<Prompts> {
        Arc::clone(&self.prompts)
    }
}

/// A running phone. Everything that it started ends with it.
pub struct Engine {
    model: Model,
    clock: Arc<dyn Clock>,
    runner: Runner,
    receiver: UnboundedReceiver<Action>,
    ticks: Interval,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Engine")
    }
}

impl Engine {
    /// Puts the parts together. `startup` is `None` for a phone that can't start.
    #[must_use]
    pub fn new(
        model: Model,
        startup: Option<Arc<dyn Startup>>,
        clock: Arc<dyn Clock>,
        wiring: Wiring,
    ) -> Self {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let runner = Runner::new(startup, Arc::clone(&clock), wiring.sender, wiring.prompts);
        Self { model, clock, runner, receiver: wiring.receiver, ticks }
    }

    /// The state to draw.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Waits for the next thing that happens by itself. Nothing is lost if this is dropped.
    pub async fn next(&mut self) -> Action {
        loop {
            tokio::select! {
                biased;
                Some(action) = self.receiver.recv() => return action,
                Some(ended) = self.runner.next_ended() => match ended {
                    Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
                    Ok(()) | Err(_) => {}
                },
                _ = self.ticks.tick() => return Action::Tick(self.clock.boot()),
            }
        }
    }

    /// Takes an action in and carries out what follows.
    pub fn handle(&mut self, action: Action) {
        // Whatever counts from now must not count from the last tick.
        let now = Action::Tick(self.clock.boot());
        for action in [now, action] {
            for effect in self.model.update(action) {
                self.runner.run(effect);
            }
        }
    }
}
