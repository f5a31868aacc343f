//! What a person can do while 2-step verification is off.

use std::sync::Arc;

use assenso_core::pairing;

use super::error::INVALID;
use super::steps::{AssociateCodeStep, PairingStep, SmsView, view};
use super::{Missing, Pairing, PairingError};
use crate::guard::guard;
use crate::typed::typed;

/// The person decides whether to activate 2-step verification with this phone.
#[derive(uniffi::Object)]
pub struct ActivateStep {
    pub(super) pairing: Arc<Pairing>,
    pub(super) core: pairing::Activate,
}

#[uniffi::export(async_runtime = "tokio")]
impl ActivateStep {
    /// The number that codes go to, mostly hidden; `None` if one has to be given first.
    pub fn number(&self) -> Option<String> {
        self.core.number().map(str::to_owned)
    }

    /// Gives a mobile number, however people write it; a code goes there.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit_number(&self, number: String) -> Result<Arc<NumberCodeStep>, PairingError> {
        guard(async {
            let core = self.pairing.done(self.core.submit_number(&number).await)?;
            Ok(Arc::new(NumberCodeStep { pairing: Arc::clone(&self.pairing), core }))
        })
        .await
    }

    /// What the phone still lacks, asked of it anew: to be called when the person comes back.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn missing(&self) -> Result<Missing, PairingError> {
        guard(async { Ok(self.pairing.done(self.core.missing().await)?.into()) }).await
    }

    /// "Activate and associate this device": checks that the phone is ready, has the SMS code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn activate(&self) -> Result<Arc<AssociateCodeStep>, PairingError> {
        guard(async {
            let core = self.pairing.done(self.core.activate().await)?;
            Ok(Arc::new(AssociateCodeStep { pairing: Arc::clone(&self.pairing), core }))
        })
        .await
    }
}

/// The person is to type the SMS code that verifies the number.
#[derive(uniffi::Object)]
pub struct NumberCodeStep {
    pub(super) pairing: Arc<Pairing>,
    pub(super) core: pairing::NumberCode,
}

#[uniffi::export(async_runtime = "tokio")]
impl NumberCodeStep {
    /// Where the code went; `None` after a restart.
    pub fn sms(&self) -> Option<SmsView> {
        self.core.sms().map(Into::into)
    }

    /// Sends the typed code (UTF-8).
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit(&self, code: Vec<u8>) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.submit(&typed(code, INVALID)?).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }

    /// Has another code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resend(&self) -> Result<Arc<Self>, PairingError> {
        guard(async {
            let core = self.pairing.done(self.core.resend().await)?;
            Ok(Arc::new(Self { pairing: Arc::clone(&self.pairing), core }))
        })
        .await
    }

    /// "Another number": back to where the number is given.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn start_again(&self) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.cancel().await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }
}
