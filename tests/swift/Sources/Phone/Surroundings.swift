// `PlatformPosture`, `PlatformPush` and `PlatformClock`, scriptable at each call.

import AssensoFFI
import Dispatch
import Foundation
import Harness

/// Locks and notifications.
public final class FixedPosture: PlatformPosture {
    public let script = Script<Void>()
    public let posture = Locked(Posture(screenLock: true, biometrics: true, notifications: true))

    public init() {}

    public func current() async throws -> Posture {
        _ = try await script.meet(())
        return posture.now
    }
}

/// A phone that has no push service.
public final class NoPush: PlatformPush {
    public let script = Script<Void>()

    public init() {}

    public func endpoint() async throws -> PushEndpoint? {
        _ = try await script.meet(())
        return nil
    }
}

/// Clocks that run, and jump when a test says so.
public final class JumpingClock: PlatformClock {
    public enum Call: Sendable { case wall, boot }

    public let script = Script<Call>()
    private let wallAhead = Locked<Int64>(0)
    private let bootAhead = Locked<UInt64>(0)

    public init() {}

    public func wallUnixMs() throws -> Int64 {
        try script.meetNow(.wall)
        return Int64(Date().timeIntervalSince1970 * 1000) + wallAhead.now
    }

    public func bootMs() throws -> UInt64 {
        try script.meetNow(.boot)
        return DispatchTime.now().uptimeNanoseconds / 1_000_000 + bootAhead.now
    }

    /// The person sets the wall clock to a year; the other clock does not care.
    public func set(year: Int) {
        let date = DateComponents(calendar: Calendar(identifier: .gregorian), year: year).date
        let ahead = (date ?? Date()).timeIntervalSince(Date())
        wallAhead.with { $0 = Int64(ahead * 1000) }
    }

    /// Time goes by, for both clocks.
    public func advance(seconds: UInt64) {
        wallAhead.with { $0 += Int64(seconds) * 1000 }
        bootAhead.with { $0 += seconds * 1000 }
    }
}
