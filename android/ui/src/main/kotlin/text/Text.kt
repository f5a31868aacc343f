package org.assenso.ui.text

/** Every text of the app. Its [key] names it in `strings.xml`; the comment says what it is, and its arguments. */
enum class Text {
    AppName,

    /** In the corner: the provider can't be reached. */
    Offline,

    /** A screen is busy. */
    Wait,

    /** A request came while the person does something else; a banner to tap. */
    RequestWaits,

    /** Its button. */
    RequestShow,

    /** Seconds left: number. */
    Seconds,

    /** The name of a browser or system that has none. */
    Other,
    Cancel,
    GoOn,
    Back,

    /** Closes something that was read. */
    Close,
    TryAgain,

    // The app's lock and its start.
    Opening,
    StoppedTitle,
    LockTitle,

    /** After a start. */
    LockText,

    /** After a time away. */
    LockAway,
    LockUnlock,
    LockLockedOut,
    LockUnavailable,

    // The platform's prompts: a title and a text each.
    PromptAssociateTitle,

    /** Account, provider. */
    PromptAssociateText,
    PromptApproveTitle,

    /** Account, provider. */
    PromptApproveText,

    PromptDeactivateTitle,

    /** Account, provider. */
    PromptDeactivateText,
    PromptRecoveryCodeTitle,

    /** Account, provider. */
    PromptRecoveryCodeText,

    /** To seal the fallback code's secret. */
    PromptSealCodesTitle,
    PromptSealCodesText,
    PromptShowCodesTitle,
    PromptShowCodesText,

    /** To open the app. */
    PromptOpenAppTitle,
    PromptOpenAppText,
    PromptCancel,

    /** The channel of sign-in requests, as the system's settings list it. */
    ChannelRequests,
    ChannelRequestsText,

    /** What a locked phone shows of a request: no name. */
    NotificationPublic,

    /** Account, provider. */
    NotificationRequest,
    NotificationOpen,
    NotificationNotSent,

    // Accounts.
    AccountsTitle,
    WelcomeTitle,
    WelcomeText,
    WelcomeFirstStep,
    AccountsAdd,
    AccountsSigningIn,
    AccountsNotActive,
    AccountsSignedIn,
    AccountsInterrupted,

    /** Requests come by themselves. */
    AccountsWatching,

    /** Until when this phone may approve and not widen: date and time. */
    AccountsProbation,

    /** Until when it may not change settings: date and time. */
    AccountsSettingsHeld,

    /** The provider told an older state than this phone knows. */
    AccountsAlarm,

    /** Notifications are off. */
    BannerNotifications,

    /** This phone is no longer the device of: account. */
    BannerDissociated,

    /** The provider can't be reached: provider. */
    BannerOffline,

    // Dissociated.
    DissociatedTitle,

    /** Account, why. */
    DissociatedText,
    DissociatedNext,

    // Pairing.
    PairProviderTitle,
    PairProviderText,
    PairProvider,
    PairScan,
    PairScanTitle,
    PairScanText,

    /** The camera is allowed and gives no picture. */
    PairScanFailed,

    /** The camera is not allowed. */
    PairScanRefused,
    PairScanAllow,
    PairInvitedTitle,

    /** What an invitation will do: domain. */
    PairInvitedText,

    /** The issuer's domain. */
    PairInvitedDomain,

    /** An issuer that is on the list: provider. */
    PairInvitedOnList,

    /** One that is not: domain. */
    PairInvitedWarning,
    PairInvitedNext,
    PairSignInTitle,

    /** At which provider: name, issuer. */
    PairSignInText,
    PairEmail,
    PairPassword,
    PairPasswordShow,
    PairPasswordHide,
    PairSignIn,
    PairCodeTitle,

    /** What was sent: number. */
    PairCodeText,
    PairCodeWarning,
    PairCode,

    /** The field of the code, read aloud: digits. */
    PairCodeDigits,
    PairVerify,
    PairResend,
    PairResent,

    /** How long the code is good, tries left: minutes and seconds such as 4:59, number. */
    PairCodeLeft,
    PairNoticeTitle,

    /** Account. */
    PairNoticeText,
    PairAssociate,
    PairWayBack,
    PairClassTitle,
    PairClassText,
    PairClassDevice,
    PairClassDeviceText,
    PairClassBiometric,
    PairClassBiometricText,
    PairMissingTitle,
    PairMissingText,
    PairMissingLock,
    PairMissingBiometrics,
    PairMissingNotifications,
    PairSetLock,
    PairSetBiometrics,
    PairTurnOn,
    PairGoesOn,
    PairAssociateCodeTitle,

    /** What was sent: number. */
    PairAssociateCodeText,
    PairCodeTextAfterRestart,
    PairStartAgain,
    PairFinishingTitle,
    PairFinishingText,
    PairFinishTitle,
    PairFinishText,

    /** Its page, its button and its field. */
    PairRecoveryCode,
    PairRecoveryText,

    /** The recovery code is right: account. */
    PairRecoveredText,
    PairActivateTitle,

    /** What it does: account. */
    PairActivateText,

    /** Where the code goes: number. */
    PairActivateNumber,

    /** What it means for mail programs. */
    PairActivateMail,
    PairActivateLater,

    /** Its button. */
    PairActivate,
    PairMobileTitle,
    PairMobileText,
    PairMobile,

    /** What waits after a number was given. */
    PairMobileHold,
    PairNumberCodeTitle,

    /** A page back. */
    PairMobileOther,
    PairActivatedTitle,
    PairActivatedMail,
    PairSuccessTitle,

    /** Account, provider. */
    PairSuccessText,
    PairSuccessNext,
    PairDone,

    // Settings.
    SettingsTitle,
    SettingsNotifications,
    SettingsOn,
    SettingsOff,
    SettingsLock,
    SettingsLockText,
    SettingsLockAtOnce,

    /** Number of seconds. */
    SettingsLockSeconds,
    SettingsLockMinute,

    /** Number of minutes. */
    SettingsLockMinutes,
    SettingsSigns,
    SignRootProgram,
    SignTestKeys,
    SignDebuggableSystem,
    SignDebuggableApp,
    SignOverlaysPossible,
    SettingsMailboxes,
    SettingsMailbox,
    SettingsAccount,
    SettingsTwoStep,
    SettingsKeys,
    SettingsKeysAsk,
    SettingsIssuer,
    SettingsState,
    SettingsCheck,
    SettingsChecked,
    SettingsRemove,

    /** Account. */
    SettingsRemoveText,
    KeyStrongBox,
    KeyTee,
    KeySecureEnclave,
    KeySoftware,

    // What the owner does with the account.
    DeedSignOut,

    /** Account. */
    DeedSignOutText,
    DeedSignOutWarning,
    DeedSignedOut,
    DeedDeactivate,

    /** Account. */
    DeedDeactivateText,
    DeedDeactivateSure,
    DeedDeactivated,
    DeedNewCode,
    DeedNewCodeText,
    DeedWriteTitle,
    DeedWriteText,

    /** Which group, and of how many. */
    DeedWriteAsked,
    DeedGroup,
    DeedWritten,
    DeedCodeKept,
    DeedEnterCode,
    DeedEnterCodeText,
    DeedFullPower,

    // Requests.
    RequestTitle,
    RequestQuestion,
    RequestProvider,
    RequestAccount,
    RequestBrowser,

    /** Browser, system. */
    RequestBrowserOn,
    RequestAddress,
    RequestPlace,
    RequestPlaceUnknown,
    RequestTime,
    RequestKnown,
    RequestNew,

    /** Digits. */
    RequestNumber,
    RequestLeft,
    RequestAuthorize,
    RequestDeny,
    RequestLater,
    RequestSending,

    /** While the platform's prompt is up. */
    RequestConfirming,
    RequestUnknownTitle,
    RequestUnknownText,
    RequestActionTitle,
    RequestChange,
    ChangeDeactivate,
    ChangeNumber,
    ChangeNoticeAddress,
    ChangeMethods,
    ChangeNew,
    ChangeFirst,
    ChangeFirstPhone,
    ChangeFirstCode,
    ChangeAlso,
    ChangeAlsoBoth,
    ChangeAlsoCode,
    ChangeAlsoSms,
    ChangeAlsoNone,

    // Outcomes.
    OutcomeApproved,
    OutcomeApprovedText,
    OutcomeDenied,
    OutcomeDeniedText,
    OutcomeWrongNumber,
    OutcomeWrongNumberText,
    OutcomeExpired,
    OutcomeExpiredText,
    OutcomeCancelled,
    OutcomeCancelledText,
    OutcomeElsewhereApproved,
    OutcomeElsewhereApprovedText,
    OutcomeElsewhereDenied,
    OutcomeElsewhereDeniedText,
    OutcomeNotKnown,
    OutcomeNotKnownText,

    // The question after a denial.
    ReportQuestion,
    ReportNotMe,
    ReportMistake,
    ReportLeave,
    ReportNotMeTaken,
    ReportMistakeTaken,
    ReportNotTaken,

    // Codes.
    CodesTitle,
    CodesText,

    /** The code after this one: digits. */
    CodesNext,
    CodesNone,
    CodesOpening,
    CodesLocked,
    CodesUnlock,

    /** Seconds. */
    CodesLocksIn,
    CodesCopy,
    CodesCopied,

    /** An account's code is not there any more. */
    CodesLost,

    /** The phone's clock is ahead of the provider's. */
    CodesClockAhead,

    /** … is behind it. */
    CodesClockBehind,

    // Why this phone is, or is not, an account's device.
    AssociationAssociated,
    AssociationNotActive,
    AssociationReplaced,
    AssociationOwnerChanged,
    AssociationSignedOut,
    AssociationDeactivated,
    AssociationFrozen,
    AssociationUnknown,

    // Problems: one sentence each, which says what to do.
    ProblemOffline,
    ProblemProviderFailed,
    ProblemNotAProvider,
    ProblemUnsupportedVersion,
    ProblemUntrusted,
    ProblemInvalidIssuer,
    ProblemInsecureIssuer,
    ProblemInvalidInvitation,
    ProblemInvitationOver,
    ProblemOtherRoot,
    ProblemOtherRootKnown,
    ProblemWrongCredentials,
    ProblemCodeUsedUp,
    ProblemInvalidInput,
    ProblemWrongPassword,
    ProblemWrongGroup,
    ProblemActionExpired,
    ProblemActionRefused,
    ProblemHeld,
    ProblemRefused,
    ProblemSessionEnded,
    ProblemNoNumber,
    ProblemInvalidMobile,
    ProblemNoRecoveryCode,
    ProblemWrongRecoveryCode,
    ProblemOutranked,
    ProblemCommitUnderway,
    ProblemSuperseded,
    ProblemStartAgain,
    ProblemCancelled,
    ProblemLockedOut,
    ProblemNotEnrolled,
    ProblemKeyInvalidated,
    ProblemKeyStore,
    ProblemCodesVault,
    ProblemCodesLocked,
    ProblemInvalidNumber,
    ProblemUpdateNeeded,
    ProblemAnswerKept,
    ProblemReportKept,
    ProblemNotReportable,
    ProblemFrozen,
    ProblemNotAssociated,
    ProblemStillAssociated,
    ProblemMissing,
    ProblemClock,
    ProblemStorageFull,
    ProblemStorage,
    ProblemStoreLocked,
    ProblemStoreTooNew,
    ProblemStoreSetAside,
    ProblemKeyLost,
    ProblemBusy,
    ProblemCovered,
    ProblemClassNotAllowed,
    ProblemUnexpected,

    /** Tries left. */
    ProblemWrongCode,

    /** Minutes. */
    ProblemTooManySms,

    /** Minutes. */
    ProblemTooManyTries,
    ProblemTooManyTriesLater,
    ProblemPrerequisites,

    /** Why: an association's text. */
    ProblemDissociated,
    ;

    /** Its name among the resources. */
    val key: String = snakeCase(name)
}
