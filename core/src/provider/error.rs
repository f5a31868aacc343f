//! Why a provider did not do what it was asked.

use std::time::{Duration, SystemTime};

use crate::jose::JoseError;
use crate::ports::DeviceKeyError;

/// Why a call to a provider failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderError {
    /// It can't be reached, or did not answer in time.
    #[error("the provider can't be reached")]
    Offline,
    /// It failed, or answered what no provider answers.
    #[error("the provider failed")]
    Failed,
    /// What is at this address is no provider of this dialect.
    #[error("there is no provider at this address")]
    NotAProvider,
    /// It speaks only other versions of the protocol.
    #[error("the provider speaks another version of the protocol")]
    UnsupportedVersion,
    /// The address is not an origin.
    #[error("the address is not that of a provider")]
    InvalidIssuer,
    /// Plain HTTP outside development.
    #[error("the address is not protected by TLS")]
    InsecureIssuer,
    /// What it sent does not verify under the pinned keys.
    #[error("what the provider sent does not verify")]
    Untrusted(#[source] JoseError),
    /// Its keys do not continue the pinned ones: another root, an older epoch, a broken chain.
    #[error("the provider's keys are not the ones known from before")]
    KeysChanged,
    /// Its root key is not the one that the invitation names. Nothing was kept.
    #[error("the provider's root key is not the one that the invitation names")]
    OtherRoot,
    /// The invitation names another root key than the one known from before, which stays.
    #[error("the invitation names another root key than the one known from before")]
    OtherRootKnown,
    /// The keys could not be kept on this phone.
    #[error("the provider's keys could not be kept")]
    NotKept,
    /// The phone's key did not sign.
    #[error("the phone's key did not sign")]
    Key(#[source] DeviceKeyError),
    /// It said no.
    #[error("the provider refused")]
    Refused(Refusal),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}

/// What a provider said no to, and with what advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The invitation is used, too old, or none of this provider's.
    InvitationOver,
    /// E-mail or password is wrong.
    WrongCredentials,
    /// The code is wrong.
    WrongCode {
        /// How many tries are left.
        tries_left: u8,
    },
    /// The recovery code is wrong, or was used before.
    WrongRecoveryCode,
    /// The code is used up or too old: have another one sent.
    CodeBurned,
    /// No more SMS for now.
    TooManySms {
        /// When to try again.
        retry_after: Duration,
    },
    /// No more tries, or calls, for now.
    TooManyTries {
        /// When to try again.
        retry_after: Duration,
    },
    /// The session is over or not this key's: sign in again.
    SessionEnded,
    /// The session is not at this step.
    StepNotAllowed,
    /// This key was associated before.
    KeyKnown,
    /// What was typed is no number that an SMS reaches.
    InvalidNumber,
    /// There is no number to send a code to.
    NoNumber,
    /// The statement did not verify, or policy does not allow this phone.
    PairingRefused,
    /// Another phone was associated meanwhile.
    Superseded,
    /// The attempt took too long: begin the association again.
    Expired,
    /// For now a phone that came in with a better proof keeps its place.
    Outranked {
        /// When to try again.
        retry_after: Duration,
    },
    /// This key is not the account's device.
    NotAssociated,
    /// The account's password has to be sent first.
    PasswordNeeded,
    /// The challenge of the action is over: sign it over a new one.
    ActionExpired,
    /// This phone has to wait with this.
    Held {
        /// Until when.
        until: SystemTime,
    },
    /// Nothing can be approved on this account now.
    Frozen,
    /// The answer did not verify; nothing was settled.
    InvalidAnswer,
    /// No such request for this device.
    UnknownRequest,
    /// Anything else that calling again would not change.
    Other,
}

impl From<DeviceKeyError> for ProviderError {
    fn from(error: DeviceKeyError) -> Self {
        Self::Key(error)
    }
}

impl From<JoseError> for ProviderError {
    fn from(error: JoseError) -> Self {
        Self::Untrusted(error)
    }
}
