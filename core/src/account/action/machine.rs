//! The life of one action: what may follow what. Pure.
//!
//! ```text
//! Signing → Submitting → Done
//!    └──────────┴→ Dropped
//! ```

use serde::{Deserialize, Serialize};

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is to be signed by the approval key.
    Signing,
    /// It is signed and to be sent; safe to repeat.
    Submitting,
    /// The provider did it, and signed a receipt.
    Done,
    /// It was not signed, or the provider refused it for good.
    Dropped,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The approval key signed.
    Signed,
    /// The provider's receipt is here.
    Receipt,
    /// The person dismissed the prompt, or the provider said no.
    Refused,
}

/// The event makes no sense in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} is not allowed in {state:?}")]
pub struct TransitionError {
    /// The state the action is in.
    pub state: State,
    /// The event that was refused.
    pub event: Event,
}

/// Moves an action forward.
///
/// # Errors
///
/// [`TransitionError`] if `event` is not allowed in `state`; the state is unchanged.
pub fn step(state: State, event: Event) -> Result<State, TransitionError> {
    use Event as E;
    use State as S;

    match (state, event) {
        (S::Signing, E::Signed) => Ok(S::Submitting),
        (S::Submitting, E::Receipt) => Ok(S::Done),
        (S::Signing | S::Submitting, E::Refused) => Ok(S::Dropped),
        (state, event) => Err(TransitionError { state, event }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_or_dropped_stays_so() {
        for state in [State::Done, State::Dropped] {
            for event in [Event::Signed, Event::Receipt, Event::Refused] {
                assert_eq!(step(state, event), Err(TransitionError { state, event }));
            }
        }
    }

    #[test]
    fn nothing_is_done_that_was_not_signed() {
        assert!(step(State::Signing, Event::Receipt).is_err());
        assert_eq!(step(State::Signing, Event::Signed), Ok(State::Submitting));
        assert_eq!(step(State::Submitting, Event::Receipt), Ok(State::Done));
        assert!(step(State::Submitting, Event::Signed).is_err(), "never signed twice");
    }
}
