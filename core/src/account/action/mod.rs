//! What the owner does with the account from this phone: leave it, deactivate, a recovery code.
//!
//! Whatever gives somebody more power is signed by the approval key over everything that was
//! shown, with the account's password typed within five minutes. It is stored before it is signed,
//! and repeated, byte for byte, whenever the actions are opened, until the provider's receipt or
//! refusal is here.

mod error;
pub mod machine;
mod record;

use std::sync::Arc;
use std::time::Duration;

pub use error::ActionError;

use self::machine::{Event, State, step};
use self::record::ActionRecord;
use super::{Account, RecoveryCode};
use crate::approval::AccountSession;
use crate::context::Context;
use crate::ports::SignReason;
use crate::protocol::V1;
use crate::provider::{AccountAction, AccountOverview, ProviderError, Refusal};
use crate::records::{RecordError, decode, encode};
use crate::secret::SecretText;
use crate::store::AccountId;

const MAX_PASSWORD_LENGTH: usize = 1024;

/// What the owner can do with one account.
pub struct AccountActions {
    session: Arc<AccountSession>,
}

impl std::fmt::Debug for AccountActions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AccountActions({})", self.session.account)
    }
}

impl AccountActions {
    pub(crate) async fn over(
        context: Arc<Context>,
        account: AccountId,
    ) -> Result<Self, ActionError> {
        let session = Arc::new(AccountSession::load(context, account).await?);
        let actions = Self { session };
        if let Err(error) = actions.resume().await {
            tracing::warn!(%error, "an action could not be sent again");
        }
        Ok(actions)
    }

    /// What the provider says of the account, for display.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn overview(&self) -> Result<AccountOverview, ActionError> {
        let caller = self.session.possession();
        let overview = self.session.provider.overview(&caller).await;
        self.answered(overview).await
    }

    /// Sends the account's password, which every action but signing out needs. Returns how long it
    /// counts.
    ///
    /// # Errors
    ///
    /// [`ActionError::WrongPassword`]; else see [`ActionError`].
    pub async fn confirm_password(&self, password: &SecretText) -> Result<Duration, ActionError> {
        // EXPOSE: only its length is read.
        if !(1..=MAX_PASSWORD_LENGTH).contains(&password.expose().len()) {
            return Err(ActionError::InvalidInput);
        }
        let caller = self.session.possession();
        let sent = self.session.provider.submit_account_password(&caller, password).await;
        self.answered(sent).await
    }

    /// "Deactivate": 2-step verification goes off, and this phone is out. The person is asked
    /// twice before, by the app.
    ///
    /// # Errors
    ///
    /// [`ActionError::PasswordNeeded`], [`ActionError::Held`]; else see [`ActionError`].
    pub async fn deactivate(&self) -> Result<Account, ActionError> {
        let (provider, account) = self.names();
        let reason = SignReason::Deactivate { provider, account };
        self.perform(&AccountAction::Deactivate, reason).await?;
        self.check().await
    }

    /// "Sign out": this phone is no longer the account's device. 2-step verification stays on, so
    /// the app warns where this phone is the only second step. Takes power away: needs neither
    /// password nor prompt.
    ///
    /// # Errors
    ///
    /// See [`ActionError`].
    pub async fn sign_out(&self) -> Result<Account, ActionError> {
        let caller = self.session.possession();
        let standing = self.session.provider.sign_out(&caller).await;
        let standing = self.answered(standing).await?;
        let record = self.session.take(standing).await?;
        Ok(record.view(self.session.account))
    }

    /// A new recovery code, to be written down. It counts once [`NewRecoveryCode::keep`] has
    /// succeeded, and then an earlier one no longer does.
    ///
    /// # Errors
    ///
    /// [`ActionError::Random`].
    pub fn new_recovery_code(&self) -> Result<NewRecoveryCode, ActionError> {
        let code = RecoveryCode::random()?;
        let [random] = crate::crypto::random_bytes::<1>()?;
        let asked = usize::from(random).rem_euclid(code.groups().len().max(1));
        Ok(NewRecoveryCode { session: Arc::clone(&self.session), code, asked })
    }

    /// Ends this phone's probation with the recovery code, which is used up by this.
    ///
    /// # Errors
    ///
    /// [`ActionError::NoRecoveryCode`], [`ActionError::WrongRecoveryCode`],
    /// [`ActionError::PasswordNeeded`]; else see [`ActionError`].
    pub async fn enter_recovery_code(&self, typed: &SecretText) -> Result<Account, ActionError> {
        let code = RecoveryCode::parse(typed)?;
        let caller = self.session.possession();
        let standing = self.session.provider.recover(&caller, &code).await;
        let standing = self.answered(standing).await?;
        let record = self.session.take(standing).await?;
        Ok(record.view(self.session.account))
    }

    fn names(&self) -> (String, String) {
        let record = self.session.record();
        (record.provider_name.clone(), record.account_name.clone())
    }

    /// Asks the provider for its signed word on this phone, and keeps it.
    async fn check(&self) -> Result<Account, ActionError> {
        let record = self.session.check_association().await?;
        Ok(record.view(self.session.account))
    }

    /// A refusal of this device makes the phone ask for the signed word.
    async fn answered<T>(&self, reply: Result<T, ProviderError>) -> Result<T, ActionError> {
        match reply {
            Ok(reply) => Ok(reply),
            Err(error @ ProviderError::Refused(Refusal::NotAssociated)) => {
                Err(self.session.refused(error).await.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Stores, signs, stores, sends.
    async fn perform(&self, action: &AccountAction, reason: SignReason) -> Result<(), ActionError> {
        let session = &self.session;
        let caller = session.possession();
        let challenge = session.provider.action_challenge(&caller).await;
        let challenge = self.answered(challenge).await?;
        let (key, account) = (session.approval(), session.record().reference());
        let device = caller.public();
        let draft =
            session.provider.draft_action(&account, device, key.public(), &challenge, action)?;
        let mut record = ActionRecord {
            v: V1,
            state: State::Signing,
            challenge,
            signing_input: draft.signing_input().to_owned(),
            action: None,
            receipt: None,
        };
        self.keep(&record).await?;
        match key.sign(&draft, &reason).await {
            Ok(signed) => record.action = Some(signed),
            Err(error) => {
                record.state = step(record.state, Event::Refused)?;
                self.keep(&record).await?;
                return Err(error.into());
            }
        }
        record.state = step(record.state, Event::Signed)?;
        self.keep(&record).await?;
        self.submit(&mut record).await
    }

    /// Sends again what was signed and not acknowledged.
    async fn resume(&self) -> Result<(), ActionError> {
        for (_, state) in self.session.context.store.actions(self.session.account).await? {
            let mut record: ActionRecord = decode(&state)?;
            if record.state == State::Submitting {
                self.submit(&mut record).await?;
            }
        }
        Ok(())
    }

    /// Sends a signed action and stores the receipt. Safe to repeat.
    async fn submit(&self, record: &mut ActionRecord) -> Result<(), ActionError> {
        let action = record.action.clone().ok_or(RecordError)?;
        let caller = self.session.possession();
        match self.session.provider.submit_action(&caller, &action).await {
            Ok(receipt) => {
                record.state = step(record.state, Event::Receipt)?;
                record.receipt = Some(receipt);
                self.keep(record).await
            }
            // A refusal is the provider's unsigned word, but nothing was done and nothing will be:
            // its challenge is over in five minutes.
            Err(error @ ProviderError::Refused(_)) => {
                record.state = step(record.state, Event::Refused)?;
                self.keep(record).await?;
                self.answered(Err(error)).await
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn keep(&self, record: &ActionRecord) -> Result<(), ActionError> {
        let (context, account) = (Arc::clone(&self.session.context), self.session.account);
        let (challenge, state) = (record.challenge.clone(), encode(record)?);
        Context::finish(async move {
            context.store.upsert_action(account, &challenge, state).await.map(drop)
        })
        .await?;
        Ok(())
    }
}

/// A recovery code that is on the screen and counts for nothing yet.
pub struct NewRecoveryCode {
    session: Arc<AccountSession>,
    code: RecoveryCode,
    asked: usize,
}

impl std::fmt::Debug for NewRecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewRecoveryCode(<redacted>)")
    }
}

impl NewRecoveryCode {
    /// The code, in groups of four characters, to be written down or printed.
    #[must_use]
    pub fn groups(&self) -> Vec<SecretText> {
        self.code.groups()
    }

    /// Which group the person types back, from 0: whoever can has written it down.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Makes it count, once the person has typed the group back.
    ///
    /// # Errors
    ///
    /// [`ActionError::WrongGroup`], [`ActionError::PasswordNeeded`], [`ActionError::Held`]; else
    /// see [`ActionError`].
    pub async fn keep(&self, typed: &SecretText) -> Result<(), ActionError> {
        let groups = self.code.groups();
        // EXPOSE: it is compared with what is on the screen.
        let same = groups
            .get(self.asked)
            .is_some_and(|group| group.expose().eq_ignore_ascii_case(typed.expose().trim()));
        if !same {
            return Err(ActionError::WrongGroup);
        }
        let actions = AccountActions { session: Arc::clone(&self.session) };
        let (provider, account) = actions.names();
        let reason = SignReason::RecoveryCode { provider, account };
        actions.perform(&AccountAction::RecoveryCode { hash: self.code.hash() }, reason).await
    }
}
