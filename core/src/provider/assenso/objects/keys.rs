//! `assenso-keys+jwt`: which online keys the provider's root key vouches for.

use serde::{Deserialize, Serialize};

use super::V1;
use crate::jose::{Digest, Jwk};

/// The provider's keys of one epoch, signed by the root key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeysClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The issuer again: for everybody who pins it.
    pub aud: String,
    /// 1, 2, …
    pub epoch: u64,
    /// The root key.
    pub root: Jwk,
    /// 1 to 4 online keys; the first signs now, the others only still verify.
    pub keys: Vec<Jwk>,
    /// The hash of the object of the epoch before; `null` for epoch 1.
    #[serde(deserialize_with = "Option::deserialize")]
    pub previous: Option<Digest>,
    /// When it was made, Unix milliseconds; for display.
    pub created_ms: u64,
}

super::signed_object!(KeysClaims, "assenso-keys+jwt");
