//! An action as it is stored. With its receipt it is the evidence.

use serde::{Deserialize, Serialize};

use super::machine::State;
use crate::protocol::V1;

/// Everything about one action. What is signed names it in full.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ActionRecord {
    pub(crate) v: V1,
    pub(crate) state: State,
    /// The provider's challenge: the action's name in the store.
    pub(crate) challenge: String,
    /// What is being signed; stored before the key is asked.
    pub(crate) signing_input: String,
    /// The signed action; what is repeated.
    pub(crate) action: Option<String>,
    /// The provider's receipt, as it came.
    pub(crate) receipt: Option<String>,
}
