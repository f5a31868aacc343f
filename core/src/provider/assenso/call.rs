//! One device call: proof, nonce, repetition, and what a problem document means.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use reqwest::{Client, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::http;
use super::wire::Problem;
use crate::crypto::sha256;
use crate::jose::{Bytes as Fixed, Digest, KeyRef, Unsigned};
use crate::ports::{BoundKey, Clock, SignReason};
use crate::protocol::ProofClaims;
use crate::provider::{ProviderError, Refusal};

const PROOF_HEADER: &str = "DPoP";
const NONCE_HEADER: &str = "DPoP-Nonce";
/// A proof may be refused for its nonce once; a second refusal is the provider's fault.
const TRIES: usize = 2;
/// The largest integer of signed JSON: PROTOCOL.md section 3.
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Makes device calls to one provider.
pub(super) struct Calls {
    client: Client,
    base: String,
    clock: std::sync::Arc<dyn Clock>,
    nonce: Mutex<String>,
}

/// A successful reply, and the `jti` of the proof that got it.
pub(super) struct Reply<T> {
    pub(super) body: T,
    pub(super) jti: Fixed<16>,
}

/// A reply that is not a success.
enum Failure {
    /// No reply came, and none was waited for in vain.
    Lost,
    StaleNonce,
    Problem(Problem, StatusCode),
    Error(ProviderError),
}

/// Whether a call that got no reply may be made again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// The route is safe to repeat.
    Safe,
    /// It is not: it sends another SMS.
    Never,
}

/// What an answered call may end in besides success.
pub(super) enum CallError {
    /// A problem document that only this route understands.
    Settled(String),
    /// Anything else.
    Provider(ProviderError),
}

impl From<ProviderError> for CallError {
    fn from(error: ProviderError) -> Self {
        Self::Provider(error)
    }
}

impl From<CallError> for ProviderError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Provider(error) => error,
            CallError::Settled(_) => Self::Failed,
        }
    }
}

impl Calls {
    pub(super) fn new(client: Client, base: String, clock: std::sync::Arc<dyn Clock>) -> Self {
        Self { client, base, clock, nonce: Mutex::default() }
    }

    /// Calls `route` with `body`, signed by `caller`.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        caller: &BoundKey,
        route: &str,
        body: &impl Serialize,
        repeat: Repeat,
        timeout: Duration,
    ) -> Result<Reply<T>, CallError> {
        let body = serde_json::to_vec(body).map_err(|_| ProviderError::Failed)?;
        // Bodies carry passwords and codes: this one copy is wiped when the call is over.
        let body = Bytes::from_owner(zeroize::Zeroizing::new(body));
        let mut lost = 0_usize;
        let mut stale = 0_usize;
        loop {
            match self.once(caller, route, &body, timeout).await {
                Ok(reply) => return Ok(reply),
                Err(Failure::StaleNonce) => {
                    stale = stale.saturating_add(1);
                    if stale == TRIES {
                        return Err(ProviderError::Failed.into());
                    }
                }
                Err(Failure::Lost) => {
                    lost = lost.saturating_add(1);
                    if lost == TRIES || repeat == Repeat::Never {
                        return Err(ProviderError::Offline.into());
                    }
                }
                Err(Failure::Error(error)) => return Err(error.into()),
                Err(Failure::Problem(problem, status)) => return Err(meaning(problem, status)),
            }
        }
    }

    async fn once<T: DeserializeOwned>(
        &self,
        caller: &BoundKey,
        route: &str,
        body: &Bytes,
        timeout: Duration,
    ) -> Result<Reply<T>, Failure> {
        let url = format!("{}{route}", self.base);
        let (proof, jti) = self.proof(caller, &url, body).await.map_err(Failure::Error)?;
        let reply = self
            .client
            .post(&url)
            .timeout(timeout)
            .header(header::CONTENT_TYPE, "application/json")
            .header(PROOF_HEADER, proof)
            .body(Bytes::clone(body))
            .send()
            .await
            .map_err(|error| {
                if error.is_timeout() {
                    Failure::Error(ProviderError::Offline)
                } else {
                    Failure::Lost
                }
            })?;
        if let Some(nonce) = reply.headers().get(NONCE_HEADER).and_then(|value| value.to_str().ok())
        {
            nonce.clone_into(&mut self.nonce.lock().unwrap_or_else(PoisonError::into_inner));
        }
        let status = reply.status();
        let body = http::body(reply).await.map_err(Failure::Error)?;
        tracing::debug!(route, status = status.as_u16(), "called the provider");
        if status == StatusCode::OK {
            let body =
                serde_json::from_slice(&body).map_err(|_| Failure::Error(ProviderError::Failed))?;
            return Ok(Reply { body, jti });
        }
        let problem: Problem =
            serde_json::from_slice(&body).map_err(|_| Failure::Error(ProviderError::Failed))?;
        Err(if problem.code == "use_dpop_nonce" {
            Failure::StaleNonce
        } else {
            Failure::Problem(problem, status)
        })
    }

    async fn proof(
        &self,
        caller: &BoundKey,
        url: &str,
        body: &[u8],
    ) -> Result<(String, Fixed<16>), ProviderError> {
        let jti = Fixed::random().map_err(|_| ProviderError::Random)?;
        let now = self.clock.wall().duration_since(UNIX_EPOCH).unwrap_or_default();
        let claims = ProofClaims {
            htm: "POST".to_owned(),
            htu: url.to_owned(),
            jti,
            // Never judged; but an integer over 2^53 − 1 would not be read.
            iat: now.as_secs().min(MAX_INTEGER),
            nonce: self.nonce.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            bh: Digest::new(sha256(body)),
        };
        let unsigned = Unsigned::new(KeyRef::Jwk(caller.public()), &claims)?;
        Ok((caller.sign(&unsigned, &SignReason::Silent).await?, jti))
    }
}

/// What a problem document means: PROTOCOL.md section 10.
fn meaning(problem: Problem, status: StatusCode) -> CallError {
    let retry_after = Duration::from_secs(problem.retry_after_s.unwrap_or(60).into());
    let refusal = match problem.code.as_str() {
        "already_settled" => {
            return problem
                .receipt
                .map_or(CallError::Provider(ProviderError::Failed), CallError::Settled);
        }
        "invitation_over" => Refusal::InvitationOver,
        "wrong_credentials" => Refusal::WrongCredentials,
        "wrong_code" => Refusal::WrongCode { tries_left: problem.tries_left.unwrap_or(0) },
        "wrong_recovery_code" => Refusal::WrongRecoveryCode,
        "code_burned" => Refusal::CodeBurned,
        "too_many_sms" => Refusal::TooManySms { retry_after },
        "too_many_tries" | "rate_limited" => Refusal::TooManyTries { retry_after },
        "session_not_bound" | "session_ended" => Refusal::SessionEnded,
        "step_not_allowed" => Refusal::StepNotAllowed,
        "key_known" => Refusal::KeyKnown,
        "invalid_number" => Refusal::InvalidNumber,
        "no_number" => Refusal::NoNumber,
        "pairing_refused" | "pairing_conflict" => Refusal::PairingRefused,
        "pairing_superseded" => Refusal::Superseded,
        "pairing_expired" => Refusal::Expired,
        "outranked" => Refusal::Outranked { retry_after },
        "not_associated" => Refusal::NotAssociated,
        "password_needed" => Refusal::PasswordNeeded,
        "action_expired" => Refusal::ActionExpired,
        "held" => Refusal::Held { until: super::time(problem.until_ms.unwrap_or(0)) },
        "account_frozen" => Refusal::Frozen,
        "invalid_answer" => Refusal::InvalidAnswer,
        "unknown_request" => Refusal::UnknownRequest,
        _ if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            return CallError::Provider(ProviderError::Failed);
        }
        _ => Refusal::Other,
    };
    CallError::Provider(ProviderError::Refused(refusal))
}
