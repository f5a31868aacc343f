//! The software keys as the core sees them.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use assenso_core::ports::{
    Clock, CodesVaultError, DeviceKeyError, KeyClass, KeyId, KeyRole, KeySpec, ManualClock,
    Platform, SignReason, UnlockReason, VaultError, VaultSlot,
};
use assenso_core::secret::{SecretBytes, SecretText};
use async_trait::async_trait;
use tempfile::TempDir;

use super::*;

const PIN: &str = "4711";

/// Answers prompts from a list and remembers what was asked.
#[derive(Default)]
struct ScriptedPrompt {
    answers: Mutex<VecDeque<Option<&'static str>>>,
    asked: Mutex<Vec<PinAsk>>,
}

impl ScriptedPrompt {
    fn answer(&self, answers: &[Option<&'static str>]) {
        self.answers.lock().unwrap().extend(answers);
    }

    fn asked(&self) -> Vec<PinAsk> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

#[async_trait]
impl PinPrompt for ScriptedPrompt {
    async fn ask(&self, ask: PinAsk) -> Option<SecretText> {
        self.asked.lock().unwrap().push(ask);
        let answer = self.answers.lock().unwrap().pop_front().expect("an unexpected prompt");
        answer.map(|pin| SecretText::new(pin.to_owned()))
    }
}

/// A phone on a bench.
struct Bench {
    dir: TempDir,
    clock: Arc<ManualClock>,
    prompt: Arc<ScriptedPrompt>,
    keys: Option<SoftwareKeys>,
}

fn pin(text: &str) -> Pin {
    Pin::parse(SecretText::new(text.to_owned())).unwrap()
}

impl Bench {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
        let prompt = Arc::new(ScriptedPrompt::default());
        let safe = safe(dir.path());
        assert!(safe.is_new());
        let keys = SoftwareKeys::set_pin(safe, pin(PIN), clock.clone(), prompt.clone());
        let keys = Some(keys.await.unwrap());
        Self { dir, clock, prompt, keys }
    }

    fn keys(&self) -> &SoftwareKeys {
        self.keys.as_ref().unwrap()
    }

    /// The program ends, and starts again.
    async fn restart(&mut self, typed: &str) -> Result<(), PinError> {
        self.keys = None;
        let safe = safe(self.dir.path());
        let unlocked =
            SoftwareKeys::unlock(safe, pin(typed), self.clock.clone(), self.prompt.clone());
        self.keys = Some(unlocked.await?);
        Ok(())
    }

    fn file(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("phone.json")).unwrap()
    }

    fn edit(&mut self, edit: impl FnOnce(&mut serde_json::Value)) {
        self.keys = None;
        let mut value = serde_json::from_str(&self.file()).unwrap();
        edit(&mut value);
        std::fs::write(self.dir.path().join("phone.json"), value.to_string()).unwrap();
    }
}

fn safe(path: &Path) -> Arc<Safe> {
    Arc::new(Safe::open(path, Cost::LIGHT).unwrap())
}

fn spec(id: &str, role: KeyRole) -> KeySpec {
    KeySpec { id: KeyId(id.to_owned()), role, class: KeyClass::Device, challenge: vec![0; 32] }
}

fn approve() -> SignReason {
    SignReason::Approve {
        request_id: "request".to_owned(),
        provider: "Example Mail".to_owned(),
        account: "anna".to_owned(),
    }
}

#[tokio::test]
async fn possession_signs_without_a_prompt_and_approval_asks_each_time() {
    let bench = Bench::new().await;
    let device_key = bench.keys().platform().device_key;
    let possession = device_key.create(&spec("p", KeyRole::Possession)).await.unwrap();
    let approval = device_key.create(&spec("a", KeyRole::Approval)).await.unwrap();
    assert_ne!(possession.public, approval.public);
    let id = |name: &str| KeyId(name.to_owned());

    let silent = device_key.sign(&id("p"), b"call", &SignReason::Silent).await.unwrap();
    possession.public.verify_der(b"call", &silent).unwrap();
    assert_eq!(bench.prompt.asked(), []);

    bench.prompt.answer(&[Some(PIN), Some(PIN)]);
    for message in [b"one", b"two"] {
        let signature = device_key.sign(&id("a"), message, &approve()).await.unwrap();
        approval.public.verify_der(message, &signature).unwrap();
    }
    let ask = PinAsk { purpose: PinPurpose::Sign(approve()), tries_left: None };
    assert_eq!(bench.prompt.asked(), [ask.clone(), ask]);
}

#[tokio::test]
async fn a_wrong_pin_is_asked_again_and_the_third_locks_out() {
    let mut bench = Bench::new().await;
    let device_key = bench.keys().platform().device_key;
    device_key.create(&spec("a", KeyRole::Approval)).await.unwrap();
    bench.prompt.answer(&[Some("0000"), Some("1111"), Some("2222")]);
    let id = KeyId("a".to_owned());
    let result = device_key.sign(&id, b"x", &approve()).await;
    assert_eq!(result, Err(DeviceKeyError::LockedOut));
    let told: Vec<_> = bench.prompt.asked().into_iter().map(|ask| ask.tries_left).collect();
    assert_eq!(told, [None, Some(2), Some(1)]);

    // No prompt while it waits, and neither the wall clock nor a restart of the program helps.
    assert_eq!(device_key.sign(&id, b"x", &approve()).await, Err(DeviceKeyError::LockedOut));
    bench.clock.set_wall(SystemTime::UNIX_EPOCH + Duration::from_hours(8760));
    assert_eq!(bench.keys().wait_left(), WAIT);
    drop(device_key);
    assert!(matches!(bench.restart(PIN).await, Err(PinError::Wait { left }) if left == WAIT));
    bench.clock.advance(WAIT);
    bench.restart(PIN).await.unwrap();
    bench.prompt.answer(&[Some(PIN)]);
    bench.keys().platform().device_key.sign(&id, b"x", &approve()).await.unwrap();
}

#[tokio::test]
async fn the_wait_starts_anew_when_the_computer_restarts() {
    let mut bench = Bench::new().await;
    for typed in ["0000", "0001", "0002"] {
        bench.restart(typed).await.unwrap_err();
    }
    bench.clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    bench.edit(|file| file["guard"]["waits_since_ms"] = (86_400_000_u64 * 20).into());
    assert!(matches!(bench.restart(PIN).await, Err(PinError::Wait { left }) if left == WAIT));
    bench.clock.advance(WAIT / 2);
    assert!(matches!(bench.restart(PIN).await, Err(PinError::Wait { left }) if left == WAIT / 2));
    bench.clock.advance(WAIT / 2);
    bench.restart(PIN).await.unwrap();
}

#[tokio::test]
async fn wrong_pins_count_over_restarts_until_a_right_one() {
    let bench = Bench::new().await;
    let dir = bench.dir.path().to_owned();
    let safe = Safe::open(&dir, Cost::LIGHT);
    assert!(matches!(safe, Err(FolderError::InUse)));
    let keys = bench.keys.unwrap();
    drop(keys);
    let safe = self::safe(&dir);
    let wrong = safe.try_pin(&pin("0000"), bench.clock.boot());
    assert!(matches!(wrong, Err(PinError::Wrong { tries_left: 2 })));
    drop(safe);
    let safe = self::safe(&dir);
    let wrong = safe.try_pin(&pin("0000"), bench.clock.boot());
    assert!(matches!(wrong, Err(PinError::Wrong { tries_left: 1 })));
    safe.try_pin(&pin(PIN), bench.clock.boot()).unwrap();
    let wrong = safe.try_pin(&pin("0000"), bench.clock.boot());
    assert!(matches!(wrong, Err(PinError::Wrong { tries_left: 2 })));
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let mut bench = Bench::new().await;
    let platform = bench.keys().platform();
    let created = platform.device_key.create(&spec("p", KeyRole::Possession)).await.unwrap();
    let base = SecretBytes::new(vec![7; 32]);
    platform.vault.put(VaultSlot::BaseKey, &base).await.unwrap();
    bench.prompt.answer(&[Some(PIN)]);
    let codes = platform.codes_vault.unlock(UnlockReason::Associate).await.unwrap();
    bench.keys().set_notifications(false).await.unwrap();
    drop(platform);

    bench.restart(PIN).await.unwrap();
    let platform = bench.keys().platform();
    assert_eq!(platform.vault.get(VaultSlot::BaseKey).await.unwrap(), Some(base));
    let id = KeyId("p".to_owned());
    let signature = platform.device_key.sign(&id, b"x", &SignReason::Silent).await.unwrap();
    created.public.verify_der(b"x", &signature).unwrap();
    bench.prompt.answer(&[Some(PIN)]);
    assert_eq!(platform.codes_vault.unlock(UnlockReason::ShowCodes).await.unwrap(), codes);
    let posture = platform.posture.current().await.unwrap();
    assert!(posture.screen_lock && !posture.biometrics && !posture.notifications);
    assert_eq!(platform.device_key.list().await.unwrap(), std::slice::from_ref(&id));
    platform.device_key.delete(&id).await.unwrap();
    platform.device_key.delete(&id).await.unwrap();
    let gone = platform.device_key.sign(&id, b"x", &SignReason::Silent).await;
    assert_eq!(gone, Err(DeviceKeyError::Invalidated));
    platform.vault.delete(VaultSlot::BaseKey).await.unwrap();
    assert_eq!(platform.vault.get(VaultSlot::BaseKey).await.unwrap(), None);
}

#[tokio::test]
async fn codes_are_reused_for_a_minute_on_the_boot_clock() {
    let bench = Bench::new().await;
    let vault = bench.keys().platform().codes_vault;
    bench.prompt.answer(&[None]);
    let refused = vault.unlock(UnlockReason::ShowCodes).await;
    assert_eq!(refused, Err(CodesVaultError::Cancelled));
    bench.prompt.answer(&[Some(PIN)]);
    let key = vault.unlock(UnlockReason::ShowCodes).await.unwrap();
    bench.clock.advance(Duration::from_secs(59));
    assert_eq!(vault.unlock(UnlockReason::ShowCodes).await.unwrap(), key);
    assert_eq!(bench.prompt.asked().len(), 2);

    bench.clock.advance(Duration::from_secs(1));
    bench.clock.set_wall(SystemTime::UNIX_EPOCH);
    bench.prompt.answer(&[Some(PIN)]);
    assert_eq!(vault.unlock(UnlockReason::ShowCodes).await.unwrap(), key);
    let purpose = PinPurpose::Codes(UnlockReason::ShowCodes);
    assert_eq!(bench.prompt.asked(), [PinAsk { purpose, tries_left: None }]);
}

#[tokio::test]
async fn changed_files_release_nothing_and_prove_no_loss() {
    let mut bench = Bench::new().await;
    let platform = bench.keys().platform();
    let secret = SecretBytes::new(vec![7; 32]);
    platform.vault.put(VaultSlot::BaseKey, &secret).await.unwrap();
    platform.device_key.create(&spec("a", KeyRole::Approval)).await.unwrap();
    platform.device_key.create(&spec("p", KeyRole::Possession)).await.unwrap();
    bench.prompt.answer(&[Some(PIN)]);
    platform.codes_vault.unlock(UnlockReason::ShowCodes).await.unwrap();
    drop(platform);

    bench.edit(|file| {
        let (a, p) = (file["keys"]["a"].clone(), file["keys"]["p"].clone());
        file["keys"]["a"] = p;
        file["keys"]["p"] = a;
        file["keys"]["r"] = file["keys"]["a"].clone();
        file["keys"]["r"]["role"] = "approval".into();
        file["vault"]["base-key"] = file["codes_key"].clone();
        file["codes_key"] = file["keys"]["p"]["sealed"].clone();
    });
    bench.restart(PIN).await.unwrap();
    let platform = bench.keys().platform();
    let got = platform.vault.get(VaultSlot::BaseKey).await;
    assert_eq!(got, Err(VaultError::Unavailable));
    bench.prompt.answer(&[Some(PIN); 4]);
    let unlocked = platform.codes_vault.unlock(UnlockReason::ShowCodes).await;
    assert_eq!(unlocked, Err(CodesVaultError::Unavailable));
    for id in ["a", "p", "r"] {
        let signed = platform.device_key.sign(&KeyId(id.to_owned()), b"x", &approve()).await;
        assert_eq!(signed, Err(DeviceKeyError::Unavailable), "{id}");
    }
}

#[tokio::test]
async fn another_public_key_beside_the_lock_is_noticed() {
    let mut bench = Bench::new().await;
    let device_key = bench.keys().platform().device_key;
    let other = device_key.create(&spec("p", KeyRole::Possession)).await.unwrap().public;
    drop(device_key);
    bench.edit(|file| file["lock"]["person_public"] = serde_json::to_value(other).unwrap());
    assert!(matches!(bench.restart(PIN).await, Err(PinError::Wrong { .. })));
}

#[tokio::test]
async fn sealed_bytes_hold_no_key_and_the_pin_is_nowhere() {
    let bench = Bench::new().await;
    let platform = bench.keys().platform();
    let base = SecretBytes::new((0..32).collect());
    platform.vault.put(VaultSlot::BaseKey, &base).await.unwrap();
    platform.device_key.create(&spec("a", KeyRole::Approval)).await.unwrap();
    bench.prompt.answer(&[Some(PIN)]);
    let codes = platform.codes_vault.unlock(UnlockReason::ShowCodes).await.unwrap();
    let file: serde_json::Value = serde_json::from_str(&bench.file()).unwrap();
    let mut blobs = Vec::new();
    collect(&file, &mut blobs);
    assert!(blobs.len() >= 7);
    for secret in [&base, &codes] {
        for blob in &blobs {
            assert!(!blob.windows(16).any(|window| window == &secret.expose()[..16]));
        }
    }
    assert!(!format!("{:?}", bench.keys()).contains(PIN));
}

fn collect(value: &serde_json::Value, blobs: &mut Vec<Vec<u8>>) {
    match value {
        serde_json::Value::String(text) => {
            blobs.push(text.clone().into_bytes());
            blobs.extend(data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()));
        }
        serde_json::Value::Object(members) => members.values().for_each(|m| collect(m, blobs)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, blobs)),
        _ => {}
    }
}

#[tokio::test]
async fn biometric_keys_are_not_offered() {
    let bench = Bench::new().await;
    let spec = KeySpec { class: KeyClass::Biometric, ..spec("a", KeyRole::Approval) };
    let created = bench.keys().platform().device_key.create(&spec).await;
    assert_eq!(created, Err(DeviceKeyError::NotEnrolled));
}

/// Ports that keep their folder, and whose person types the right PIN whenever asked.
struct Fixture<T: ?Sized> {
    port: Arc<T>,
    _dir: TempDir,
}

impl<T: ?Sized> std::ops::Deref for Fixture<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.port
    }
}

struct RightPin;

#[async_trait]
impl PinPrompt for RightPin {
    async fn ask(&self, _: PinAsk) -> Option<SecretText> {
        Some(SecretText::new(PIN.to_owned()))
    }
}

async fn fixture<T: ?Sized>(port: impl FnOnce(Platform) -> Arc<T>) -> Fixture<T> {
    let dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(SystemClock);
    let keys = SoftwareKeys::set_pin(safe(dir.path()), pin(PIN), clock, Arc::new(RightPin)).await;
    Fixture { port: port(keys.unwrap().platform()), _dir: dir }
}

mod device_key {
    use super::*;

    assenso_core::device_key_contract!(fixture(|ports| ports.device_key).await);
}

mod vault {
    use super::*;

    assenso_core::vault_contract!(fixture(|ports| ports.vault).await);
}

mod codes_vault {
    use super::*;

    assenso_core::codes_vault_contract!(fixture(|ports| ports.codes_vault).await);
}

mod posture {
    use super::*;

    assenso_core::posture_contract!(fixture(|ports| ports.posture).await);
}

mod push {
    use super::*;

    assenso_core::push_registrar_contract!(fixture(|ports| ports.push).await);
}

mod clock {
    use super::*;

    assenso_core::clock_contract!(fixture(|ports| ports.clock).await);
}
