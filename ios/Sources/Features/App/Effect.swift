// Everything that the reducer can have done.

import CoreBridge

/// Something to do. None prints what a person typed.
public enum Effect: Equatable, Sendable {
    // The core.

    case open

    /// Read the accounts.
    case load

    /// Have every change told from now on.
    case watch
    case stopWatching
    case wake
    case readInvitation(Ticket, Field)
    case pair(Ticket, issuer: String)
    case pairInvited(Ticket, Invitation)

    /// Take a pairing on, or give it up. Those of one pairing are carried out one after the other.
    case advance(PairingKey, Advance)

    /// Stop what the pairing is doing.
    case cancelPairing(PairingKey)

    case approve(AccountKey, requestID: String, number: Secret)
    case deny(AccountKey, requestID: String)

    /// See what this phone knows of how a request ended that is not open any more.
    case askOutcome(AccountKey, requestID: String)

    /// Take down the prompt of an approval.
    case cancelAnswer(requestID: String)

    case report(AccountKey, requestID: String, ReportReason)
    case unlockCodes(visit: Ticket)
    case lockCodes
    case check(Ticket, AccountKey)
    case perform(Ticket, AccountKey, Deed)

    /// Forget a recovery code that was not kept.
    case forgetCode(AccountKey)
    case remove(Ticket, AccountKey)

    /// What the phone itself does.
    case phone(PhoneEffect)
}

/// A step of a pairing; the ticket is of the screen that waits for it.
public enum Advance: Equatable, Sendable {
    case signIn(Ticket, email: Field, password: Secret)
    case submitCode(Ticket, Secret, KeyClass)
    case submitMobile(Ticket, Field)
    case recover(Ticket, Secret)
    case resendCode(Ticket)
    case associate(Ticket, KeyClass)
    case resume(Ticket)
    case startAgain(Ticket)
    case abandon(Ticket?)
}

/// What the phone itself does.
public enum PhoneEffect: Equatable, Sendable {
    case unlockApp(Ticket)
    case readPosture

    /// See what weakens the phone.
    case readSigns
    case askForNotifications
    case askForCamera

    /// See whether the camera is allowed now.
    case readCamera
    case openCameraSettings
    case openNotificationSettings
    case openScreenLockSettings
    case openBiometricEnrolment
    case copyCode(Secret)
    case keep(Preferences)
}
