//! The core for Kotlin and Swift. It translates and does nothing else; what it does not say in a
//! type it says in the text of an error, which is a stable code.
//!
//! Every call may be dropped or cancelled at any time: what it had stored is taken up again.
#![forbid(unsafe_code)]
#![allow(clippy::must_use_candidate, reason = "Kotlin and Swift know nothing of it")]

mod accounts;
mod actions;
mod activity;
#[cfg(target_os = "android")]
pub mod android;
mod approvals;
mod authenticator;
mod codes;
mod guard;
mod log;
mod open;
mod pairing;
mod ports;
mod subscription;
mod typed;

pub use accounts::{
    AccountError, AccountView, Association, HardwareLevel, Held, HoldView, KeyClass,
};
pub use actions::{AccountActions, ActionAdvice, ActionError, NewRecoveryCode};
pub use activity::{ActivityView, Evidence};
pub use approvals::{
    ApprovalError, Approvals, BrowserKind, BrowserView, OperatingSystem, Outcome, PanelAction,
    PendingApproval, ReportOutcome, ReportReason, RequestSubject, RequestView,
};
pub use authenticator::Authenticator;
pub use codes::{CodeDigits, CodeView, Codes, CodesError};
pub use log::{LogLevel, PlatformLog, start_log};
pub use open::{Development, OpenError, OpenOptions, PlatformPorts};
pub use pairing::{
    ActivateStep, AssociateCodeStep, FinishStep, Invitation, Missing, NumberCodeStep, Pairing,
    PairingAdvice, PairingError, PairingStep, RecoveredStep, SignInCodeStep, SignInStep,
    SignedInStep, SmsView,
};
pub use ports::{
    CreatedKey, KeyRole, KeySpec, PlatformClock, PlatformCodesVault, PlatformCodesVaultError,
    PlatformError, PlatformKey, PlatformKeyError, PlatformPosture, PlatformPush, PlatformVault,
    PlatformVaultError, Posture, PushEndpoint, SignReason, UnlockReason,
};
pub use subscription::{Change, CodesObserver, Observer, Subscription};

uniffi::setup_scaffolding!();
