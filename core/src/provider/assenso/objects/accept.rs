//! `assenso-accept+jwt`: a new key agrees to be introduced.

use serde::{Deserialize, Serialize};

use super::V1;
use crate::crypto::Thumbprint;
use crate::jose::Digest;
use crate::ports::KeyRole;

/// A key's own acceptance, nested in the object that introduces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptClaims {
    /// Protocol version.
    pub v: V1,
    /// The device id.
    pub iss: String,
    /// The issuer.
    pub aud: String,
    /// The hash of the challenge object.
    pub challenge: Digest,
    /// The thumbprint of the device's other key.
    pub other: Thumbprint,
    /// What this key is for.
    pub role: KeyRole,
}

super::signed_object!(AcceptClaims, "assenso-accept+jwt");
