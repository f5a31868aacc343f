//! Refusals: PROTOCOL.md section 10. Nothing in them says more than the code does.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::node::Failure;
use crate::time::UnixMs;

/// Why a device call was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    UseDpopNonce,
    InvalidProof,
    ProofReplayed,
    QueryNotAllowed,
    InvalidRequest,
    TooLarge,
    NotFound,
    MethodNotAllowed,
    InvitationOver,
    WrongCredentials,
    SessionNotBound,
    SessionEnded,
    KeyKnown,
    InvalidNumber,
    NoNumber,
    AccountFrozen,
    RateLimited { wait: Duration },
    StepNotAllowed,
    WrongCode { tries_left: i64 },
    WrongRecoveryCode,
    CodeBurned,
    TooManySms { wait: Duration },
    TooManyTries { wait: Duration },
    PairingRefused(Reason),
    PairingConflict,
    PairingSuperseded,
    PairingExpired,
    Outranked { wait: Duration },
    NotAssociated,
    PasswordNeeded,
    ActionExpired,
    Held { until: UnixMs },
    InvalidAnswer,
    UnknownRequest,
    AlreadySettled { receipt: String },
    Internal { incident: String },
    Unavailable,
}

/// Which check a statement did not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    KeysEqual,
    KeyKnown,
    Signature,
    Challenge,
    Class,
    Level,
    Attestation,
    Tag,
    Version,
}

impl Reason {
    fn as_str(self) -> &'static str {
        match self {
            Self::KeysEqual => "keys_equal",
            Self::KeyKnown => "key_known",
            Self::Signature => "signature",
            Self::Challenge => "challenge",
            Self::Class => "class",
            Self::Level => "level",
            Self::Attestation => "attestation",
            Self::Tag => "tag",
            Self::Version => "version",
        }
    }
}

impl Problem {
    /// Status, code and title.
    fn parts(&self) -> (u16, &'static str, &'static str) {
        match self {
            Self::UseDpopNonce => {
                (401, "use_dpop_nonce", "Call again with the nonce of this reply")
            }
            Self::InvalidProof => (401, "invalid_proof", "The proof is not one for this call"),
            Self::ProofReplayed => (401, "proof_replayed", "This proof was used before"),
            Self::QueryNotAllowed => (400, "query_not_allowed", "Device routes have no query"),
            Self::InvalidRequest => {
                (400, "invalid_request", "The body is not what the route takes")
            }
            Self::TooLarge => (413, "too_large", "The body is over 64 KiB"),
            Self::NotFound => (404, "not_found", "There is no such route"),
            Self::MethodNotAllowed => (405, "method_not_allowed", "Device routes take POST"),
            Self::InvitationOver => {
                (410, "invitation_over", "The invitation is unknown, used or too old")
            }
            Self::WrongCredentials => (401, "wrong_credentials", "E-mail or password is wrong"),
            Self::SessionNotBound => (403, "session_not_bound", "This key has no such session"),
            Self::SessionEnded => (410, "session_ended", "The session has ended: sign in again"),
            Self::KeyKnown => (403, "key_known", "This key was associated before"),
            Self::InvalidNumber => {
                (400, "invalid_number", "This is no mobile number: type it with the country code")
            }
            Self::NoNumber => (409, "no_number", "The account has no verified number"),
            Self::AccountFrozen => (403, "account_frozen", "Nothing can be approved now"),
            Self::RateLimited { .. } => (429, "rate_limited", "Too many calls or wrong tries"),
            Self::StepNotAllowed => (409, "step_not_allowed", "The session is not at this step"),
            Self::WrongCode { .. } => (403, "wrong_code", "The code is wrong"),
            Self::WrongRecoveryCode => (403, "wrong_recovery_code", "The recovery code is wrong"),
            Self::CodeBurned => (403, "code_burned", "The code is no longer good"),
            Self::TooManySms { .. } => (429, "too_many_sms", "Too many SMS to this account"),
            Self::TooManyTries { .. } => (429, "too_many_tries", "Too many wrong codes"),
            Self::PairingRefused(_) => (403, "pairing_refused", "The statement does not verify"),
            Self::PairingConflict => (409, "pairing_conflict", "Another statement was sent before"),
            Self::PairingSuperseded => {
                (409, "pairing_superseded", "Another phone was associated meanwhile")
            }
            Self::PairingExpired => (410, "pairing_expired", "Start the pairing again"),
            Self::NotAssociated => (403, "not_associated", "This key is not the account's device"),
            Self::Outranked { .. } => {
                (403, "outranked", "A phone with a better proof was associated meanwhile")
            }
            Self::PasswordNeeded => (403, "password_needed", "Send the account's password first"),
            Self::ActionExpired => (410, "action_expired", "Sign it again over a new challenge"),
            Self::Held { .. } => (403, "held", "This phone has to wait with this"),
            Self::InvalidAnswer => {
                (400, "invalid_answer", "The answer, report or action does not verify")
            }
            Self::UnknownRequest => {
                (404, "unknown_request", "This device has no such request, or did not deny it")
            }
            Self::AlreadySettled { .. } => {
                (409, "already_settled", "The request was settled before")
            }
            Self::Internal { .. } => (500, "internal", "Something failed here: try again"),
            Self::Unavailable => (503, "unavailable", "Try again later"),
        }
    }

    /// The member that this code has beyond the common ones.
    fn extra(&self) -> Option<(&'static str, Value)> {
        match self {
            Self::RateLimited { wait }
            | Self::TooManySms { wait }
            | Self::TooManyTries { wait }
            | Self::Outranked { wait } => {
                let seconds = wait.as_millis().div_ceil(1_000);
                Some(("retry_after_s", json!(u64::try_from(seconds).unwrap_or(u64::MAX))))
            }
            Self::WrongCode { tries_left } => Some(("tries_left", json!(tries_left))),
            Self::Held { until } => Some(("until_ms", json!(until.as_claim()))),
            Self::PairingRefused(reason) => Some(("reason", json!(reason.as_str()))),
            Self::AlreadySettled { receipt } => Some(("receipt", json!(receipt))),
            Self::Internal { incident } => Some(("incident", json!(incident))),
            _ => None,
        }
    }
}

impl From<Failure> for Problem {
    /// The one place where a failure in a device call is logged.
    fn from(failure: Failure) -> Self {
        let incident = crate::random::random_token::<6>().unwrap_or_default();
        tracing::error!(%incident, error = %failure, "a device call failed");
        if failure.is_busy() { Self::Unavailable } else { Self::Internal { incident } }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, code, title) = self.parts();
        tracing::debug!(code, "refused");
        let mut body = json!({
            "type": "about:blank", "status": status, "code": code, "title": title,
        });
        if let (Some(members), Some((name, value))) = (body.as_object_mut(), self.extra()) {
            members.insert(name.to_owned(), value);
        }
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string())
            .into_response()
    }
}
