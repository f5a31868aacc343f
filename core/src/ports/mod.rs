//! What the core asks of the platform: one trait a file, its fake beside it.
//!
//! Only what Rust cannot do by itself is a port. Every port but the clock is `async` and fallible.

mod clock;
mod codes_vault;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod device_key;
mod posture;
mod push_registrar;
mod vault;

use std::sync::Arc;

pub use clock::{BootInstant, Clock, ManualClock};
pub use codes_vault::{CodesVault, CodesVaultError, FakeCodesVault, UnlockReason};
pub use device_key::{
    BoundKey, CreatedKey, DeviceKey, DeviceKeyError, FakeDeviceKey, HardwareLevel, KeyClass, KeyId,
    KeyRole, KeySpec, SignReason,
};
pub use posture::{DevicePosture, FakePosture, Posture, PostureError};
pub use push_registrar::{FakePush, PushEndpoint, PushRegistrar, PushRegistrarError};
pub use vault::{FakeVault, KeyringVault, Vault, VaultError, VaultSlot};

/// All the ports that one phone has.
#[derive(Clone)]
pub struct Platform {
    /// Hardware keys.
    pub device_key: Arc<dyn DeviceKey>,
    /// Keeps the base key.
    pub vault: Arc<dyn Vault>,
    /// Keeps the codes key behind user verification.
    pub codes_vault: Arc<dyn CodesVault>,
    /// The push transport's registration.
    pub push: Arc<dyn PushRegistrar>,
    /// Screen lock, biometrics, notifications.
    pub posture: Arc<dyn DevicePosture>,
    /// Wall and boot time.
    pub clock: Arc<dyn Clock>,
}
