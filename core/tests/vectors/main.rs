//! The published vectors of the protocol, tests/vectors/assenso-1.json, which another
//! implementation made: every object verifies, our encoder writes the same bytes, both sides
//! derive the same secrets, and docs/PROTOCOL.md shows what stands in the file.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests are tests too, which the lints do not see here"
)]

mod agreement;
mod document;
mod invitation;
mod objects;
mod recovery;

use assenso_core::crypto::{EphemeralSecret, PublicKey};
use assenso_core::jose::Jwk;
use assenso_core::secret::SecretBytes;
use data_encoding::HEXLOWER;
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../tests/vectors/assenso-1.json")).unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no text {name}"))
}

fn hex(value: &Value, name: &str) -> Vec<u8> {
    HEXLOWER.decode(text(value, name).as_bytes()).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("no list {name}"))
}

fn secret(value: &Value, name: &str) -> EphemeralSecret {
    EphemeralSecret::from_bytes(&SecretBytes::new(hex(value, name))).unwrap()
}

/// A key of the file by its name.
fn key(vectors: &Value, name: &str) -> PublicKey {
    PublicKey::from_sec1(&hex(&vectors["keys"][name], "sec1")).unwrap()
}

/// An object of the file by its name.
fn object<'a>(vectors: &'a Value, name: &str) -> &'a Value {
    list(vectors, "objects")
        .iter()
        .find(|object| object["name"] == name)
        .unwrap_or_else(|| panic!("no object {name}"))
}

#[test]
fn every_form_of_every_key_is_the_same_key() {
    let vectors = vectors();
    let keys = vectors["keys"].as_object().unwrap();
    assert_eq!(keys.len(), 8);
    for (name, forms) in keys {
        let key = key(&vectors, name);
        let Jwk(from_jwk) = serde_json::from_value(forms["jwk"].clone()).unwrap();
        assert_eq!(from_jwk, key, "{name}");
        assert_eq!(secret(forms, "private").public(), key, "{name}");
        assert_eq!(key.thumbprint().as_str(), text(forms, "thumbprint"), "{name}");
        assert_eq!(serde_json::to_value(Jwk(key)).unwrap(), forms["jwk"], "{name}");
    }
}
