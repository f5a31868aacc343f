//! An account as it is stored.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Account, AssociationState, Held, Hold};
use crate::crypto::PublicKey;
use crate::otp::Totp;
use crate::ports::{BoundKey, DeviceKey, HardwareLevel, KeyClass, KeyId};
use crate::protocol::V1;
use crate::provider::{AccountRef, Standing};
use crate::store::AccountId;

/// A key of this phone, as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredKey {
    pub(crate) id: KeyId,
    pub(crate) public: PublicKey,
}

impl StoredKey {
    pub(crate) fn bound(&self, port: &Arc<dyn DeviceKey>) -> BoundKey {
        BoundKey::new(Arc::clone(port), self.id.clone(), self.public)
    }
}

/// Everything about an account but its code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AccountRecord {
    pub(crate) v: V1,
    pub(crate) issuer: String,
    pub(crate) pseudonym: String,
    pub(crate) provider_name: String,
    pub(crate) account_name: String,
    pub(crate) possession: StoredKey,
    pub(crate) approval: StoredKey,
    pub(crate) class: KeyClass,
    pub(crate) level: HardwareLevel,
    pub(crate) totp: Totp,
    pub(crate) generation: u64,
    pub(crate) association: AssociationState,
    /// Absent in records that were written when everything was held.
    #[serde(default = "everything")]
    pub(crate) held: Held,
    pub(crate) full_power_from_ms: u64,
    pub(crate) alarm: bool,
    /// Provider's clock minus this phone's wall clock, as last measured.
    pub(crate) clock_offset_ms: i64,
    /// Keys of earlier associations that are still to be destroyed.
    pub(crate) retired: Vec<KeyId>,
    /// Taken off the list by the person; its receipts stay.
    pub(crate) removed: bool,
}

fn everything() -> Held {
    Held::Widening
}

impl AccountRecord {
    /// Names an account among all providers, for [`Store::commit_pairing`].
    ///
    /// [`Store::commit_pairing`]: crate::store::Store::commit_pairing
    pub(crate) fn natural_key(issuer: &str, pseudonym: &str) -> String {
        // An issuer has no space: the two parts can't run into each other.
        format!("assenso {issuer} {pseudonym}")
    }

    pub(crate) fn reference(&self) -> AccountRef {
        AccountRef { pseudonym: self.pseudonym.clone() }
    }

    pub(crate) fn view(&self, id: AccountId) -> Account {
        Account {
            id,
            issuer: self.issuer.clone(),
            provider: self.provider_name.clone(),
            name: self.account_name.clone(),
            association: self.association,
            class: self.class,
            level: self.level,
            hold: UNIX_EPOCH
                .checked_add(Duration::from_millis(self.full_power_from_ms))
                .filter(|_| self.full_power_from_ms > 0 && self.held != Held::Nothing)
                .map(|until| Hold { held: self.held, until }),
            alarm: self.alarm,
        }
    }

    /// Takes the provider's signed word, unless it contradicts what it signed before: then only
    /// the alarm is raised.
    pub(crate) fn apply(&mut self, standing: &Standing) {
        let is_in =
            |state| matches!(state, AssociationState::Associated | AssociationState::Frozen);
        // A key that is out never comes back: who says so says what can't be.
        let contradicts = standing.generation < self.generation
            || standing.state == AssociationState::Unknown
            || (is_in(standing.state) && !is_in(self.association));
        if contradicts {
            self.alarm = true;
            return;
        }
        self.alarm = false;
        self.generation = standing.generation;
        self.association = standing.state;
        self.held = standing.held;
        self.full_power_from_ms = standing.full_power_from_ms;
    }

    /// Notes how far this phone's wall clock is from the provider's.
    pub(crate) fn measure_offset(&mut self, provider: SystemTime, wall: SystemTime) {
        let millis = |span: Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        self.clock_offset_ms = match provider.duration_since(wall) {
            Ok(ahead) => millis(ahead),
            Err(behind) => millis(behind.duration()).saturating_neg(),
        };
    }

    /// The provider's time when this phone's clock says `wall`.
    pub(crate) fn corrected(&self, wall: SystemTime) -> SystemTime {
        let offset = Duration::from_millis(self.clock_offset_ms.unsigned_abs());
        let corrected = if self.clock_offset_ms < 0 {
            wall.checked_sub(offset)
        } else {
            wall.checked_add(offset)
        };
        corrected.unwrap_or(wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> AccountRecord {
        let public = crate::crypto::EphemeralSecret::generate().unwrap().public();
        let key = StoredKey { id: KeyId("k".to_owned()), public };
        AccountRecord {
            v: V1,
            issuer: "https://mail.example".to_owned(),
            pseudonym: "p".to_owned(),
            provider_name: "Example Mail".to_owned(),
            account_name: "anna@mail.example".to_owned(),
            possession: key.clone(),
            approval: key,
            class: KeyClass::Device,
            level: HardwareLevel::Software,
            totp: Totp {
                algorithm: crate::otp::OtpAlgorithm::Sha1,
                digits: crate::otp::Digits::Six,
                period: crate::otp::Period::from_seconds(30).unwrap(),
            },
            generation: 5,
            association: AssociationState::Associated,
            held: Held::Nothing,
            full_power_from_ms: 0,
            alarm: false,
            clock_offset_ms: 0,
            retired: Vec::new(),
            removed: false,
        }
    }

    fn standing(state: AssociationState, generation: u64) -> Standing {
        let held = Held::Nothing;
        Standing { state, generation, held, full_power_from_ms: 0, time: UNIX_EPOCH }
    }

    #[test]
    fn a_signed_dissociation_is_taken() {
        let mut account = record();
        account.apply(&standing(AssociationState::Replaced, 6));
        assert_eq!((account.association, account.alarm), (AssociationState::Replaced, false));
    }

    #[test]
    fn a_lower_generation_raises_an_alarm_and_changes_nothing_else() {
        let mut account = record();
        account.apply(&standing(AssociationState::Replaced, 4));
        assert_eq!(account.association, AssociationState::Associated);
        assert_eq!((account.generation, account.alarm), (5, true));
    }

    #[test]
    fn a_provider_that_forgot_an_associated_key_raises_an_alarm() {
        let mut account = record();
        account.apply(&standing(AssociationState::Unknown, 9));
        assert_eq!(account.association, AssociationState::Associated);
        assert!(account.alarm);
    }

    #[test]
    fn a_key_that_is_out_never_comes_back() {
        for out in [AssociationState::Replaced, AssociationState::Deactivated] {
            let mut account = record();
            account.apply(&standing(out, 6));
            account.apply(&standing(AssociationState::Associated, 7));
            assert_eq!((account.association, account.alarm), (out, true));
        }
    }

    #[test]
    fn what_is_held_is_told_with_its_end_and_older_records_hold_everything() {
        let mut account = record();
        assert_eq!(account.view(AccountId(1)).hold, None);
        let until = UNIX_EPOCH + Duration::from_millis(7);
        let mut said = standing(AssociationState::Associated, 5);
        (said.held, said.full_power_from_ms) = (Held::Settings, 7);
        account.apply(&said);
        let hold = |account: &AccountRecord| account.view(AccountId(1)).hold;
        assert_eq!(hold(&account), Some(Hold { held: Held::Settings, until }));
        let mut older = serde_json::to_value(&account).unwrap();
        older.as_object_mut().unwrap().remove("held");
        let older: AccountRecord = serde_json::from_value(older).unwrap();
        assert_eq!(hold(&older), Some(Hold { held: Held::Widening, until }));
    }

    #[test]
    fn a_frozen_account_thaws() {
        let mut account = record();
        account.apply(&standing(AssociationState::Frozen, 5));
        account.apply(&standing(AssociationState::Associated, 5));
        assert_eq!((account.association, account.alarm), (AssociationState::Associated, false));
    }

    #[test]
    fn a_clock_that_is_a_day_off_is_corrected_both_ways() {
        let day = Duration::from_hours(24);
        let truth = UNIX_EPOCH + day * 20_000;
        for wall in [truth + day, truth - day, truth] {
            let mut account = record();
            account.measure_offset(truth, wall);
            assert_eq!(account.corrected(wall), truth);
        }
    }
}
