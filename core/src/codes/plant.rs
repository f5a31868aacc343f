//! Accounts with codes in any number, for measuring. They never were at a provider, but they are
//! kept exactly as a pairing keeps them: reading them is the real thing.

use super::CodesError;
use crate::account::{AccountRecord, AssociationState, StoredKey};
use crate::crypto::{EphemeralSecret, SealingKey, random_bytes};
use crate::otp::{Digits, OtpAlgorithm, Period, Totp};
use crate::ports::{HardwareLevel, KeyClass, KeyId};
use crate::protocol::{Held, V1};
use crate::records::encode;
use crate::secret::SecretBytes;
use crate::store::{NewAccount, Store, StoreError, code_place};

const ISSUER: &str = "https://mail.example";

/// Keeps `count` associated accounts, each with a code sealed under `codes_key`, in a store that
/// is open. Twice on one store keeps the accounts and replaces their codes.
///
/// Only with the feature `contract`, which no release has.
///
/// # Errors
///
/// [`CodesError::Lost`] if the key is not 32 bytes; else see [`CodesError`].
pub async fn plant(
    store: &dyn Store,
    codes_key: &SecretBytes,
    count: usize,
) -> Result<(), CodesError> {
    let sealing = SealingKey::new(codes_key)?;
    for number in 1..=count {
        let account = record(number)?;
        let natural_key = AccountRecord::natural_key(&account.issuer, &account.pseudonym);
        // Nobody reads its state: the pairing is over a few lines below.
        let pairing = store.insert_pairing(SecretBytes::new(Vec::new())).await?;
        let code = store.reserve_code(&natural_key).await?;
        let secret = random_bytes::<20>().map_err(StoreError::from)?;
        let place = code_place(store.store_id(), code, &natural_key);
        let sealed = sealing.seal(&SecretBytes::new(secret.to_vec()), &place)?;
        store.put_code(code, &sealed).await?;
        let new = NewAccount { natural_key, state: encode(&account)?, code: Some(code) };
        store.commit_pairing(pairing, new).await?;
    }
    Ok(())
}

fn record(number: usize) -> Result<AccountRecord, CodesError> {
    let key = |role: &str| {
        let public = EphemeralSecret::generate().map_err(StoreError::from)?.public();
        Ok::<_, StoreError>(StoredKey { id: KeyId(format!("{role}-{number}")), public })
    };
    Ok(AccountRecord {
        v: V1,
        issuer: ISSUER.to_owned(),
        pseudonym: format!("planted-{number}"),
        provider_name: "Example Mail".to_owned(),
        account_name: format!("anna-{number:04}@mail.example"),
        possession: key("possession")?,
        approval: key("approval")?,
        class: KeyClass::Device,
        level: HardwareLevel::Software,
        totp: Totp {
            algorithm: OtpAlgorithm::Sha1,
            digits: Digits::Six,
            period: Period::from_seconds(30).map_err(|_| CodesError::Clock)?,
        },
        generation: 1,
        association: AssociationState::Associated,
        held: Held::Nothing,
        full_power_from_ms: 0,
        alarm: false,
        clock_offset_ms: 0,
        retired: Vec::new(),
        removed: false,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::authenticator::{Authenticator, Options};
    use crate::ports::{
        FakeCodesVault, FakeDeviceKey, FakePosture, FakePush, FakeVault, ManualClock, Platform,
    };
    use crate::protocol::DisplayText;
    use crate::store::MemoryStore;

    #[tokio::test]
    async fn planted_accounts_show_codes_like_any_other() {
        let store = Arc::new(MemoryStore::new().unwrap());
        plant(&*store, &SecretBytes::new(vec![7; 32]), 3).await.unwrap();
        let platform = Platform {
            device_key: Arc::new(FakeDeviceKey::default()),
            vault: Arc::new(FakeVault::default()),
            codes_vault: Arc::new(FakeCodesVault::new(7)),
            push: Arc::new(FakePush::none()),
            posture: Arc::new(FakePosture::complete()),
            clock: Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH + Duration::from_hours(1))),
        };
        let text = DisplayText::new("test").unwrap();
        let options =
            Options { app: text.clone(), device_name: text, listed: Vec::new(), development: None };
        let phone = Authenticator::over(store, platform, options);
        assert_eq!(phone.accounts().await.unwrap().len(), 3);
        let codes = phone.codes().await.unwrap().list().await.unwrap();
        assert_eq!(codes.iter().filter(|listed| listed.code.is_some()).count(), 3);
    }
}
