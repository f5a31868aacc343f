//! Building, reading and verifying one compact JWS.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::{Digest, JoseError, Jwk, json, present};
use crate::crypto::{PublicKey, Thumbprint, sha256};
use crate::protocol::SignedObject;

/// The largest object that is read, in bytes.
pub const MAX_COMPACT_LENGTH: usize = 48 * 1024;

/// How an object names the key that signed it.
#[derive(Debug, Clone, Copy)]
pub enum KeyRef<'a> {
    /// By thumbprint: a key that the other side has pinned.
    Kid(&'a Thumbprint),
    /// The key itself: only where an object introduces a key, and in `DPoP` proofs.
    Jwk(&'a PublicKey),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    kid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    jwk: Option<Jwk>,
}

/// The hash of an object: SHA-256 over its compact form as received.
#[must_use]
pub fn hash(compact: &str) -> Digest {
    Digest::new(sha256(compact.as_bytes()))
}

/// The subject of an object: SHA-256 over its signing input, the same for every signature.
///
/// # Errors
///
/// [`JoseError::Malformed`] if it has no three parts.
pub fn subject(compact: &str) -> Result<Digest, JoseError> {
    let (signing_input, _) = compact.rsplit_once('.').ok_or(JoseError::Malformed)?;
    if signing_input.split('.').count() != 2 {
        return Err(JoseError::Malformed);
    }
    Ok(Digest::new(sha256(signing_input.as_bytes())))
}

/// An object that lacks only its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned(String);

impl Unsigned {
    /// The object that says `claims`, to be signed by the key that `key` names.
    ///
    /// # Errors
    ///
    /// [`JoseError::Claims`] if the other side would not read them, as an integer over 2^53 − 1.
    pub fn new<C: SignedObject>(key: KeyRef<'_>, claims: &C) -> Result<Self, JoseError> {
        let (kid, jwk) = match key {
            KeyRef::Kid(thumbprint) => (Some(thumbprint.as_str().to_owned()), None),
            KeyRef::Jwk(key) => (None, Some(Jwk(*key))),
        };
        let header = Header { alg: "ES256".to_owned(), typ: C::TYP.to_owned(), kid, jwk };
        let header = BASE64URL_NOPAD.encode(&written(&header)?);
        let claims = written(claims)?;
        json::read::<C>(&claims).map_err(|_| JoseError::Claims)?;
        Ok(Self(format!("{header}.{}", BASE64URL_NOPAD.encode(&claims))))
    }

    /// An object whose signing input was stored before it was signed.
    #[must_use]
    pub fn from_signing_input(signing_input: String) -> Self {
        Self(signing_input)
    }

    /// The bytes to sign.
    #[must_use]
    pub fn signing_input(&self) -> &str {
        &self.0
    }

    /// The subject that the object has once it is signed, with whatever signature.
    #[must_use]
    pub fn subject(&self) -> Digest {
        Digest::new(sha256(self.0.as_bytes()))
    }

    /// Adds an ASN.1 DER signature, which is checked against `key` first.
    ///
    /// # Errors
    ///
    /// [`JoseError::Signature`] if it is not `key`'s over this object.
    pub fn with_der_signature(&self, key: &PublicKey, der: &[u8]) -> Result<String, JoseError> {
        key.verify_der(self.0.as_bytes(), der).map_err(|_| JoseError::Signature)?;
        let signature = p256::ecdsa::Signature::from_der(der).map_err(|_| JoseError::Signature)?;
        Ok(self.with_raw_signature(&signature.to_bytes().into()))
    }

    /// Adds a 64-byte signature `r ‖ s`.
    #[must_use]
    pub fn with_raw_signature(&self, raw: &[u8; 64]) -> String {
        format!("{}.{}", self.0, BASE64URL_NOPAD.encode(raw))
    }
}

/// An object whose form and header have been checked, and whose signature has not.
#[derive(Debug)]
pub struct Compact<'a> {
    signing_input: &'a str,
    claims: Vec<u8>,
    signature: Vec<u8>,
    typ: String,
    key: HeaderKey,
}

#[derive(Debug)]
enum HeaderKey {
    Kid(String),
    Jwk(PublicKey),
}

impl<'a> Compact<'a> {
    /// Reads an object of any type.
    ///
    /// # Errors
    ///
    /// See [`JoseError`].
    pub fn parse(text: &'a str) -> Result<Self, JoseError> {
        if text.len() > MAX_COMPACT_LENGTH {
            return Err(JoseError::TooLarge);
        }
        let (signing_input, signature) = text.rsplit_once('.').ok_or(JoseError::Malformed)?;
        let (header, claims) = signing_input.split_once('.').ok_or(JoseError::Malformed)?;
        let header: Header = json::read(&decode(header)?).map_err(|_| JoseError::Header)?;
        if header.alg != "ES256" {
            return Err(JoseError::Algorithm);
        }
        let key = match (header.kid, header.jwk) {
            (Some(kid), None) => HeaderKey::Kid(kid),
            (None, Some(Jwk(key))) => HeaderKey::Jwk(key),
            _ => return Err(JoseError::Header),
        };
        let signature = decode(signature)?;
        if signature.len() != 64 {
            return Err(JoseError::Malformed);
        }
        Ok(Self { signing_input, claims: decode(claims)?, signature, typ: header.typ, key })
    }

    /// The type that the header names.
    #[must_use]
    pub fn typ(&self) -> &str {
        &self.typ
    }

    /// The thumbprint that the header names.
    ///
    /// # Errors
    ///
    /// [`JoseError::KeyReference`] if the header carries a key instead.
    pub fn kid(&self) -> Result<&str, JoseError> {
        match &self.key {
            HeaderKey::Kid(kid) => Ok(kid),
            HeaderKey::Jwk(_) => Err(JoseError::KeyReference),
        }
    }

    /// The key that the header carries.
    ///
    /// # Errors
    ///
    /// [`JoseError::KeyReference`] if the header names one by thumbprint instead.
    pub fn jwk(&self) -> Result<&PublicKey, JoseError> {
        match &self.key {
            HeaderKey::Jwk(key) => Ok(key),
            HeaderKey::Kid(_) => Err(JoseError::KeyReference),
        }
    }

    /// The hash of the signing input, the same for every signature of the same claims.
    #[must_use]
    pub fn subject(&self) -> Digest {
        Digest::new(sha256(self.signing_input.as_bytes()))
    }

    /// Reads the claims without verifying anything but the type: only to learn which key has to
    /// verify them next.
    pub(crate) fn unverified<C: SignedObject>(&self) -> Result<C, JoseError> {
        if self.typ != C::TYP {
            return Err(JoseError::Type);
        }
        json::read(&self.claims).map_err(|_| JoseError::Claims)
    }

    /// Verifies type and signature, then reads the claims. Whom they come from and whom they
    /// are for is the caller's to check: [`Compact::verify_between`].
    ///
    /// # Errors
    ///
    /// See [`JoseError`].
    pub fn verify<C: SignedObject>(&self, key: &PublicKey) -> Result<C, JoseError> {
        if self.typ != C::TYP {
            return Err(JoseError::Type);
        }
        key.verify_raw(self.signing_input.as_bytes(), &self.signature)
            .map_err(|_| JoseError::Signature)?;
        json::read(&self.claims).map_err(|_| JoseError::Claims)
    }

    /// Verifies as [`Compact::verify`], and that the object comes from `issuer` and is for
    /// `audience`.
    ///
    /// # Errors
    ///
    /// See [`JoseError`].
    pub fn verify_between<C: SignedObject>(
        &self,
        key: &PublicKey,
        issuer: &str,
        audience: &str,
    ) -> Result<C, JoseError> {
        let claims: C = self.verify(key)?;
        if claims.issuer() != issuer {
            return Err(JoseError::Issuer);
        }
        if claims.audience() != audience {
            return Err(JoseError::Audience);
        }
        Ok(claims)
    }
}

fn written(part: &impl Serialize) -> Result<Vec<u8>, JoseError> {
    serde_json::to_vec(part).map_err(|_| JoseError::Claims)
}

fn decode(part: &str) -> Result<Vec<u8>, JoseError> {
    BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| JoseError::Malformed)
}

#[cfg(test)]
mod tests;
