//! A request that was answered, as it is stored. With its receipt it is the evidence.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::machine::{Outcome, State};
use crate::protocol::{Decision, V1};
use crate::provider::SignInDetails;

/// Everything about one answered request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ApprovalRecord {
    pub(crate) v: V1,
    pub(crate) state: State,
    pub(crate) id: String,
    /// The request as it came.
    pub(crate) request: String,
    pub(crate) created_ms: u64,
    /// What it showed; `None` if it could not be shown, and in records of before this was kept.
    #[serde(default)]
    pub(crate) sign_in: Option<SignInDetails>,
    /// What is being signed; stored before the key is asked.
    pub(crate) signing_input: Option<String>,
    /// The signed answer; what is repeated.
    pub(crate) answer: Option<String>,
    /// The provider's receipt, as it came.
    pub(crate) receipt: Option<String>,
}

impl ApprovalRecord {
    /// When the request was made, on the provider's clock.
    pub(crate) fn created(&self) -> SystemTime {
        UNIX_EPOCH.checked_add(Duration::from_millis(self.created_ms)).unwrap_or(UNIX_EPOCH)
    }

    /// Whether this phone gave an answer, or let the request pass after it had begun to.
    pub(crate) fn is_answered(&self) -> bool {
        matches!(self.state, State::Submitting(_) | State::Settled(_))
    }

    /// How the request ended; `None` while it is not known.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        match self.state {
            State::Settled(outcome) => Some(outcome),
            State::Pending | State::Signing(_) | State::Submitting(_) => None,
        }
    }

    /// Whether what was decided is a denial.
    pub(crate) fn denies(&self) -> bool {
        match self.state {
            State::Signing(decision) | State::Submitting(decision) => decision == Decision::Deny,
            // Settled by the receipt of the one answer that was stored before.
            State::Settled(_) => true,
            State::Pending => false,
        }
    }
}
