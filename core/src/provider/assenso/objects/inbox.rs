//! `assenso-inbox+jwt`: what is open at the moment of one call.

use serde::{Deserialize, Serialize};

use super::V1;
use crate::jose::Bytes;

/// The answer to one inbox call, and to no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The epoch of the provider's newest keys object.
    pub epoch: u64,
    /// The `jti` of the proof of the call.
    pub jti: Bytes<16>,
    /// The provider's clock, Unix milliseconds; for the offset of codes.
    pub time_ms: u64,
    /// The account's generation.
    pub generation: u64,
    /// The open requests, at most 8.
    pub requests: Vec<InboxEntry>,
}

super::signed_object!(InboxClaims, "assenso-inbox+jwt", epoch);

/// One open request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxEntry {
    /// The `assenso-request+jwt`, compact.
    pub request: String,
    /// How long it is still open.
    pub left_ms: u64,
}
