//! Pairings in progress, held so that the wizard can go on with them by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use assenso_core::authenticator::Authenticator;
use assenso_core::pairing::{Invitation, Pairing, PairingError, PairingStep, SignIn};
use assenso_core::ports::{Clock, KeyClass};
use assenso_core::provider::SmsSent;
use tokio::sync::Mutex;

use super::problems::of_pairing;
use crate::gateway::{At, FlowId, Input, Problem, Sms, Step, Stuck};

/// The pairings of one phone.
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
    pairing: Pairing,
    step: Arc<PairingStep>,
    view: Step,
}

impl Held {
    fn next(&mut self) -> FlowId {
        self.last = self.last.saturating_add(1);
        FlowId(self.last)
    }

    fn keep(&mut self, pairing: Pairing, step: PairingStep, view: &Step) {
        let flow = Flow { pairing, step: Arc::new(step), view: view.clone() };
        self.flows.insert(view.flow, flow);
    }
}

impl Flows {
    pub(super) fn new(core: Authenticator, clock: Arc<dyn Clock>) -> Self {
        Self { core, clock, held: Mutex::default() }
    }

    /// All of them that a person can go on with.
    pub(super) async fn list(&self) -> Vec<Step> {
        let mut held = self.held.lock().await;
        if !held.restored {
            match self.core.unfinished().await {
                Ok(pairings) => {
                    held.restored = true;
                    let known: Vec<_> = held.flows.values().map(|flow| flow.pairing.id()).collect();
                    for pairing in pairings {
                        if known.contains(&pairing.id()) {
                            continue;
                        }
                        let step = pairing.step().await;
                        if let Some(view) = self.view(held.next(), &pairing, &step).await {
                            held.keep(pairing, step, &view);
                        }
                    }
                }
                // The accounts are shown all the same; the next list tries again.
                Err(error) => drop(of_pairing(&error)),
            }
        }
        held.flows.values().map(|flow| flow.view.clone()).collect()
    }

    pub(super) async fn begin(&self, issuer: &str) -> Result<Step, Stuck> {
        self.begun(self.core.pair(issuer).await).await
    }

    pub(super) async fn begin_invited(&self, invitation: &Invitation) -> Result<Step, Stuck> {
        self.begun(self.core.pair_invited(invitation).await).await
    }

    async fn begun(&self, begun: Result<SignIn, PairingError>) -> Result<Step, Stuck> {
        let step = begun.map_err(|error| of_pairing(&error))?;
        let pairing = step.pairing();
        let step = PairingStep::SignIn(step);
        let mut held = self.held.lock().await;
        let view = self.view(held.next(), &pairing, &step).await.ok_or(Problem::StartAgain)?;
        held.keep(pairing, step, &view);
        Ok(view)
    }

    pub(super) async fn advance(&self, flow: FlowId, input: Input) -> Result<Step, Stuck> {
        let held = self.held.lock().await.flows.get(&flow).cloned();
        let Some(Flow { pairing, step, view: before }) = held else {
            return Err(Problem::StartAgain.into());
        };
        // The lock is not held here: the phone's own prompts may take minutes.
        match take(&step, input).await {
            Ok(next) => {
                let view = self.view(flow, &pairing, &next).await.ok_or(Problem::StartAgain)?;
                let mut held = self.held.lock().await;
                if view.at == At::Associated {
                    held.flows.remove(&flow);
                } else {
                    held.keep(pairing, next, &view);
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
                Err(Stuck { problem, step: self.moved(flow, pairing, &before).await })
            }
        }
    }

    pub(super) async fn abandon(&self, flow: FlowId) -> Result<(), Problem> {
        let Some(held) = self.held.lock().await.flows.get(&flow).cloned() else { return Ok(()) };
        held.pairing.abandon().await.map_err(|error| of_pairing(&error))?;
        self.held.lock().await.flows.remove(&flow);
        Ok(())
    }

    /// Where a pairing stands whose last step failed in its middle; `None` if it did not move or
    /// is over.
    async fn moved(&self, flow: FlowId, pairing: Pairing, before: &Step) -> Option<Step> {
        let step = pairing.step().await;
        let view = self.view(flow, &pairing, &step).await;
        let mut held = self.held.lock().await;
        let Some(view) = view else {
            held.flows.remove(&flow);
            return None;
        };
        if std::mem::discriminant(&view.at) == std::mem::discriminant(&before.at) {
            return None;
        }
        held.keep(pairing, step, &view);
        Some(view)
    }

    /// A step in plain values; `None` if the pairing is over.
    async fn view(&self, flow: FlowId, pairing: &Pairing, step: &PairingStep) -> Option<Step> {
        let (issuer, provider) = (pairing.issuer().to_owned(), pairing.provider_name().to_owned());
        let (email, activates) = (pairing.email().await, pairing.activates().await);
        Some(Step { flow, issuer, provider, email, activates, at: self.at(step)? })
    }

    fn at(&self, step: &PairingStep) -> Option<At> {
        let sms = |sent: Option<&SmsSent>| {
            sent.map(|sent| Sms {
                sent_to: sent.sent_to.clone(),
                tries_left: u32::from(sent.tries_left),
                expires_at: self.clock.boot().saturating_add(sent.expires_in),
            })
        };
        Some(match step {
            PairingStep::SignIn(_) => At::SignIn,
            PairingStep::SignInCode(step) => At::SignInCode(sms(step.sms())),
            PairingStep::SignedIn(_) => At::SignedIn,
            PairingStep::Recovered(_) => At::Recovered,
            PairingStep::AssociateCode(step) => At::AssociateCode(sms(step.sms())),
            PairingStep::Finish(_) => At::Finish,
            PairingStep::Activate(step) => {
                At::Activate { number: step.number().map(str::to_owned) }
            }
            PairingStep::NumberCode(step) => At::NumberCode(sms(step.sms())),
            PairingStep::Associated(_) => At::Associated,
            PairingStep::Ended => return None,
        })
    }
}

/// Takes the step that an input asks for.
async fn take(step: &PairingStep, input: Input) -> Result<PairingStep, PairingError> {
    match (step, input) {
        (PairingStep::SignIn(step), Input::SignIn { email, password }) => {
            step.submit(&email, &password).await
        }
        (PairingStep::SignInCode(step), Input::Code(code)) => step.submit(&code).await,
        (PairingStep::SignIn(step), Input::Recover(code)) => step.recover(&code).await,
        (PairingStep::SignInCode(step), Input::Recover(code)) => step.recover(&code).await,
        (PairingStep::Recovered(step), Input::Associate) => step.associate(KeyClass::Device).await,
        (PairingStep::SignInCode(step), Input::Resend) => {
            step.resend().await.map(PairingStep::SignInCode)
        }
        (PairingStep::SignedIn(step), Input::Associate) => {
            step.associate().await.map(PairingStep::AssociateCode)
        }
        (PairingStep::Activate(step), Input::Number(number)) => {
            step.submit_number(&number).await.map(PairingStep::NumberCode)
        }
        (PairingStep::Activate(step), Input::Associate) => {
            step.activate().await.map(PairingStep::AssociateCode)
        }
        (PairingStep::NumberCode(step), Input::Code(code)) => step.submit(&code).await,
        (PairingStep::NumberCode(step), Input::Resend) => {
            step.resend().await.map(PairingStep::NumberCode)
        }
        (PairingStep::NumberCode(step), Input::StartAgain) => step.cancel().await,
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
