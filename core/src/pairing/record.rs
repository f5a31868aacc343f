//! A pairing as it is stored.

use serde::{Deserialize, Serialize};

use super::machine::State;
use crate::account::StoredKey;
use crate::crypto::{PublicKey, random_bytes};
use crate::jose::Bytes;
use crate::pairing::PairingError;
use crate::ports::{HardwareLevel, KeyClass, KeyId};
use crate::protocol::V1;
use crate::provider::{Challenge, Paired, SessionId};
use crate::secret::SecretBytes;
use crate::store::CodeId;

/// Everything about a pairing in progress. The password is never part of it.
#[derive(Serialize, Deserialize)]
pub(super) struct PairingRecord {
    pub(super) v: V1,
    pub(super) state: State,
    pub(super) issuer: String,
    pub(super) provider_name: String,
    pub(super) possession: KeyId,
    pub(super) session: Option<Session>,
    pub(super) email: Option<String>,
    /// Set while 2-step verification is off: the association turns it on.
    #[serde(default)]
    pub(super) activation: Option<Activation>,
    /// The recovery code was taken: no SMS is needed.
    #[serde(default)]
    pub(super) recovered: bool,
    pub(super) attempt: Option<Attempt>,
    pub(super) paired: Option<Paired>,
    /// The code row of this pairing, and for whom it was reserved.
    pub(super) code: Option<(CodeId, String)>,
}

/// What a pairing knows of an account without 2-step verification.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Activation {
    /// The number that codes go to, mostly hidden, if there is one.
    pub(super) number: Option<String>,
}

/// A session that is bound to the possession key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) id: SessionId,
    pub(super) key: PublicKey,
}

/// One try at the association, from a challenge on.
#[derive(Serialize, Deserialize)]
pub(super) struct Attempt {
    pub(super) challenge: Challenge,
    pub(super) class: KeyClass,
    /// Named before it is made, so that a killed try leaves no key without a name.
    pub(super) approval: KeyId,
    pub(super) statement: Option<PreparedStatement>,
    /// The statement with its signature.
    pub(super) signed: Option<String>,
}

/// What is stored in one step before the statement is signed; never derived twice.
#[derive(Serialize, Deserialize)]
pub(super) struct PreparedStatement {
    pub(super) signing_input: String,
    pub(super) approval: StoredKey,
    pub(super) level: HardwareLevel,
    #[serde(with = "crate::records::secret")]
    pub(super) expected_tag: SecretBytes,
}

impl PairingRecord {
    pub(super) fn new(issuer: String, provider_name: String) -> Result<Self, PairingError> {
        Ok(Self {
            v: V1,
            state: State::Opening,
            issuer,
            provider_name,
            possession: new_key_id()?,
            session: None,
            email: None,
            activation: None,
            recovered: false,
            attempt: None,
            paired: None,
            code: None,
        })
    }

    /// Every key that this pairing may have made.
    pub(super) fn keys(&self) -> Vec<KeyId> {
        let approval = self.attempt.as_ref().map(|attempt| attempt.approval.clone());
        std::iter::once(self.possession.clone()).chain(approval).collect()
    }
}

/// A name that no key had before.
pub(super) fn new_key_id() -> Result<KeyId, PairingError> {
    Ok(KeyId(format!("assenso.{}", Bytes::new(random_bytes::<16>()?))))
}
