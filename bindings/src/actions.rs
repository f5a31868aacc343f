//! What the owner does with an account: leave it, deactivate, a recovery code.

use std::sync::{Arc, Mutex, PoisonError};

use assenso_core::account;
use assenso_core::provider::{ProviderError, Refusal};

use crate::AccountView;
use crate::codes::millis;
use crate::guard::{Panicked, guard, guard_sync, report};
use crate::typed::typed;

/// What was typed has the wrong form.
const INVALID: ActionError = ActionError::NotAccepted("action.invalid_input");

/// What the owner can do with one account.
#[derive(uniffi::Object)]
pub struct AccountActions {
    core: account::AccountActions,
    advice: Mutex<ActionAdvice>,
}

impl AccountActions {
    pub(crate) fn over(core: account::AccountActions) -> Arc<Self> {
        Arc::new(Self { core, advice: Mutex::default() })
    }
}

/// Translates a result, and keeps what a flat error can't carry.
fn done<T>(
    advice: &Mutex<ActionAdvice>,
    done: Result<T, account::ActionError>,
) -> Result<T, ActionError> {
    done.map_err(|error| {
        *advice.lock().unwrap_or_else(PoisonError::into_inner) = ActionAdvice::of(&error);
        error.into()
    })
}

fn read(advice: &Mutex<ActionAdvice>) -> ActionAdvice {
    *advice.lock().unwrap_or_else(PoisonError::into_inner)
}

#[uniffi::export(async_runtime = "tokio")]
impl AccountActions {
    /// Sends the account's password (UTF-8), which every action but signing out needs. It counts
    /// for five minutes.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn confirm_password(&self, password: Vec<u8>) -> Result<(), ActionError> {
        guard(async {
            let password = typed(password, INVALID)?;
            done(&self.advice, self.core.confirm_password(&password).await.map(drop))
        })
        .await
    }

    /// "Deactivate": 2-step verification goes off, and this phone is out. The app asks twice
    /// before, the phone once more.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn deactivate(&self) -> Result<AccountView, ActionError> {
        guard(async { Ok(done(&self.advice, self.core.deactivate().await)?.into()) }).await
    }

    /// "Sign out": this phone is no longer the account's device. 2-step verification stays on: the
    /// app warns where this phone is the only second step. Asks for nothing.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn sign_out(&self) -> Result<AccountView, ActionError> {
        guard(async { Ok(done(&self.advice, self.core.sign_out().await)?.into()) }).await
    }

    /// A new recovery code, to be written down. It counts for nothing before
    /// [`NewRecoveryCode::keep`].
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub fn new_recovery_code(&self) -> Result<Arc<NewRecoveryCode>, ActionError> {
        guard_sync(Err(ActionError::panicked()), || {
            let core = done(&self.advice, self.core.new_recovery_code())?;
            Ok(Arc::new(NewRecoveryCode { core, advice: Mutex::default() }))
        })
    }

    /// Ends this phone's probation with the recovery code (UTF-8), as people type it. The code is
    /// used up by it.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn enter_recovery_code(&self, code: Vec<u8>) -> Result<AccountView, ActionError> {
        guard(async {
            let code = typed(code, INVALID)?;
            Ok(done(&self.advice, self.core.enter_recovery_code(&code).await)?.into())
        })
        .await
    }

    /// The figures of the last refusal.
    pub fn advice(&self) -> ActionAdvice {
        read(&self.advice)
    }
}

/// A recovery code that is on the screen and counts for nothing yet.
#[derive(uniffi::Object)]
pub struct NewRecoveryCode {
    core: account::NewRecoveryCode,
    advice: Mutex<ActionAdvice>,
}

#[uniffi::export(async_runtime = "tokio")]
impl NewRecoveryCode {
    /// The code, in groups of four characters, to be written down or printed. Never log it.
    pub fn groups(&self) -> Vec<String> {
        // EXPOSE: the screen shows them.
        self.core.groups().iter().map(|group| group.expose().to_owned()).collect()
    }

    /// Which group the person types back, from 0: whoever can has written it down.
    pub fn asked(&self) -> u8 {
        u8::try_from(self.core.asked()).unwrap_or_default()
    }

    /// Makes it count, once the person has typed the group back (UTF-8). The phone asks the person
    /// to verify. An earlier code no longer counts then.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn keep(&self, group: Vec<u8>) -> Result<(), ActionError> {
        guard(async {
            let group = typed(group, INVALID)?;
            done(&self.advice, self.core.keep(&group).await)
        })
        .await
    }

    /// The figures of the last refusal.
    pub fn advice(&self) -> ActionAdvice {
        read(&self.advice)
    }
}

/// The figures of the last refusal; what it had none of is empty.
#[derive(Clone, Copy, Default, uniffi::Record)]
pub struct ActionAdvice {
    /// When to try again.
    pub retry_after_ms: Option<u64>,
}

impl ActionAdvice {
    fn of(error: &account::ActionError) -> Self {
        use account::ActionError as E;

        match error {
            E::TooManyTries { retry_after } => Self { retry_after_ms: Some(millis(*retry_after)) },
            _ => Self::default(),
        }
    }
}

/// Why something that the owner does with the account failed. Nothing is done by half. The text is
/// the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum ActionError {
    /// What was typed was not accepted: wrong, used up, or of the wrong form.
    #[error("{0}")]
    NotAccepted(&'static str),
    /// The password has to be typed first, or again: five minutes are over.
    #[error("action.password_needed")]
    PasswordNeeded,
    /// Not now: [`ActionAdvice`] says when again, [`crate::HoldView`] until when it is held.
    #[error("{0}")]
    Wait(&'static str),
    /// The person dismissed the prompt; nothing was done.
    #[error("action.cancelled")]
    Cancelled,
    /// It took too long, or the provider does not do it.
    #[error("{0}")]
    StartAgain(&'static str),
    /// This phone can do nothing with the account now; the account says why.
    #[error("{0}")]
    NotAssociated(&'static str),
    /// The provider can't be reached or failed. What was signed is sent again when the account's
    /// actions are next opened.
    #[error("{0}")]
    Offline(&'static str),
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for ActionError {
    fn panicked() -> Self {
        Self::Unavailable("action.panicked")
    }
}

impl From<account::ActionError> for ActionError {
    fn from(error: account::ActionError) -> Self {
        use account::ActionError as E;

        let translated = match &error {
            E::InvalidInput => INVALID,
            E::WrongPassword => Self::NotAccepted("action.wrong_password"),
            E::NoRecoveryCode(_) => Self::NotAccepted("action.no_recovery_code"),
            E::WrongRecoveryCode => Self::NotAccepted("action.wrong_recovery_code"),
            E::WrongGroup => Self::NotAccepted("action.wrong_group"),
            E::PasswordNeeded => Self::PasswordNeeded,
            E::TooManyTries { .. } => Self::Wait("action.too_many_tries"),
            E::Held { .. } => Self::Wait("action.held"),
            E::LockedOut => Self::Wait("action.locked_out"),
            E::Cancelled => Self::Cancelled,
            E::Expired => Self::StartAgain("action.expired"),
            E::Refused => Self::StartAgain("action.refused"),
            E::Frozen => Self::NotAssociated("action.frozen"),
            E::KeyInvalidated => Self::NotAssociated("action.key_invalidated"),
            E::MissingAccount => Self::NotAssociated("action.missing_account"),
            E::NotAssociated(_) => Self::NotAssociated("action.not_associated"),
            E::Contradiction => Self::Unavailable("action.contradiction"),
            E::Provider(error) => Self::of_provider(*error),
            E::KeyStore(_) => Self::Unavailable("action.key_store"),
            E::Store(_) | E::Record(_) => Self::Unavailable("action.storage"),
            E::Step(_) => Self::Unavailable("action.wrong_step"),
            E::Random(_) => Self::Unavailable("action.random"),
            _ => Self::Unavailable("action.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl ActionError {
    fn of_provider(error: ProviderError) -> Self {
        match error {
            ProviderError::Offline => Self::Offline("action.offline"),
            ProviderError::Failed => Self::Offline("action.provider_failed"),
            ProviderError::Untrusted(_) | ProviderError::KeysChanged => {
                Self::Unavailable("action.untrusted")
            }
            ProviderError::Key(_) => Self::Unavailable("action.key_store"),
            ProviderError::NotKept => Self::Unavailable("action.storage"),
            ProviderError::Random => Self::Unavailable("action.random"),
            ProviderError::Refused(Refusal::TooManyTries { .. }) => {
                Self::Wait("action.too_many_tries")
            }
            _ => Self::StartAgain("action.refused"),
        }
    }
}
