//! What a person can do after the recovery code.

use std::sync::Arc;

use assenso_core::pairing;

use super::steps::{PairingStep, view};
use super::{Missing, Pairing, PairingError};
use crate::KeyClass;
use crate::guard::guard;

/// The person signed in with the recovery code: it stands for every SMS.
#[derive(uniffi::Object)]
pub struct RecoveredStep {
    pub(super) pairing: Arc<Pairing>,
    pub(super) core: pairing::Recovered,
}

#[uniffi::export(async_runtime = "tokio")]
impl RecoveredStep {
    /// What the phone still lacks, asked of it anew: to be called when the person comes back.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn missing(&self) -> Result<Missing, PairingError> {
        guard(async { Ok(self.pairing.done(self.core.missing().await)?.into()) }).await
    }

    /// "Associate this device", through to the end, with the phone's prompts. `key_class` is what
    /// will verify each approval.
    ///
    /// # Errors
    ///
    /// See [`PairingError`]. After it began the pairing goes on from [`Pairing::step`].
    pub async fn associate(&self, key_class: KeyClass) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.associate(key_class.into()).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }
}
