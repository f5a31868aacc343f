//! A key store in memory, for tests.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use tokio::sync::Notify;

use super::{
    CreatedKey, DeviceKey, DeviceKeyError, HardwareLevel, KeyClass, KeyId, KeyRole, KeySpec,
    SignReason,
};
use crate::crypto::PublicKey;

/// Software keys in memory. What a prompt answers can be scripted; what was asked is remembered.
#[derive(Default)]
pub struct FakeDeviceKey {
    state: Mutex<State>,
    prompted: Notify,
    answered: Notify,
}

/// What the next prompt does.
enum Prompt {
    Fail(DeviceKeyError),
    Answer(Vec<u8>),
    AnotherKey,
    Hang,
}

#[derive(Default)]
struct State {
    keys: BTreeMap<KeyId, FakeKey>,
    failures: VecDeque<DeviceKeyError>,
    silent: VecDeque<DeviceKeyError>,
    script: VecDeque<Prompt>,
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

    /// Makes the next signature without a prompt fail.
    pub fn fail_next_silently(&self, error: DeviceKeyError) {
        self.state(|state| state.silent.push_back(error));
    }

    /// Makes the next prompt fail.
    pub fn fail_next_prompt(&self, error: DeviceKeyError) {
        self.state(|state| state.script.push_back(Prompt::Fail(error)));
    }

    /// Makes the next prompt answer these bytes.
    pub fn answer_next_prompt(&self, signature: Vec<u8>) {
        self.state(|state| state.script.push_back(Prompt::Answer(signature)));
    }

    /// Makes the next prompt sign with a key that was not asked for.
    pub fn sign_next_prompt_with_another_key(&self) {
        self.state(|state| state.script.push_back(Prompt::AnotherKey));
    }

    /// Makes the next prompt wait for [`FakeDeviceKey::answer_prompt`].
    pub fn hang_next_prompt(&self) {
        self.state(|state| state.script.push_back(Prompt::Hang));
    }

    /// Waits until a prompt hangs.
    pub async fn prompted(&self) {
        self.prompted.notified().await;
    }

    /// The person verifies at the prompt that hangs.
    pub fn answer_prompt(&self) {
        self.answered.notify_one();
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
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn generate() -> Result<EcdsaKeyPair, DeviceKeyError> {
    let random = SystemRandom::new();
    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random)
        .ok()
        .and_then(|pkcs8| {
            let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
            EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).ok()
        })
        .ok_or(DeviceKeyError::Unavailable)
}

fn sign_with(pair: &EcdsaKeyPair, payload: &[u8]) -> Result<Vec<u8>, DeviceKeyError> {
    pair.sign(&SystemRandom::new(), payload)
        .map(|signature| signature.as_ref().to_vec())
        .map_err(|_| DeviceKeyError::Unavailable)
}

#[async_trait]
impl DeviceKey for FakeDeviceKey {
    async fn create(&self, spec: &KeySpec) -> Result<CreatedKey, DeviceKeyError> {
        self.state(|state| {
            if let Some(error) = state.failures.pop_front() {
                return Err(error);
            }
            let pair = generate()?;
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
        let prompt = self.state(|state| {
            let key = state.keys.get(id).ok_or(DeviceKeyError::Invalidated)?;
            if key.role == KeyRole::Possession {
                return state.silent.pop_front().map_or(Ok(None), Err);
            }
            state.prompts.push(reason.clone());
            Ok(state.script.pop_front())
        })?;
        match prompt {
            Some(Prompt::Fail(error)) => return Err(error),
            Some(Prompt::Answer(signature)) => return Ok(signature),
            Some(Prompt::AnotherKey) => return sign_with(&generate()?, payload),
            Some(Prompt::Hang) => {
                self.prompted.notify_one();
                self.answered.notified().await;
            }
            None => {}
        }
        self.state(|state| {
            if let Some(error) = state.failures.pop_front() {
                return Err(error);
            }
            let key = state.keys.get(id).ok_or(DeviceKeyError::Invalidated)?;
            sign_with(&key.pair, payload)
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
