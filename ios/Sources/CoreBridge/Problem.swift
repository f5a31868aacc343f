// Everything that can go wrong before a person's eyes. Each has a sentence that says what to do; none carries a secret.

/// A problem to show.
public enum Problem: Hashable, Sendable {
    case offline
    case providerFailed
    case notAProvider
    case unsupportedVersion
    case untrusted
    case invalidIssuer
    case insecureIssuer
    /// What was scanned or opened is no invitation.
    case invalidInvitation
    case invitationOver
    case otherRoot
    case otherRootKnown
    case wrongCredentials
    /// What was typed is no recovery code: a character is missing or mistyped.
    case noRecoveryCode
    case wrongRecoveryCode

    /// A phone with a better proof keeps its place for now.
    case outranked
    case codeUsedUp
    case invalidInput

    /// The account's password, where it is asked for once more.
    case wrongPassword

    /// What was typed back is not that group of the recovery code.
    case wrongGroup

    /// The password that was typed, or what was signed, is too old by now.
    case actionExpired
    case actionRefused

    /// This phone has to wait with this; ``Account/hold`` says until when.
    case held
    case refused
    case sessionEnded
    case noNumber

    /// What was typed is no mobile number that gets SMS.
    case invalidMobile
    case commitUnderway
    case superseded
    case startAgain
    case cancelled
    case lockedOut
    case notEnrolled
    case classNotAllowed
    case keyInvalidated
    case keyStore
    case codesVault
    case codesLocked
    case invalidNumber
    case updateNeeded
    case answerKept
    case reportKept
    case notReportable
    case frozen
    case notAssociated
    case stillAssociated
    case missing
    case clock
    case storageFull
    case storage
    case storeLocked
    case storeTooNew
    case storeSetAside
    case keyLost
    case busy
    /// A fault of ours or of the platform; the log has it under an incident id.
    case unexpected

    /// The code is wrong; `triesLeft` with this one.
    case wrongCode(triesLeft: Int)

    /// Too many messages were sent; `minutes` to wait, rounded up.
    case tooManySms(minutes: Int)

    /// Too many wrong codes or numbers; `minutes` to wait, rounded up; nil if the provider did not say.
    case tooManyTries(minutes: Int?)

    /// The phone is not set up for an association: what is true here is missing.
    case prerequisites(screenLock: Bool, notifications: Bool)

    /// This phone is not, or no longer, the account's device.
    case dissociated(Association)

    /// Whether it only says that the provider can't be reached right now.
    public var isOffline: Bool { self == .offline || self == .providerFailed }
}
