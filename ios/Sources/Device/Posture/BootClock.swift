// The phone's clocks.

import CoreBridge
import Foundation

public struct BootClock: PhoneClock {
    public init() {}

    public func wallUnixMs() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// Goes on while the phone sleeps: Darwin's raw monotonic clock is `mach_continuous_time`.
    public func bootMs() -> Int64 {
        #if canImport(Darwin)
            let clock = CLOCK_MONOTONIC_RAW
        #else
            let clock = CLOCK_BOOTTIME
        #endif
        var now = timespec()
        // A clock that fails says 0: every deadline made with it is over.
        guard clock_gettime(clock, &now) == 0 else { return 0 }
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}
