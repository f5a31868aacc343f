//! `assenso-association+jwt`: whether this phone is the account's device.

use serde::{Deserialize, Serialize};

use super::V1;
use crate::jose::Bytes;

/// What a device key is to its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssociationStatus {
    /// The account's device.
    Associated,
    /// 2-step verification was never activated.
    NotActive,
    /// Another phone took its place.
    Replaced,
    /// The mailbox has another owner.
    OwnerChanged,
    /// Signed out on this phone.
    SignedOut,
    /// 2-step verification was deactivated.
    Deactivated,
    /// The account is frozen.
    Frozen,
    /// The provider does not know this key.
    Unknown,
}

/// What the account's device has to wait with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Nothing.
    Nothing,
    /// Changing the number, the methods, the notice address or the recovery code, and hand-over.
    Settings,
    /// Every widening action: probation.
    Widening,
}

/// The answer to one question, whose nonce it echoes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssociationClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The epoch of the provider's newest keys object.
    pub epoch: u64,
    /// Echoed from the call.
    pub nonce: Bytes<16>,
    /// The account's generation; 0 for an unknown key.
    pub generation: u64,
    /// What the key is.
    pub state: AssociationStatus,
    /// What the account's device has to wait with.
    pub held: Held,
    /// Until when, Unix milliseconds; 0 if nothing is held.
    pub full_power_from_ms: u64,
    /// The provider's clock, Unix milliseconds.
    pub time_ms: u64,
}

super::signed_object!(AssociationClaims, "assenso-association+jwt", epoch);
