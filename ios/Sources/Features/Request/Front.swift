// What comes by itself, above every other screen and above the app's lock.

import CoreBridge

/// A request, or what became of one.
public enum Front: Equatable, Sendable {
    case asked(Asked)
    case over(Over)
}

/// A request that waits for its answer.
public struct Asked: Equatable, Sendable {
    public let request: Request
    /// The number from the page, digits only, ``Request/digits`` at most.
    public var number = Field()
    /// The answer that is on its way; then nothing can be pressed but "answer later".
    public var sending: Sending?
    public var problem: Problem?

    init(_ request: Request) { self.request = request }

    /// Whether all digits are there. "Authorize" may be pressed before: then it says what is missing.
    public var isComplete: Bool { number.text.count == request.digits }

    /// Whether this version can show it; if not, it can only be denied.
    public var isKnown: Bool { request.signIn != nil }
}

/// An answer that is on its way.
public enum Sending: Hashable, Sendable {
    /// First the platform's prompt, then the provider.
    case approve
    case deny

    /// Either of them: given, and sent as soon as the provider can be reached. It can be left.
    case kept
}

/// What became of a request.
public struct Over: Equatable, Sendable {
    public let requestID: String
    public let outcome: Outcome
    /// What the person is asked after a denial.
    public var question: Question?
}

/// "Was it not you?"
public struct Question: Equatable, Sendable {
    public let account: AccountKey
    public var asking = Asking.open()

    init(account: AccountKey) { self.account = account }
}

/// How far the question after a denial is.
public enum Asking: Equatable, Sendable {
    /// The person has not said, or it was not taken because of a problem.
    case open(Problem? = nil)

    case sending(ReportReason)

    /// Sent as soon as the provider can be reached.
    case kept(ReportReason)

    case said(ReportReason, ReportOutcome)
}

extension PhoneState {
    /// The request in front, if there is one.
    var asked: Asked? {
        if case .asked(let asked) = front { asked } else { nil }
    }
}
