//! Why a step of a pairing failed, and what a flat error can't carry.

use assenso_core::pairing;
use assenso_core::provider::{ProviderError, Refusal};

use crate::KeyClass;
use crate::codes::millis;
use crate::guard::{Panicked, report};

/// What was typed has the wrong form.
pub(super) const INVALID: PairingError = PairingError::NotAccepted("pairing.invalid_input");

/// Why a step of a pairing failed. Nothing is lost: [`crate::Pairing::step`] tells where it
/// stands. The text is the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum PairingError {
    /// What was typed was not accepted: wrong, used up, or of the wrong form.
    #[error("{0}")]
    NotAccepted(&'static str),
    /// Not now: [`PairingAdvice::retry_after_ms`] says when, if it is known.
    #[error("{0}")]
    Wait(&'static str),
    /// The phone lacks what an association needs: [`PairingAdvice`] says what.
    #[error("{0}")]
    NotReady(&'static str),
    /// The person dismissed a prompt, or the call was cancelled; the step can be taken again.
    #[error("pairing.cancelled")]
    Cancelled,
    /// The pairing does not go on from here: ask where it stands, and begin there or anew.
    #[error("{0}")]
    StartAgain(&'static str),
    /// The provider can't be reached or failed; take the step again.
    #[error("{0}")]
    Offline(&'static str),
    /// There is no provider that can be believed at this address.
    #[error("{0}")]
    Untrusted(&'static str),
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for PairingError {
    fn panicked() -> Self {
        Self::Unavailable("pairing.panicked")
    }
}

impl From<pairing::PairingError> for PairingError {
    fn from(error: pairing::PairingError) -> Self {
        use pairing::PairingError as E;

        let translated = match &error {
            E::InvalidInput => INVALID,
            E::InvalidNumber => Self::NotAccepted("pairing.invalid_number"),
            E::NotAnInvitation => Self::NotAccepted("pairing.not_an_invitation"),
            E::InvitationOver => Self::StartAgain("pairing.invitation_over"),
            E::WrongCredentials => Self::NotAccepted("pairing.wrong_credentials"),
            E::WrongCode { .. } => Self::NotAccepted("pairing.wrong_code"),
            E::NoRecoveryCode(_) => Self::NotAccepted("pairing.no_recovery_code"),
            E::WrongRecoveryCode => Self::NotAccepted("pairing.wrong_recovery_code"),
            E::CodeBurned => Self::NotAccepted("pairing.code_used_up"),
            E::TooManySms { .. } => Self::Wait("pairing.too_many_sms"),
            E::TooManyTries { .. } => Self::Wait("pairing.too_many_tries"),
            E::Outranked { .. } => Self::Wait("pairing.outranked"),
            E::LockedOut => Self::Wait("pairing.locked_out"),
            E::Prerequisites(_) => Self::NotReady("pairing.prerequisites"),
            E::NotEnrolled => Self::NotReady("pairing.not_enrolled"),
            E::ClassNotAllowed { .. } => Self::NotReady("pairing.class_not_allowed"),
            E::Cancelled => Self::Cancelled,
            E::SessionEnded => Self::StartAgain("pairing.session_ended"),
            E::Frozen => Self::StartAgain("pairing.frozen"),
            E::NoNumber => Self::StartAgain("pairing.no_number"),
            E::KeyInvalidated => Self::StartAgain("pairing.key_invalidated"),
            E::Superseded => Self::StartAgain("pairing.superseded"),
            E::Expired => Self::StartAgain("pairing.expired"),
            E::Refused => Self::StartAgain("pairing.refused"),
            E::CommitUnderway => Self::StartAgain("pairing.commit_underway"),
            E::Step(_) => Self::StartAgain("pairing.wrong_step"),
            E::KeyStore(_) => Self::Unavailable("pairing.key_store"),
            E::CodesVault(_) => Self::Unavailable("pairing.codes_vault"),
            E::Posture => Self::Unavailable("pairing.posture"),
            E::Provider(error) => Self::of_provider(*error),
            E::Store(_) | E::Record(_) | E::Seal(_) => Self::Unavailable("pairing.storage"),
            E::Random(_) => Self::Unavailable("pairing.random"),
            _ => Self::Unavailable("pairing.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl PairingError {
    fn of_provider(error: ProviderError) -> Self {
        match error {
            ProviderError::Offline => Self::Offline("pairing.offline"),
            ProviderError::Failed => Self::Offline("pairing.provider_failed"),
            ProviderError::InvalidIssuer => Self::NotAccepted("pairing.invalid_issuer"),
            ProviderError::InsecureIssuer => Self::NotAccepted("pairing.insecure_issuer"),
            ProviderError::NotAProvider => Self::Untrusted("pairing.not_a_provider"),
            ProviderError::UnsupportedVersion => Self::Untrusted("pairing.unsupported_version"),
            ProviderError::Untrusted(_) => Self::Untrusted("pairing.untrusted"),
            ProviderError::KeysChanged => Self::Untrusted("pairing.keys_changed"),
            ProviderError::OtherRoot => Self::Untrusted("pairing.other_root"),
            ProviderError::OtherRootKnown => Self::Untrusted("pairing.other_root_known"),
            ProviderError::NotKept => Self::Unavailable("pairing.storage"),
            ProviderError::Key(_) => Self::Unavailable("pairing.key_store"),
            ProviderError::Random => Self::Unavailable("pairing.random"),
            ProviderError::Refused(Refusal::TooManyTries { .. }) => {
                Self::Wait("pairing.too_many_tries")
            }
            _ => Self::StartAgain("pairing.refused"),
        }
    }
}

/// What a phone lacks for an association.
#[derive(Clone, Copy, Default, uniffi::Record)]
pub struct Missing {
    /// A screen lock has to be set up.
    pub screen_lock: bool,
    /// Notifications have to be allowed.
    pub notifications: bool,
}

impl From<pairing::Missing> for Missing {
    fn from(missing: pairing::Missing) -> Self {
        Self { screen_lock: missing.screen_lock, notifications: missing.notifications }
    }
}

/// The figures of the last refusal; what it had none of is empty.
#[derive(Clone, Default, uniffi::Record)]
pub struct PairingAdvice {
    /// Tries left with the SMS code that was mistyped.
    pub tries_left: Option<u8>,
    /// When to try again.
    pub retry_after_ms: Option<u64>,
    /// What the phone lacks.
    pub missing: Missing,
    /// The classes of key that the provider allows; empty if none was refused.
    pub key_classes: Vec<KeyClass>,
}

impl PairingAdvice {
    pub(super) fn of(error: &pairing::PairingError) -> Self {
        use pairing::PairingError as E;

        let none = Self::default();
        match error {
            E::WrongCode { tries_left } => Self { tries_left: Some(*tries_left), ..none },
            E::TooManySms { retry_after }
            | E::TooManyTries { retry_after }
            | E::Outranked { retry_after } => {
                Self { retry_after_ms: Some(millis(*retry_after)), ..none }
            }
            E::Prerequisites(missing) => Self { missing: (*missing).into(), ..none },
            E::ClassNotAllowed { allowed } => {
                Self { key_classes: allowed.iter().copied().map(Into::into).collect(), ..none }
            }
            _ => none,
        }
    }
}
