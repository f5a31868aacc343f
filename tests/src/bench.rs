//! What the programs of `make bench` share: the folder that was prepared, and a phone over it.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use assenso_core::authenticator::{Authenticator, OpenError, Options};
use assenso_core::ports::{
    BootInstant, Clock, CodesVault, CodesVaultError, FakeDeviceKey, FakePosture, FakePush,
    FakeVault, Platform, UnlockReason, Vault as _, VaultSlot,
};
use assenso_core::protocol::DisplayText;
use assenso_core::secret::SecretBytes;
use async_trait::async_trait;
use data_encoding::HEXLOWER_PERMISSIVE;

/// Why there is nothing to measure.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A variable is missing or has the wrong form.
    #[error("{0} is not set, or not as tests/bench/run.sh sets it")]
    Variable(&'static str),
    /// A key is not 64 hex digits.
    #[error("a key has 64 hex digits")]
    Key,
}

/// Reads a key of 32 bytes from hex.
///
/// # Errors
///
/// [`FolderError::Key`] if it is anything else.
pub fn parse_key(hex: &str) -> Result<[u8; 32], FolderError> {
    let bytes = HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).map_err(|_| FolderError::Key)?;
    bytes.try_into().map_err(|_| FolderError::Key)
}

/// The folder that `bench-prepare` made, as the environment names it.
#[derive(Debug)]
pub struct Folder {
    /// The file with codes.
    pub db: PathBuf,
    /// The file without an account.
    pub empty_db: PathBuf,
    /// How many codes there are.
    pub codes: usize,
    base_key: SecretBytes,
    codes_key: [u8; 32],
}

impl Folder {
    /// Reads the variables that `tests/bench/run.sh` sets.
    ///
    /// # Errors
    ///
    /// See [`FolderError`].
    pub fn from_environment() -> Result<Self, FolderError> {
        let value = |name| env::var(name).map_err(|_| FolderError::Variable(name));
        let codes = "ASSENSO_BENCH_CODES";
        Ok(Self {
            db: value("ASSENSO_BENCH_DB")?.into(),
            empty_db: value("ASSENSO_BENCH_EMPTY_DB")?.into(),
            codes: value(codes)?.parse().map_err(|_| FolderError::Variable(codes))?,
            base_key: SecretBytes::new(parse_key(&value("ASSENSO_BENCH_BASE_KEY")?)?.to_vec()),
            codes_key: parse_key(&value("ASSENSO_BENCH_CODES_KEY")?)?,
        })
    }

    /// Opens one of its files as an app does.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub async fn open(&self, file: &Path) -> Result<Authenticator, OpenError> {
        let vault = FakeVault::default();
        vault.put(VaultSlot::BaseKey, &self.base_key).await?;
        let platform = Platform {
            device_key: Arc::new(FakeDeviceKey::default()),
            vault: Arc::new(vault),
            codes_vault: Arc::new(OpenVault(self.codes_key)),
            push: Arc::new(FakePush::none()),
            posture: Arc::new(FakePosture::complete()),
            clock: Arc::new(HostClock(Instant::now())),
        };
        let name = || DisplayText::cut("Assenso benchmark").ok_or(OpenError::VaultUnavailable);
        let options =
            Options { app: name()?, device_name: name()?, listed: Vec::new(), development: None };
        Authenticator::open(file, platform, options).await
    }
}

/// A codes vault that asks nobody.
struct OpenVault([u8; 32]);

#[async_trait]
impl CodesVault for OpenVault {
    async fn unlock(&self, _: UnlockReason) -> Result<SecretBytes, CodesVaultError> {
        Ok(SecretBytes::new(self.0.to_vec()))
    }
}

/// The clocks of this machine: a real call each, as on a phone.
struct HostClock(Instant);

impl Clock for HostClock {
    #[expect(clippy::disallowed_methods, reason = "this is the port")]
    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn boot(&self) -> BootInstant {
        BootInstant(self.0.elapsed())
    }
}

/// The middle one; nothing of nothing.
#[must_use]
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len().div_euclid(2)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_64_hex_digits() {
        assert_eq!(parse_key(&"0a".repeat(32)).unwrap(), [10; 32]);
        for wrong in [String::new(), "0a".repeat(31), "zz".repeat(32), "0a".repeat(33)] {
            assert!(parse_key(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_median_is_the_middle_one() {
        let times = [5, 1, 100].map(Duration::from_secs).to_vec();
        assert_eq!(median(times), Duration::from_secs(5));
        assert_eq!(median(Vec::new()), Duration::ZERO);
    }
}
