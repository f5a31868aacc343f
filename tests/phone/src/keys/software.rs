//! An open phone: all ports over one safe.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use assenso_core::ports::{BootInstant, Clock, Platform};
use assenso_core::secret::{SecretBytes, SecretText};

use super::pin::Pin;
use super::posture::{NoPush, SoftwarePosture};
use super::prompt::{PinAsk, PinPrompt, PinPurpose};
use super::safe::{PinError, Released, Safe};
use super::{codes_vault::SoftwareCodesVault, device_key::SoftwareDeviceKey, vault::SoftwareVault};

/// Why the person could not be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unverified {
    Cancelled,
    LockedOut,
    Failed,
}

/// The keys of a phone whose PIN was entered.
#[derive(Clone)]
pub struct SoftwareKeys(Arc<Inner>);

/// What the ports share.
pub(super) struct Inner {
    pub(super) safe: Arc<Safe>,
    pub(super) device: SecretBytes,
    pub(super) clock: Arc<dyn Clock>,
    prompt: Arc<dyn PinPrompt>,
    /// One prompt at a time.
    pub(super) verifying: tokio::sync::Mutex<()>,
    /// The codes key while it may be reused, and since when.
    pub(super) codes: Mutex<Option<(SecretBytes, BootInstant)>>,
}

impl std::fmt::Debug for SoftwareKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SoftwareKeys")
    }
}

impl SoftwareKeys {
    /// Sets the PIN of a new phone and opens it.
    ///
    /// # Errors
    ///
    /// See [`PinError`].
    pub async fn set_pin(
        safe: Arc<Safe>,
        pin: Pin,
        clock: Arc<dyn Clock>,
        prompt: Arc<dyn PinPrompt>,
    ) -> Result<Self, PinError> {
        let blocking = Arc::clone(&safe);
        let released = run(move || blocking.set_pin(&pin)).await?;
        Ok(Self::opened(safe, released, clock, prompt))
    }

    /// Opens a phone with its PIN.
    ///
    /// # Errors
    ///
    /// See [`PinError`].
    pub async fn unlock(
        safe: Arc<Safe>,
        pin: Pin,
        clock: Arc<dyn Clock>,
        prompt: Arc<dyn PinPrompt>,
    ) -> Result<Self, PinError> {
        let (blocking, now) = (Arc::clone(&safe), clock.boot());
        let released = run(move || blocking.try_pin(&pin, now)).await?;
        Ok(Self::opened(safe, released, clock, prompt))
    }

    fn opened(
        safe: Arc<Safe>,
        released: Released,
        clock: Arc<dyn Clock>,
        prompt: Arc<dyn PinPrompt>,
    ) -> Self {
        Self(Arc::new(Inner {
            safe,
            device: released.device,
            clock,
            prompt,
            verifying: tokio::sync::Mutex::default(),
            codes: Mutex::default(),
        }))
    }

    /// The ports that the core takes.
    #[must_use]
    pub fn platform(&self) -> Platform {
        Platform {
            device_key: Arc::new(SoftwareDeviceKey(Arc::clone(&self.0))),
            vault: Arc::new(SoftwareVault(Arc::clone(&self.0))),
            codes_vault: Arc::new(SoftwareCodesVault(Arc::clone(&self.0))),
            push: Arc::new(NoPush),
            posture: Arc::new(SoftwarePosture(Arc::clone(&self.0))),
            clock: Arc::clone(&self.0.clock),
        }
    }

    /// Whether this phone may call the person's attention.
    #[must_use]
    pub fn notifications(&self) -> bool {
        self.0.safe.read(|file| file.notifications).unwrap_or(false)
    }

    /// Turns notifications on or off.
    ///
    /// # Errors
    ///
    /// See [`PinError`].
    pub async fn set_notifications(&self, on: bool) -> Result<(), PinError> {
        let safe = Arc::clone(&self.0.safe);
        run(move || safe.change(|file| file.notifications = on)).await
    }

    /// How long no PIN is taken.
    #[must_use]
    pub fn wait_left(&self) -> Duration {
        self.0.safe.wait_left(self.0.clock.boot()).unwrap_or_default()
    }
}

impl Inner {
    /// Verifies the person and releases the person's key, once.
    pub(super) async fn verify(&self, purpose: &PinPurpose) -> Result<SecretBytes, Unverified> {
        let mut tries_left = None;
        loop {
            let (safe, now) = (Arc::clone(&self.safe), self.clock.boot());
            if !run(move || safe.wait_left(now)).await.map_err(|_| Unverified::Failed)?.is_zero() {
                return Err(Unverified::LockedOut);
            }
            let ask = PinAsk { purpose: purpose.clone(), tries_left };
            let typed: SecretText = self.prompt.ask(ask).await.ok_or(Unverified::Cancelled)?;
            // The prompt offers nothing else than a well-formed PIN; asking again is harmless.
            let Ok(pin) = Pin::parse(typed) else { continue };
            let (safe, now) = (Arc::clone(&self.safe), self.clock.boot());
            match run(move || safe.try_pin(&pin, now)).await {
                Ok(released) => return Ok(released.person),
                Err(PinError::Wrong { tries_left: left }) => tries_left = Some(left),
                Err(PinError::Wait { .. }) => return Err(Unverified::LockedOut),
                Err(error) => {
                    tracing::error!(%error, "the PIN could not be checked");
                    return Err(Unverified::Failed);
                }
            }
        }
    }

    /// Wipes the codes key.
    pub(super) fn forget_codes(&self) {
        *self.codes.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Runs blocking work where it may block.
pub(super) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PinError> + Send + 'static,
) -> Result<T, PinError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(PinError::Crypto))
}
