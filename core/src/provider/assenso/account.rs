//! What the owner does with the account: PROTOCOL.md section 8.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;

use super::call::Repeat;
use super::http::CALL_TIMEOUT;
use super::pinned::Scope;
use super::{AssensoProvider, wire};
use crate::account::RecoveryCode;
use crate::crypto::PublicKey;
use crate::jose::{Bytes, JoseError, KeyRef, Unsigned, subject};
use crate::ports::BoundKey;
use crate::protocol::{Action, ActionClaims, Pseudonym, ReceiptClaims, ReceiptState, V1};
use crate::provider::{
    AccountAction, AccountOverview, AccountRef, Next, ProviderError, SessionId, Standing,
};
use crate::secret::SecretText;

impl AssensoProvider {
    pub(super) async fn account(
        &self,
        caller: &BoundKey,
    ) -> Result<AccountOverview, ProviderError> {
        let body = wire::Empty {};
        let reply = self.calls.call(caller, "/account", &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::OverviewReply { number, recovery_code } = reply.body;
        Ok(AccountOverview { number: number.map(Into::into), recovery_code })
    }

    pub(super) async fn password(
        &self,
        caller: &BoundKey,
        password: &SecretText,
    ) -> Result<Duration, ProviderError> {
        // EXPOSE: the password travels in the body of this call, under TLS.
        let body = wire::SubmitAccountPassword { password: password.expose() };
        let route = "/action/password";
        let reply = self.calls.call(caller, route, &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::PasswordReply { expires_in_s } = reply.body;
        Ok(Duration::from_secs(expires_in_s.into()))
    }

    pub(super) async fn challenge_action(
        &self,
        caller: &BoundKey,
    ) -> Result<String, ProviderError> {
        let (route, body) = ("/action/challenge", wire::Empty {});
        let reply = self.calls.call(caller, route, &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::ActionChallengeReply { challenge } = reply.body;
        Ok(challenge)
    }

    pub(super) async fn act(
        &self,
        caller: &BoundKey,
        action: &str,
    ) -> Result<String, ProviderError> {
        let body = wire::SubmitAction { action };
        let reply = self.calls.call(caller, "/action", &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::ReceiptReply { receipt } = reply.body;
        let device = caller.thumbprint();
        let claims: ReceiptClaims = self.verify(&receipt, device.as_str(), Scope::Ever).await?;
        let is_done = claims.state == ReceiptState::Done
            && claims.request_id.is_none()
            && claims.request.is_none()
            && claims.of == Some(subject(action)?);
        if is_done { Ok(receipt) } else { Err(JoseError::Context.into()) }
    }

    pub(super) async fn leave(&self, caller: &BoundKey) -> Result<Standing, ProviderError> {
        let nonce = Bytes::random().map_err(|_| ProviderError::Random)?;
        let body = wire::AskAssociation { nonce: nonce.to_string() };
        let reply = self.calls.call(caller, "/sign-out", &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::AssociationReply { association } = reply.body;
        self.standing_of(&association, caller.thumbprint().as_str(), nonce).await
    }

    pub(super) async fn recover_with(
        &self,
        caller: &BoundKey,
        code: &RecoveryCode,
    ) -> Result<Standing, ProviderError> {
        let nonce = Bytes::random().map_err(|_| ProviderError::Random)?;
        let sent = sent(code);
        let body = wire::SubmitRecoveryCode {
            session: None,
            // EXPOSE: the code travels in the body of this call, under TLS.
            code: sent.expose(),
            nonce: Some(nonce.to_string()),
        };
        let reply = self.calls.call(caller, "/recovery", &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::AssociationReply { association } = reply.body;
        self.standing_of(&association, caller.thumbprint().as_str(), nonce).await
    }
}

/// The recovery code in a sign-in.
pub(super) async fn submit_in_session(
    provider: &AssensoProvider,
    caller: &BoundKey,
    session: &SessionId,
    code: &RecoveryCode,
) -> Result<Next, ProviderError> {
    let sent = sent(code);
    let body = wire::SubmitRecoveryCode {
        session: Some(&session.0),
        // EXPOSE: the code travels in the body of this call, under TLS.
        code: sent.expose(),
        nonce: None,
    };
    provider.session_next(caller, "/session/recovery", &body).await
}

/// A recovery code as it is sent.
fn sent(code: &RecoveryCode) -> SecretText {
    // EXPOSE: copied into the body of a call, in memory that is wiped.
    SecretText::new(BASE64URL_NOPAD.encode(code.bytes().expose()))
}

/// What the approval key signs to do something with the account.
pub(super) fn draft(
    issuer: &str,
    account: &AccountRef,
    (device, approval): (&PublicKey, &PublicKey),
    challenge: &str,
    action: &AccountAction,
) -> Result<Unsigned, ProviderError> {
    let claims = ActionClaims {
        v: V1,
        iss: device.thumbprint().as_str().to_owned(),
        aud: issuer.to_owned(),
        account: Pseudonym::parse(&account.pseudonym).ok_or(JoseError::Context)?,
        challenge: Bytes::parse(challenge).ok_or(ProviderError::Failed)?,
        action: match action {
            AccountAction::Deactivate => Action::Deactivate,
            AccountAction::RecoveryCode { hash } => Action::RecoveryCode { hash: *hash },
        },
    };
    Ok(Unsigned::new(KeyRef::Kid(&approval.thumbprint()), &claims)?)
}
