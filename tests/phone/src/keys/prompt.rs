//! The seam through which the keys ask the person for the PIN.

use assenso_core::ports::{SignReason, UnlockReason};
use assenso_core::secret::SecretText;
use async_trait::async_trait;

/// What the PIN is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinPurpose {
    /// A signature of an approval key.
    Sign(SignReason),
    /// Releasing the codes key.
    Codes(UnlockReason),
}

/// One question for the PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinAsk {
    /// What for; the prompt says it in words.
    pub purpose: PinPurpose,
    /// After a wrong PIN: how many tries are left.
    pub tries_left: Option<u32>,
}

/// Shows a prompt. A prompt whose future is dropped is withdrawn.
#[async_trait]
pub trait PinPrompt: Send + Sync {
    /// Asks for the PIN; `None` if the person dismissed the prompt.
    async fn ask(&self, ask: PinAsk) -> Option<SecretText>;
}
