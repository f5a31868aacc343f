//! `assenso-answer+jwt`: the signed decision.

use serde::{Deserialize, Serialize};

use super::{Pseudonym, RequestId, V1};
use crate::jose::Digest;

/// What the person decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Let it in. Signed by the approval key.
    Approve,
    /// Keep it out. Signed by the possession key.
    Deny,
}

/// The answer to one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerClaims {
    /// Protocol version.
    pub v: V1,
    /// The device id.
    pub iss: String,
    /// The issuer.
    pub aud: String,
    /// The request's id.
    pub request_id: RequestId,
    /// The hash of the request object as received.
    pub request: Digest,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// Approve or deny; never left out.
    pub decision: Decision,
    /// The typed digits; present exactly if `decision` is approve.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::jose::present"
    )]
    pub number: Option<String>,
}

super::signed_object!(AnswerClaims, "assenso-answer+jwt");
