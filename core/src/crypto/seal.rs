//! Sealing what is stored: AES-256-GCM with a random nonce.

use ring::aead::{AES_256_GCM, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use super::{push_length_prefixed, random_bytes};
use crate::secret::SecretBytes;

/// The format of a sealed blob; the first byte of each and the last part of its [`Aad`].
const FORMAT: u8 = 1;

/// Why a blob could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The key is not 32 bytes.
    #[error("a sealing key has 32 bytes")]
    KeyLength,
    /// The blob was written by a newer version.
    #[error("the sealed blob has a format this version does not know")]
    Format,
    /// Another key, another place, or changed bytes.
    #[error("the sealed blob does not open with this key at this place")]
    Mismatch,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}

/// Where a blob stands. Sealed in, so a blob moved to another place does not open.
#[derive(Debug, Clone)]
pub struct Aad(Vec<u8>);

impl Aad {
    /// The place `table.column` of row `row`, which belongs to `account`, in the store `store_id`.
    #[must_use]
    pub fn new(store_id: &[u8], table: &str, column: &str, account: &str, row: i64) -> Self {
        let mut bytes = Vec::new();
        for part in [store_id, table.as_bytes(), column.as_bytes(), account.as_bytes()] {
            push_length_prefixed(&mut bytes, part);
        }
        push_length_prefixed(&mut bytes, &row.to_be_bytes());
        push_length_prefixed(&mut bytes, &[FORMAT]);
        Self(bytes)
    }
}

/// A key that seals. ring does not wipe its key schedule, so build one per use and drop it.
pub struct SealingKey(LessSafeKey);

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(<redacted>)")
    }
}

impl SealingKey {
    /// Takes a 32-byte key.
    ///
    /// # Errors
    ///
    /// [`SealError::KeyLength`] if it has another length.
    pub fn new(key: &SecretBytes) -> Result<Self, SealError> {
        // EXPOSE: ring takes the key's bytes.
        let unbound =
            UnboundKey::new(&AES_256_GCM, key.expose()).map_err(|_| SealError::KeyLength)?;
        Ok(Self(LessSafeKey::new(unbound)))
    }

    /// Seals `plaintext`: format (1 byte) ‖ nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
    ///
    /// # Errors
    ///
    /// [`SealError::Random`] if the operating system gave no nonce.
    pub fn seal(&self, plaintext: &SecretBytes, aad: &Aad) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE_LEN] = random_bytes().map_err(|_| SealError::Random)?;
        self.seal_with_nonce(plaintext, aad, nonce)
    }

    fn seal_with_nonce(
        &self,
        plaintext: &SecretBytes,
        aad: &Aad,
        nonce: [u8; NONCE_LEN],
    ) -> Result<Vec<u8>, SealError> {
        // EXPOSE: the bytes are encrypted in place on the next lines.
        let mut buffer = plaintext.expose().to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                ring::aead::Aad::from(&aad.0),
                &mut buffer,
            )
            .map_err(|_| SealError::Mismatch)?;
        let mut blob = vec![FORMAT];
        blob.extend_from_slice(&nonce);
        blob.append(&mut buffer);
        Ok(blob)
    }

    /// Opens what [`SealingKey::seal`] made at the same place.
    ///
    /// # Errors
    ///
    /// [`SealError::Format`] or [`SealError::Mismatch`].
    pub fn open(&self, blob: &[u8], aad: &Aad) -> Result<SecretBytes, SealError> {
        let (&format, rest) = blob.split_first().ok_or(SealError::Mismatch)?;
        if format != FORMAT {
            return Err(SealError::Format);
        }
        let (nonce, sealed) = rest.split_at_checked(NONCE_LEN).ok_or(SealError::Mismatch)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Mismatch)?;
        let mut buffer = zeroize::Zeroizing::new(sealed.to_vec());
        let length = self
            .0
            .open_in_place(nonce, ring::aead::Aad::from(&aad.0), &mut buffer)
            .map_err(|_| SealError::Mismatch)?
            .len();
        buffer.truncate(length);
        Ok(buffer.into())
    }
}

#[cfg(test)]
mod tests;
