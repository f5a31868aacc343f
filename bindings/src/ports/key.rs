//! The phone's private keys.

use async_trait::async_trait;

use crate::{HardwareLevel, KeyClass};

/// Which of an account's two keys.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum KeyRole {
    /// Signs without a prompt, also on a locked phone: calls, denials.
    Possession,
    /// Signs only after the platform verified the person, each time: approvals.
    Approval,
}

/// What key to make.
#[derive(uniffi::Record)]
pub struct KeySpec {
    /// Its name: random, never reused.
    pub id: String,
    /// What it will sign.
    pub role: KeyRole,
    /// What verifies the person; only read for an approval key.
    pub key_class: KeyClass,
    /// The attestation challenge, 32 bytes; empty for a possession key.
    pub challenge: Vec<u8>,
}

/// A key that the platform made.
#[derive(uniffi::Record)]
pub struct CreatedKey {
    /// Its public half, SEC1 uncompressed: 65 bytes.
    pub public_key: Vec<u8>,
    /// Where the private half lives, as obtained, never as asked for.
    pub level: HardwareLevel,
    /// The attestation chain, DER, leaf first; empty if the platform has none.
    pub attestation: Vec<Vec<u8>>,
}

/// What the person is asked to confirm; the shell words it.
#[derive(uniffi::Enum)]
pub enum SignReason {
    /// No prompt: a call to the provider, or a denial.
    Silent,
    /// Associating this phone with the account.
    Associate {
        /// The provider's name.
        provider: String,
        /// The account's name.
        account: String,
    },
    /// Turning 2-step verification off.
    Deactivate {
        /// The provider's name.
        provider: String,
        /// The account's name.
        account: String,
    },
    /// Making a recovery code count.
    RecoveryCode {
        /// The provider's name.
        provider: String,
        /// The account's name.
        account: String,
    },
    /// Approving a request.
    Approve {
        /// The request, for whoever words the prompt by what it shows.
        request_id: String,
        /// The provider's name.
        provider: String,
        /// The account's name.
        account: String,
    },
}

/// Why the platform gave no key or no signature.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum PlatformKeyError {
    /// The person dismissed the prompt.
    #[error("cancelled")]
    Cancelled,
    /// Too many failed tries; the platform wants a pause or the phone's PIN.
    #[error("locked out")]
    LockedOut,
    /// The phone has no screen lock, or no biometrics where the class asks for them.
    #[error("not enrolled")]
    NotEnrolled,
    /// Biometrics changed, or the key is gone.
    #[error("invalidated")]
    Invalidated,
    /// Anything else.
    #[error("unavailable")]
    Unavailable,
}

/// P-256 signing keys in secure hardware.
///
/// Security level: private keys never leave the Secure Enclave, `StrongBox` or TEE; an approval key
/// signs only after the platform verified the person for that signature. The core verifies every
/// signature that it gets back.
#[uniffi::export(foreign)]
#[async_trait]
pub trait PlatformKey: Send + Sync {
    /// Makes a key, replacing one of the same name. It has a minute.
    ///
    /// # Errors
    ///
    /// See [`PlatformKeyError`].
    async fn create(&self, spec: KeySpec) -> Result<CreatedKey, PlatformKeyError>;

    /// Signs with ECDSA and SHA-256, ASN.1 DER, prompting as the key's role and `reason` ask. A
    /// silent one has ten seconds, a prompt five minutes and no longer than its request.
    ///
    /// # Errors
    ///
    /// See [`PlatformKeyError`].
    async fn sign(
        &self,
        key_id: String,
        payload: Vec<u8>,
        reason: SignReason,
    ) -> Result<Vec<u8>, PlatformKeyError>;

    /// Destroys a key; one that is not there counts as destroyed.
    ///
    /// # Errors
    ///
    /// See [`PlatformKeyError`].
    async fn delete(&self, key_id: String) -> Result<(), PlatformKeyError>;

    /// The names of all keys that exist, to find those that an earlier install left behind.
    ///
    /// # Errors
    ///
    /// See [`PlatformKeyError`].
    async fn list(&self) -> Result<Vec<String>, PlatformKeyError>;
}
