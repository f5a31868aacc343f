//! `assenso-receipt+jwt`: the provider's proof of how a request ended.

use serde::{Deserialize, Serialize};

use super::{RequestId, V1};
use crate::jose::Digest;

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Approved with the right number.
    Approved,
    /// Denied.
    Denied,
    /// Approved with a wrong number.
    Burned,
    /// Nobody answered in time.
    Expired,
    /// The browser gave up, or the association changed.
    Cancelled,
}

/// How a request ended, and by which answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The request's id; `null` in receipts of later kinds.
    #[serde(deserialize_with = "Option::deserialize")]
    pub request_id: Option<RequestId>,
    /// The hash of the request object; `null` in receipts of later kinds.
    #[serde(deserialize_with = "Option::deserialize")]
    pub request: Option<Digest>,
    /// The subject of the answer that settled it; `null` if none did.
    #[serde(deserialize_with = "Option::deserialize")]
    pub of: Option<Digest>,
    /// How it ended.
    pub state: RequestState,
    /// When, Unix milliseconds.
    pub time_ms: u64,
}

super::signed_object!(ReceiptClaims, "assenso-receipt+jwt");
