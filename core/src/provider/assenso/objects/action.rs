//! `assenso-action+jwt`: what the owner does with the account itself, with everything that was shown.

use serde::{Deserialize, Serialize};

use super::{Pseudonym, V1};
use crate::jose::{Bytes, Digest};

/// One action, with its exact parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// 2-step verification goes off.
    Deactivate {},
    /// A new recovery code takes the place of the one before, if there is one.
    RecoveryCode {
        /// What the provider keeps of it: PROTOCOL.md section 8.
        hash: Digest,
    },
}

/// An action, signed by the approval key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionClaims {
    /// Protocol version.
    pub v: V1,
    /// The device id.
    pub iss: String,
    /// The issuer.
    pub aud: String,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// The provider's challenge, once.
    pub challenge: Bytes<32>,
    /// What is done.
    pub action: Action,
}

super::signed_object!(ActionClaims, "assenso-action+jwt");
