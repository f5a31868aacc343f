//! `assenso-receipt+jwt`: the provider's proof of how a request ended, or of what it was told.

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

/// What a receipt is a proof of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptState {
    /// The request was approved.
    Approved,
    /// The request was denied.
    Denied,
    /// The request was burned.
    Burned,
    /// The request expired.
    Expired,
    /// The request was cancelled.
    Cancelled,
    /// A denial was reported; such a receipt is about no request.
    Reported,
    /// An action was done; such a receipt is about no request.
    Done,
}

impl ReceiptState {
    /// How a request ended; `None` if the receipt is about none.
    #[must_use]
    pub fn of_request(self) -> Option<RequestState> {
        match self {
            Self::Approved => Some(RequestState::Approved),
            Self::Denied => Some(RequestState::Denied),
            Self::Burned => Some(RequestState::Burned),
            Self::Expired => Some(RequestState::Expired),
            Self::Cancelled => Some(RequestState::Cancelled),
            Self::Reported | Self::Done => None,
        }
    }
}

impl From<RequestState> for ReceiptState {
    fn from(state: RequestState) -> Self {
        match state {
            RequestState::Approved => Self::Approved,
            RequestState::Denied => Self::Denied,
            RequestState::Burned => Self::Burned,
            RequestState::Expired => Self::Expired,
            RequestState::Cancelled => Self::Cancelled,
        }
    }
}

/// How a request ended and by which answer, that a report was taken, or that an action was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The request's id; `null` for a report and an action.
    #[serde(deserialize_with = "Option::deserialize")]
    pub request_id: Option<RequestId>,
    /// The hash of the request object; `null` for a report and an action.
    #[serde(deserialize_with = "Option::deserialize")]
    pub request: Option<Digest>,
    /// The subject of the answer that settled it, `null` if none did; the subject of the
    /// report or action.
    #[serde(deserialize_with = "Option::deserialize")]
    pub of: Option<Digest>,
    /// How it ended, that it was reported, or done.
    pub state: ReceiptState,
    /// When, Unix milliseconds.
    pub time_ms: u64,
}

super::signed_object!(ReceiptClaims, "assenso-receipt+jwt");
