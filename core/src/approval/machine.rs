//! The life of one approval request on this phone.
//!
//! ```text
//! Pending ──approve──▶ Signing(Approve) ──signed──▶ Submitting(Approve) ──receipt──▶ Settled
//!    ▲                    │ refused                                                    ▲
//!    └────────────────────┘                                                            │
//! Pending ──deny─────▶ Signing(Deny) ─────signed──▶ Submitting(Deny) ──────receipt─────┤
//! Pending, Signing(Approve) ──expired──────────────────────────────────────────────────┘
//! Signing(Approve) ──decided anew──▶ Signing(Approve) or Signing(Deny)
//! ```
//!
//! Pure: no clock, no I/O. The driver stores a state before it performs its effect.

mod report;

use serde::{Deserialize, Serialize};

pub use report::{ReportError, ReportEvent, Reporting, step_report};

use crate::protocol::{Decision, RequestState};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waiting for the person.
    Pending,
    /// Waiting for a key.
    Signing(Decision),
    /// Signed, and may have been sent: only the provider's receipt ends this.
    Submitting(Decision),
    /// Over.
    Settled(Outcome),
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Approved on this phone.
    Approved,
    /// Denied on this phone.
    Denied,
    /// The typed number was wrong, and the request is burned.
    WrongNumber,
    /// Nobody answered in time.
    Expired,
    /// The browser gave up, or the association changed.
    Cancelled,
    /// Another answer ended it.
    AnsweredElsewhere {
        /// What that answer said.
        approved: bool,
    },
    /// Sent, but the provider no longer knows what became of it.
    NotKnown,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The person decided.
    Decided(Decision),
    /// The key did not sign: the prompt was dismissed, or the key is gone.
    NotSigned,
    /// The key signed.
    Signed,
    /// The provider's receipt.
    Receipt {
        /// How the request ended.
        end: RequestState,
        /// Whether by the answer of this phone.
        ours: bool,
    },
    /// Time is up on the boot clock.
    Expired,
    /// The provider does not know the request, and its time is over.
    Forgotten,
}

/// The event makes no sense in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} is not allowed in {state:?}")]
pub struct TransitionError {
    /// The state the request is in.
    pub state: State,
    /// The event that was refused.
    pub event: Event,
}

/// Moves a request forward.
///
/// # Errors
///
/// [`TransitionError`] if `event` is not allowed in `state`; the state is unchanged.
pub fn step(state: State, event: Event) -> Result<State, TransitionError> {
    use Event as E;
    use State as S;

    match (state, event) {
        // A prompt that was left leaves its intent behind; the person may decide anew.
        (S::Pending | S::Signing(Decision::Approve), E::Decided(decision)) => {
            Ok(S::Signing(decision))
        }
        (S::Signing(Decision::Deny), E::Decided(Decision::Deny)) => Ok(state),
        (S::Signing(Decision::Approve), E::NotSigned) => Ok(S::Pending),
        (S::Signing(decision), E::Signed) => Ok(S::Submitting(decision)),
        (S::Submitting(decision), E::Receipt { end, ours }) => {
            outcome(decision, end, ours).map(S::Settled).ok_or(TransitionError { state, event })
        }
        (S::Pending | S::Signing(Decision::Approve), E::Expired) => {
            Ok(S::Settled(Outcome::Expired))
        }
        (S::Submitting(_), E::Forgotten) => Ok(S::Settled(Outcome::NotKnown)),
        (state, event) => Err(TransitionError { state, event }),
    }
}

/// What a receipt means for a phone that sent `decision`; `None` if it can't be.
fn outcome(decision: Decision, end: RequestState, ours: bool) -> Option<Outcome> {
    match (decision, end, ours) {
        (Decision::Approve, RequestState::Approved, true) => Some(Outcome::Approved),
        (Decision::Approve, RequestState::Burned, true) => Some(Outcome::WrongNumber),
        (Decision::Deny, RequestState::Denied, true) => Some(Outcome::Denied),
        (_, _, true) => None,
        (_, RequestState::Approved, false) => Some(Outcome::AnsweredElsewhere { approved: true }),
        (_, RequestState::Denied | RequestState::Burned, false) => {
            Some(Outcome::AnsweredElsewhere { approved: false })
        }
        (_, RequestState::Expired, false) => Some(Outcome::Expired),
        (_, RequestState::Cancelled, false) => Some(Outcome::Cancelled),
    }
}

#[cfg(test)]
mod tests;
