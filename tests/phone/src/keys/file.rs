//! `phone.json`: everything the software keys keep, each secret sealed.

use std::collections::BTreeMap;

use assenso_core::crypto::{Aad, PublicKey};
use assenso_core::ports::{KeyId, KeyRole};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::guard::Guard;
use super::pin::Cost;

/// The version this program writes.
pub(super) const VERSION: u32 = 1;

/// The file's content.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneFile {
    pub(super) version: u32,
    /// Random; part of every place, so that nothing can be moved in from another folder.
    pub(super) id: Blob,
    pub(super) lock: Lock,
    pub(super) guard: Guard,
    pub(super) notifications: bool,
    /// The vault's slots by name, sealed under the device secret.
    pub(super) vault: BTreeMap<String, Blob>,
    /// The codes key in a box for the person's key.
    pub(super) codes_key: Option<Blob>,
    pub(super) keys: BTreeMap<KeyId, StoredKey>,
}

/// What the PIN opens.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lock {
    pub(super) salt: Blob,
    pub(super) cost: Cost,
    /// The public half of the person's key.
    pub(super) person_public: PublicKey,
    /// The person's key, sealed under the PIN's key.
    pub(super) person: Blob,
    /// The device secret, sealed under the PIN's key.
    pub(super) device: Blob,
}

/// One signing key.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredKey {
    pub(super) role: KeyRole,
    pub(super) public: PublicKey,
    /// Its scalar: under the device secret, or in a box for the person's key, as the role asks.
    pub(super) sealed: Blob,
}

impl PhoneFile {
    /// The place of something that this file keeps.
    pub(super) fn place(&self, table: &str, name: &str, detail: &str) -> Aad {
        Aad::new(&self.id.0, table, name, detail, 0)
    }
}

impl Lock {
    /// Binds everything that stands beside the two sealed secrets in plain text.
    pub(super) fn place(&self, id: &Blob, name: &str) -> Aad {
        let public = BASE64URL_NOPAD.encode(self.person_public.sec1());
        let beside = format!("{:?} {} {public}", self.cost, BASE64URL_NOPAD.encode(&self.salt.0));
        Aad::new(&id.0, "lock", name, &beside, 0)
    }
}

/// Bytes, base64url in JSON.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Blob(pub(super) Vec<u8>);

impl Serialize for Blob {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64URL_NOPAD.decode(text.as_bytes()).map(Self).map_err(serde::de::Error::custom)
    }
}
