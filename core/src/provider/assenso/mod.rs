//! The Assenso dialect: docs/PROTOCOL.md, the phone's side.

mod account;
mod approval;
mod call;
mod caught;
mod http;
pub(crate) mod objects;
mod pairing;
mod pinned;
mod report;
mod wire;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use reqwest::Client;

pub(crate) use self::http::{MAX_ISSUER_LENGTH, check_issuer};

use self::call::{Calls, Repeat};
use self::pinned::{PinnedKeys, Scope};
use super::{
    AccountAction, AccountOverview, AccountRef, Challenge, CodePurpose, Contact, ContactKeeper,
    Inbox, Introduction, NewSession, Next, OpenRequest, Paired, Provider, ProviderError, Receipt,
    ReportReceipt, SessionId, SignedReport, SmsSent, Standing, Statement,
};
use crate::account::RecoveryCode;
use crate::approval::Answer;
use crate::authenticator::Development;
use crate::crypto::{PublicKey, Thumbprint};
use crate::jose::{Bytes, JoseError, Unsigned};
use crate::pairing::Invitation;
use crate::ports::{BoundKey, Clock};
use crate::protocol::{AssociationClaims, ReportReason, SignedObject};
use crate::secret::{SecretBytes, SecretText};

/// The version that this module speaks.
const VERSION: u32 = 1;
/// A page of the keys chain has at most this many objects.
const CHAIN_PAGE: usize = 32;
/// Nobody rotates this often: a provider that says so is not believed.
const MAX_EPOCHS: usize = 4096;

/// One provider that speaks Assenso.
pub(crate) struct AssensoProvider {
    client: Client,
    calls: Calls,
    contact: RwLock<(Contact, PinnedKeys)>,
    keeper: Arc<dyn ContactKeeper>,
}

/// What a provider needs besides its contact.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keeper: Arc<dyn ContactKeeper>,
    pub(crate) development: Option<Development>,
}

impl AssensoProvider {
    /// Reaches the provider at `issuer` and pins its keys, or checks that they continue those of
    /// `known`. If somebody has named its root, no other is believed. Nothing secret is sent, and
    /// nothing kept, before this is done.
    pub(crate) async fn connect(
        issuer: &str,
        known: Option<&Contact>,
        root: Option<&Thumbprint>,
        surroundings: &Surroundings,
    ) -> Result<Self, ProviderError> {
        check_issuer(issuer, surroundings.development.as_ref())?;
        let client = http::client(issuer, surroundings.development.as_ref())?;
        let known = known.map(|contact| PinnedKeys::restore(issuer, &contact.trust)).transpose()?;
        let is_other = |keys: &PinnedKeys| root.is_some_and(|root| !keys.is_of(root));
        if known.as_ref().is_some_and(is_other) {
            return Err(ProviderError::OtherRootKnown);
        }
        let discovery: wire::Discovery =
            http::get(&client, &format!("{issuer}/.well-known/assenso")).await?;
        let path = discovery.base.strip_prefix(issuer).unwrap_or_default();
        let plain = path.starts_with('/') && !path.ends_with('/') && !path.contains(['?', '#']);
        if discovery.issuer != issuer || !plain {
            return Err(ProviderError::NotAProvider);
        }
        if !discovery.versions.contains(&VERSION) {
            return Err(ProviderError::UnsupportedVersion);
        }
        let keys = match known {
            Some(pinned) => newer_keys(&client, &discovery.base, pinned).await?,
            None => first_keys(&client, &discovery.base, issuer).await?,
        };
        if is_other(&keys) {
            return Err(ProviderError::OtherRoot);
        }
        let contact = Contact {
            issuer: issuer.to_owned(),
            name: discovery.name.into(),
            base: discovery.base,
            trust: keys.trust(),
        };
        surroundings.keeper.keep(&contact).await.map_err(|_| ProviderError::NotKept)?;
        Ok(Self::assemble(client, contact, keys, surroundings))
    }

    /// The provider of a contact that was kept, without reaching it.
    pub(crate) fn known(
        contact: &Contact,
        surroundings: &Surroundings,
    ) -> Result<Self, ProviderError> {
        check_issuer(&contact.issuer, surroundings.development.as_ref())?;
        let client = http::client(&contact.issuer, surroundings.development.as_ref())?;
        let keys = PinnedKeys::restore(&contact.issuer, &contact.trust)?;
        Ok(Self::assemble(client, contact.clone(), keys, surroundings))
    }

    fn assemble(
        client: Client,
        contact: Contact,
        keys: PinnedKeys,
        surroundings: &Surroundings,
    ) -> Self {
        let calls =
            Calls::new(client.clone(), contact.base.clone(), Arc::clone(&surroundings.clock));
        Self {
            client,
            calls,
            contact: RwLock::new((contact, keys)),
            keeper: Arc::clone(&surroundings.keeper),
        }
    }

    fn current(&self) -> (Contact, PinnedKeys) {
        self.contact.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn issuer(&self) -> String {
        self.contact.read().unwrap_or_else(PoisonError::into_inner).0.issuer.clone()
    }

    /// Verifies what the provider says to `audience`, with newer keys if it names them.
    async fn verify<C: SignedObject>(
        &self,
        object: &str,
        audience: &str,
        scope: Scope,
    ) -> Result<C, ProviderError> {
        let (contact, keys) = self.current();
        match keys.verify::<C>(object, audience, scope) {
            Ok(claims) if claims.epoch().is_none_or(|epoch| epoch <= keys.epoch()) => {
                return Ok(claims);
            }
            Ok(_) | Err(JoseError::UnknownKey) => {}
            Err(error) => return Err(error.into()),
        }
        let newer = newer_keys(&self.client, &contact.base, keys).await?;
        let claims = newer.verify::<C>(object, audience, scope)?;
        if claims.epoch().is_some_and(|epoch| epoch > newer.epoch()) {
            return Err(JoseError::Epoch.into());
        }
        self.adopt(newer).await?;
        Ok(claims)
    }

    /// Keeps newer keys, then believes them.
    async fn adopt(&self, keys: PinnedKeys) -> Result<(), ProviderError> {
        let (mut contact, before) = self.current();
        if keys.epoch() <= before.epoch() {
            return Ok(());
        }
        contact.trust = keys.trust();
        self.keeper.keep(&contact).await.map_err(|_| ProviderError::NotKept)?;
        tracing::info!(epoch = keys.epoch(), "adopted the provider's newer keys");
        *self.contact.write().unwrap_or_else(PoisonError::into_inner) = (contact, keys);
        Ok(())
    }

    async fn standing_of(
        &self,
        object: &str,
        device: &str,
        nonce: Bytes<16>,
    ) -> Result<Standing, ProviderError> {
        let claims: AssociationClaims = self.verify(object, device, Scope::Newest).await?;
        if claims.nonce != nonce {
            return Err(JoseError::Context.into());
        }
        Ok(Standing {
            state: claims.state,
            generation: claims.generation,
            held: claims.held,
            full_power_from_ms: claims.full_power_from_ms,
            time: time(claims.time_ms),
        })
    }
}

/// The whole chain, checked from epoch 1.
async fn first_keys(
    client: &Client,
    base: &str,
    issuer: &str,
) -> Result<PinnedKeys, ProviderError> {
    let page: wire::Chain = http::get(client, &format!("{base}/keys/1")).await?;
    let pinned = PinnedKeys::pin(issuer, &page.keys)?;
    if page.keys.len() < CHAIN_PAGE { Ok(pinned) } else { newer_keys(client, base, pinned).await }
}

/// What continues `keys`, which must still be part of the provider's chain.
async fn newer_keys(
    client: &Client,
    base: &str,
    mut keys: PinnedKeys,
) -> Result<PinnedKeys, ProviderError> {
    for _ in 0..MAX_EPOCHS.div_euclid(CHAIN_PAGE) {
        let page: wire::Chain = http::get(client, &format!("{base}/keys/{}", keys.epoch())).await?;
        let Some((same, newer)) = page.keys.split_first() else {
            return Err(ProviderError::KeysChanged);
        };
        if !keys.ends_with(same) {
            return Err(ProviderError::KeysChanged);
        }
        if newer.is_empty() {
            return Ok(keys);
        }
        keys = keys.continued_by(newer)?;
    }
    Err(ProviderError::KeysChanged)
}

/// The provider's time as the phone's type; a time out of range shows as the end of time.
fn time(unix_ms: u64) -> SystemTime {
    UNIX_EPOCH.checked_add(Duration::from_millis(unix_ms)).unwrap_or(UNIX_EPOCH)
}

#[async_trait]
impl Provider for AssensoProvider {
    fn contact(&self) -> Contact {
        self.current().0
    }

    async fn open_session(
        &self,
        caller: &BoundKey,
        invitation: Option<&Invitation>,
    ) -> Result<NewSession, ProviderError> {
        self.session_open(caller, invitation).await
    }

    async fn submit_password(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        email: &str,
        password: &SecretText,
    ) -> Result<Next, ProviderError> {
        // EXPOSE: the password travels in the body of this call, under TLS.
        let body = wire::SubmitPassword { session: &session.0, email, password: password.expose() };
        self.session_next(caller, "/session/password", &body).await
    }

    async fn submit_number(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        number: &str,
    ) -> Result<SmsSent, ProviderError> {
        let body = wire::SubmitNumber { session: &session.0, number };
        self.sms(caller, "/session/number", &body, Repeat::Safe).await
    }

    async fn submit_code(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        purpose: CodePurpose,
        code: &SecretText,
    ) -> Result<Next, ProviderError> {
        let purpose = Some(purpose);
        // EXPOSE: the code travels in the body of this call, under TLS.
        let code = Some(code.expose());
        let body = wire::SubmitCode { session: &session.0, purpose, code };
        self.session_next(caller, "/session/code", &body).await
    }

    async fn submit_recovery_code(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        code: &RecoveryCode,
    ) -> Result<Next, ProviderError> {
        account::submit_in_session(self, caller, session, code).await
    }

    async fn next(&self, caller: &BoundKey, session: &SessionId) -> Result<Next, ProviderError> {
        let body = wire::InSession { session: &session.0 };
        self.session_next(caller, "/session/next", &body).await
    }

    async fn resend(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        purpose: CodePurpose,
    ) -> Result<SmsSent, ProviderError> {
        let body = wire::Resend { session: &session.0, purpose };
        self.sms(caller, "/session/sms", &body, Repeat::Never).await
    }

    async fn begin_association(
        &self,
        caller: &BoundKey,
        session: &SessionId,
    ) -> Result<SmsSent, ProviderError> {
        let body = wire::InSession { session: &session.0 };
        self.sms(caller, "/pairing", &body, Repeat::Safe).await
    }

    async fn fetch_challenge(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        code: Option<&SecretText>,
    ) -> Result<Challenge, ProviderError> {
        self.challenge(caller, session, code).await
    }

    fn draft_acceptance(
        &self,
        challenge: &Challenge,
        possession: &PublicKey,
        approval: &PublicKey,
    ) -> Result<Unsigned, ProviderError> {
        pairing::acceptance(&self.issuer(), challenge, possession, approval)
    }

    fn draft_statement(
        &self,
        challenge: &Challenge,
        introduction: &Introduction,
    ) -> Result<Statement, ProviderError> {
        pairing::statement(&self.issuer(), challenge, introduction)
    }

    async fn submit_statement(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        challenge: &Challenge,
        statement: &str,
        expected_tag: &SecretBytes,
    ) -> Result<Paired, ProviderError> {
        self.paired(caller, session, challenge, statement, expected_tag).await
    }

    async fn commit(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        paired: &Paired,
    ) -> Result<Standing, ProviderError> {
        self.commit_pairing(caller, session, paired).await
    }

    async fn standing(&self, caller: &BoundKey) -> Result<Standing, ProviderError> {
        self.association(caller).await
    }

    async fn overview(&self, caller: &BoundKey) -> Result<AccountOverview, ProviderError> {
        self.account(caller).await
    }

    async fn submit_account_password(
        &self,
        caller: &BoundKey,
        password: &SecretText,
    ) -> Result<Duration, ProviderError> {
        self.password(caller, password).await
    }

    async fn action_challenge(&self, caller: &BoundKey) -> Result<String, ProviderError> {
        self.challenge_action(caller).await
    }

    fn draft_action(
        &self,
        account: &AccountRef,
        device: &PublicKey,
        approval: &PublicKey,
        challenge: &str,
        action: &AccountAction,
    ) -> Result<Unsigned, ProviderError> {
        account::draft(&self.issuer(), account, (device, approval), challenge, action)
    }

    async fn submit_action(
        &self,
        caller: &BoundKey,
        action: &str,
    ) -> Result<String, ProviderError> {
        self.act(caller, action).await
    }

    async fn sign_out(&self, caller: &BoundKey) -> Result<Standing, ProviderError> {
        self.leave(caller).await
    }

    async fn recover(
        &self,
        caller: &BoundKey,
        code: &RecoveryCode,
    ) -> Result<Standing, ProviderError> {
        self.recover_with(caller, code).await
    }

    async fn fetch_inbox(
        &self,
        caller: &BoundKey,
        account: &AccountRef,
    ) -> Result<Inbox, ProviderError> {
        self.inbox(caller, account).await
    }

    async fn wait(&self, caller: &BoundKey) -> Result<bool, ProviderError> {
        let reply = self
            .calls
            .call(caller, "/inbox/wait", &wire::Empty {}, Repeat::Safe, http::WAIT_TIMEOUT)
            .await?;
        let wire::WaitReply { waiting } = reply.body;
        Ok(waiting)
    }

    fn draft_answer(
        &self,
        request: &OpenRequest,
        account: &AccountRef,
        device: &PublicKey,
        signer: &PublicKey,
        answer: &Answer,
    ) -> Result<Unsigned, ProviderError> {
        approval::answer(&self.issuer(), request, account, device, signer, answer)
    }

    async fn submit_answer(
        &self,
        caller: &BoundKey,
        request_id: &str,
        request: &str,
        answer: &str,
    ) -> Result<Receipt, ProviderError> {
        self.settle(caller, request_id, request, answer).await
    }

    fn recall(
        &self,
        device: &PublicKey,
        account: &AccountRef,
        request: &str,
    ) -> Result<OpenRequest, ProviderError> {
        self.kept_request(device, account, request)
    }

    fn draft_report(
        &self,
        account: &AccountRef,
        device: &PublicKey,
        denial: &str,
        reason: ReportReason,
    ) -> Result<Unsigned, ProviderError> {
        report::draft(&self.issuer(), account, device, denial, reason)
    }

    async fn submit_report(
        &self,
        caller: &BoundKey,
        account: &AccountRef,
        report: SignedReport<'_>,
    ) -> Result<ReportReceipt, ProviderError> {
        self.report(caller, account, report).await
    }
}
