//! Lets the core use what a shell provides. Nothing that a shell hands over is taken for right:
//! not its lengths, not its clock, not that it comes back at all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use assenso_core::crypto::PublicKey;
use assenso_core::ports::{self, BootInstant, DeviceKeyError, KeyId, VaultError, VaultSlot};
use assenso_core::secret::SecretBytes;
use async_trait::async_trait;
use tokio::time::timeout;

use super::{
    CreatedKey, KeyRole, KeySpec, PlatformClock, PlatformCodesVault, PlatformCodesVaultError,
    PlatformError, PlatformKey, PlatformKeyError, PlatformPosture, PlatformPush, PlatformVault,
    PlatformVaultError, PushEndpoint, SignReason, UnlockReason,
};

/// For what asks nobody.
const SILENT: Duration = Duration::from_secs(10);
/// For making a key: security chips are slow.
const MAKING: Duration = Duration::from_mins(1);
/// For what asks the person.
const PROMPT: Duration = Duration::from_mins(5);
/// How many bytes a data key has.
const KEY_LENGTH: usize = 32;

/// Waits for a shell that may never come back.
async fn within<T, E>(
    patience: Duration,
    late: E,
    call: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    timeout(patience, call).await.unwrap_or_else(|_| {
        tracing::warn!("a port did not come back in time");
        Err(late)
    })
}

/// A data key of the right length, wiped otherwise.
fn data_key(bytes: Vec<u8>) -> Option<SecretBytes> {
    let fits = bytes.len() == KEY_LENGTH;
    let key = SecretBytes::new(bytes);
    if !fits {
        tracing::warn!("a vault answered a key that has not 32 bytes");
    }
    fits.then_some(key)
}

pub(crate) struct Key(pub(crate) Arc<dyn PlatformKey>);

impl Key {
    fn made(created: CreatedKey) -> Result<ports::CreatedKey, DeviceKeyError> {
        let public = PublicKey::from_sec1(&created.public_key).map_err(|_| {
            tracing::warn!("the key store answered what is no public key");
            DeviceKeyError::Unavailable
        })?;
        let (level, attestation) = (created.level.into(), created.attestation);
        Ok(ports::CreatedKey { public, level, attestation })
    }
}

#[async_trait]
impl ports::DeviceKey for Key {
    async fn create(&self, spec: &ports::KeySpec) -> Result<ports::CreatedKey, DeviceKeyError> {
        let spec = KeySpec {
            id: spec.id.0.clone(),
            role: match spec.role {
                ports::KeyRole::Possession => KeyRole::Possession,
                ports::KeyRole::Approval => KeyRole::Approval,
            },
            key_class: spec.class.into(),
            challenge: spec.challenge.clone(),
        };
        let created = within(MAKING, PlatformKeyError::Unavailable, self.0.create(spec)).await?;
        Self::made(created)
    }

    async fn sign(
        &self,
        id: &KeyId,
        payload: &[u8],
        reason: &ports::SignReason,
    ) -> Result<Vec<u8>, DeviceKeyError> {
        let (patience, reason) = match reason.clone() {
            ports::SignReason::Silent => (SILENT, SignReason::Silent),
            ports::SignReason::Associate { provider, account } => {
                (PROMPT, SignReason::Associate { provider, account })
            }
            ports::SignReason::Deactivate { provider, account } => {
                (PROMPT, SignReason::Deactivate { provider, account })
            }
            ports::SignReason::RecoveryCode { provider, account } => {
                (PROMPT, SignReason::RecoveryCode { provider, account })
            }
            ports::SignReason::Approve { request_id, provider, account } => {
                (PROMPT, SignReason::Approve { request_id, provider, account })
            }
        };
        let call = self.0.sign(id.0.clone(), payload.to_vec(), reason);
        Ok(within(patience, PlatformKeyError::Unavailable, call).await?)
    }

    async fn delete(&self, id: &KeyId) -> Result<(), DeviceKeyError> {
        let call = self.0.delete(id.0.clone());
        Ok(within(SILENT, PlatformKeyError::Unavailable, call).await?)
    }

    async fn list(&self) -> Result<Vec<KeyId>, DeviceKeyError> {
        let names = within(SILENT, PlatformKeyError::Unavailable, self.0.list()).await?;
        Ok(names.into_iter().map(KeyId).collect())
    }
}

impl From<PlatformKeyError> for DeviceKeyError {
    fn from(error: PlatformKeyError) -> Self {
        match error {
            PlatformKeyError::Cancelled => Self::Cancelled,
            PlatformKeyError::LockedOut => Self::LockedOut,
            PlatformKeyError::NotEnrolled => Self::NotEnrolled,
            PlatformKeyError::Invalidated => Self::Invalidated,
            PlatformKeyError::Unavailable => Self::Unavailable,
        }
    }
}

pub(crate) struct Vault(pub(crate) Arc<dyn PlatformVault>);

#[async_trait]
impl ports::Vault for Vault {
    async fn get(&self, slot: VaultSlot) -> Result<Option<SecretBytes>, VaultError> {
        let call = self.0.get(slot.name().to_owned());
        let secret = within(SILENT, PlatformVaultError::Unavailable, call).await?;
        // A key of another length is no proof of loss.
        secret.map(|secret| data_key(secret).ok_or(VaultError::Unavailable)).transpose()
    }

    async fn put(&self, slot: VaultSlot, secret: &SecretBytes) -> Result<(), VaultError> {
        // EXPOSE: the platform keeps it.
        let call = self.0.put(slot.name().to_owned(), secret.expose().to_vec());
        Ok(within(SILENT, PlatformVaultError::Unavailable, call).await?)
    }

    async fn delete(&self, slot: VaultSlot) -> Result<(), VaultError> {
        let call = self.0.delete(slot.name().to_owned());
        Ok(within(SILENT, PlatformVaultError::Unavailable, call).await?)
    }
}

impl From<PlatformVaultError> for VaultError {
    fn from(error: PlatformVaultError) -> Self {
        match error {
            PlatformVaultError::Locked => Self::Locked,
            PlatformVaultError::Unavailable => Self::Unavailable,
        }
    }
}

pub(crate) struct CodesVault(pub(crate) Arc<dyn PlatformCodesVault>);

#[async_trait]
impl ports::CodesVault for CodesVault {
    async fn unlock(
        &self,
        reason: ports::UnlockReason,
    ) -> Result<SecretBytes, ports::CodesVaultError> {
        let reason = match reason {
            ports::UnlockReason::Associate => UnlockReason::Associate,
            ports::UnlockReason::ShowCodes => UnlockReason::ShowCodes,
        };
        let call = self.0.unlock(reason);
        let key = within(PROMPT, PlatformCodesVaultError::Unavailable, call).await?;
        data_key(key).ok_or(ports::CodesVaultError::Unavailable)
    }
}

impl From<PlatformCodesVaultError> for ports::CodesVaultError {
    fn from(error: PlatformCodesVaultError) -> Self {
        match error {
            PlatformCodesVaultError::Cancelled => Self::Cancelled,
            PlatformCodesVaultError::LockedOut => Self::LockedOut,
            PlatformCodesVaultError::NotEnrolled => Self::NotEnrolled,
            PlatformCodesVaultError::Unavailable => Self::Unavailable,
        }
    }
}

pub(crate) struct Push(pub(crate) Arc<dyn PlatformPush>);

#[async_trait]
impl ports::PushRegistrar for Push {
    async fn endpoint(&self) -> Result<Option<ports::PushEndpoint>, ports::PushRegistrarError> {
        let endpoint = within(SILENT, PlatformError::Unavailable, self.0.endpoint()).await;
        let endpoint = endpoint.map_err(|PlatformError::Unavailable| ports::PushRegistrarError)?;
        Ok(endpoint.map(|endpoint| match endpoint {
            PushEndpoint::WebPush { url } => ports::PushEndpoint::WebPush(url),
            PushEndpoint::Fcm { token } => ports::PushEndpoint::Fcm(token),
            PushEndpoint::Apns { token } => ports::PushEndpoint::Apns(token),
        }))
    }
}

pub(crate) struct Posture(pub(crate) Arc<dyn PlatformPosture>);

#[async_trait]
impl ports::DevicePosture for Posture {
    async fn current(&self) -> Result<ports::Posture, ports::PostureError> {
        let posture = within(SILENT, PlatformError::Unavailable, self.0.current()).await;
        let posture = posture.map_err(|PlatformError::Unavailable| ports::PostureError)?;
        Ok(ports::Posture {
            screen_lock: posture.screen_lock,
            biometrics: posture.biometrics,
            notifications: posture.notifications,
        })
    }
}

/// The shell's clocks, made infallible.
pub(crate) struct Clock {
    platform: Arc<dyn PlatformClock>,
    boot: Mutex<BootInstant>,
}

impl Clock {
    /// Further back than two threads that read the clock at once can be apart.
    const BACKWARDS: Duration = Duration::from_secs(1);
    /// What a clock that failed once says for ever: it makes no deadline that can be reached again,
    /// and leaves no time until any other.
    const END: BootInstant = BootInstant(Duration::MAX);

    pub(crate) fn new(platform: Arc<dyn PlatformClock>) -> Self {
        Self { platform, boot: Mutex::new(BootInstant(Duration::ZERO)) }
    }
}

impl ports::Clock for Clock {
    fn wall(&self) -> SystemTime {
        let time = match self.platform.wall_unix_ms() {
            Ok(ms) if ms >= 0 => UNIX_EPOCH.checked_add(Duration::from_millis(ms.unsigned_abs())),
            Ok(ms) => UNIX_EPOCH.checked_sub(Duration::from_millis(ms.unsigned_abs())),
            Err(PlatformError::Unavailable) => None,
        };
        // Before 1970 nothing is computed from it.
        time.or(UNIX_EPOCH.checked_sub(Duration::from_secs(1))).unwrap_or(UNIX_EPOCH)
    }

    fn boot(&self) -> BootInstant {
        let read = self.read();
        let mut last = self.boot.lock().unwrap_or_else(PoisonError::into_inner);
        let was = *last;
        // Another thread may have read later and been here before: read again before judging.
        let read = if Self::goes_back(was, read) { self.read() } else { read };
        *last = match read {
            Some(now) if !Self::goes_back(was, read) => was.max(now),
            _ => Self::END,
        };
        let now = *last;
        drop(last);
        if now == Self::END && was != Self::END {
            tracing::error!("the boot clock failed: all time limits are over");
        }
        now
    }
}

impl Clock {
    fn read(&self) -> Option<BootInstant> {
        let ms = self.platform.boot_ms().ok().filter(|ms| *ms > 0)?;
        Some(BootInstant(Duration::from_millis(ms)))
    }

    fn goes_back(last: BootInstant, read: Option<BootInstant>) -> bool {
        read.is_some_and(|now| last.left_from(now) > Self::BACKWARDS)
    }
}

#[cfg(test)]
mod tests;
