//! Sessions, the key agreement and the association: PROTOCOL.md sections 5, 6 and 8.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::call::Repeat;
use super::http::CALL_TIMEOUT;
use super::objects::is_visible;
use super::pinned::Scope;
use super::{AssensoProvider, VERSION, wire};
use crate::crypto::{AgreementInput, EphemeralSecret, PublicKey, agree, attestation_challenge};
use crate::jose::{Bytes, JoseError, Jwk, KeyRef, Unsigned, hash, subject};
use crate::pairing::Invitation;
use crate::ports::{BoundKey, KeyRole};
use crate::protocol::{AcceptClaims, ChallengeClaims, PairedClaims, PairingClaims, V1};
use crate::provider::{
    Challenge, Introduction, NewSession, Next, Paired, ProviderError, SessionId, SmsSent, Standing,
    Statement,
};
use crate::secret::{SecretBytes, SecretText};

/// How many digits a provider may ask to be typed.
const NUMBER_DIGITS: std::ops::RangeInclusive<u8> = 2..=6;

impl AssensoProvider {
    pub(super) async fn session_open(
        &self,
        caller: &BoundKey,
        invitation: Option<&Invitation>,
    ) -> Result<NewSession, ProviderError> {
        // EXPOSE: the token travels in the body of this call, under TLS.
        let token = invitation.map(|invitation| invitation.token().expose());
        let body = wire::OpenSession { invitation: token };
        let reply = self.calls.call(caller, "/session", &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::SessionOpened { session, email } = reply.body;
        let email = email.filter(|email| token.is_some() && is_visible(email));
        Ok(NewSession { id: SessionId(session), email })
    }

    pub(super) async fn session_next(
        &self,
        caller: &BoundKey,
        route: &str,
        body: &impl Serialize,
    ) -> Result<Next, ProviderError> {
        let reply = self.calls.call(caller, route, body, Repeat::Safe, CALL_TIMEOUT).await?;
        Ok(match reply.body {
            wire::Next::Password => Next::Password,
            wire::Next::SignInCode { sms } => Next::SignInCode(sms.into()),
            wire::Next::SignedIn => Next::SignedIn,
            wire::Next::AssociateCode { sms } => Next::AssociateCode(sms.into()),
            wire::Next::Statement => Next::Statement,
            wire::Next::NumberCode { sms } => Next::NumberCode(sms.into()),
            wire::Next::NotActive { number } => Next::NotActive { number: number.map(Into::into) },
        })
    }

    pub(super) async fn sms(
        &self,
        caller: &BoundKey,
        route: &str,
        body: &impl Serialize,
        repeat: Repeat,
    ) -> Result<SmsSent, ProviderError> {
        let reply = self.calls.call(caller, route, body, repeat, CALL_TIMEOUT).await?;
        let wire::SmsReply { sms } = reply.body;
        Ok(sms.into())
    }

    pub(super) async fn challenge(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        code: Option<&SecretText>,
    ) -> Result<Challenge, ProviderError> {
        // EXPOSE: the code travels in the body of this call, under TLS.
        let code = code.map(SecretText::expose);
        let body = wire::SubmitCode { session: &session.0, purpose: None, code };
        let route = "/pairing/challenge";
        let reply = self.calls.call(caller, route, &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::ChallengeReply { challenge: raw } = reply.body;
        let device = caller.thumbprint();
        let claims: ChallengeClaims = self.verify(&raw, device.as_str(), Scope::Newest).await?;
        if claims.session.to_string() != session.0 || claims.classes.is_empty() {
            return Err(JoseError::Context.into());
        }
        if !claims.versions.contains(&VERSION) {
            return Err(ProviderError::UnsupportedVersion);
        }
        Ok(Challenge {
            attestation_challenge: attestation_challenge(&raw, &device).to_vec(),
            account: claims.account.to_string(),
            classes: claims.classes,
            totp: claims.totp,
            raw,
        })
    }

    pub(super) async fn paired(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        challenge: &Challenge,
        statement: &str,
        expected_tag: &SecretBytes,
    ) -> Result<Paired, ProviderError> {
        let body = wire::SubmitStatement { session: &session.0, statement };
        let route = "/pairing/statement";
        let reply = self.calls.call(caller, route, &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::PairedReply { paired: raw } = reply.body;
        let device = caller.thumbprint();
        let claims: PairedClaims = self.verify(&raw, device.as_str(), Scope::Listed).await?;
        let confirmed = SecretBytes::new(claims.tag.as_bytes().to_vec()) == *expected_tag;
        if !confirmed
            || claims.statement != subject(statement)?
            || claims.account.to_string() != challenge.account
            || claims.generation == 0
            || !NUMBER_DIGITS.contains(&claims.number_digits)
        {
            return Err(JoseError::Context.into());
        }
        Ok(Paired {
            provider_name: claims.provider_name.into(),
            account_name: claims.account_name.into(),
            generation: claims.generation,
            number_digits: claims.number_digits,
            full_power_from_ms: claims.full_power_from_ms,
            raw,
        })
    }

    pub(super) async fn commit_pairing(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        paired: &Paired,
    ) -> Result<Standing, ProviderError> {
        let nonce = Bytes::random().map_err(|_| ProviderError::Random)?;
        let body = wire::Commit {
            session: &session.0,
            paired: hash(&paired.raw).to_string(),
            nonce: nonce.to_string(),
        };
        let route = "/pairing/commit";
        let reply = self.calls.call(caller, route, &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::AssociationReply { association } = reply.body;
        self.standing_of(&association, caller.thumbprint().as_str(), nonce).await
    }

    pub(super) async fn association(&self, caller: &BoundKey) -> Result<Standing, ProviderError> {
        let nonce = Bytes::random().map_err(|_| ProviderError::Random)?;
        let body = wire::AskAssociation { nonce: nonce.to_string() };
        let route = "/association";
        let reply = self.calls.call(caller, route, &body, Repeat::Safe, CALL_TIMEOUT).await?;
        let wire::AssociationReply { association } = reply.body;
        self.standing_of(&association, caller.thumbprint().as_str(), nonce).await
    }
}

impl From<wire::Sms> for SmsSent {
    fn from(sms: wire::Sms) -> Self {
        Self {
            sent_to: sms.sent_to.into(),
            tries_left: sms.tries_left,
            expires_in: Duration::from_secs(sms.expires_in_s.into()),
        }
    }
}

/// What the possession key signs to accept being introduced.
pub(super) fn acceptance(
    issuer: &str,
    challenge: &Challenge,
    possession: &PublicKey,
    approval: &PublicKey,
) -> Result<Unsigned, ProviderError> {
    let claims = AcceptClaims {
        v: V1,
        iss: possession.thumbprint().as_str().to_owned(),
        aud: issuer.to_owned(),
        challenge: hash(&challenge.raw),
        other: approval.thumbprint(),
        role: KeyRole::Possession,
    };
    Ok(Unsigned::new(KeyRef::Jwk(possession), &claims)?)
}

/// Derives what both sides share, and drafts the statement that proves it.
pub(super) fn statement(
    issuer: &str,
    challenge: &Challenge,
    introduction: &Introduction,
) -> Result<Statement, ProviderError> {
    // Verified when it was fetched; read again because only its text is kept.
    let service: ChallengeClaims = crate::jose::Compact::parse(&challenge.raw)?.unverified()?;
    let ephemeral = EphemeralSecret::generate().map_err(|_| ProviderError::Random)?;
    let public = ephemeral.public();
    let (possession, approval) =
        (introduction.possession.thumbprint(), introduction.approval.thumbprint());
    let agreed = agree(
        &ephemeral,
        &service.ephemeral.0,
        &AgreementInput {
            issuer,
            account: &challenge.account,
            challenge: &challenge.raw,
            phone_ephemeral: &public,
            service_ephemeral: &service.ephemeral.0,
            possession: &possession,
            approval: &approval,
            secret_length: challenge.totp.algorithm.secret_length(),
        },
    )
    .ok_or(ProviderError::Failed)?;
    // EXPOSE: the device's tag is sent; it proves the secret and does not reveal it.
    let tag: [u8; 32] = agreed.device_tag.expose().try_into().map_err(|_| ProviderError::Failed)?;
    let claims = PairingClaims {
        v: V1,
        iss: possession.as_str().to_owned(),
        aud: issuer.to_owned(),
        challenge: hash(&challenge.raw),
        possession: Jwk(introduction.possession),
        approval: Jwk(introduction.approval),
        accept: introduction.acceptance.clone(),
        class: introduction.class,
        level: introduction.level,
        attestation: introduction
            .attestation
            .iter()
            .map(|certificate| BASE64URL_NOPAD.encode(certificate))
            .collect(),
        ephemeral: Jwk(public),
        tag: Bytes::new(tag),
        versions: vec![VERSION],
        device_name: introduction.device_name.clone(),
        app: introduction.app.clone(),
    };
    Ok(Statement {
        unsigned: Unsigned::new(KeyRef::Jwk(&introduction.approval), &claims)?,
        code_secret: agreed.secret,
        expected_tag: agreed.service_tag,
    })
}

#[cfg(test)]
mod tests;
