//! `assenso-pairing+jwt`: the statement with which a phone introduces its keys.

use serde::{Deserialize, Serialize};

use super::{DisplayText, V1};
use crate::jose::{Bytes, Digest, Jwk};
use crate::ports::{HardwareLevel, KeyClass};

/// Signed by the approval key, whose own acceptance it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairingClaims {
    /// Protocol version.
    pub v: V1,
    /// The device id.
    pub iss: String,
    /// The issuer.
    pub aud: String,
    /// The hash of the challenge object.
    pub challenge: Digest,
    /// The possession key.
    pub possession: Jwk,
    /// The approval key, equal to the header's.
    pub approval: Jwk,
    /// The possession key's `assenso-accept+jwt`, compact.
    pub accept: String,
    /// What verifies the user before the approval key signs.
    pub class: KeyClass,
    /// Where the private keys live.
    pub level: HardwareLevel,
    /// The approval key's attestation chain, base64url DER, leaf first.
    pub attestation: Vec<String>,
    /// The phone's ephemeral key.
    pub ephemeral: Jwk,
    /// The device's confirmation tag.
    pub tag: Bytes<32>,
    /// The protocol versions that the phone speaks.
    pub versions: Vec<u32>,
    /// The phone's name, for the account panel.
    pub device_name: DisplayText,
    /// The app's name and version.
    pub app: DisplayText,
}

super::signed_object!(PairingClaims, "assenso-pairing+jwt");
