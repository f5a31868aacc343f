//! Whether the phone is set up so that an association can protect anything.

use async_trait::async_trait;

use super::PlatformError;

/// What is turned on.
#[derive(uniffi::Record)]
pub struct Posture {
    /// A PIN, pattern or password guards the screen.
    pub screen_lock: bool,
    /// Strong biometrics are enrolled.
    pub biometrics: bool,
    /// The app may show notifications.
    pub notifications: bool,
}

/// Tells what is turned on. Security level: advice for the person; the hardware enforces.
#[uniffi::export(foreign)]
#[async_trait]
pub trait PlatformPosture: Send + Sync {
    /// The state right now, never a remembered one.
    ///
    /// # Errors
    ///
    /// If the platform did not say.
    async fn current(&self) -> Result<Posture, PlatformError>;
}
