//! The fakes pass the suites.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::ports::{
    FakeCodesVault, FakeDeviceKey, FakePosture, FakePush, FakeVault, ManualClock, Posture,
    PushEndpoint,
};

mod device_key {
    use super::*;

    crate::device_key_contract!(Box::new(FakeDeviceKey::default()));
}

mod vault {
    use super::*;

    crate::vault_contract!(Box::new(FakeVault::default()));
}

mod codes_vault {
    use super::*;

    crate::codes_vault_contract!(Box::new(FakeCodesVault::new(0x33)));
}

mod clock {
    use super::*;

    crate::clock_contract!({
        let wall = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        Box::new(ManualClock::new(wall))
    });
}

mod posture {
    use super::*;

    crate::posture_contract!(Box::new(FakePosture::complete()));
}

mod posture_of_a_new_phone {
    use super::*;

    crate::posture_contract!({
        let posture = FakePosture::complete();
        let off = Posture { screen_lock: false, biometrics: false, notifications: false };
        posture.set(Ok(off));
        Box::new(posture)
    });
}

fn push(endpoint: PushEndpoint) -> Arc<FakePush> {
    let push = FakePush::none();
    push.set(Ok(Some(endpoint)));
    Arc::new(push)
}

mod no_push {
    use super::*;

    crate::push_registrar_contract!(Box::new(FakePush::none()));
}

mod web_push {
    use super::*;

    crate::push_registrar_contract!(push(PushEndpoint::WebPush(
        "https://push.example/up?token=abc".to_owned()
    )));
}

mod fcm {
    use super::*;

    crate::push_registrar_contract!(push(PushEndpoint::Fcm("token:APA91b".to_owned())));
}

mod apns {
    use super::*;

    crate::push_registrar_contract!(push(PushEndpoint::Apns("00fc13ad".to_owned())));
}

/// A suite that passes everything would prove nothing: these break the contract, each in one way.
mod broken {
    use async_trait::async_trait;

    use super::*;
    use crate::ports::contract;
    use crate::ports::{
        BootInstant, Clock, CreatedKey, DeviceKey, DeviceKeyError, KeyId, KeySpec, SignReason,
        Vault, VaultError, VaultSlot,
    };
    use crate::secret::SecretBytes;

    struct ForgetfulVault;

    #[async_trait]
    impl Vault for ForgetfulVault {
        async fn get(&self, _: VaultSlot) -> Result<Option<SecretBytes>, VaultError> {
            Ok(None)
        }

        async fn put(&self, _: VaultSlot, _: &SecretBytes) -> Result<(), VaultError> {
            Ok(())
        }

        async fn delete(&self, _: VaultSlot) -> Result<(), VaultError> {
            Ok(())
        }
    }

    #[tokio::test]
    #[should_panic(expected = "left == right")]
    async fn a_forgetful_vault_fails() {
        contract::vault::what_was_put_is_got_again_and_again(&ForgetfulVault).await;
    }

    /// Signs under one key, whatever the name; keeps what it was told to delete.
    #[derive(Default)]
    struct OneKey(FakeDeviceKey);

    #[async_trait]
    impl DeviceKey for OneKey {
        async fn create(&self, spec: &KeySpec) -> Result<CreatedKey, DeviceKeyError> {
            self.0.create(&KeySpec { id: KeyId("one".to_owned()), ..spec.clone() }).await
        }

        async fn sign(
            &self,
            _: &KeyId,
            payload: &[u8],
            reason: &SignReason,
        ) -> Result<Vec<u8>, DeviceKeyError> {
            self.0.sign(&KeyId("one".to_owned()), payload, reason).await
        }

        async fn delete(&self, _: &KeyId) -> Result<(), DeviceKeyError> {
            Ok(())
        }

        async fn list(&self) -> Result<Vec<KeyId>, DeviceKeyError> {
            self.0.list().await
        }
    }

    #[tokio::test]
    #[should_panic(expected = "InvalidSignature")]
    async fn one_key_for_two_names_fails() {
        contract::device_key::two_names_are_two_keys(&OneKey::default()).await;
    }

    #[tokio::test]
    #[should_panic(expected = "Invalidated")]
    async fn a_key_that_signs_after_it_was_deleted_fails() {
        contract::device_key::a_deleted_key_signs_no_more(&OneKey::default()).await;
    }

    struct WallAsBoot;

    impl Clock for WallAsBoot {
        fn wall(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }

        fn boot(&self) -> BootInstant {
            BootInstant(Duration::from_hours(500_000))
        }
    }

    #[tokio::test]
    #[should_panic(expected = "looks like a date")]
    async fn a_date_as_boot_time_fails() {
        contract::clock::boot_time_counts_from_the_start_of_the_phone(&WallAsBoot).await;
    }
}
