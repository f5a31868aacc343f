//! Where a provider can send this phone a hint that something waits.

use async_trait::async_trait;

use super::PlatformError;

/// A push endpoint. Whoever knows it can send hints: it goes to the provider and into no log.
#[derive(uniffi::Enum)]
pub enum PushEndpoint {
    /// Web Push (`UnifiedPush`).
    WebPush {
        /// Where to post.
        url: String,
    },
    /// Firebase Cloud Messaging.
    Fcm {
        /// The registration token.
        token: String,
    },
    /// Apple Push Notification service.
    Apns {
        /// The device token, hexadecimal.
        token: String,
    },
}

/// Registers with the platform's push transport. Security level: none; pull always equals push.
#[uniffi::export(foreign)]
#[async_trait]
pub trait PlatformPush: Send + Sync {
    /// The current endpoint; `None` where the phone has no push at all.
    ///
    /// # Errors
    ///
    /// If there should be one and there is none right now.
    async fn endpoint(&self) -> Result<Option<PushEndpoint>, PlatformError>;
}
