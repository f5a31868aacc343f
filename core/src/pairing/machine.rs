//! The life of one pairing: what may follow what, and what is to be done next.
//!
//! ```text
//! Opening → Password → SignInCode → SignedIn → AssociateCode → Preparing → Signing → Submitting → Committing → Associated
//!               │                      ↑             │              └──────────┴──────────┘                └→ Ended
//!               │                      └─────────────┴── started again ─────────┘
//!               └→ NotActive ⇄ NumberCode
//!                      └→ AssociateCode → …, started again: back to NotActive
//! ```
//!
//! Pure: no clock, no I/O. The driver stores a state before it performs its effect.

use serde::{Deserialize, Serialize};

/// Where a pairing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The possession key is to be made and a session to be bound to it.
    Opening,
    /// The person is to type e-mail and password.
    Password,
    /// The person is to type the SMS code of the sign-in.
    SignInCode,
    /// Signed in, not associated: the person decides. Survives a restart.
    SignedIn,
    /// The person is to type the SMS code of the association.
    AssociateCode,
    /// There is a challenge: keys and secret are to be made.
    Preparing,
    /// The statement is to be signed by the approval key.
    Signing,
    /// The signed statement is to be sent.
    Submitting,
    /// The provider is ready: the association is to be made. Only its signed word ends this.
    Committing,
    /// Done.
    Associated,
    /// 2-step verification is off: the person decides whether to activate it with this phone.
    NotActive,
    /// The person is to type the SMS code that verifies the number.
    NumberCode,
    /// Given up, or lost to another phone.
    Ended,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The session is bound to the possession key.
    SessionOpened,
    /// The provider wants the SMS code of the sign-in.
    CodeWanted,
    /// The sign-in is complete.
    SignedIn,
    /// 2-step verification is off.
    NotActive,
    /// The SMS code that verifies the number was sent.
    NumberSent,
    /// The SMS code of the association was sent.
    AssociationBegun,
    /// The challenge is here and verified.
    Challenged,
    /// Keys, secret and statement are stored.
    Prepared,
    /// The approval key signed.
    Signed,
    /// The provider is ready, and its confirmation tag is right.
    Paired,
    /// The provider signed that this phone is the device.
    Confirmed,
    /// The provider signed that this phone is not the device.
    Refuted,
    /// The person starts the association again.
    StartedAgain,
    /// The person gives up.
    Abandoned,
}

/// What the driver does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Make the possession key, bind a session to it.
    OpenSession,
    /// Wait for the person.
    AskPerson,
    /// Make the approval key, derive, store the statement.
    Prepare,
    /// Have the statement signed.
    Sign,
    /// Send the statement; safe to repeat.
    Submit,
    /// Make the association; safe to repeat.
    Commit,
    /// Destroy what was made for it.
    CleanUp,
    /// Nothing.
    Done,
}

/// The event makes no sense in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} is not allowed in {state:?}")]
pub struct TransitionError {
    /// The state the pairing is in.
    pub state: State,
    /// The event that was refused.
    pub event: Event,
}

/// Moves a pairing forward.
///
/// # Errors
///
/// [`TransitionError`] if `event` is not allowed in `state`; the state is unchanged.
pub fn step(state: State, event: Event) -> Result<State, TransitionError> {
    use Event as E;
    use State as S;

    match (state, event) {
        (S::Opening, E::SessionOpened) => Ok(S::Password),
        (S::Password, E::CodeWanted) => Ok(S::SignInCode),
        (S::Password | S::SignInCode, E::SignedIn) => Ok(S::SignedIn),
        (
            S::Password
            | S::NumberCode
            | S::AssociateCode
            | S::Preparing
            | S::Signing
            | S::Submitting,
            E::NotActive,
        ) => Ok(S::NotActive),
        (S::NotActive | S::NumberCode, E::NumberSent) => Ok(S::NumberCode),
        (S::SignedIn | S::NotActive | S::AssociateCode, E::AssociationBegun) => {
            Ok(S::AssociateCode)
        }
        // From being signed in: with the recovery code, no SMS is needed.
        (S::SignedIn | S::AssociateCode, E::Challenged) => Ok(S::Preparing),
        (S::Preparing, E::Prepared) => Ok(S::Signing),
        (S::Signing, E::Signed) => Ok(S::Submitting),
        (S::Submitting, E::Paired) => Ok(S::Committing),
        (S::Committing, E::Confirmed) => Ok(S::Associated),
        (S::AssociateCode | S::Preparing | S::Signing | S::Submitting, E::StartedAgain) => {
            Ok(S::SignedIn)
        }
        (
            S::Opening
            | S::Password
            | S::SignInCode
            | S::SignedIn
            | S::AssociateCode
            | S::Preparing
            | S::Signing
            | S::Submitting
            | S::NotActive
            | S::NumberCode,
            E::Abandoned,
        )
        | (S::Committing, E::Refuted) => Ok(S::Ended),
        (state, event) => Err(TransitionError { state, event }),
    }
}

/// What is to be done in `state`.
#[must_use]
pub fn effect(state: State) -> Effect {
    match state {
        State::Opening => Effect::OpenSession,
        State::Password
        | State::SignInCode
        | State::SignedIn
        | State::AssociateCode
        | State::NotActive
        | State::NumberCode => Effect::AskPerson,
        State::Preparing => Effect::Prepare,
        State::Signing => Effect::Sign,
        State::Submitting => Effect::Submit,
        State::Committing => Effect::Commit,
        State::Associated => Effect::Done,
        State::Ended => Effect::CleanUp,
    }
}

#[cfg(test)]
mod tests;
