//! A key of the platform, bound to the public key that it must sign for.

use std::sync::Arc;

use super::{DeviceKey, DeviceKeyError, KeyId, SignReason};
use crate::crypto::{PublicKey, Thumbprint};
use crate::jose::Unsigned;

/// Signs through the port, and lets no signature pass that is not this key's.
#[derive(Clone)]
pub struct BoundKey {
    port: Arc<dyn DeviceKey>,
    id: KeyId,
    public: PublicKey,
}

impl std::fmt::Debug for BoundKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BoundKey({}…)", self.public.thumbprint().short())
    }
}

impl BoundKey {
    /// The key `id` of `port`, whose public half was `public` when it was made.
    #[must_use]
    pub fn new(port: Arc<dyn DeviceKey>, id: KeyId, public: PublicKey) -> Self {
        Self { port, id, public }
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The public half's thumbprint: for a possession key, the device id.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.public.thumbprint()
    }

    /// Signs an object and returns it whole.
    ///
    /// # Errors
    ///
    /// See [`DeviceKeyError`]; [`DeviceKeyError::WrongSignature`] if the port answered anything
    /// but this key's signature over this object.
    pub async fn sign(
        &self,
        unsigned: &Unsigned,
        reason: &SignReason,
    ) -> Result<String, DeviceKeyError> {
        let payload = unsigned.signing_input().as_bytes();
        let der = self.port.sign(&self.id, payload, reason).await?;
        unsigned.with_der_signature(&self.public, &der).map_err(|_| DeviceKeyError::WrongSignature)
    }
}
