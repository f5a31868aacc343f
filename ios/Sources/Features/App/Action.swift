// Everything that can happen to the app.

import CoreBridge

/// Something that happened. None prints what a person typed.
public enum Action: Equatable, Sendable {
    /// What a person does on a page. It counts only while a page is what is shown.
    case page(PageAction)

    /// What a person does to what is in front. It counts only while that request is there.
    case request(String, RequestAction)

    /// The way back: the arrow at the top, or a swipe.
    case back

    /// "Try again" on an app that can't start.
    case retry

    /// "Unlock" on the app's lock.
    case unlock

    /// The banner of a request that waits was tapped.
    case showRequest

    /// Something that the phone tells.
    case phone(PhoneAction)

    /// Something that the core answers.
    case core(CoreAction)
}

/// What a person does on a page.
public enum PageAction: Equatable, Sendable {
    /// The main button of a page of the way to an association: "Continue", "Verify", "Sign in" …
    case goOn

    /// "Cancel" there.
    case cancel

    /// Text was typed into a field of the screen on top.
    case typed(FieldName, Field)

    case addAccount

    /// A mailbox of the list was tapped.
    case openRow(Row)

    case openCodes
    case openSettings

    /// What is written about ``PhoneState/problem`` was read.
    case dismissProblem

    /// The note about keys of an earlier installation was read.
    case dismissLeftovers

    /// "Scan a QR code".
    case openScan

    /// The camera read a code.
    case scanned(Field)

    /// The camera gives no picture.
    case cameraFailed

    /// "Try again" after that.
    case retryCamera

    /// The way to let the app use the camera.
    case allowCamera

    /// "Send another code".
    case resend

    /// "Start again" on an interrupted association.
    case startAgain

    /// The recovery code instead of an SMS.
    case useRecoveryCode

    case chooseKeyClass(KeyClass)

    /// The button beside something that is missing.
    case turnOn(Prerequisite)

    case openMailbox(Row)

    /// "Account" on a mailbox's page.
    case openAccount

    /// "2-step verification" on the account's page.
    case openTwoStep

    /// "Associate this device" there, or on the notice of a dissociation.
    case associate

    /// "Ask the provider again".
    case check

    /// Something that the owner does with the account.
    case openDeed(Matter)

    /// "Remove from the list", which asks first.
    case askRemove

    /// "Remove from the list" after that question.
    case confirmRemove

    case setLockAfter(seconds: Int)
    case unlockCodes
    case copyCode(AccountKey)
}

/// What a person does to a request or its outcome.
public enum RequestAction: Equatable, Sendable {
    case typedNumber(Field)
    case approve
    case deny

    /// "Answer later".
    case later

    /// The answer to "Was it not you?".
    case report(ReportReason)

    /// The outcome was read.
    case close
}

/// What the phone tells.
public enum PhoneAction: Equatable, Sendable {
    /// The place where the person was when the process ended.
    case goOn(from: String)

    /// Time went on.
    case tick(bootMs: Int64)
    case foreground(bootMs: Int64)
    case background(bootMs: Int64)

    /// The network is back, or a push came.
    case wake

    /// A request's notification was tapped.
    case openRequest(AccountKey, requestID: String)

    /// An invitation's link was opened.
    case openLink(Field)

    case posture(PostureView)
    case signs(Set<PhoneSign>)
    case camera(allowed: Bool)
    case unlockEnded(Ticket, Unlock)

    /// Keys of an earlier installation were found and removed.
    case leftoversRemoved
}

/// What the core answers.
public enum CoreAction: Equatable, Sendable {
    /// The core is open, or (a problem) it is not.
    case opened(Problem?)
    case loaded(Reply<Accounts>)
    case changed(Change)

    /// A pairing was begun, or not.
    case begun(Ticket, Reply<PairingFlow>)

    /// A pairing moved, or did not.
    case stepped(Ticket, Reply<PairingFlow>)

    case invitationRead(Ticket, Reply<Invitation>)

    /// A pairing was given up without a screen that waits for it.
    case abandoned(Reply<Done>)

    case answered(String, Reply<Outcome>)

    /// How a request ended that is not open any more; nil if this phone did not answer it.
    case ended(String, Reply<Outcome?>)

    case reported(String, Reply<ReportOutcome>)
    case codes(visit: Ticket, CodesState)
    case checked(Ticket, Reply<Account>)
    case performed(Ticket, Reply<DeedResult>)
    case removed(Ticket, Reply<Done>)
}
