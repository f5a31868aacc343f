//! Fallback codes: what a person types when no push arrives.

#[cfg(any(test, feature = "contract"))]
mod plant;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

#[cfg(any(test, feature = "contract"))]
pub use plant::plant;

use crate::account::AccountRecord;
use crate::context::Context;
use crate::crypto::{SealError, SealingKey};
use crate::otp::{Code, TotpError};
use crate::ports::{BootInstant, CodesVaultError, UnlockReason};
use crate::records::{RecordError, decode};
use crate::secret::SecretBytes;
use crate::store::{AccountId, CodeId, StoreError, code_place};

/// How long one verification of the user lets codes be shown.
const UNLOCKED_FOR: Duration = Duration::from_mins(1);

/// Why codes can't be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodesError {
    /// The person dismissed the prompt.
    #[error("the prompt was dismissed")]
    Cancelled,
    /// Too many failed tries at the phone's own verification.
    #[error("user verification is locked out for now")]
    LockedOut,
    /// The phone has no screen lock.
    #[error("no screen lock is set up")]
    NotEnrolled,
    /// The codes vault failed.
    #[error("the phone's codes vault failed")]
    Vault,
    /// The minute is over: unlock again.
    #[error("the codes are locked again")]
    Locked,
    /// This phone has no code for that account.
    #[error("this phone has no code for that account")]
    Missing,
    /// The codes key is another one than the one that sealed this: associate again.
    #[error("the code's secret is lost: associate again")]
    Lost,
    /// The phone's clock shows a time before 1970.
    #[error("the phone's clock shows a time before 1970")]
    Clock,
    /// The phone's storage failed.
    #[error("the codes could not be read")]
    Store(#[from] StoreError),
    /// What is stored can't be read by this version.
    #[error("what is stored can't be read by this version")]
    Record(#[from] RecordError),
}

impl From<CodesVaultError> for CodesError {
    fn from(error: CodesVaultError) -> Self {
        match error {
            CodesVaultError::Cancelled => Self::Cancelled,
            CodesVaultError::LockedOut => Self::LockedOut,
            CodesVaultError::NotEnrolled => Self::NotEnrolled,
            CodesVaultError::Unavailable => Self::Vault,
        }
    }
}

impl From<SealError> for CodesError {
    fn from(_: SealError) -> Self {
        Self::Lost
    }
}

impl From<TotpError> for CodesError {
    fn from(_: TotpError) -> Self {
        Self::Clock
    }
}

/// An account that has a fallback code, with the code.
#[derive(Debug)]
pub struct ListedCode {
    /// The account.
    pub account: AccountId,
    /// The provider's name.
    pub provider: String,
    /// The account's name.
    pub name: String,
    /// How far the phone's clock is ahead of the provider's, seconds; already corrected.
    pub clock_ahead_s: i64,
    /// Its code; `None` if the secret is lost, so that the account has to be associated again.
    pub code: Option<CodeView>,
}

/// A code as it is shown. Short-lived, but secret while it lives.
#[derive(Debug)]
pub struct CodeView {
    /// The code now.
    pub code: Code,
    /// The code after it.
    pub next: Code,
    /// How long the code is the current one.
    pub valid_for: Duration,
    /// How long each code is.
    pub period: Duration,
}

/// Codes that the person unlocked, for a minute.
pub struct UnlockedCodes {
    context: Arc<Context>,
    key: Mutex<Option<SecretBytes>>,
    until: BootInstant,
}

impl std::fmt::Debug for UnlockedCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnlockedCodes(<redacted>)")
    }
}

impl UnlockedCodes {
    pub(crate) async fn unlock(context: Arc<Context>) -> Result<Self, CodesError> {
        let key = context.platform.codes_vault.unlock(UnlockReason::ShowCodes).await?;
        let until = context.platform.clock.boot().saturating_add(UNLOCKED_FOR);
        Ok(Self { context, key: Mutex::new(Some(key)), until })
    }

    /// How long codes can still be shown.
    #[must_use]
    pub fn unlocked_for(&self) -> Duration {
        let left = self.until.left_from(self.now());
        if left.is_zero() {
            self.lock();
        }
        if self.key().is_some() { left } else { Duration::ZERO }
    }

    /// Forgets the codes key before the minute is over.
    pub fn lock(&self) {
        self.key().take();
    }

    fn key(&self) -> MutexGuard<'_, Option<SecretBytes>> {
        self.key.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What opens the secrets, while it may.
    fn opener(&self) -> Result<SealingKey, CodesError> {
        if self.unlocked_for().is_zero() {
            return Err(CodesError::Locked);
        }
        Ok(SealingKey::new(self.key().as_ref().ok_or(CodesError::Locked)?)?)
    }

    /// All accounts that have a code, with their codes at this moment.
    ///
    /// # Errors
    ///
    /// [`CodesError::Locked`] when the minute is over; else see [`CodesError`]. An account whose
    /// secret is lost does not hide the others.
    pub async fn list(&self) -> Result<Vec<ListedCode>, CodesError> {
        let opener = self.opener()?;
        let store = &self.context.store;
        let rows = store.accounts().await?;
        let kept = store.codes().await?.into_iter();
        let mut kept: HashMap<_, _> =
            kept.map(|(id, owner, sealed)| (id, (owner, sealed))).collect();
        let now = self.context.platform.clock.wall();
        let mut codes = Vec::new();
        for row in rows {
            let record: AccountRecord = decode(&row.state)?;
            let Some(id) = row.code.filter(|_| !record.removed) else { continue };
            let code = match self.reveal(&opener, &record, id, kept.remove(&id), now) {
                Ok(code) => Some(code),
                Err(CodesError::Missing | CodesError::Lost) => None,
                Err(error) => return Err(error),
            };
            codes.push(ListedCode {
                account: row.id,
                provider: record.provider_name,
                name: record.account_name,
                clock_ahead_s: record.clock_offset_ms.saturating_neg().saturating_div(1000),
                code,
            });
        }
        Ok(codes)
    }

    /// An account's code at this moment, by the provider's clock as last measured.
    ///
    /// # Errors
    ///
    /// [`CodesError::Locked`] when the minute is over; else see [`CodesError`].
    pub async fn code(&self, account: AccountId) -> Result<CodeView, CodesError> {
        let opener = self.opener()?;
        let rows = self.context.store.accounts().await?;
        let row = rows.iter().find(|row| row.id == account).ok_or(CodesError::Missing)?;
        let id = row.code.ok_or(CodesError::Missing)?;
        let kept = self.context.store.code(id).await?;
        self.reveal(&opener, &decode(&row.state)?, id, kept, self.context.platform.clock.wall())
    }

    /// This moment on the phone's boot clock.
    pub(crate) fn now(&self) -> BootInstant {
        self.context.platform.clock.boot()
    }

    /// Opens one secret, as the store keeps it with its owner, and computes its code.
    fn reveal(
        &self,
        opener: &SealingKey,
        record: &AccountRecord,
        id: CodeId,
        kept: Option<(String, Vec<u8>)>,
        wall: SystemTime,
    ) -> Result<CodeView, CodesError> {
        let (owner, sealed) = kept.ok_or(CodesError::Missing)?;
        if owner != AccountRecord::natural_key(&record.issuer, &record.pseudonym) {
            return Err(CodesError::Lost);
        }
        let place = code_place(self.context.store.store_id(), id, &owner);
        let secret = opener.open(&sealed, &place)?;
        let now = record.corrected(wall);
        Ok(CodeView {
            code: record.totp.code_at(&secret, now)?,
            next: record.totp.next(&secret, now)?,
            valid_for: record.totp.time_left(now)?,
            period: Duration::from_secs(record.totp.period.seconds().into()),
        })
    }
}
