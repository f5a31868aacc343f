//! The phone's private keys, which never leave its hardware.

mod bound;
mod fake;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

pub use bound::BoundKey;
pub use fake::FakeDeviceKey;

use crate::crypto::PublicKey;

/// The name of a key in the platform's key store. Made by the core, random, never reused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KeyId(pub String);

/// Which of an account's two keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRole {
    /// Signs without a prompt, also on a locked phone: calls, denials, reports.
    Possession,
    /// Signs only after user verification, each time: approvals, account actions.
    Approval,
}

/// What verifies the user before the approval key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyClass {
    /// Biometrics or the phone's own PIN.
    Device,
    /// Strong biometrics only; a new enrolment ends the key.
    Biometric,
}

/// Where a private key lives, as the platform reported it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HardwareLevel {
    /// A separate security chip (Android).
    #[serde(rename = "strongbox")]
    StrongBox,
    /// The processor's trusted environment (Android).
    Tee,
    /// Apple's Secure Enclave.
    SecureEnclave,
    /// No hardware: tests and the terminal phone.
    Software,
}

/// What key to make.
#[derive(Debug, Clone)]
pub struct KeySpec {
    /// Its name.
    pub id: KeyId,
    /// What it will sign.
    pub role: KeyRole,
    /// What verifies the user; only read for [`KeyRole::Approval`].
    pub class: KeyClass,
    /// The attestation challenge, 32 bytes.
    pub challenge: Vec<u8>,
}

/// A key that the platform made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatedKey {
    /// Its public half.
    pub public: PublicKey,
    /// Where the private half lives, as obtained, never as asked for.
    pub level: HardwareLevel,
    /// The attestation chain, DER, leaf first; empty if the platform has none.
    pub attestation: Vec<Vec<u8>>,
}

/// What the person is asked to confirm; the shell words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignReason {
    /// No prompt: a call to the provider, or a denial.
    Silent,
    /// Associating this phone with the account.
    Associate {
        /// The provider's display name.
        provider: String,
        /// The account's display name.
        account: String,
    },
    /// Turning 2-step verification off.
    Deactivate {
        /// The provider's display name.
        provider: String,
        /// The account's display name.
        account: String,
    },
    /// Making a recovery code count.
    RecoveryCode {
        /// The provider's display name.
        provider: String,
        /// The account's display name.
        account: String,
    },
    /// Approving a sign-in.
    Approve {
        /// The request, for whoever words the prompt by what it shows.
        request_id: String,
        /// The provider's display name.
        provider: String,
        /// The account's display name.
        account: String,
    },
}

/// Why the platform gave no key or no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeviceKeyError {
    /// The person dismissed the prompt.
    #[error("the person dismissed the prompt")]
    Cancelled,
    /// Too many failed tries; the platform wants a pause or the phone's PIN.
    #[error("user verification is locked out for now")]
    LockedOut,
    /// The phone has no screen lock, or no biometrics where the class asks for them.
    #[error("no screen lock or biometrics are set up")]
    NotEnrolled,
    /// Biometrics changed, or the key is gone: associate again.
    #[error("the key is no longer valid")]
    Invalidated,
    /// Anything else; the shell logged the cause.
    #[error("the key store failed")]
    Unavailable,
    /// What came back is not this key's signature. Said by the core, not by a platform.
    #[error("the key store answered a signature that is not this key's")]
    WrongSignature,
}

/// P-256 signing keys in secure hardware.
///
/// Security level: private keys never leave the hardware; an approval key signs only after the
/// platform verified the user *for that signature*. Formats: public keys SEC1 uncompressed
/// (65 bytes), signatures ECDSA with SHA-256 in ASN.1 DER. The core verifies every signature it
/// gets back before it uses it.
#[async_trait]
pub trait DeviceKey: Send + Sync {
    /// Makes a key. A key of the same name is replaced, so that a flow that was killed between
    /// making and noting can be repeated.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`].
    async fn create(&self, spec: &KeySpec) -> Result<CreatedKey, DeviceKeyError>;

    /// Signs `payload`, prompting as the key's role and `reason` ask.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`].
    async fn sign(
        &self,
        id: &KeyId,
        payload: &[u8],
        reason: &SignReason,
    ) -> Result<Vec<u8>, DeviceKeyError>;

    /// Destroys a key; a key that is not there counts as destroyed.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`].
    async fn delete(&self, id: &KeyId) -> Result<(), DeviceKeyError>;

    /// The names of all keys that exist, to find those that an earlier install left behind.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`].
    async fn list(&self) -> Result<Vec<KeyId>, DeviceKeyError>;
}
