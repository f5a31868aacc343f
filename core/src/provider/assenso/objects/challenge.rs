//! `assenso-challenge+jwt`: the service invites one phone to pair.

use serde::{Deserialize, Serialize};

use super::{Pseudonym, V1};
use crate::jose::{Bytes, Jwk};
use crate::otp::Totp;
use crate::ports::KeyClass;

/// What the service says before a phone makes its approval key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The epoch of the provider's newest keys object.
    pub epoch: u64,
    /// The pairing session.
    pub session: Bytes<16>,
    /// 32 random bytes.
    pub challenge: Bytes<32>,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// The service's ephemeral key.
    pub ephemeral: Jwk,
    /// How the fallback code is computed.
    pub totp: Totp,
    /// The classes of approval key that policy allows.
    pub classes: Vec<KeyClass>,
    /// The protocol versions that the service speaks.
    pub versions: Vec<u32>,
    /// How long the challenge lives.
    pub lifetime_ms: u64,
}

super::signed_object!(ChallengeClaims, "assenso-challenge+jwt", epoch);
