//! The part of a pairing that goes on by itself: from the challenge to the association.

use std::sync::Arc;

use super::super::PairingError;
use super::super::machine::{Effect, Event, effect, step};
use super::super::record::{PairingRecord, PreparedStatement};
use super::super::steps::PairingStep;
use super::Flow;
use crate::account::{AccountRecord, AssociationState, StoredKey};
use crate::context::Context;
use crate::crypto::SealingKey;
use crate::jose::Unsigned;
use crate::ports::{KeyRole, KeySpec, SignReason, UnlockReason};
use crate::protocol::V1;
use crate::provider::{Introduction, ProviderError, Refusal, Standing};
use crate::records::{RecordError, decode, encode};
use crate::store::{AccountId, CodeId, NewAccount, PairingId, code_place};

impl Flow {
    /// Performs effects until one needs the person, or all is done.
    pub(super) async fn run(
        self: &Arc<Self>,
        record: &mut PairingRecord,
    ) -> Result<PairingStep, PairingError> {
        loop {
            match effect(record.state) {
                Effect::Prepare => self.prepare(record).await?,
                Effect::Sign => self.sign(record).await?,
                Effect::Submit => self.submit(record).await?,
                Effect::Commit => {
                    return self.commit(record).await.map(PairingStep::Associated);
                }
                Effect::OpenSession | Effect::AskPerson | Effect::CleanUp | Effect::Done => {
                    return Ok(self.offer(record, None));
                }
            }
        }
    }

    /// Makes the approval key and what both sides will share, and stores it all in one step.
    async fn prepare(&self, record: &mut PairingRecord) -> Result<(), PairingError> {
        let (caller, _) = self.session(record)?;
        let attempt = record.attempt.as_mut().ok_or(RecordError)?;
        let platform = &self.context.platform;
        let spec = KeySpec {
            id: attempt.approval.clone(),
            role: KeyRole::Approval,
            class: attempt.class,
            challenge: attempt.challenge.attestation_challenge.clone(),
        };
        let created = platform.device_key.create(&spec).await?;
        let acceptance =
            self.provider.draft_acceptance(&attempt.challenge, caller.public(), &created.public)?;
        let introduction = Introduction {
            possession: *caller.public(),
            approval: created.public,
            acceptance: caller.sign(&acceptance, &SignReason::Silent).await?,
            class: attempt.class,
            level: created.level,
            attestation: created.attestation,
            device_name: self.context.options.device_name.clone(),
            app: self.context.options.app.clone(),
        };
        let owner = AccountRecord::natural_key(&self.issuer, &attempt.challenge.account);
        let code = self.reserve_code(record, &owner).await?;
        let attempt = record.attempt.as_mut().ok_or(RecordError)?;
        let codes_key = platform.codes_vault.unlock(UnlockReason::Associate).await?;
        let statement = self.provider.draft_statement(&attempt.challenge, &introduction)?;
        let store = &self.context.store;
        let place = code_place(store.store_id(), code, &owner);
        let sealed = SealingKey::new(&codes_key)?.seal(&statement.code_secret, &place)?;
        store.put_code(code, &sealed).await?;
        attempt.statement = Some(PreparedStatement {
            signing_input: statement.unsigned.signing_input().to_owned(),
            approval: StoredKey { id: spec.id, public: created.public },
            level: created.level,
            expected_tag: statement.expected_tag,
        });
        self.transition(record, Event::Prepared).await
    }

    /// The code row of this pairing, noted before anything is sealed into it. An attempt that is
    /// started again seals into the same row, unless it turned out to be for another account.
    async fn reserve_code(
        &self,
        record: &mut PairingRecord,
        owner: &str,
    ) -> Result<CodeId, PairingError> {
        let store = &self.context.store;
        if let Some((code, reserved_for)) = &record.code
            && reserved_for == owner
        {
            return Ok(*code);
        }
        let code = store.reserve_code(owner).await?;
        record.code = Some((code, owner.to_owned()));
        store.update_pairing(self.row, encode(record)?).await?;
        Ok(code)
    }

    async fn sign(&self, record: &mut PairingRecord) -> Result<(), PairingError> {
        let reason = SignReason::Associate {
            provider: self.provider_name.clone(),
            account: record.email.clone().unwrap_or_default(),
        };
        let attempt = record.attempt.as_mut().ok_or(RecordError)?;
        let statement = attempt.statement.as_ref().ok_or(RecordError)?;
        let unsigned = Unsigned::from_signing_input(statement.signing_input.clone());
        let key = statement.approval.bound(&self.context.platform.device_key);
        attempt.signed = Some(key.sign(&unsigned, &reason).await?);
        self.transition(record, Event::Signed).await
    }

    async fn submit(&self, record: &mut PairingRecord) -> Result<(), PairingError> {
        let (caller, session) = self.session(record)?;
        let attempt = record.attempt.as_ref().ok_or(RecordError)?;
        let statement = attempt.statement.as_ref().ok_or(RecordError)?;
        let signed = attempt.signed.as_ref().ok_or(RecordError)?;
        let paired = self
            .provider
            .submit_statement(
                &caller,
                &session.id,
                &attempt.challenge,
                signed,
                &statement.expected_tag,
            )
            .await?;
        record.paired = Some(paired);
        self.transition(record, Event::Paired).await
    }

    async fn commit(&self, record: &mut PairingRecord) -> Result<AccountId, PairingError> {
        let (caller, session) = self.session(record)?;
        let paired = record.paired.as_ref().ok_or(RecordError)?;
        let standing = match self.provider.commit(&caller, &session.id, paired).await {
            // An unsigned refusal proves nothing: an earlier commit may have been the one that
            // counts. The signed word decides.
            Err(ProviderError::Refused(
                Refusal::Superseded | Refusal::Expired | Refusal::SessionEnded,
            )) => self.provider.standing(&caller).await?,
            other => other?,
        };
        // A frozen account's device is its device all the same.
        let associated =
            matches!(standing.state, AssociationState::Associated | AssociationState::Frozen);
        if associated && standing.generation == paired.generation {
            return self.keep(record, &standing).await;
        }
        tracing::info!(pairing = %self.row, state = ?standing.state, "another phone was faster");
        self.transition(record, Event::Refuted).await?;
        self.clean_up(record).await?;
        Err(PairingError::Superseded)
    }

    /// Turns the pairing into an account, in one transaction.
    async fn keep(
        &self,
        record: &mut PairingRecord,
        standing: &Standing,
    ) -> Result<AccountId, PairingError> {
        let (caller, _) = self.session(record)?;
        let paired = record.paired.as_ref().ok_or(RecordError)?;
        let attempt = record.attempt.as_ref().ok_or(RecordError)?;
        let statement = attempt.statement.as_ref().ok_or(RecordError)?;
        let possession = StoredKey { id: record.possession.clone(), public: *caller.public() };
        let pseudonym = &attempt.challenge.account;
        let mut account = AccountRecord {
            v: V1,
            issuer: self.issuer.clone(),
            pseudonym: pseudonym.clone(),
            provider_name: paired.provider_name.clone(),
            account_name: paired.account_name.clone(),
            possession,
            approval: statement.approval.clone(),
            class: attempt.class,
            level: statement.level,
            totp: attempt.challenge.totp,
            generation: paired.generation,
            association: standing.state,
            held: standing.held,
            full_power_from_ms: standing.full_power_from_ms,
            alarm: false,
            clock_offset_ms: 0,
            // Set when it is written.
            retired: Vec::new(),
            removed: false,
        };
        account.measure_offset(standing.time, self.context.platform.clock.wall());
        let (context, row) = (Arc::clone(&self.context), self.row);
        let code = record.code.as_ref().map(|(code, _)| *code);
        // Whole or not at all, whoever waits for it.
        let id = Context::finish(async move { write(&context, row, account, code).await }).await?;
        record.state = step(record.state, Event::Confirmed)?;
        // Set once: there is no way out of this state.
        let id = *self.account.get_or_init(|| id);
        tracing::info!(account = %id, "associated");
        self.context.listed.send_replace(());
        self.context.destroy_retired().await?;
        Ok(id)
    }
}

/// Turns a pairing into `account`, with the keys of an earlier association that it replaces.
async fn write(
    context: &Context,
    pairing: PairingId,
    mut account: AccountRecord,
    code: Option<CodeId>,
) -> Result<AccountId, PairingError> {
    let _writing = context.writing.lock().await;
    for stored in context.store.accounts().await? {
        let earlier: AccountRecord = decode(&stored.state)?;
        if earlier.issuer == account.issuer && earlier.pseudonym == account.pseudonym {
            // It was committed by a call that was cut off before it could say so.
            if earlier.possession.id == account.possession.id {
                return Ok(stored.id);
            }
            account.retired.extend(earlier.retired);
            account.retired.extend([earlier.possession.id, earlier.approval.id]);
        }
    }
    let natural_key = AccountRecord::natural_key(&account.issuer, &account.pseudonym);
    let new = NewAccount { natural_key, state: encode(&account)?, code };
    Ok(context.store.commit_pairing(pairing, new).await?)
}
