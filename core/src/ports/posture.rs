//! Whether the phone is set up so that an association can protect anything.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

/// What is turned on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posture {
    /// A PIN, pattern or password guards the screen.
    pub screen_lock: bool,
    /// Strong biometrics are enrolled.
    pub biometrics: bool,
    /// The app may show notifications.
    pub notifications: bool,
}

/// The platform did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the platform did not tell the state of its locks and notifications")]
pub struct PostureError;

/// Tells what is turned on. Security level: advice for the person; the hardware enforces.
#[async_trait]
pub trait DevicePosture: Send + Sync {
    /// The state right now, never a remembered one.
    ///
    /// # Errors
    ///
    /// [`PostureError`] if the platform did not say.
    async fn current(&self) -> Result<Posture, PostureError>;
}

/// A posture that tests set.
#[derive(Debug)]
pub struct FakePosture(Mutex<Result<Posture, PostureError>>);

impl FakePosture {
    /// Everything is turned on.
    #[must_use]
    pub fn complete() -> Self {
        let on = Posture { screen_lock: true, biometrics: true, notifications: true };
        Self(Mutex::new(Ok(on)))
    }

    /// Sets what is told from now on.
    pub fn set(&self, posture: Result<Posture, PostureError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = posture;
    }
}

#[async_trait]
impl DevicePosture for FakePosture {
    async fn current(&self) -> Result<Posture, PostureError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
