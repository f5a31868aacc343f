//! What the owner does with an account, over the core.

use std::collections::BTreeMap;

use assenso_core::account::{AccountActions, ActionError, NewRecoveryCode};
use assenso_core::authenticator::Authenticator;
use assenso_core::secret::SecretText;
use tokio::sync::Mutex;

use super::problems::of_action;
use crate::gateway::{AccountKey, Deed, Done, PrintedCode, Problem};

/// The deeds of one phone.
pub(super) struct Deeds {
    core: Authenticator,
    /// The code that each account's owner is writing down.
    codes: Mutex<BTreeMap<AccountKey, NewRecoveryCode>>,
}

impl Deeds {
    pub(super) fn new(core: Authenticator) -> Self {
        Self { core, codes: Mutex::default() }
    }

    pub(super) async fn perform(&self, account: AccountKey, deed: Deed) -> Result<Done, Problem> {
        self.try_perform(account, deed).await.map_err(|error| of_action(&error))
    }

    async fn try_perform(&self, account: AccountKey, deed: Deed) -> Result<Done, ActionError> {
        let actions = self.core.actions(account).await?;
        Ok(match deed {
            Deed::SignOut => Done::Out(actions.sign_out().await?.association),
            Deed::Deactivate { password } => {
                actions.confirm_password(&password).await?;
                Done::Out(actions.deactivate().await?.association)
            }
            Deed::NewCode { password } => {
                actions.confirm_password(&password).await?;
                Done::Code(self.print(account, &actions).await?)
            }
            Deed::KeepCode { group } => self.keep(account, &group).await?,
            Deed::EnterCode { password, code } => {
                actions.confirm_password(&password).await?;
                actions.enter_recovery_code(&code).await?;
                Done::FullPower
            }
        })
    }

    async fn print(
        &self,
        account: AccountKey,
        actions: &AccountActions,
    ) -> Result<PrintedCode, ActionError> {
        let code = actions.new_recovery_code()?;
        let printed = PrintedCode { groups: code.groups(), asked: code.asked() };
        self.codes.lock().await.insert(account, code);
        Ok(printed)
    }

    async fn keep(&self, account: AccountKey, group: &SecretText) -> Result<Done, ActionError> {
        let mut codes = self.codes.lock().await;
        // Asked for once, by the page that shows it.
        let code = codes.get(&account).ok_or(ActionError::Expired)?;
        code.keep(group).await?;
        codes.remove(&account);
        Ok(Done::CodeKept)
    }
}
