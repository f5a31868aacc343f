//! Keys whose private halves are known, for tests that sign what no honest side would.

use data_encoding::BASE64URL_NOPAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

use super::{KeyRef, Unsigned};
use crate::crypto::{EphemeralSecret, PublicKey};
use crate::protocol::SignedObject;
use crate::secret::SecretBytes;

/// A key that signs anything, with fresh randomness each time.
pub(crate) struct TestKey {
    pair: EcdsaKeyPair,
    pub(crate) public: PublicKey,
}

impl TestKey {
    /// The key whose private scalar is `seed` 32 times.
    pub(crate) fn new(seed: u8) -> Self {
        let scalar = SecretBytes::new(vec![seed; 32]);
        let public = EphemeralSecret::from_bytes(&scalar).unwrap().public();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            // EXPOSE: the scalar of a test is no secret.
            scalar.expose(),
            public.sec1(),
            &SystemRandom::new(),
        )
        .unwrap();
        Self { pair, public }
    }

    /// The thumbprint.
    pub(crate) fn kid(&self) -> String {
        self.public.thumbprint().as_str().to_owned()
    }

    /// `r ‖ s` over `message`.
    pub(crate) fn raw(&self, message: &[u8]) -> [u8; 64] {
        let signature = self.pair.sign(&SystemRandom::new(), message).unwrap();
        signature.as_ref().try_into().unwrap()
    }

    /// The DER form of a signature over `message`.
    pub(crate) fn der(&self, message: &[u8]) -> Vec<u8> {
        let raw = self.raw(message);
        p256::ecdsa::Signature::from_slice(&raw).unwrap().to_der().as_bytes().to_vec()
    }

    /// Signs claims under this key's `kid`.
    pub(crate) fn sign<C: SignedObject>(&self, claims: &C) -> String {
        self.sign_as(KeyRef::Kid(&self.public.thumbprint()), claims)
    }

    /// Signs claims under any key reference.
    pub(crate) fn sign_as<C: SignedObject>(&self, key: KeyRef<'_>, claims: &C) -> String {
        let unsigned = Unsigned::new(key, claims).unwrap();
        unsigned.with_raw_signature(&self.raw(unsigned.signing_input().as_bytes()))
    }

    /// Signs a header and claims that are given as text, well formed or not.
    pub(crate) fn sign_text(&self, header: impl AsRef<[u8]>, claims: impl AsRef<[u8]>) -> String {
        self.sign_input(&format!("{}.{}", encode(header), encode(claims)))
    }

    /// Signs any signing input.
    pub(crate) fn sign_input(&self, signing_input: &str) -> String {
        format!("{signing_input}.{}", encode(self.raw(signing_input.as_bytes())))
    }
}

/// base64url without padding.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64URL_NOPAD.encode(bytes.as_ref())
}
