//! One P-256 key pair of the provider.

use assenso_core::crypto::PublicKey;
use assenso_core::secret::SecretBytes;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};

use super::SignError;

/// A private key and its public half.
pub(crate) struct SigningPair {
    pair: EcdsaKeyPair,
    public: PublicKey,
}

impl SigningPair {
    /// A fresh pair, and its PKCS#8 form to keep.
    pub(crate) fn generate() -> Option<(Self, SecretBytes)> {
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
                .ok()?;
        let pkcs8 = SecretBytes::new(document.as_ref().to_vec());
        Some((Self::from_pkcs8(&pkcs8)?, pkcs8))
    }

    pub(crate) fn from_pkcs8(pkcs8: &SecretBytes) -> Option<Self> {
        let pair = EcdsaKeyPair::from_pkcs8(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            // EXPOSE: ring takes the key's bytes.
            pkcs8.expose(),
            &SystemRandom::new(),
        )
        .ok()?;
        let public = PublicKey::from_sec1(pair.public_key().as_ref()).ok()?;
        Some(Self { pair, public })
    }

    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    /// A 64-byte signature `r ‖ s`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let signature =
            self.pair.sign(&SystemRandom::new(), message).map_err(|_| SignError::Signature)?;
        signature.as_ref().try_into().map_err(|_| SignError::Signature)
    }
}
