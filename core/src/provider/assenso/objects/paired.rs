//! `assenso-paired+jwt`: the service accepts a statement and reserves the association.

use serde::{Deserialize, Serialize};

use super::{DisplayText, Pseudonym, V1};
use crate::jose::{Bytes, Digest};

/// What the association will be once it is committed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairedClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The epoch of the provider's newest keys object.
    pub epoch: u64,
    /// The subject of the pairing statement.
    pub statement: Digest,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// The provider's name.
    pub provider_name: DisplayText,
    /// The account's name, usually the mailbox.
    pub account_name: DisplayText,
    /// The account's generation once committed.
    pub generation: u64,
    /// The service's confirmation tag.
    pub tag: Bytes<32>,
    /// How many digits are typed to approve, 2 to 6.
    pub number_digits: u8,
    /// Until when widening actions are held, Unix milliseconds; 0 for not at all.
    pub full_power_from_ms: u64,
}

super::signed_object!(PairedClaims, "assenso-paired+jwt", epoch);
