//! The gateway over an open core.

use std::sync::Arc;

use assenso_core::account::{Account, Held};
use assenso_core::authenticator::Authenticator;
use assenso_core::ports::Clock;
use assenso_core::secret::SecretText;
use async_trait::async_trait;

use super::codes::Codes;
use super::deeds::Deeds;
use super::flows::Flows;
use super::problems::{of_account, of_approval, of_pairing, of_pin};
use super::requests::{Requests, local_day};
use crate::gateway::{
    AccountItem, AccountKey, Accounts, Association, CodeItem, Deed, Done, FlowId, Gateway,
    HoldItem, Input, Invitation, Outcome, Problem, ReportOutcome, ReportReason, RequestItem, Step,
    Stuck,
};
use crate::keys::SoftwareKeys;

/// An open phone's core.
pub(super) struct RealGateway {
    core: Authenticator,
    keys: SoftwareKeys,
    flows: Flows,
    requests: Requests,
    codes: Codes,
    deeds: Deeds,
}

impl RealGateway {
    pub(super) fn new(core: Authenticator, keys: SoftwareKeys, clock: Arc<dyn Clock>) -> Self {
        Self {
            flows: Flows::new(core.clone(), Arc::clone(&clock)),
            requests: Requests::new(core.clone(), Arc::clone(&clock)),
            codes: Codes::new(core.clone(), clock),
            deeds: Deeds::new(core.clone()),
            core,
            keys,
        }
    }
}

fn item(account: Account) -> AccountItem {
    AccountItem {
        key: account.id,
        provider: account.provider,
        name: account.name,
        issuer: account.issuer,
        association: account.association,
        hold: account.hold.map(|hold| HoldItem {
            everything: hold.held == Held::Widening,
            until: local_day(hold.until),
        }),
        alarm: account.alarm,
    }
}

#[async_trait]
impl Gateway for RealGateway {
    async fn accounts(&self) -> Result<Accounts, Problem> {
        let paired = self.core.accounts().await.map_err(|error| of_account(&error))?;
        let paired = paired.into_iter().map(item).collect();
        Ok(Accounts { paired, unfinished: self.flows.list().await })
    }

    async fn pair(&self, issuer: &str) -> Result<Step, Stuck> {
        self.flows.begin(issuer).await
    }

    async fn invitation(&self, link: &SecretText) -> Result<Arc<Invitation>, Problem> {
        // EXPOSE: the core reads it.
        let read = self.core.invitation(link.expose());
        read.map(Arc::new).map_err(|error| of_pairing(&error))
    }

    async fn pair_invited(&self, invitation: &Invitation) -> Result<Step, Stuck> {
        self.flows.begin_invited(invitation).await
    }

    async fn advance(&self, flow: FlowId, input: Input) -> Result<Step, Stuck> {
        self.flows.advance(flow, input).await
    }

    async fn abandon(&self, flow: FlowId) -> Result<(), Problem> {
        self.flows.abandon(flow).await
    }

    async fn wait(&self, account: AccountKey) -> Result<bool, Problem> {
        self.requests.wait(account).await
    }

    async fn requests(&self, account: AccountKey) -> Result<Vec<RequestItem>, Problem> {
        self.requests.refresh(account).await
    }

    async fn approve(
        &self,
        account: AccountKey,
        request: &str,
        number: &str,
    ) -> Result<Outcome, Problem> {
        self.requests.approve(account, request, number).await
    }

    async fn deny(&self, account: AccountKey, request: &str) -> Result<Outcome, Problem> {
        self.requests.deny(account, request).await
    }

    async fn report(
        &self,
        account: AccountKey,
        request: &str,
        reason: ReportReason,
    ) -> Result<ReportOutcome, Problem> {
        self.requests.report(account, request, reason).await
    }

    async fn unlock_codes(&self) -> Result<Vec<CodeItem>, Problem> {
        self.codes.unlock().await
    }

    async fn codes(&self) -> Result<Vec<CodeItem>, Problem> {
        self.codes.read().await
    }

    async fn lock_codes(&self) {
        self.codes.lock().await;
    }

    async fn check(&self, account: AccountKey) -> Result<Association, Problem> {
        let checked = self.core.check_association(account).await;
        Ok(checked.map_err(|error| of_approval(&error))?.association)
    }

    async fn perform(&self, account: AccountKey, deed: Deed) -> Result<Done, Problem> {
        self.deeds.perform(account, deed).await
    }

    async fn remove(&self, account: AccountKey) -> Result<(), Problem> {
        self.core.remove(account).await.map_err(|error| of_account(&error))
    }

    async fn set_notifications(&self, on: bool) -> Result<(), Problem> {
        self.keys.set_notifications(on).await.map_err(|error| of_pin(&error))
    }
}
