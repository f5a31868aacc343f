//! Where a provider can send this phone a hint that something waits.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

/// A push endpoint. Whoever knows it can send hints, so it goes to the provider only.
#[derive(Clone, PartialEq, Eq)]
pub enum PushEndpoint {
    /// Web Push (UnifiedPush): where to post.
    WebPush(String),
    /// A Firebase Cloud Messaging registration token.
    Fcm(String),
    /// An Apple Push Notification service device token, hexadecimal.
    Apns(String),
}

impl std::fmt::Debug for PushEndpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::WebPush(_) => "WebPush(<redacted>)",
            Self::Fcm(_) => "Fcm(<redacted>)",
            Self::Apns(_) => "Apns(<redacted>)",
        })
    }
}

/// The platform has no endpoint to offer right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the push transport is not available")]
pub struct PushRegistrarError;

/// Registers with the platform's push transport. Security level: none; pull always equals push.
#[async_trait]
pub trait PushRegistrar: Send + Sync {
    /// The current endpoint; `None` where the phone has no push at all.
    ///
    /// # Errors
    ///
    /// [`PushRegistrarError`] if there should be one and there is none right now.
    async fn endpoint(&self) -> Result<Option<PushEndpoint>, PushRegistrarError>;
}

/// A registrar that tests set.
#[derive(Debug)]
pub struct FakePush(Mutex<Result<Option<PushEndpoint>, PushRegistrarError>>);

impl FakePush {
    /// A phone without push.
    #[must_use]
    pub fn none() -> Self {
        Self(Mutex::new(Ok(None)))
    }

    /// Sets what is told from now on.
    pub fn set(&self, endpoint: Result<Option<PushEndpoint>, PushRegistrarError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = endpoint;
    }
}

#[async_trait]
impl PushRegistrar for FakePush {
    async fn endpoint(&self) -> Result<Option<PushEndpoint>, PushRegistrarError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
