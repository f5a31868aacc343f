//! P-256 public keys and the signatures they verify.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::{Deserialize, Serialize};

use super::sha256;

/// The bytes are not a point of P-256 in uncompressed SEC1 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an uncompressed P-256 public key")]
pub struct InvalidKey;

/// The signature is not this key's over this message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct InvalidSignature;

/// A P-256 public key: a point of the curve, checked when made.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 65]);

impl PublicKey {
    /// Takes an uncompressed SEC1 point: `04 ‖ x ‖ y`, 65 bytes.
    ///
    /// # Errors
    ///
    /// [`InvalidKey`] if it is anything else.
    pub fn from_sec1(bytes: &[u8]) -> Result<Self, InvalidKey> {
        let exact: [u8; 65] = bytes.try_into().map_err(|_| InvalidKey)?;
        p256::PublicKey::from_sec1_bytes(&exact).map_err(|_| InvalidKey)?;
        Ok(Self(exact))
    }

    /// The key from its affine coordinates.
    ///
    /// # Errors
    ///
    /// [`InvalidKey`] if the point is not on the curve.
    pub fn from_coordinates(x: &[u8; 32], y: &[u8; 32]) -> Result<Self, InvalidKey> {
        let mut bytes = Vec::with_capacity(65);
        bytes.push(4);
        bytes.extend_from_slice(x);
        bytes.extend_from_slice(y);
        Self::from_sec1(&bytes)
    }

    /// Uncompressed SEC1, 65 bytes.
    #[must_use]
    pub fn sec1(&self) -> &[u8; 65] {
        &self.0
    }

    /// The affine coordinates, 32 bytes each.
    #[must_use]
    pub fn coordinates(&self) -> (&[u8], &[u8]) {
        let [_, point @ ..] = &self.0;
        point.split_at(32)
    }

    /// The RFC 7638 thumbprint with SHA-256.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        let (x, y) = self.coordinates();
        let canonical = format!(
            r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#,
            BASE64URL_NOPAD.encode(x),
            BASE64URL_NOPAD.encode(y),
        );
        Thumbprint(BASE64URL_NOPAD.encode(&sha256(canonical.as_bytes())))
    }

    /// Verifies an ASN.1 DER signature (ECDSA with SHA-256), the form of every [`DeviceKey`].
    ///
    /// [`DeviceKey`]: crate::ports::DeviceKey
    ///
    /// # Errors
    ///
    /// [`InvalidSignature`] if it is not this key's over `message`.
    pub fn verify_der(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        self.verify(&ECDSA_P256_SHA256_ASN1, message, signature)
    }

    /// Verifies a 64-byte signature `r ‖ s` (RFC 7518 section 3.4).
    ///
    /// # Errors
    ///
    /// [`InvalidSignature`] if it is not this key's over `message`.
    pub fn verify_raw(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        self.verify(&ECDSA_P256_SHA256_FIXED, message, signature)
    }

    fn verify(
        &self,
        algorithm: &'static dyn VerificationAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        UnparsedPublicKey::new(algorithm, &self.0)
            .verify(message, signature)
            .map_err(|_| InvalidSignature)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({}…)", self.thumbprint().short())
    }
}

impl Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(serde::de::Error::custom)?;
        Self::from_sec1(&bytes).map_err(serde::de::Error::custom)
    }
}

/// The RFC 7638 SHA-256 thumbprint of a key, 43 characters of base64url.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Thumbprint(String);

/// The text is not 43 characters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a thumbprint")]
pub struct InvalidThumbprint;

impl TryFrom<String> for Thumbprint {
    type Error = InvalidThumbprint;

    fn try_from(text: String) -> Result<Self, InvalidThumbprint> {
        match BASE64URL_NOPAD.decode(text.as_bytes()) {
            Ok(digest) if digest.len() == 32 => Ok(Self(text)),
            _ => Err(InvalidThumbprint),
        }
    }
}

impl Thumbprint {
    /// All 43 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight characters, for logs.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Thumbprint({}…)", self.short())
    }
}

#[cfg(test)]
mod tests;
