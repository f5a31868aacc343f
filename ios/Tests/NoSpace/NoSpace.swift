// A phone whose storage takes nothing more, in a process of its own: the kernel refuses every write to a file, because the process may
// make no file longer than nothing. It says "too large" where a full disk says "no space": one of those can't be had without mounting
// something. Below that nothing is played. Ends with 0 if the app said so each time, and had lost nothing afterwards.

import CoreBridge
import Doubles
import Features
import Foundation
import Harness

#if canImport(Glibc)
    import Glibc
#endif

@main
@MainActor
struct NoSpace {
    static func main() async throws {
        // Without a handler the process would end at its first write.
        signal(SIGXFSZ, SIG_IGN)
        try await aFirstStartSaysSoAndWorksOnceThereIsSpace()
        try await answersWaitForSpace()
    }

    private static func aFirstStartSaysSoAndWorksOnceThereIsSpace() async throws {
        let handset: Handset = try full { try Handset() }
        try await full { try await handset.sees(.stoppedTitle) }
        try await handset.tap(.tryAgain)
        try await handset.sees(.welcomeTitle)
    }

    private static func answersWaitForSpace() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        for (answer, outcome) in [(Phrase.requestAuthorize, Phrase.outcomeApproved), (.requestDeny, .outcomeDenied)] {
            let browser = Harness.Browser(service)
            let page = try await browser.signIn(email)
            try await handset.type(try page.number(), into: .requestNumber, "2")
            try await full {
                try await handset.tap(answer)
                try await handset.sees(.problemStorage)
            }
            try await handset.tap(answer)
            try await handset.sees(outcome)
            guard try await browser.decided() == (answer == .requestDeny ? "over" : "approved") else {
                throw HarnessError("the browser was told something else")
            }
            if answer == .requestAuthorize { try await handset.tap(.goOn) }
        }
    }

    /// Runs `work` while there is no space.
    private static func full<Value>(_ work: () throws -> Value) throws -> Value {
        let before = try limit(0)
        defer { _ = try? limit(before) }
        return try work()
    }

    private static func full<Value: Sendable>(_ work: @MainActor () async throws -> Value) async throws -> Value {
        let before = try limit(0)
        do {
            let value = try await work()
            _ = try limit(before)
            return value
        } catch {
            _ = try limit(before)
            throw error
        }
    }

    /// Sets how long a file may be, and returns how long it might be before.
    private static func limit(_ bytes: rlim_t) throws -> rlim_t {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(1), &limit) == 0 else { throw HarnessError("no limit") }
        let before = limit.rlim_cur
        limit.rlim_cur = bytes
        guard setrlimit(__rlimit_resource_t(1), &limit) == 0 else { throw HarnessError("the limit stays") }
        return before
    }
}
