//! The key agreement of a pairing: PROTOCOL.md section 5.

use p256::ecdh::{SharedSecret, diffie_hellman};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use ring::{hkdf, hmac};

use super::{PublicKey, RandomError, Thumbprint, push_length_prefixed, random_bytes, sha256};
use crate::secret::SecretBytes;

const LABEL: &[u8] = b"assenso/1 pairing";

/// The secret half of an ephemeral key. The service stores it between two calls; the phone
/// never does.
pub struct EphemeralSecret(p256::SecretKey);

impl std::fmt::Debug for EphemeralSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EphemeralSecret(<redacted>)")
    }
}

impl EphemeralSecret {
    /// A fresh secret.
    ///
    /// # Errors
    ///
    /// [`RandomError`] if the operating system gave no random bytes.
    pub fn generate() -> Result<Self, RandomError> {
        // A random scalar is out of range once in 2^32 draws; the loop then draws again.
        loop {
            let candidate = SecretBytes::new(random_bytes::<32>()?.to_vec());
            if let Some(secret) = Self::from_bytes(&candidate) {
                return Ok(secret);
            }
        }
    }

    /// The secret from its 32 bytes, big endian; `None` if they are no scalar of P-256.
    #[must_use]
    pub fn from_bytes(bytes: &SecretBytes) -> Option<Self> {
        // EXPOSE: p256 takes the scalar's bytes; it would take fewer than 32 too.
        let exact: &[u8; 32] = bytes.expose().try_into().ok()?;
        p256::SecretKey::from_slice(exact).ok().map(Self)
    }

    /// Its 32 bytes, for sealed storage.
    #[must_use]
    pub fn to_bytes(&self) -> SecretBytes {
        SecretBytes::new(self.0.to_bytes().to_vec())
    }

    /// The public half.
    ///
    /// # Panics
    ///
    /// Never: the public half of a valid secret is a point of the curve.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the public half of a secret key is on the curve")]
    pub fn public(&self) -> PublicKey {
        let point = self.0.public_key().to_sec1_point(false);
        PublicKey::from_sec1(point.as_bytes()).expect("a point of the curve")
    }
}

/// What both sides know about one pairing.
#[derive(Debug, Clone, Copy)]
pub struct AgreementInput<'a> {
    /// The provider's issuer.
    pub issuer: &'a str,
    /// The account's pseudonym.
    pub account: &'a str,
    /// The challenge object, compact, as received.
    pub challenge: &'a str,
    /// The phone's ephemeral key.
    pub phone_ephemeral: &'a PublicKey,
    /// The service's ephemeral key.
    pub service_ephemeral: &'a PublicKey,
    /// The possession key's thumbprint.
    pub possession: &'a Thumbprint,
    /// The approval key's thumbprint.
    pub approval: &'a Thumbprint,
    /// How long the fallback secret is: 20, 32 or 64 bytes.
    pub secret_length: usize,
}

impl AgreementInput<'_> {
    fn transcript_hash(&self) -> [u8; 32] {
        let mut transcript = Vec::new();
        for part in [
            LABEL,
            self.issuer.as_bytes(),
            self.account.as_bytes(),
            &sha256(self.challenge.as_bytes()),
            self.phone_ephemeral.sec1(),
            self.service_ephemeral.sec1(),
            self.possession.as_str().as_bytes(),
            self.approval.as_str().as_bytes(),
        ] {
            push_length_prefixed(&mut transcript, part);
        }
        sha256(&transcript)
    }
}

/// What both sides derived.
#[derive(Debug)]
pub struct Agreed {
    /// The seed of the account's fallback code.
    pub secret: SecretBytes,
    /// Proves to the service that the phone derived the same.
    pub device_tag: SecretBytes,
    /// Proves to the phone that the service derived the same.
    pub service_tag: SecretBytes,
}

/// Derives the fallback secret and both confirmation tags from one side's secret and the other
/// side's public key.
#[must_use]
pub fn agree(
    own: &EphemeralSecret,
    other: &PublicKey,
    input: &AgreementInput<'_>,
) -> Option<Agreed> {
    let shared = shared_point(own, other)?;
    let th = input.transcript_hash();
    let prk = extract(&th, shared.raw_secret_bytes().as_slice());
    let tag = |info: &[u8]| {
        let key = expand(&prk, info, 32)?;
        // EXPOSE: ring takes the key's bytes.
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose());
        Some(SecretBytes::new(hmac::sign(&key, &th).as_ref().to_vec()))
    };
    Some(Agreed {
        secret: expand(&prk, b"assenso/1 totp", input.secret_length)?,
        device_tag: tag(b"assenso/1 confirm-device")?,
        service_tag: tag(b"assenso/1 confirm-service")?,
    })
}

fn shared_point(own: &EphemeralSecret, other: &PublicKey) -> Option<SharedSecret> {
    let other = p256::PublicKey::from_sec1_bytes(other.sec1()).ok()?;
    Some(diffie_hellman(own.0.to_nonzero_scalar(), other.as_affine()))
}

fn extract(salt: &[u8], ikm: &[u8]) -> hkdf::Prk {
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(ikm)
}

fn expand(prk: &hkdf::Prk, info: &[u8], length: usize) -> Option<SecretBytes> {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }

    let mut out = zeroize::Zeroizing::new(vec![0; length]);
    prk.expand(&[info], Length(length)).ok()?.fill(&mut out).ok()?;
    Some(out.into())
}

/// What an approval key's attestation must quote: 32 bytes.
#[must_use]
pub fn attestation_challenge(challenge: &str, possession: &Thumbprint) -> [u8; 32] {
    let mut input = Vec::new();
    for part in [
        b"assenso/1 attestation".as_slice(),
        &sha256(challenge.as_bytes()),
        possession.as_str().as_bytes(),
    ] {
        push_length_prefixed(&mut input, part);
    }
    sha256(&input)
}

#[cfg(test)]
mod tests;
