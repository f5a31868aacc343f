//! Making this phone an account's device, as a chain of steps.

mod activation;
mod error;
mod invitation;
mod recovered;
mod steps;

use std::sync::{Arc, Mutex, PoisonError};

use assenso_core::pairing;

pub use activation::{ActivateStep, NumberCodeStep};
pub use error::{Missing, PairingAdvice, PairingError};
pub use invitation::Invitation;
pub use recovered::RecoveredStep;
pub use steps::{
    AssociateCodeStep, FinishStep, PairingStep, SignInCodeStep, SignInStep, SignedInStep, SmsView,
};

use crate::guard::guard;

/// One pairing, the same object at each of its steps.
#[derive(uniffi::Object)]
pub struct Pairing {
    core: pairing::Pairing,
    advice: Mutex<PairingAdvice>,
}

impl Pairing {
    pub(crate) fn over(core: pairing::Pairing) -> Arc<Self> {
        Arc::new(Self { core, advice: Mutex::default() })
    }

    /// Translates a step's result, and keeps what a flat error can't carry.
    fn done<T>(&self, done: Result<T, pairing::PairingError>) -> Result<T, PairingError> {
        done.map_err(|error| {
            let advice = PairingAdvice::of(&error);
            *self.advice.lock().unwrap_or_else(PoisonError::into_inner) = advice;
            error.into()
        })
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Pairing {
    /// Its number on this phone, the same after a restart.
    pub fn id(&self) -> i64 {
        self.core.id().0
    }

    /// The provider's issuer, to be shown wherever a password or code is typed.
    pub fn issuer(&self) -> String {
        self.core.issuer().to_owned()
    }

    /// The provider's name.
    pub fn provider_name(&self) -> String {
        self.core.provider_name().to_owned()
    }

    /// The e-mail that was typed, if one was accepted; before that the one that the invitation was
    /// for, to be typed over. Waits for a call that runs.
    pub async fn email(&self) -> Option<String> {
        self.core.email().await
    }

    /// Whether it turns 2-step verification on. Waits for a call that runs.
    pub async fn activates(&self) -> bool {
        self.core.activates().await
    }

    /// Where it stands now, also after a call of a step failed. Waits for a call that runs.
    pub async fn step(self: Arc<Self>) -> PairingStep {
        let step = self.core.step().await;
        steps::view(&self, step)
    }

    /// The figures of the last refusal.
    pub fn advice(&self) -> PairingAdvice {
        self.advice.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives up: what was made for this pairing is destroyed. A call that runs is cut off first.
    ///
    /// # Errors
    ///
    /// [`PairingError::StartAgain`] once the association may have been made: finish it.
    pub async fn abandon(&self) -> Result<(), PairingError> {
        guard(async { self.done(self.core.abandon().await) }).await
    }

    /// Ends the call that runs on one of its steps, as cancelled. What it had stored stays. What
    /// has not begun is not affected.
    pub fn cancel(&self) {
        self.core.cancel();
    }
}
