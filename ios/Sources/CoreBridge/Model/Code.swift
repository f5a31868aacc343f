// Fallback codes.

/// The codes of one visit to their screen.
public enum CodesState: Hashable, Sendable {
    /// Unlocked; told anew when a code changes. They lock at `locksAtBootMs` on the boot clock.
    case shown([Code], locksAtBootMs: Int64)

    /// The time is over, or they were locked. The last one.
    case locked

    /// They can't be shown. The last one.
    case failed(Problem)
}

/// One account's fallback code.
public struct Code: Hashable, Sendable {
    public let account: AccountKey
    public let provider: String
    public let name: String
    /// How far the phone's clock is ahead of the provider's, seconds; corrected already.
    public let clockAheadS: Int64
    /// Nil if the secret is not there any more: associate again.
    public let digits: Digits?

    public init(account: AccountKey, provider: String, name: String, clockAheadS: Int64, digits: Digits?) {
        (self.account, self.provider, self.name) = (account, provider, name)
        (self.clockAheadS, self.digits) = (clockAheadS, digits)
    }
}

/// The digits themselves. They print as nothing.
public struct Digits: Hashable, Sendable, Unprintable {
    public let now: String
    public let next: String
    /// Until when `now` is good, on the boot clock, ms.
    public let validUntilBootMs: Int64
    public let periodMs: Int64

    public init(now: String, next: String, validUntilBootMs: Int64, periodMs: Int64) {
        (self.now, self.next) = (now, next)
        (self.validUntilBootMs, self.periodMs) = (validUntilBootMs, periodMs)
    }
}
