//! Keys, signatures, sealing and key agreement: thin, typed covers of ring and p256.

mod agreement;
mod public_key;
mod random;
mod seal;

pub use agreement::{Agreed, AgreementInput, EphemeralSecret, agree, attestation_challenge};
pub use public_key::{InvalidKey, InvalidSignature, InvalidThumbprint, PublicKey, Thumbprint};
pub use random::{RandomError, random_bytes};
pub use seal::{Aad, SealError, SealingKey};

use ring::digest;

/// SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    for (to, from) in out.iter_mut().zip(digest::digest(&digest::SHA256, bytes).as_ref()) {
        *to = *from;
    }
    out
}

/// Appends `part` after its length as four big-endian bytes, so that no two lists of parts give
/// the same bytes.
pub(crate) fn push_length_prefixed(out: &mut Vec<u8>, part: &[u8]) {
    // Every part is far below 4 GiB: the largest is one signed object of 48 KiB.
    let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(part);
}
