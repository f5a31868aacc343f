//! What no shell does on purpose.

use assenso_core::ports::{Clock as _, CodesVault as _, DeviceKey as _, Vault as _};
use std::collections::VecDeque;

use super::*;

struct Clocks(Mutex<VecDeque<Option<u64>>>);

impl PlatformClock for Clocks {
    fn wall_unix_ms(&self) -> Result<i64, PlatformError> {
        let next = self.0.lock().unwrap().pop_front().flatten();
        next.map(u64::cast_signed).ok_or(PlatformError::Unavailable)
    }

    fn boot_ms(&self) -> Result<u64, PlatformError> {
        self.0.lock().unwrap().pop_front().flatten().ok_or(PlatformError::Unavailable)
    }
}

fn clock(readings: &[Option<u64>]) -> Clock {
    Clock::new(Arc::new(Clocks(Mutex::new(readings.iter().copied().collect()))))
}

#[test]
fn a_boot_clock_that_failed_once_ends_every_time_limit_for_ever() {
    // One that goes back is asked twice.
    for failure in [vec![None], vec![Some(0)], vec![Some(4_000), Some(4_000)]] {
        let readings = [vec![Some(10_000), Some(9_500)], failure.clone(), vec![Some(11_000)]];
        let clock = clock(&readings.concat());
        let limit = clock.boot().saturating_add(Duration::from_mins(2));
        assert_eq!(clock.boot(), BootInstant(Duration::from_secs(10)), "it never goes backwards");
        for _ in 0..2 {
            let now = clock.boot();
            assert!(limit.left_from(now).is_zero(), "{failure:?}");
            let made_now = now.saturating_add(Duration::from_mins(2));
            assert!(made_now.left_from(clock.boot()).is_zero(), "{failure:?}");
        }
    }
}

#[test]
fn a_reading_that_was_overtaken_is_no_clock_that_goes_back() {
    let clock = clock(&[Some(10_000), Some(4_000), Some(10_001)]);
    clock.boot();
    assert_eq!(clock.boot(), BootInstant(Duration::from_millis(10_001)));
}

#[test]
fn a_wall_clock_shows_any_year_and_its_failure_is_before_1970() {
    let year_1900 = -2_208_988_800_000_i64;
    let year_2500 = 16_725_225_600_000_i64;
    let readings = [year_1900, year_2500, i64::MIN, i64::MAX].map(|ms| Some(ms.cast_unsigned()));
    let clock = clock(&readings);
    assert!(clock.wall() < UNIX_EPOCH);
    assert_eq!(clock.wall(), UNIX_EPOCH + Duration::from_hours(4_645_896));
    assert!(clock.wall() < UNIX_EPOCH);
    assert!(clock.wall() > UNIX_EPOCH);
    assert!(clock.wall() < UNIX_EPOCH, "no reading is left");
}

/// Never comes back, or answers what it is told.
struct Odd(Option<Vec<u8>>);

impl Odd {
    async fn answer(&self) -> Vec<u8> {
        match &self.0 {
            Some(answer) => answer.clone(),
            None => std::future::pending().await,
        }
    }
}

#[async_trait]
impl PlatformKey for Odd {
    async fn create(&self, _: KeySpec) -> Result<CreatedKey, PlatformKeyError> {
        let public_key = self.answer().await;
        let level = crate::HardwareLevel::Software;
        Ok(CreatedKey { public_key, level, attestation: Vec::new() })
    }

    async fn sign(
        &self,
        _: String,
        _: Vec<u8>,
        _: SignReason,
    ) -> Result<Vec<u8>, PlatformKeyError> {
        Ok(self.answer().await)
    }

    async fn delete(&self, _: String) -> Result<(), PlatformKeyError> {
        self.answer().await;
        Ok(())
    }

    async fn list(&self) -> Result<Vec<String>, PlatformKeyError> {
        self.answer().await;
        Ok(Vec::new())
    }
}

#[async_trait]
impl PlatformVault for Odd {
    async fn get(&self, _: String) -> Result<Option<Vec<u8>>, PlatformVaultError> {
        Ok(Some(self.answer().await))
    }

    async fn put(&self, _: String, _: Vec<u8>) -> Result<(), PlatformVaultError> {
        self.answer().await;
        Ok(())
    }

    async fn delete(&self, _: String) -> Result<(), PlatformVaultError> {
        self.answer().await;
        Ok(())
    }
}

#[async_trait]
impl PlatformCodesVault for Odd {
    async fn unlock(&self, _: UnlockReason) -> Result<Vec<u8>, PlatformCodesVaultError> {
        Ok(self.answer().await)
    }
}

#[tokio::test(start_paused = true)]
async fn a_port_that_never_comes_back_is_unavailable_in_the_end() {
    let odd = Arc::new(Odd(None));
    let key = Key(Arc::<Odd>::clone(&odd));
    let id = KeyId("k".to_owned());
    let spec = ports::KeySpec {
        id: id.clone(),
        role: ports::KeyRole::Possession,
        class: ports::KeyClass::Device,
        challenge: Vec::new(),
    };
    let began = tokio::time::Instant::now();
    assert_eq!(key.create(&spec).await, Err(DeviceKeyError::Unavailable));
    assert_eq!(began.elapsed(), MAKING);
    let silent = ports::SignReason::Silent;
    assert_eq!(key.sign(&id, b"x", &silent).await, Err(DeviceKeyError::Unavailable));
    assert_eq!(began.elapsed(), MAKING + SILENT);
    assert_eq!(key.delete(&id).await, Err(DeviceKeyError::Unavailable));
    assert_eq!(key.list().await, Err(DeviceKeyError::Unavailable));
    let vault = Vault(Arc::<Odd>::clone(&odd));
    assert_eq!(vault.get(VaultSlot::BaseKey).await, Err(VaultError::Unavailable));
    let unlocked = CodesVault(odd).unlock(ports::UnlockReason::ShowCodes).await;
    assert_eq!(unlocked, Err(ports::CodesVaultError::Unavailable));
}

#[tokio::test]
async fn a_key_of_another_length_is_no_key_and_no_proof_of_loss() {
    for length in [0, 16, 31, 33, 64] {
        let odd = Arc::new(Odd(Some(vec![7; length])));
        let vault = Vault(Arc::<Odd>::clone(&odd));
        assert_eq!(vault.get(VaultSlot::BaseKey).await, Err(VaultError::Unavailable));
        let codes = CodesVault(Arc::<Odd>::clone(&odd));
        let unlocked = codes.unlock(ports::UnlockReason::ShowCodes).await;
        assert_eq!(unlocked, Err(ports::CodesVaultError::Unavailable));
        let made = CreatedKey {
            public_key: vec![4; length],
            level: crate::HardwareLevel::Software,
            attestation: Vec::new(),
        };
        assert_eq!(Key::made(made), Err(DeviceKeyError::Unavailable));
    }
}
