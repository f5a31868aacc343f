//! What the core's errors are to a person. Each cause is logged here, once.

use std::error::Error;
use std::time::Duration;

use assenso_core::account::{AccountError, ActionError};
use assenso_core::approval::{ApprovalError, ReportError};
use assenso_core::authenticator::OpenError;
use assenso_core::codes::CodesError;
use assenso_core::pairing::PairingError;
use assenso_core::provider::{ProviderError, Refusal};
use assenso_core::store::StoreError;

use crate::gateway::Problem;
use crate::keys::{FolderError, PinError};

/// Notes an error with its causes; none of them quotes what is secret.
fn log(what: &str, error: &dyn Error) {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    tracing::warn!(%error, ?causes, "{what} failed");
}

/// Minutes, rounded up.
fn minutes(wait: Duration) -> u64 {
    wait.as_secs().div_ceil(60).max(1)
}

pub(super) fn of_folder(error: &FolderError) -> Problem {
    log("opening the folder", error);
    match error {
        FolderError::InUse => Problem::FolderInUse,
        FolderError::TooNew => Problem::FolderTooNew,
        FolderError::Damaged => Problem::FolderDamaged,
        FolderError::Io(_) => Problem::FolderFailed,
    }
}

pub(super) fn of_pin(error: &PinError) -> Problem {
    match error {
        PinError::Wrong { tries_left } => Problem::WrongPin { tries_left: *tries_left },
        PinError::Wait { left } => {
            let seconds = left.as_millis().div_ceil(1000);
            Problem::PinWait { seconds: u64::try_from(seconds).unwrap_or(u64::MAX) }
        }
        PinError::State | PinError::Crypto => {
            log("checking the PIN", error);
            Problem::FolderFailed
        }
        PinError::Folder(error) => of_folder(error),
    }
}

pub(super) fn of_open(error: &OpenError) -> Problem {
    log("opening the store", error);
    match error {
        OpenError::VaultLocked | OpenError::VaultUnavailable => Problem::VaultUnavailable,
        OpenError::KeyLost => Problem::KeyLost,
        OpenError::Store(error) => match error {
            StoreError::TooNew => Problem::FolderTooNew,
            StoreError::Corrupt { .. } => Problem::StoreSetAside,
            StoreError::WrongKey => Problem::KeyLost,
            StoreError::Busy => Problem::FolderInUse,
            _ => Problem::FolderFailed,
        },
        _ => Problem::FolderFailed,
    }
}

pub(super) fn of_provider(error: ProviderError) -> Problem {
    match error {
        ProviderError::Offline => Problem::Offline,
        ProviderError::NotAProvider => Problem::NotAProvider,
        ProviderError::UnsupportedVersion => Problem::UnsupportedVersion,
        ProviderError::InvalidIssuer => Problem::InvalidIssuer,
        ProviderError::InsecureIssuer => Problem::InsecureIssuer,
        ProviderError::Untrusted(_) | ProviderError::KeysChanged => Problem::Untrusted,
        ProviderError::OtherRoot => Problem::OtherRoot,
        ProviderError::OtherRootKnown => Problem::OtherRootKnown,
        ProviderError::NotKept | ProviderError::Random => Problem::Storage,
        ProviderError::Key(_) => Problem::KeyStore,
        ProviderError::Refused(Refusal::TooManyTries { retry_after }) => {
            Problem::TooManyTries { minutes: minutes(retry_after) }
        }
        ProviderError::Refused(Refusal::Frozen) => Problem::Frozen,
        ProviderError::Refused(_) => Problem::Refused,
        _ => Problem::ProviderFailed,
    }
}

pub(super) fn of_pairing(error: &PairingError) -> Problem {
    log("a step of a pairing", error);
    match error {
        PairingError::InvalidInput => Problem::InvalidInput,
        PairingError::NotAnInvitation => Problem::NotAnInvitation,
        PairingError::InvitationOver => Problem::InvitationOver,
        PairingError::WrongCredentials => Problem::WrongCredentials,
        PairingError::WrongCode { tries_left } => {
            Problem::WrongCode { tries_left: u32::from(*tries_left) }
        }
        PairingError::NoRecoveryCode(_) => Problem::NoRecoveryCode,
        PairingError::WrongRecoveryCode => Problem::WrongRecoveryCode,
        PairingError::Frozen => Problem::Frozen,
        PairingError::Outranked { retry_after } => {
            Problem::Outranked { hours: minutes(*retry_after).div_ceil(60) }
        }
        PairingError::CodeBurned => Problem::CodeBurned,
        PairingError::TooManySms { retry_after } => {
            Problem::TooManySms { minutes: minutes(*retry_after) }
        }
        PairingError::TooManyTries { retry_after } => {
            Problem::TooManyTries { minutes: minutes(*retry_after) }
        }
        PairingError::SessionEnded => Problem::SessionEnded,
        PairingError::NoNumber => Problem::NoNumber,
        PairingError::InvalidNumber => Problem::InvalidMobile,
        PairingError::Prerequisites(missing) => Problem::Prerequisites {
            screen_lock: missing.screen_lock,
            notifications: missing.notifications,
        },
        PairingError::ClassNotAllowed { .. } | PairingError::NotEnrolled => Problem::NotEnrolled,
        PairingError::Cancelled => Problem::Cancelled,
        PairingError::LockedOut => Problem::LockedOut,
        PairingError::KeyInvalidated | PairingError::Expired | PairingError::Step(_) => {
            Problem::StartAgain
        }
        PairingError::KeyStore(_) | PairingError::Posture => Problem::KeyStore,
        PairingError::CodesVault(_) => Problem::CodesVault,
        PairingError::Superseded => Problem::Superseded,
        PairingError::Refused => Problem::Refused,
        PairingError::CommitUnderway => Problem::CommitUnderway,
        PairingError::Provider(error) => of_provider(*error),
        _ => Problem::Storage,
    }
}

pub(super) fn of_action(error: &ActionError) -> Problem {
    log("an action", error);
    match error {
        ActionError::InvalidInput => Problem::InvalidInput,
        ActionError::WrongPassword | ActionError::PasswordNeeded => Problem::WrongPassword,
        ActionError::TooManyTries { retry_after } => {
            Problem::TooManyTries { minutes: minutes(*retry_after) }
        }
        ActionError::Held { .. } => Problem::Held,
        ActionError::NoRecoveryCode(_) => Problem::NoRecoveryCode,
        ActionError::WrongRecoveryCode => Problem::WrongRecoveryCode,
        ActionError::WrongGroup => Problem::WrongGroup,
        ActionError::Expired => Problem::StartAgain,
        ActionError::Frozen => Problem::Frozen,
        ActionError::Cancelled => Problem::Cancelled,
        ActionError::LockedOut => Problem::LockedOut,
        ActionError::KeyInvalidated => Problem::KeyInvalidated,
        ActionError::KeyStore(_) => Problem::KeyStore,
        ActionError::NotAssociated(state) => Problem::NotAssociated(*state),
        ActionError::Contradiction => Problem::OlderState,
        ActionError::Refused => Problem::Refused,
        ActionError::Provider(error) => of_provider(*error),
        _ => Problem::Storage,
    }
}

pub(super) fn of_approval(error: &ApprovalError) -> Problem {
    log("asking for requests, or answering or reporting one,", error);
    match error {
        ApprovalError::Cancelled => Problem::Cancelled,
        ApprovalError::LockedOut => Problem::LockedOut,
        ApprovalError::KeyInvalidated => Problem::KeyInvalidated,
        ApprovalError::KeyStore(_) => Problem::KeyStore,
        ApprovalError::InvalidNumber(_) => Problem::InvalidNumber,
        ApprovalError::UpdateNeeded => Problem::UpdateNeeded,
        ApprovalError::Underway => Problem::AnswerKept,
        ApprovalError::Report(ReportError::Reported(_)) => Problem::ReportedBefore,
        ApprovalError::Report(_) => Problem::NotDenied,
        ApprovalError::NotAssociated(state) => Problem::NotAssociated(*state),
        ApprovalError::Contradiction => Problem::OlderState,
        ApprovalError::Frozen => Problem::Frozen,
        ApprovalError::Provider(error) => of_provider(*error),
        _ => Problem::Storage,
    }
}

pub(super) fn of_account(error: &AccountError) -> Problem {
    log("reading or removing an account", error);
    match error {
        AccountError::StillAssociated => Problem::StillAssociated,
        AccountError::Provider(error) => of_provider(*error),
        _ => Problem::Storage,
    }
}

pub(super) fn of_codes(error: &CodesError) -> Problem {
    log("showing codes", error);
    match error {
        CodesError::Cancelled => Problem::Cancelled,
        CodesError::LockedOut => Problem::LockedOut,
        CodesError::NotEnrolled | CodesError::Vault => Problem::CodesVault,
        CodesError::Locked => Problem::CodesLocked,
        CodesError::Missing | CodesError::Lost => Problem::CodeLost,
        CodesError::Clock => Problem::Clock,
        _ => Problem::Storage,
    }
}
