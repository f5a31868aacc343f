//! Everything that can go wrong before a person's eyes. `text` has a sentence for each.

use super::Association;

/// A problem to show. It carries no secret and no text of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The provider can't be reached.
    Offline,
    /// The provider answered that it failed.
    ProviderFailed,
    /// At this address there is no provider.
    NotAProvider,
    /// The provider speaks another version.
    UnsupportedVersion,
    /// What the provider sent is not properly signed.
    Untrusted,
    /// The link is no invitation.
    NotAnInvitation,
    /// The invitation is used, too old, or none of this provider's.
    InvitationOver,
    /// The provider has another root key than the invitation names.
    OtherRoot,
    /// The invitation names another root key than the phone knows.
    OtherRootKnown,
    /// The address is not an address.
    InvalidIssuer,
    /// The address is not protected by TLS.
    InsecureIssuer,
    /// E-mail or password is wrong.
    WrongCredentials,
    /// The code is wrong.
    WrongCode {
        /// Tries left with this code.
        tries_left: u32,
    },
    /// The code is expired, used, or has no tries left.
    CodeBurned,
    /// Too many messages were sent.
    TooManySms {
        /// Minutes to wait, rounded up.
        minutes: u64,
    },
    /// Too many codes were tried.
    TooManyTries {
        /// Minutes to wait, rounded up.
        minutes: u64,
    },
    /// The phone is not set up for an association.
    Prerequisites {
        /// There is no screen lock.
        screen_lock: bool,
        /// Notifications are off.
        notifications: bool,
    },
    /// What was typed has not the right form.
    InvalidInput,
    /// The provider refused this phone.
    Refused,
    /// The sign-in to the app is over.
    SessionEnded,
    /// The account has no number to send a code to.
    NoNumber,
    /// What was typed is no mobile number that gets SMS.
    InvalidMobile,
    /// The account's password is wrong.
    WrongPassword,
    /// This phone has to wait with this.
    Held,
    /// What was typed is no recovery code.
    NoRecoveryCode,
    /// The recovery code is wrong or was used.
    WrongRecoveryCode,
    /// Another group was typed back.
    WrongGroup,
    /// A phone with a better proof keeps its place.
    Outranked {
        /// Hours to wait, rounded up.
        hours: u64,
    },
    /// The association may have been made already.
    CommitUnderway,
    /// Another phone was associated meanwhile.
    Superseded,
    /// The pairing took too long.
    StartAgain,
    /// The PIN prompt was dismissed.
    Cancelled,
    /// Three wrong PINs.
    LockedOut,
    /// The phone lacks what the provider's policy asks for.
    NotEnrolled,
    /// The approval key is gone.
    KeyInvalidated,
    /// The keys can't be used.
    KeyStore,
    /// The codes key can't be used.
    CodesVault,
    /// The codes are locked again.
    CodesLocked,
    /// A code's secret is not there any more.
    CodeLost,
    /// The number has not the right digits.
    InvalidNumber,
    /// The request can't be shown by this version.
    UpdateNeeded,
    /// The answer is kept and will be sent.
    AnswerKept,
    /// The report is kept and will be sent.
    ReportKept,
    /// The denial was reported before, for another reason.
    ReportedBefore,
    /// There is no denial of this phone to report.
    NotDenied,
    /// The account is frozen.
    Frozen,
    /// The phone is not the account's device.
    NotAssociated(Association),
    /// The provider told an older state than the phone knows.
    OlderState,
    /// The account is still associated and can't be removed.
    StillAssociated,
    /// The clock shows a time that can't be.
    Clock,
    /// The phone's storage failed.
    Storage,
    /// The PIN is wrong.
    WrongPin {
        /// Tries left before a wait.
        tries_left: u32,
    },
    /// No PIN is taken for a while.
    PinWait {
        /// Seconds to wait, rounded up.
        seconds: u64,
    },
    /// The two PINs differ.
    PinsDiffer,
    /// A PIN has 4 to 12 digits.
    PinForm,
    /// Another program uses the folder.
    FolderInUse,
    /// A newer version wrote the folder.
    FolderTooNew,
    /// `phone.json` is damaged.
    FolderDamaged,
    /// The folder can't be read or written.
    FolderFailed,
    /// The store is there and its key is gone.
    KeyLost,
    /// The store was damaged and set aside.
    StoreSetAside,
    /// The vault gave no answer.
    VaultUnavailable,
}

impl Problem {
    /// Whether it only says that the provider can't be reached right now.
    #[must_use]
    pub fn is_offline(self) -> bool {
        matches!(self, Self::Offline | Self::ProviderFailed)
    }
}
