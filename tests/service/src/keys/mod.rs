//! The provider's signing keys: PROTOCOL.md section 9.
//!
//! The newest entry of the keys chain in the database says which online key signs; its private
//! half is a file. A running node looks at the chain before it signs, so it needs no signal to
//! pick up a rotation.

mod pair;
mod rotation;

use std::sync::{Arc, Mutex, PoisonError};

use assenso_core::crypto::Thumbprint;
use assenso_core::jose::{JoseError, KeyRef, Unsigned};
use assenso_core::protocol::SignedObject;
use rusqlite::{Connection, OptionalExtension as _};

pub(crate) use pair::SigningPair;
pub(crate) use rotation::establish;
pub use rotation::{RotateError, Rotated, rotate_keys};

use crate::folder::{Folder, FolderError};

/// Why an object could not be signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The chain could not be read.
    #[error("the keys chain could not be read")]
    Database(#[from] rusqlite::Error),
    /// The private key could not be read.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The private key is not there, or not the one that the chain names.
    #[error("the signing key does not fit the keys chain")]
    Missing,
    /// The claims could not be written.
    #[error(transparent)]
    Object(#[from] JoseError),
    /// The signature failed.
    #[error("signing failed")]
    Signature,
}

/// The online key that signs now.
pub(crate) struct OnlineKey {
    epoch: u64,
    kid: Thumbprint,
    pair: SigningPair,
}

impl OnlineKey {
    /// The epoch of the newest keys object.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Signs `claims`.
    pub(crate) fn sign<C: SignedObject>(&self, claims: &C) -> Result<String, SignError> {
        let unsigned = Unsigned::new(KeyRef::Kid(&self.kid), claims)?;
        let signature = self.pair.sign(unsigned.signing_input().as_bytes())?;
        Ok(unsigned.with_raw_signature(&signature))
    }
}

/// Finds the online key that signs now.
pub(crate) struct Signer {
    folder: Folder,
    current: Mutex<Option<Arc<OnlineKey>>>,
}

impl Signer {
    pub(crate) fn new(folder: Folder) -> Self {
        Self { folder, current: Mutex::new(None) }
    }

    /// The key of the newest epoch, as the transaction of `connection` sees it.
    pub(crate) fn current(&self, connection: &Connection) -> Result<Arc<OnlineKey>, SignError> {
        let (epoch, kid): (i64, String) = connection
            .query_row("SELECT epoch, kid FROM keys_chain ORDER BY epoch DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?
            .ok_or(SignError::Missing)?;
        let epoch = u64::try_from(epoch).map_err(|_| SignError::Missing)?;
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = current.as_ref().filter(|key| key.epoch == epoch) {
            return Ok(Arc::clone(key));
        }
        let pkcs8 = self.folder.private_key(&kid)?.ok_or(SignError::Missing)?;
        let pair = SigningPair::from_pkcs8(&pkcs8).ok_or(SignError::Missing)?;
        let thumbprint = pair.public().thumbprint();
        if thumbprint.as_str() != kid {
            return Err(SignError::Missing);
        }
        let key = Arc::new(OnlineKey { epoch, kid: thumbprint, pair });
        *current = Some(Arc::clone(&key));
        Ok(key)
    }
}
