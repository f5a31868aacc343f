//! Signing keys in `phone.json`.

use std::sync::Arc;

use assenso_core::crypto::{Aad, PublicKey, SealingKey};
use assenso_core::ports::{
    CreatedKey, DeviceKey, DeviceKeyError, HardwareLevel, KeyClass, KeyId, KeyRole, KeySpec,
    SignReason,
};
use assenso_core::secret::SecretBytes;
use async_trait::async_trait;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};

use super::file::{Blob, PhoneFile, StoredKey};
use super::prompt::PinPurpose;
use super::sealed_box;
use super::software::{Inner, Unverified, run};

/// The key store of an open phone.
pub(super) struct SoftwareDeviceKey(pub(super) Arc<Inner>);

#[async_trait]
impl DeviceKey for SoftwareDeviceKey {
    async fn create(&self, spec: &KeySpec) -> Result<CreatedKey, DeviceKeyError> {
        if spec.role == KeyRole::Approval && spec.class == KeyClass::Biometric {
            return Err(DeviceKeyError::NotEnrolled);
        }
        let (scalar, public) = sealed_box::generate().ok_or(DeviceKeyError::Unavailable)?;
        let (place, person) = self
            .0
            .safe
            .read(|file| (place(file, &spec.id, spec.role, &public), file.lock.person_public))
            .map_err(|_| DeviceKeyError::Unavailable)?;
        let sealed = match spec.role {
            KeyRole::Possession => {
                SealingKey::new(&self.0.device).and_then(|key| key.seal(&scalar, &place)).ok()
            }
            KeyRole::Approval => sealed_box::seal(&person, &scalar, &place),
        };
        let sealed = Blob(sealed.ok_or(DeviceKeyError::Unavailable)?);
        let stored = StoredKey { role: spec.role, public, sealed };
        let (safe, id) = (Arc::clone(&self.0.safe), spec.id.clone());
        run(move || safe.change(|file| file.keys.insert(id, stored)))
            .await
            .map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(CreatedKey { public, level: HardwareLevel::Software, attestation: Vec::new() })
    }

    async fn sign(
        &self,
        id: &KeyId,
        payload: &[u8],
        reason: &SignReason,
    ) -> Result<Vec<u8>, DeviceKeyError> {
        let found = self.0.safe.read(|file| {
            let stored = file.keys.get(id).cloned();
            stored.map(|stored| (place(file, id, stored.role, &stored.public), stored))
        });
        let (place, stored) =
            found.map_err(|_| DeviceKeyError::Unavailable)?.ok_or(DeviceKeyError::Invalidated)?;
        let scalar = match stored.role {
            KeyRole::Possession => {
                SealingKey::new(&self.0.device).and_then(|key| key.open(&stored.sealed.0, &place))
            }
            KeyRole::Approval => {
                let _one_at_a_time = self.0.verifying.lock().await;
                let purpose = PinPurpose::Sign(reason.clone());
                let person = self.0.verify(&purpose).await.map_err(refusal)?;
                sealed_box::open(&person, &stored.sealed.0, &place)
            }
        };
        let scalar = scalar.map_err(|_| DeviceKeyError::Unavailable)?;
        sign(&scalar, &stored.public, payload).ok_or(DeviceKeyError::Unavailable)
    }

    async fn delete(&self, id: &KeyId) -> Result<(), DeviceKeyError> {
        let (safe, id) = (Arc::clone(&self.0.safe), id.clone());
        run(move || safe.change(|file| file.keys.remove(&id)))
            .await
            .map(|_| ())
            .map_err(|_| DeviceKeyError::Unavailable)
    }

    async fn list(&self) -> Result<Vec<KeyId>, DeviceKeyError> {
        self.0
            .safe
            .read(|file| file.keys.keys().cloned().collect())
            .map_err(|_| DeviceKeyError::Unavailable)
    }
}

/// Binds a key's scalar to its name, role and public half: none of them can be changed beside it.
fn place(file: &PhoneFile, id: &KeyId, role: KeyRole, public: &PublicKey) -> Aad {
    let role = match role {
        KeyRole::Possession => "possession",
        KeyRole::Approval => "approval",
    };
    file.place("keys", &id.0, &format!("{role} {}", public.thumbprint().as_str()))
}

fn sign(scalar: &SecretBytes, public: &PublicKey, payload: &[u8]) -> Option<Vec<u8>> {
    let random = SystemRandom::new();
    // EXPOSE: ring takes the scalar's bytes.
    let pair = EcdsaKeyPair::from_private_key_and_public_key(
        &ECDSA_P256_SHA256_ASN1_SIGNING,
        scalar.expose(),
        public.sec1(),
        &random,
    )
    .ok()?;
    pair.sign(&random, payload).ok().map(|signature| signature.as_ref().to_vec())
}

fn refusal(unverified: Unverified) -> DeviceKeyError {
    match unverified {
        Unverified::Cancelled => DeviceKeyError::Cancelled,
        Unverified::LockedOut => DeviceKeyError::LockedOut,
        Unverified::Failed => DeviceKeyError::Unavailable,
    }
}
