//! Runs a pairing: stores each intent, then performs its effect.

use std::sync::{Arc, OnceLock, Weak};

use tokio::sync::Mutex;

use super::machine::{Event, State, TransitionError, step};
use super::record::{Activation, Attempt, PairingRecord, Session, new_key_id};
use super::steps::{
    Activate, AssociateCode, Finish, NumberCode, Pairing, PairingStep, Recovered, SignIn,
    SignInCode, SignedIn,
};
use super::{Invitation, Missing, PairingError};
use crate::account::RecoveryCode;
use crate::context::Context;
use crate::cut::Cut;
use crate::ports::{BoundKey, KeyClass, KeyRole, KeySpec};
use crate::provider::{CodePurpose, Next, Provider, SmsSent};
use crate::records::{RecordError, decode, encode};
use crate::secret::SecretText;
use crate::store::{AccountId, PairingId};

mod attempt;

/// The longest e-mail address (RFC 5321 section 4.5.3.1) and password that are sent.
const MAX_EMAIL_LENGTH: usize = 254;
const MAX_PASSWORD_LENGTH: usize = 1024;
const MAX_CODE_LENGTH: usize = 12;
/// Longer than any number, however it is written.
const MAX_NUMBER_LENGTH: usize = 40;

/// One pairing in progress.
pub(crate) struct Flow {
    context: Arc<Context>,
    provider: Arc<dyn Provider>,
    row: PairingId,
    issuer: String,
    provider_name: String,
    record: Mutex<PairingRecord>,
    /// What it became, once it is done.
    account: OnceLock<AccountId>,
    cut: Cut,
}

impl std::fmt::Debug for Flow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Flow({})", self.row)
    }
}

impl Flow {
    /// Begins: reaches the provider, makes the possession key, binds a session to it.
    /// With an invitation its root is the only one that is believed, and it is redeemed.
    pub(crate) async fn begin(
        context: Arc<Context>,
        issuer: &str,
        invitation: Option<&Invitation>,
    ) -> Result<SignIn, PairingError> {
        let provider = context.connect(issuer, invitation.map(Invitation::root)).await?;
        let record = PairingRecord::new(issuer.to_owned(), provider.contact().name)?;
        // One lock over both: nobody finds a row that nobody holds.
        let mut flows = context.flows.lock().await;
        let row = context.store.insert_pairing(encode(&record)?).await?;
        let flow = Arc::new(Self::over(Arc::clone(&context), provider, row, record));
        flows.retain(|_, held| held.strong_count() > 0);
        flows.insert(row, Arc::downgrade(&flow));
        drop(flows);
        match flow.open_session(invitation).await {
            Ok(()) => Ok(SignIn { flow }),
            Err(error) => {
                // Nothing was typed yet: there is nothing to come back to.
                flow.abandon().await?;
                Err(error)
            }
        }
    }

    /// The stored pairings that there is something to come back to in, oldest first; the others
    /// are dropped. One that somebody holds is left as it is.
    pub(crate) async fn restore(context: &Arc<Context>) -> Result<Vec<Pairing>, PairingError> {
        let (mut pairings, mut over) = (Vec::new(), Vec::new());
        let mut flows = context.flows.lock().await;
        for (row, state) in context.settled_pairings().await? {
            if let Some(flow) = flows.get(&row).and_then(Weak::upgrade) {
                pairings.push(Pairing { flow });
                continue;
            }
            let record: PairingRecord = decode(&state)?;
            let provider = context.provider(&record.issuer).await?;
            let state = record.state;
            let flow = Arc::new(Self::over(Arc::clone(context), provider, row, record));
            flows.insert(row, Arc::downgrade(&flow));
            match state {
                State::Opening | State::Password | State::Ended => over.push(flow),
                _ => pairings.push(Pairing { flow }),
            }
        }
        drop(flows);
        for flow in over {
            flow.abandon().await?;
        }
        Ok(pairings)
    }

    /// Where it stands now.
    pub(super) async fn current(self: &Arc<Self>) -> PairingStep {
        self.offer(&*self.record.lock().await, None)
    }

    fn over(
        context: Arc<Context>,
        provider: Arc<dyn Provider>,
        row: PairingId,
        record: PairingRecord,
    ) -> Self {
        let (issuer, provider_name) = (record.issuer.clone(), record.provider_name.clone());
        let record = Mutex::new(record);
        let (account, cut) = (OnceLock::new(), Cut::default());
        Self { context, provider, row, issuer, provider_name, record, account, cut }
    }

    /// Ends the call that runs on one of its steps.
    pub(super) fn cancel(&self) {
        self.cut.now();
    }

    /// Runs a call of a step until it ends or is cut off.
    pub(super) async fn uncut<T>(
        &self,
        work: impl Future<Output = Result<T, PairingError>>,
    ) -> Result<T, PairingError> {
        // Boxed: a whole association is one large future.
        self.cut.run(Box::pin(work)).await.unwrap_or(Err(PairingError::Cancelled))
    }

    pub(super) fn row(&self) -> PairingId {
        self.row
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(super) fn provider_name(&self) -> &str {
        &self.provider_name
    }

    pub(super) async fn email(&self) -> Option<String> {
        self.record.lock().await.email.clone()
    }

    pub(super) async fn activates(&self) -> bool {
        self.record.lock().await.activation.is_some()
    }

    pub(super) async fn submit_password(
        self: &Arc<Self>,
        email: &str,
        password: &SecretText,
    ) -> Result<PairingStep, PairingError> {
        let email = email.trim();
        // EXPOSE: only its length is read.
        let length = password.expose().len();
        if email.is_empty()
            || email.len() > MAX_EMAIL_LENGTH
            || !(1..=MAX_PASSWORD_LENGTH).contains(&length)
        {
            return Err(PairingError::InvalidInput);
        }
        let mut record = self.record.lock().await;
        let (caller, session) = self.session(&record)?;
        let next = self.provider.submit_password(&caller, &session.id, email, password).await?;
        record.email = Some(email.to_owned());
        self.follow(&mut record, next).await
    }

    pub(super) async fn submit_number(&self, number: &str) -> Result<SmsSent, PairingError> {
        let number = number.trim();
        if !(1..=MAX_NUMBER_LENGTH).contains(&number.len()) {
            return Err(PairingError::InvalidNumber);
        }
        let mut record = self.record.lock().await;
        step(record.state, Event::NumberSent)?;
        let (caller, session) = self.session(&record)?;
        let sms = self.provider.submit_number(&caller, &session.id, number).await?;
        self.transition(&mut record, Event::NumberSent).await?;
        Ok(sms)
    }

    pub(super) async fn submit_code(
        self: &Arc<Self>,
        purpose: CodePurpose,
        code: &SecretText,
    ) -> Result<PairingStep, PairingError> {
        check_code(code)?;
        let mut record = self.record.lock().await;
        let (caller, session) = self.session(&record)?;
        let next = self.provider.submit_code(&caller, &session.id, purpose, code).await?;
        self.follow(&mut record, next).await
    }

    pub(super) async fn submit_recovery_code(
        self: &Arc<Self>,
        typed: &SecretText,
    ) -> Result<PairingStep, PairingError> {
        let code = RecoveryCode::parse(typed)?;
        let mut record = self.record.lock().await;
        let (caller, session) = self.session(&record)?;
        let next = self.provider.submit_recovery_code(&caller, &session.id, &code).await?;
        record.recovered = true;
        self.follow(&mut record, next).await
    }

    /// Moves to where the provider says the sign-in stands.
    async fn follow(
        self: &Arc<Self>,
        record: &mut PairingRecord,
        next: Next,
    ) -> Result<PairingStep, PairingError> {
        let (event, sms) = match next {
            Next::SignInCode(sms) => (Event::CodeWanted, Some(sms)),
            Next::NumberCode(sms) => (Event::NumberSent, Some(sms)),
            Next::NotActive { number } => {
                record.activation = Some(Activation { number });
                (Event::NotActive, None)
            }
            // The session may be further than this phone knows: a reply was lost. What comes
            // after the sign-in is begun again by the person.
            Next::SignedIn | Next::AssociateCode(_) | Next::Statement => (decision(record), None),
            Next::Password => return Err(PairingError::SessionEnded),
        };
        self.transition(record, event).await?;
        Ok(self.offer(record, sms))
    }

    pub(super) async fn resend(&self, purpose: CodePurpose) -> Result<SmsSent, PairingError> {
        let record = self.record.lock().await;
        let (caller, session) = self.session(&record)?;
        Ok(self.provider.resend(&caller, &session.id, purpose).await?)
    }

    pub(super) async fn missing(&self) -> Result<Missing, PairingError> {
        let posture =
            self.context.platform.posture.current().await.map_err(|_| PairingError::Posture)?;
        Ok(Missing { screen_lock: !posture.screen_lock, notifications: !posture.notifications })
    }

    pub(super) async fn begin_association(&self) -> Result<SmsSent, PairingError> {
        let missing = self.missing().await?;
        if !missing.is_nothing() {
            return Err(PairingError::Prerequisites(missing));
        }
        let mut record = self.record.lock().await;
        step(record.state, Event::AssociationBegun)?;
        let (caller, session) = self.session(&record)?;
        let sms = self.provider.begin_association(&caller, &session.id).await?;
        self.transition(&mut record, Event::AssociationBegun).await?;
        Ok(sms)
    }

    pub(super) async fn submit_associate_code(
        self: &Arc<Self>,
        code: &SecretText,
        class: KeyClass,
    ) -> Result<PairingStep, PairingError> {
        check_code(code)?;
        self.associate(Some(code), class).await
    }

    /// Associates after the recovery code: no SMS is needed.
    pub(super) async fn associate_recovered(
        self: &Arc<Self>,
        class: KeyClass,
    ) -> Result<PairingStep, PairingError> {
        let missing = self.missing().await?;
        if !missing.is_nothing() {
            return Err(PairingError::Prerequisites(missing));
        }
        self.associate(None, class).await
    }

    async fn associate(
        self: &Arc<Self>,
        code: Option<&SecretText>,
        class: KeyClass,
    ) -> Result<PairingStep, PairingError> {
        let mut record = self.record.lock().await;
        step(record.state, Event::Challenged)?;
        let (caller, session) = self.session(&record)?;
        let challenge = self.provider.fetch_challenge(&caller, &session.id, code).await?;
        if !challenge.classes.contains(&class) {
            return Err(PairingError::ClassNotAllowed { allowed: challenge.classes });
        }
        let approval = new_key_id()?;
        record.attempt =
            Some(Attempt { challenge, class, approval, statement: None, signed: None });
        self.transition(&mut record, Event::Challenged).await?;
        self.run(&mut record).await
    }

    /// Goes on as far as it can without the person typing anything.
    pub(super) async fn advance(self: &Arc<Self>) -> Result<PairingStep, PairingError> {
        let mut record = self.record.lock().await;
        self.run(&mut record).await
    }

    pub(super) async fn start_again(self: &Arc<Self>) -> Result<PairingStep, PairingError> {
        self.cut.now();
        let mut record = self.record.lock().await;
        let event = match decision(&record) {
            Event::NotActive => Event::NotActive,
            _ => Event::StartedAgain,
        };
        step(record.state, event)?;
        let dropped = record.attempt.take();
        if let Err(error) = self.transition(&mut record, event).await {
            record.attempt = dropped;
            return Err(error);
        }
        if let Some(attempt) = dropped {
            self.context.destroy(&[attempt.approval]).await;
        }
        Ok(self.offer(&record, None))
    }

    pub(super) async fn abandon(&self) -> Result<(), PairingError> {
        self.cut.now();
        let mut record = self.record.lock().await;
        match record.state {
            State::Committing => return Err(PairingError::CommitUnderway),
            // Given up before, but perhaps killed before everything was destroyed.
            State::Ended => {}
            _ => self.transition(&mut record, Event::Abandoned).await?,
        }
        self.clean_up(&record).await
    }

    async fn clean_up(&self, record: &PairingRecord) -> Result<(), PairingError> {
        self.context.destroy(&record.keys()).await;
        let code = record.code.as_ref().map(|(code, _)| *code);
        Ok(self.context.store.delete_pairing(self.row, code).await?)
    }

    async fn open_session(&self, invitation: Option<&Invitation>) -> Result<(), PairingError> {
        let mut record = self.record.lock().await;
        let spec = KeySpec {
            id: record.possession.clone(),
            role: KeyRole::Possession,
            class: KeyClass::Device,
            challenge: Vec::new(),
        };
        let port = &self.context.platform.device_key;
        let created = port.create(&spec).await?;
        let caller = BoundKey::new(Arc::clone(port), spec.id, created.public);
        let opened = self.provider.open_session(&caller, invitation).await?;
        record.session = Some(Session { id: opened.id, key: created.public });
        record.email = opened.email.filter(|email| (1..=MAX_EMAIL_LENGTH).contains(&email.len()));
        self.transition(&mut record, Event::SessionOpened).await
    }

    /// Takes a step and stores it.
    async fn transition(
        &self,
        record: &mut PairingRecord,
        event: Event,
    ) -> Result<(), PairingError> {
        let before = record.state;
        record.state = step(before, event)?;
        tracing::debug!(pairing = %self.row, from = ?before, to = ?record.state, "pairing moved");
        let (context, row, state) = (Arc::clone(&self.context), self.row, encode(record)?);
        let stored = Context::finish(async move {
            let _writing = context.writing.lock().await;
            context.store.update_pairing(row, state).await
        });
        match stored.await {
            Ok(()) => Ok(()),
            Err(error) => {
                record.state = before;
                Err(error.into())
            }
        }
    }

    fn session(&self, record: &PairingRecord) -> Result<(BoundKey, Session), PairingError> {
        let state = record.state;
        if matches!(state, State::Ended | State::Associated) {
            return Err(TransitionError { state, event: Event::SessionOpened }.into());
        }
        let session = record.session.clone().ok_or(RecordError)?;
        let port = Arc::clone(&self.context.platform.device_key);
        Ok((BoundKey::new(port, record.possession.clone(), session.key), session))
    }

    /// What a person can do where `record` stands.
    fn offer(self: &Arc<Self>, record: &PairingRecord, sms: Option<SmsSent>) -> PairingStep {
        let flow = Arc::clone(self);
        match record.state {
            State::Opening | State::Password => PairingStep::SignIn(SignIn { flow }),
            State::SignInCode => PairingStep::SignInCode(SignInCode { flow, sms }),
            State::SignedIn if record.recovered => PairingStep::Recovered(Recovered { flow }),
            State::SignedIn => PairingStep::SignedIn(SignedIn { flow }),
            State::AssociateCode => PairingStep::AssociateCode(AssociateCode { flow, sms }),
            State::NotActive => {
                let number = record.activation.as_ref().and_then(|known| known.number.clone());
                PairingStep::Activate(Activate { flow, number })
            }
            State::NumberCode => PairingStep::NumberCode(NumberCode { flow, sms }),
            State::Preparing | State::Signing | State::Submitting | State::Committing => {
                PairingStep::Finish(Finish { flow })
            }
            // Without its account it would be one that was never confirmed.
            State::Associated => self
                .account
                .get()
                .map_or(PairingStep::Ended, |account| PairingStep::Associated(*account)),
            State::Ended => PairingStep::Ended,
        }
    }
}

/// What leads to where the person decides: to associate this phone, or to activate with it.
fn decision(record: &PairingRecord) -> Event {
    if record.activation.is_some() { Event::NotActive } else { Event::SignedIn }
}

fn check_code(code: &SecretText) -> Result<(), PairingError> {
    // EXPOSE: only its form is read.
    let text = code.expose();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && (1..=MAX_CODE_LENGTH).contains(&text.len()) {
        Ok(())
    } else {
        Err(PairingError::InvalidInput)
    }
}
