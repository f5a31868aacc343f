//! Pairings in progress, held so that the wizard can go on with them by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use assenso_core::authenticator::Authenticator;
use assenso_core::pairing::{PairingError, PairingStep};
use assenso_core::ports::{Clock, KeyClass};
use assenso_core::provider::SmsSent;
use tokio::sync::Mutex;

use super::problems::of_pairing;
use crate::gateway::{At, FlowId, Input, Problem, Sms, Step, Stuck};

/// The pairings of one phone.
///
/// The core is asked for its unfinished pairings only when none is being typed into: asking drops
/// those that were never signed in.
pub(super) struct Flows {
    core: Authenticator,
    clock: Arc<dyn Clock>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    restored: bool,
    flows: BTreeMap<FlowId, Flow>,
}

/// One pairing: where it stands, and the same in plain values.
#[derive(Clone)]
struct Flow {
    step: Arc<PairingStep>,
    view: Step,
}

impl Held {
    fn next(&mut self) -> FlowId {
        self.last = self.last.saturating_add(1);
        FlowId(self.last)
    }

    fn keep(&mut self, step: PairingStep, view: &Step) {
        let flow = Flow { step: Arc::new(step), view: view.clone() };
        self.flows.insert(view.flow, flow);
    }

    fn is_typing(&self) -> bool {
        self.flows.values().any(|flow| matches!(*flow.step, PairingStep::SignIn(_)))
    }
}

impl Flows {
    pub(super) fn new(core: Authenticator, clock: Arc<dyn Clock>) -> Self {
        Self { core, clock, held: Mutex::default() }
    }

    /// All of them that a person can go on with.
    pub(super) async fn list(&self) -> Vec<Step> {
        let mut held = self.held.lock().await;
        if !held.restored && !held.is_typing() {
            match self.core.unfinished().await {
                Ok(steps) => {
                    held.restored = true;
                    for step in steps {
                        let view = self.view(held.next(), &step, None).await;
                        held.keep(step, &view);
                    }
                }
                // The accounts are shown all the same; the next list tries again.
                Err(error) => drop(of_pairing(&error)),
            }
        }
        held.flows.values().map(|flow| flow.view.clone()).collect()
    }

    pub(super) async fn begin(&self, issuer: &str) -> Result<Step, Stuck> {
        let step = self.core.pair(issuer).await.map_err(|error| of_pairing(&error))?;
        let step = PairingStep::SignIn(step);
        let mut held = self.held.lock().await;
        let view = self.view(held.next(), &step, None).await;
        held.keep(step, &view);
        Ok(view)
    }

    pub(super) async fn advance(&self, flow: FlowId, input: Input) -> Result<Step, Stuck> {
        let held = self.held.lock().await.flows.get(&flow).cloned();
        let Some(Flow { step, view: before }) = held else {
            return Err(Problem::StartAgain.into());
        };
        // The lock is not held here: the phone's own prompts may take minutes.
        match take(&step, input).await {
            Ok(next) => {
                let view = self.view(flow, &next, Some(&before)).await;
                let mut held = self.held.lock().await;
                if view.at == At::Associated {
                    held.flows.remove(&flow);
                } else {
                    held.keep(next, &view);
                }
                Ok(view)
            }
            Err(error) => {
                let problem = of_pairing(&error);
                if problem == Problem::SessionEnded {
                    if self.abandon(flow).await.is_err() {
                        tracing::warn!("a pairing that is over could not be cleaned up");
                    }
                    return Err(problem.into());
                }
                let step = match *step {
                    PairingStep::AssociateCode(_) | PairingStep::Finish(_) => {
                        self.find_again(flow, &before).await
                    }
                    _ => None,
                };
                Err(Stuck { problem, step })
            }
        }
    }

    pub(super) async fn abandon(&self, flow: FlowId) -> Result<(), Problem> {
        let Some(held) = self.held.lock().await.flows.get(&flow).cloned() else { return Ok(()) };
        let abandoned = match &*held.step {
            PairingStep::SignIn(step) => step.abandon().await,
            PairingStep::SignInCode(step) => step.abandon().await,
            PairingStep::SignedIn(step) => step.abandon().await,
            PairingStep::AssociateCode(step) => step.abandon().await,
            PairingStep::Finish(step) => step.abandon().await,
            PairingStep::NotActive(step) => step.abandon().await,
            PairingStep::Associated(_) => Ok(()),
        };
        abandoned.map_err(|error| of_pairing(&error))?;
        self.held.lock().await.flows.remove(&flow);
        Ok(())
    }

    /// Where a pairing stands whose last step failed in its middle; `None` if it did not move or
    /// is over.
    async fn find_again(&self, flow: FlowId, before: &Step) -> Option<Step> {
        let mut held = self.held.lock().await;
        if held.is_typing() {
            return None;
        }
        let steps = match self.core.unfinished().await {
            Ok(steps) => steps,
            Err(error) => {
                of_pairing(&error);
                return None;
            }
        };
        for step in steps {
            let view = self.view(flow, &step, None).await;
            if view.issuer == before.issuer && view.email == before.email {
                let moved = std::mem::discriminant(&view.at) != std::mem::discriminant(&before.at);
                if moved {
                    held.keep(step, &view);
                }
                return moved.then_some(view);
            }
        }
        held.flows.remove(&flow);
        None
    }

    async fn view(&self, flow: FlowId, step: &PairingStep, before: Option<&Step>) -> Step {
        let (issuer, provider, email) = match step {
            PairingStep::SignIn(at) => (at.issuer(), at.provider_name(), at.email().await),
            PairingStep::SignInCode(at) => (at.issuer(), at.provider_name(), at.email().await),
            PairingStep::SignedIn(at) => (at.issuer(), at.provider_name(), at.email().await),
            PairingStep::AssociateCode(at) => (at.issuer(), at.provider_name(), at.email().await),
            PairingStep::Finish(at) => (at.issuer(), at.provider_name(), at.email().await),
            PairingStep::NotActive(at) => (at.issuer(), at.provider_name(), at.email().await),
            PairingStep::Associated(_) => before.map_or(("", "", None), |before| {
                (before.issuer.as_str(), before.provider.as_str(), before.email.clone())
            }),
        };
        let (issuer, provider) = (issuer.to_owned(), provider.to_owned());
        Step { flow, issuer, provider, email, at: self.at(step) }
    }

    fn at(&self, step: &PairingStep) -> At {
        let sms = |sent: Option<&SmsSent>| {
            sent.map(|sent| Sms {
                sent_to: sent.sent_to.clone(),
                tries_left: u32::from(sent.tries_left),
                expires_at: self.clock.boot().saturating_add(sent.expires_in),
            })
        };
        match step {
            PairingStep::SignIn(_) => At::SignIn,
            PairingStep::SignInCode(step) => At::SignInCode(sms(step.sms())),
            PairingStep::SignedIn(_) => At::SignedIn,
            PairingStep::AssociateCode(step) => At::AssociateCode(sms(step.sms())),
            PairingStep::Finish(_) => At::Finish,
            PairingStep::NotActive(_) => At::NotActive,
            PairingStep::Associated(_) => At::Associated,
        }
    }
}

/// Takes the step that an input asks for.
async fn take(step: &PairingStep, input: Input) -> Result<PairingStep, PairingError> {
    match (step, input) {
        (PairingStep::SignIn(step), Input::SignIn { email, password }) => {
            step.submit(&email, &password).await
        }
        (PairingStep::SignInCode(step), Input::Code(code)) => step.submit(&code).await,
        (PairingStep::SignInCode(step), Input::Resend) => {
            step.resend().await.map(PairingStep::SignInCode)
        }
        (PairingStep::SignedIn(step), Input::Associate) => {
            step.associate().await.map(PairingStep::AssociateCode)
        }
        (PairingStep::AssociateCode(step), Input::Code(code)) => {
            step.submit(&code, KeyClass::Device).await
        }
        (PairingStep::AssociateCode(step), Input::Resend) => {
            step.resend().await.map(PairingStep::AssociateCode)
        }
        (PairingStep::AssociateCode(step), Input::StartAgain) => step.cancel().await,
        (PairingStep::Finish(step), Input::Resume) => step.resume().await,
        (PairingStep::Finish(step), Input::StartAgain) => step.start_again().await,
        // The screens offer nothing else.
        _ => Err(PairingError::InvalidInput),
    }
}
