//! A request that was answered, as it is stored. With its receipt it is the evidence.

use serde::{Deserialize, Serialize};

use super::machine::State;
use crate::protocol::{Decision, V1};

/// Everything about one answered request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ApprovalRecord {
    pub(super) v: V1,
    pub(super) state: State,
    pub(super) id: String,
    /// The request as it came.
    pub(super) request: String,
    pub(super) created_ms: u64,
    /// What is being signed; stored before the key is asked.
    pub(super) signing_input: Option<String>,
    /// The signed answer; what is repeated.
    pub(super) answer: Option<String>,
    /// The provider's receipt, as it came.
    pub(super) receipt: Option<String>,
}

impl ApprovalRecord {
    /// Whether what was decided is a denial.
    pub(super) fn denies(&self) -> bool {
        match self.state {
            State::Signing(decision) | State::Submitting(decision) => decision == Decision::Deny,
            // Settled by the receipt of the one answer that was stored before.
            State::Settled(_) => true,
            State::Pending => false,
        }
    }
}
