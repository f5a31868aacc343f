//! What is turned on, and the push transport that is not there.

use std::sync::Arc;

use assenso_core::ports::{
    DevicePosture, Posture, PostureError, PushEndpoint, PushRegistrar, PushRegistrarError,
};
use async_trait::async_trait;

use super::software::Inner;

/// The posture of an open phone: its PIN is its screen lock.
pub(super) struct SoftwarePosture(pub(super) Arc<Inner>);

#[async_trait]
impl DevicePosture for SoftwarePosture {
    async fn current(&self) -> Result<Posture, PostureError> {
        let notifications =
            self.0.safe.read(|file| file.notifications).map_err(|_| PostureError)?;
        Ok(Posture { screen_lock: true, biometrics: false, notifications })
    }
}

/// A terminal has no push: the phone asks the provider itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPush;

#[async_trait]
impl PushRegistrar for NoPush {
    async fn endpoint(&self) -> Result<Option<PushEndpoint>, PushRegistrarError> {
        Ok(None)
    }
}
