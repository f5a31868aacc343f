//! One account's dealings with its provider.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use super::super::ApprovalError;
use super::super::machine::{Event, Outcome, State};
use super::super::record::ApprovalRecord;
use super::{advance, settled};
use crate::account::{AccountRecord, AssociationState};
use crate::approval::RequestDetails;
use crate::context::Context;
use crate::jose::Unsigned;
use crate::ports::{BoundKey, SignReason};
use crate::protocol::Decision;
use crate::provider::{Inbox, OpenRequest, Provider, ProviderError, Refusal, Standing};
use crate::records::{RecordError, decode, encode};
use crate::store::AccountId;

/// One account, its provider, and what is stored about it.
pub(crate) struct AccountSession {
    pub(crate) context: Arc<Context>,
    pub(crate) provider: Arc<dyn Provider>,
    pub(crate) account: AccountId,
    keys: AccountRecord,
    /// Reports that the provider would not take. Its word was unsigned, so it is not kept: they
    /// are tried again when the account is next opened, and not with every inbox.
    pub(super) refused_reports: Mutex<BTreeSet<String>>,
}

impl AccountSession {
    pub(crate) async fn load(
        context: Arc<Context>,
        account: AccountId,
    ) -> Result<Self, ApprovalError> {
        let keys = stored(&context, account).await?.ok_or(ApprovalError::MissingAccount)?;
        let provider = context.provider(&keys.issuer).await?;
        Ok(Self { context, provider, account, keys, refused_reports: Mutex::default() })
    }

    pub(crate) fn record(&self) -> &AccountRecord {
        &self.keys
    }

    pub(crate) fn possession(&self) -> BoundKey {
        self.keys.possession.bound(&self.context.platform.device_key)
    }

    pub(crate) fn approval(&self) -> BoundKey {
        self.keys.approval.bound(&self.context.platform.device_key)
    }

    /// The key that signs `decision`, and what the person is told.
    pub(super) fn signer(&self, decision: Decision, request_id: &str) -> (BoundKey, SignReason) {
        match decision {
            Decision::Approve => (
                self.approval(),
                SignReason::Approve {
                    request_id: request_id.to_owned(),
                    provider: self.keys.provider_name.clone(),
                    account: self.keys.account_name.clone(),
                },
            ),
            Decision::Deny => (self.possession(), SignReason::Silent),
        }
    }

    pub(super) async fn fetch_inbox(self: &Arc<Self>) -> Result<Inbox, ApprovalError> {
        let caller = self.possession();
        match self.provider.fetch_inbox(&caller, &self.keys.reference()).await {
            Ok(inbox) if inbox.generation == self.keys.generation => {
                let wall = self.context.platform.clock.wall();
                let time = inbox.time;
                self.change(move |record| record.measure_offset(time, wall)).await?;
                Ok(inbox)
            }
            Ok(_) => Err(self.ask_standing().await),
            Err(error) => Err(self.refused(error).await),
        }
    }

    /// What an error means; a refusal of this device makes the phone ask for the signed word.
    pub(crate) async fn refused(self: &Arc<Self>, error: ProviderError) -> ApprovalError {
        match error {
            ProviderError::Refused(Refusal::NotAssociated) => self.ask_standing().await,
            ProviderError::Refused(Refusal::Frozen) => ApprovalError::Frozen,
            error => error.into(),
        }
    }

    async fn ask_standing(self: &Arc<Self>) -> ApprovalError {
        match self.check_association().await {
            Ok(record) if record.alarm => ApprovalError::Contradiction,
            Ok(record) => match record.association {
                AssociationState::Frozen => ApprovalError::Frozen,
                // Refused and associated at once: another call may go through.
                AssociationState::Associated => ApprovalError::Provider(ProviderError::Failed),
                state => ApprovalError::NotAssociated(state),
            },
            Err(error) => error,
        }
    }

    /// Asks the provider for its signed word and keeps it.
    pub(crate) async fn check_association(
        self: &Arc<Self>,
    ) -> Result<AccountRecord, ApprovalError> {
        let standing = self.provider.standing(&self.possession()).await?;
        self.take(standing).await
    }

    /// Keeps the provider's signed word on this phone.
    pub(crate) async fn take(
        self: &Arc<Self>,
        standing: Standing,
    ) -> Result<AccountRecord, ApprovalError> {
        let wall = self.context.platform.clock.wall();
        self.change(move |record| {
            record.apply(&standing);
            record.measure_offset(standing.time, wall);
        })
        .await
    }

    /// The account as it is stored now.
    pub(super) async fn stored(&self) -> Result<AccountRecord, ApprovalError> {
        stored(&self.context, self.account).await?.ok_or(ApprovalError::MissingAccount)
    }

    /// What a person sees of a request.
    pub(super) fn details(&self, request: &OpenRequest) -> RequestDetails {
        RequestDetails {
            id: request.id.clone(),
            provider: self.keys.provider_name.clone(),
            account: self.keys.account_name.clone(),
            created: request.created,
            number_digits: request.number_digits,
            subject: request.subject.clone(),
        }
    }

    /// Changes the stored account, if it is still the association that this session is about.
    async fn change(
        self: &Arc<Self>,
        work: impl FnOnce(&mut AccountRecord) + Send + 'static,
    ) -> Result<AccountRecord, ApprovalError> {
        let session = Arc::clone(self);
        Context::finish(async move { session.change_now(work).await }).await
    }

    async fn change_now(
        &self,
        work: impl FnOnce(&mut AccountRecord) + Send,
    ) -> Result<AccountRecord, ApprovalError> {
        let _writing = self.context.writing.lock().await;
        let mut record = self.stored().await?;
        // What was said of the old key is not said of the one that took its place here.
        if record.possession.id != self.keys.possession.id {
            return Err(ApprovalError::NotAssociated(AssociationState::Replaced));
        }
        let before = record.view(self.account);
        work(&mut record);
        self.context.store.update_account(self.account, encode(&record)?).await?;
        if record.view(self.account) != before {
            self.context.listed.send_replace(());
        }
        Ok(record)
    }

    /// Stores a record, unless another holder of the same request has gone further: what was
    /// signed or settled is never overwritten. Once begun it is done, also when the caller is
    /// dropped.
    pub(super) async fn keep(
        self: &Arc<Self>,
        record: &ApprovalRecord,
    ) -> Result<(), ApprovalError> {
        let (session, record) = (Arc::clone(self), record.clone());
        Context::finish(async move { session.keep_now(&record).await }).await
    }

    /// A request's record as it is stored, after every write that was begun.
    pub(super) async fn kept(&self, id: &str) -> Result<Option<ApprovalRecord>, ApprovalError> {
        let _writing = self.context.writing.lock().await;
        Ok(self.records().await?.into_iter().find(|record| record.id == id))
    }

    async fn keep_now(&self, record: &ApprovalRecord) -> Result<(), ApprovalError> {
        let _writing = self.context.writing.lock().await;
        if let Some(stored) = self.records().await?.into_iter().find(|other| other.id == record.id)
        {
            match stored.state {
                State::Settled(outcome) => return Err(ApprovalError::Settled(outcome)),
                State::Submitting(_) if stored.answer != record.answer => {
                    return Err(ApprovalError::Underway);
                }
                State::Signing(Decision::Deny) if !record.denies() => {
                    return Err(ApprovalError::Underway);
                }
                State::Pending | State::Signing(_) | State::Submitting(_) => {}
            }
        }
        tracing::debug!(account = %self.account, state = ?record.state, "approval moved");
        let state = encode(record)?;
        self.context.store.upsert_approval(self.account, &record.id, state).await?;
        if matches!(record.state, State::Settled(_)) {
            self.context.stirred.send_replace(());
        }
        Ok(())
    }

    /// Has the stored signing input signed.
    pub(super) async fn sign(
        &self,
        record: &ApprovalRecord,
        decision: Decision,
    ) -> Result<String, ApprovalError> {
        let input = record.signing_input.clone().ok_or(RecordError)?;
        let (key, reason) = self.signer(decision, &record.id);
        Ok(key.sign(&Unsigned::from_signing_input(input), &reason).await?)
    }

    /// Stores a signed answer, then sends it.
    pub(super) async fn give(
        self: &Arc<Self>,
        record: &mut ApprovalRecord,
        answer: String,
    ) -> Result<Outcome, ApprovalError> {
        record.answer = Some(answer);
        advance(record, Event::Signed)?;
        self.keep(record).await?;
        self.submit(record).await
    }

    /// Sends a signed answer and stores the receipt. Safe to repeat.
    pub(super) async fn submit(
        self: &Arc<Self>,
        record: &mut ApprovalRecord,
    ) -> Result<Outcome, ApprovalError> {
        let answer = record.answer.clone().ok_or(RecordError)?;
        let caller = self.possession();
        let receipt =
            self.provider.submit_answer(&caller, &record.id, &record.request, &answer).await;
        match receipt {
            Ok(receipt) => {
                advance(record, Event::Receipt { end: receipt.end, ours: receipt.by_this_answer })?;
                record.receipt = Some(receipt.raw);
            }
            Err(error) => return Err(self.refused(error).await),
        }
        self.keep(record).await?;
        settled(record.state).ok_or(ApprovalError::Underway)
    }
}

/// The stored account.
async fn stored(
    context: &Context,
    account: AccountId,
) -> Result<Option<AccountRecord>, ApprovalError> {
    for row in context.store.accounts().await? {
        if row.id == account {
            return Ok(Some(decode(&row.state)?));
        }
    }
    Ok(None)
}
