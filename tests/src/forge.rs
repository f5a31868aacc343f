//! The provider's keys in the wrong hands: objects taken apart, changed, and signed again.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what can't be set up ends the test"
)]

use std::path::Path;

use assenso_core::crypto::{PublicKey, sha256};
use assenso_core::jose::Jwk;
use data_encoding::BASE64URL_NOPAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

/// A signing key.
pub struct Signer {
    pair: EcdsaKeyPair,
    public: PublicKey,
    /// Its thumbprint.
    pub kid: String,
}

impl Signer {
    /// A key that nobody has pinned.
    ///
    /// # Panics
    ///
    /// If there is no randomness.
    #[must_use]
    pub fn stranger() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
        Self::from_pkcs8(pkcs8.expect("a key").as_ref())
    }

    /// The provider's private key `name` (a thumbprint, or `root`) from its data folder.
    ///
    /// # Panics
    ///
    /// If it is not there.
    #[must_use]
    pub fn stolen(folder: &Path, name: &str) -> Self {
        let path = folder.join("data").join("keys").join(format!("{name}.p8"));
        Self::from_pkcs8(&std::fs::read(path).expect("the key's file"))
    }

    fn from_pkcs8(pkcs8: &[u8]) -> Self {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &random)
            .expect("a key");
        let public = PublicKey::from_sec1(pair.public_key().as_ref()).expect("a public key");
        let kid = public.thumbprint().as_str().to_owned();
        Self { pair, public, kid }
    }

    /// Its public half as a JWK.
    ///
    /// # Panics
    ///
    /// Never: a key is JSON.
    #[must_use]
    pub fn jwk(&self) -> Value {
        serde_json::to_value(Jwk(self.public)).expect("a key is JSON")
    }

    /// Signs whatever header and claims.
    ///
    /// # Panics
    ///
    /// If signing fails.
    #[must_use]
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |json: &Value| BASE64URL_NOPAD.encode(json.to_string().as_bytes());
        self.sign_text(&format!("{}.{}", part(header), part(claims)))
    }

    /// Signs whatever text.
    ///
    /// # Panics
    ///
    /// If signing fails.
    #[must_use]
    pub fn sign_text(&self, input: &str) -> String {
        let signature =
            self.pair.sign(&SystemRandom::new(), input.as_bytes()).expect("a signature");
        format!("{input}.{}", BASE64URL_NOPAD.encode(signature.as_ref()))
    }

    /// Signs claims as the provider does.
    #[must_use]
    pub fn object(&self, typ: &str, claims: &Value) -> String {
        self.sign(&json!({"alg": "ES256", "typ": typ, "kid": self.kid}), claims)
    }
}

/// The header and the claims of an object, without verifying anything.
///
/// # Panics
///
/// If it is not an object.
#[must_use]
pub fn open(object: &str) -> (Value, Value) {
    let mut parts = object.split('.').map(|part| {
        let json = BASE64URL_NOPAD.decode(part.as_bytes()).expect("base64url");
        serde_json::from_slice(&json).unwrap_or(Value::Null)
    });
    (parts.next().expect("a header"), parts.next().expect("claims"))
}

/// The thumbprint of a JWK.
///
/// # Panics
///
/// If it is no key.
#[must_use]
pub fn thumbprint(jwk: &Value) -> String {
    let Jwk(key) = serde_json::from_value(jwk.clone()).expect("a key");
    key.thumbprint().as_str().to_owned()
}

/// The hash of an object.
#[must_use]
pub fn hash(object: &str) -> String {
    BASE64URL_NOPAD.encode(&sha256(object.as_bytes()))
}
