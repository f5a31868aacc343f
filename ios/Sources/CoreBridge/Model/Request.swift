// Approval requests, and how they end.

/// One approval request that waits.
public struct Request: Hashable, Sendable {
    public var account: AccountKey
    public var id: String
    public var provider: String
    public var name: String
    public var createdUnixMs: Int64
    /// When it ends, on the boot clock, ms.
    public var deadlineBootMs: Int64
    /// How many digits the page's number has.
    public var digits: Int
    /// What is shown; nil if this version can't show it, and then it can only be denied.
    public var signIn: SignIn?
    /// What a browser that is signed in would change; nil for a sign-in.
    public var change: AccountChange?

    public init(
        account: AccountKey, id: String, provider: String, name: String, createdUnixMs: Int64,
        deadlineBootMs: Int64, digits: Int, signIn: SignIn?, change: AccountChange? = nil
    ) {
        (self.account, self.id, self.provider, self.name) = (account, id, provider, name)
        (self.createdUnixMs, self.deadlineBootMs) = (createdUnixMs, deadlineBootMs)
        (self.digits, self.signIn, self.change) = (digits, signIn, change)
    }
}

/// What is done with the account when it is approved, with every parameter.
public enum AccountChange: Hashable, Sendable {
    /// 2-step verification goes off.
    case deactivate
    case number(String)
    case noticeAddress(String)
    /// What the sign-in page asks for first, and what else signs in.
    case methods(codeFirst: Bool, code: Bool, sms: Bool)
}

/// A browser that asks.
public struct SignIn: Hashable, Sendable {
    public var browser: Browser
    public var system: OperatingSystem
    public var address: String
    public var place: String?
    /// Whether this browser has signed in with an approval before.
    public var known: Bool

    public init(browser: Browser, system: OperatingSystem, address: String, place: String?, known: Bool) {
        (self.browser, self.system, self.address) = (browser, system, address)
        (self.place, self.known) = (place, known)
    }
}

public enum Browser: Hashable, Sendable, CaseIterable {
    case chrome, edge, firefox, safari, opera, other
}

public enum OperatingSystem: Hashable, Sendable, CaseIterable {
    case windows, macOS, linux, android, iOS, other
}

/// How a request ended.
public enum Outcome: Hashable, Sendable, CaseIterable {
    case approved
    case denied
    case wrongNumber
    case expired

    /// The provider or the browser took it back.
    case withdrawn

    /// It was answered, and not by what this phone just sent.
    case approvedElsewhere
    case deniedElsewhere

    /// The answer was sent; what became of it is not known.
    case notKnown
}

public enum ReportReason: Hashable, Sendable { case notMe, mistake }

/// Whether the provider takes reports.
public enum ReportOutcome: Hashable, Sendable { case taken, notTaken }
