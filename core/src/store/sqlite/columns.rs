//! What of a row is secret: sealed columns, and lookups that tell nothing without the base key.

use ring::{hkdf, hmac};

use crate::crypto::{Aad, SealError, SealingKey, push_length_prefixed};
use crate::secret::SecretBytes;
use crate::store::StoreId;

const LOOKUP_INFO: &[u8] = b"assenso store lookup";

/// A sealed column of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) table: &'a str,
    pub(super) column: &'a str,
    /// The account's row id in decimal; empty where no account is known yet.
    pub(super) account: &'a str,
    pub(super) row: i64,
}

/// Seals and opens the columns of one store under the base key.
pub(super) struct Columns {
    base_key: SecretBytes,
    store_id: StoreId,
}

impl Columns {
    pub(super) fn new(base_key: SecretBytes, store_id: StoreId) -> Self {
        Self { base_key, store_id }
    }

    pub(super) fn store_id(&self) -> StoreId {
        self.store_id
    }

    pub(super) fn seal(
        &self,
        place: Place<'_>,
        plaintext: &SecretBytes,
    ) -> Result<Vec<u8>, SealError> {
        SealingKey::new(&self.base_key)?.seal(plaintext, &self.aad(place))
    }

    pub(super) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<SecretBytes, SealError> {
        SealingKey::new(&self.base_key)?.open(sealed, &self.aad(place))
    }

    /// Finds a row by a name that must not be readable in the file.
    pub(super) fn lookup(&self, table: &str, name: &str) -> Result<Vec<u8>, SealError> {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, self.store_id.as_bytes());
        // EXPOSE: ring takes the key's bytes.
        let prk = salt.extract(self.base_key.expose());
        let okm = prk.expand(&[LOOKUP_INFO], hmac::HMAC_SHA256);
        let key = hmac::Key::from(okm.map_err(|_| SealError::KeyLength)?);
        let mut message = Vec::new();
        push_length_prefixed(&mut message, table.as_bytes());
        push_length_prefixed(&mut message, name.as_bytes());
        Ok(hmac::sign(&key, &message).as_ref().to_vec())
    }

    fn aad(&self, place: Place<'_>) -> Aad {
        Aad::new(self.store_id.as_bytes(), place.table, place.column, place.account, place.row)
    }
}
