//! Sealing to a public key: anybody can put something in, only the private half takes it out.
//!
//! A box is format (1 byte) ‖ ephemeral public key (65 bytes) ‖ AES-256-GCM blob; the key is
//! HKDF-SHA-256 over the ECDH of the ephemeral key and the recipient's, salted with both.

use assenso_core::crypto::{Aad, PublicKey, SealError, SealingKey, random_bytes, sha256};
use assenso_core::secret::SecretBytes;
use p256::ecdh::diffie_hellman;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use ring::hkdf;
use zeroize::Zeroizing;

const FORMAT: u8 = 1;
const INFO: &[u8] = b"assenso-phone sealed box";

/// A fresh P-256 key: its 32-byte scalar and its public half.
pub(super) fn generate() -> Option<(SecretBytes, PublicKey)> {
    let secret = loop {
        let candidate = Zeroizing::new(random_bytes::<32>().ok()?);
        // Out of range once in 2^32 draws; then draw again.
        if let Ok(secret) = p256::SecretKey::from_slice(candidate.as_slice()) {
            break secret;
        }
    };
    let public = PublicKey::from_sec1(secret.public_key().to_sec1_point(false).as_bytes()).ok()?;
    Some((SecretBytes::new(secret.to_bytes().to_vec()), public))
}

/// Puts `plaintext` into a box for `recipient`.
pub(super) fn seal(recipient: &PublicKey, plaintext: &SecretBytes, aad: &Aad) -> Option<Vec<u8>> {
    let (ephemeral, public) = generate()?;
    let key = agreed_key(&ephemeral, recipient, &public, recipient)?;
    let mut sealed = vec![FORMAT];
    sealed.extend_from_slice(public.sec1());
    sealed.append(&mut SealingKey::new(&key).ok()?.seal(plaintext, aad).ok()?);
    Some(sealed)
}

/// Takes out what is in a box, with the recipient's scalar.
pub(super) fn open(
    recipient: &SecretBytes,
    sealed: &[u8],
    aad: &Aad,
) -> Result<SecretBytes, SealError> {
    let (&format, rest) = sealed.split_first().ok_or(SealError::Mismatch)?;
    if format != FORMAT {
        return Err(SealError::Format);
    }
    let (ephemeral, blob) = rest.split_at_checked(65).ok_or(SealError::Mismatch)?;
    let ephemeral = PublicKey::from_sec1(ephemeral).map_err(|_| SealError::Mismatch)?;
    let own = public_of(recipient).ok_or(SealError::KeyLength)?;
    let key = agreed_key(recipient, &ephemeral, &ephemeral, &own).ok_or(SealError::Mismatch)?;
    SealingKey::new(&key)?.open(blob, aad)
}

fn public_of(scalar: &SecretBytes) -> Option<PublicKey> {
    // EXPOSE: p256 takes the scalar's bytes.
    let secret = p256::SecretKey::from_slice(scalar.expose()).ok()?;
    PublicKey::from_sec1(secret.public_key().to_sec1_point(false).as_bytes()).ok()
}

fn agreed_key(
    own: &SecretBytes,
    other: &PublicKey,
    ephemeral: &PublicKey,
    recipient: &PublicKey,
) -> Option<SecretBytes> {
    // EXPOSE: p256 takes the scalar's bytes.
    let own = p256::SecretKey::from_slice(own.expose()).ok()?;
    let other = p256::PublicKey::from_sec1_bytes(other.sec1()).ok()?;
    let shared = diffie_hellman(own.to_nonzero_scalar(), other.as_affine());
    let salt = sha256(&[ephemeral.sec1().as_slice(), recipient.sec1()].concat());
    let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, &salt).extract(shared.raw_secret_bytes());
    let mut key = Zeroizing::new(vec![0; 32]);
    prk.expand(&[INFO], hkdf::HKDF_SHA256).ok()?.fill(&mut key).ok()?;
    Some(key.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aad(row: i64) -> Aad {
        Aad::new(b"folder", "table", "column", "account", row)
    }

    #[test]
    fn only_the_private_half_opens_a_box_and_only_at_its_place() {
        let (secret, public) = generate().unwrap();
        let (other, _) = generate().unwrap();
        let sealed = seal(&public, &SecretBytes::new(b"treasure".to_vec()), &aad(1)).unwrap();
        assert_eq!(open(&secret, &sealed, &aad(1)).unwrap().expose(), b"treasure");
        assert_eq!(open(&other, &sealed, &aad(1)), Err(SealError::Mismatch));
        assert_eq!(open(&secret, &sealed, &aad(2)), Err(SealError::Mismatch));
        assert!(!sealed.windows(8).any(|window| window == b"treasure"));
    }

    #[test]
    fn a_box_with_any_byte_changed_does_not_open() {
        let (secret, public) = generate().unwrap();
        let sealed = seal(&public, &SecretBytes::new(b"treasure".to_vec()), &aad(1)).unwrap();
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(open(&secret, &changed, &aad(1)).is_err(), "byte {index}");
        }
        assert!(open(&secret, &sealed[..40], &aad(1)).is_err());
        assert!(open(&secret, &[], &aad(1)).is_err());
    }
}
