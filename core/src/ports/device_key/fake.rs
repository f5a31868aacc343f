//! A key store in memory, for tests.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

use super::{
    CreatedKey, DeviceKey, DeviceKeyError, HardwareLevel, KeyClass, KeyId, KeyRole, KeySpec,
    SignReason,
};
use crate::crypto::PublicKey;

/// Software keys in memory. Failures are scripted; what was asked is remembered.
#[derive(Default)]
pub struct FakeDeviceKey(Mutex<State>);

#[derive(Default)]
struct State {
    keys: BTreeMap<KeyId, FakeKey>,
    failures: VecDeque<DeviceKeyError>,
    wrong_signatures: VecDeque<Vec<u8>>,
    prompts: Vec<SignReason>,
}

struct FakeKey {
    role: KeyRole,
    class: KeyClass,
    pair: EcdsaKeyPair,
}

impl std::fmt::Debug for FakeDeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FakeDeviceKey")
    }
}

impl FakeDeviceKey {
    /// Makes the next call fail.
    pub fn fail_next(&self, error: DeviceKeyError) {
        self.state(|state| state.failures.push_back(error));
    }

    /// Makes the next signing answer these bytes.
    pub fn answer_next(&self, signature: Vec<u8>) {
        self.state(|state| state.wrong_signatures.push_back(signature));
    }

    /// Every prompt a person would have seen, in order.
    #[must_use]
    pub fn prompts(&self) -> Vec<SignReason> {
        self.state(|state| state.prompts.clone())
    }

    /// A person enrols a new fingerprint: keys of class `biometric` are gone.
    pub fn enrol_biometrics(&self) {
        self.state(|state| {
            state
                .keys
                .retain(|_, key| key.role == KeyRole::Possession || key.class == KeyClass::Device);
        });
    }

    fn state<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl DeviceKey for FakeDeviceKey {
    async fn create(&self, spec: &KeySpec) -> Result<CreatedKey, DeviceKeyError> {
        self.state(|state| {
            if let Some(error) = state.failures.pop_front() {
                return Err(error);
            }
            let random = SystemRandom::new();
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random)
                .map_err(|_| DeviceKeyError::Unavailable)?;
            let pair =
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random)
                    .map_err(|_| DeviceKeyError::Unavailable)?;
            let public = PublicKey::from_sec1(pair.public_key().as_ref())
                .map_err(|_| DeviceKeyError::Unavailable)?;
            let key = FakeKey { role: spec.role, class: spec.class, pair };
            state.keys.insert(spec.id.clone(), key);
            Ok(CreatedKey { public, level: HardwareLevel::Software, attestation: Vec::new() })
        })
    }

    async fn sign(
        &self,
        id: &KeyId,
        payload: &[u8],
        reason: &SignReason,
    ) -> Result<Vec<u8>, DeviceKeyError> {
        self.state(|state| {
            let key = state.keys.get(id).ok_or(DeviceKeyError::Invalidated)?;
            if key.role == KeyRole::Approval {
                state.prompts.push(reason.clone());
            }
            if let Some(error) = state.failures.pop_front() {
                return Err(error);
            }
            if let Some(signature) = state.wrong_signatures.pop_front() {
                return Ok(signature);
            }
            key.pair
                .sign(&SystemRandom::new(), payload)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| DeviceKeyError::Unavailable)
        })
    }

    async fn delete(&self, id: &KeyId) -> Result<(), DeviceKeyError> {
        self.state(|state| {
            state.keys.remove(id);
        });
        Ok(())
    }

    async fn list(&self) -> Result<Vec<KeyId>, DeviceKeyError> {
        Ok(self.state(|state| state.keys.keys().cloned().collect()))
    }
}
