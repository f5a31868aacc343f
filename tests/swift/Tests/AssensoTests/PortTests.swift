// Each port's method throws each error it may, and one that it may not: what the shell is told,
// and that the unexpected one's text is found nowhere.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

/// A port's method, and a call of the app that needs it.
struct PortCase: Sendable, CustomTestStringConvertible {
    typealias Arm = @Sendable () -> Void

    let testDescription: String
    /// What each error of the port becomes.
    let expected: [(error: any Error, thrown: Thrown)]
    /// What an error that the port may not throw becomes.
    let unexpected: Thrown
    /// Makes the method throw.
    let arm: @Sendable (Phone, any Error) -> Void
    /// Gets ready, calls `arm`, and makes the call that fails.
    let call: @Sendable (Phone, Arm) async throws -> Void
}

@Suite(.timeLimit(.minutes(3)))
struct PortTests {
    @Test(arguments: PortCase.all)
    func anErrorThatThePortMayThrowIsTranslated(port: PortCase) async throws {
        for (error, expected) in port.expected {
            let phone = try Phone()
            let met = await thrown { try await port.call(phone) { port.arm(phone, error) } }
            #expect(met == expected, "after \(error)")
        }
    }

    @Test(arguments: PortCase.all)
    func anErrorThatThePortMayNotThrowLeavesNoTrace(port: PortCase) async throws {
        let (phone, error) = (try Phone(), Unexpected())
        let met = await thrown { try await port.call(phone) { port.arm(phone, error) } }
        #expect(met == port.unexpected)
        expectNoTrace(of: error.secret, in: met)
    }

    @Test func keysThatCanNotBeListedOrDeletedHoldNothingUp() async throws {
        let (phone, error) = (try Phone(), Unexpected())
        phone.keys.script.set { call in
            switch call {
            case .list, .delete: .error(error)
            default: nil
            }
        }
        let app = try await phone.open()
        let service = try await Service.start()
        defer { withExtendedLifetime(service) {} }
        let pairing = try await app.pair(issuer: service.issuer)
        try await pairing.abandon()
        #expect(try await app.unfinished().isEmpty)
        expectNoTrace(of: error.secret, in: nil)
    }

    @Test func aClockThatFailsMakesEverythingOver() async throws {
        let phone = try await Associated.make(with: .start())
        let codes = try await phone.app.unlockCodes()
        _ = try await phone.signIn()
        let request = try await phone.request()
        #expect(request.timeLeftMs() > 0)
        #expect(codes.unlockedForMs() > 0)
        let error = Unexpected()
        for error in [error as any Error, PlatformError.Unavailable] {
            phone.phone.clock.script.set { call in call == .boot ? .error(error) : nil }
            #expect(request.timeLeftMs() == 0)
            #expect(codes.unlockedForMs() == 0)
            let locked = await thrown { try await codes.list() }
            #expect(locked == Thrown("CodesError.Locked", "codes.locked"))
        }
        expectNoTrace(of: error.secret, in: nil)
    }

    @Test func anObserverThatThrowsIsToldTheNextChangeAllTheSame() async throws {
        let phone = try await Associated.make(with: .start())
        let (watcher, error) = (Watcher(), Unexpected())
        watcher.script.set { .error(error) }
        let subscription = await phone.app.observe(observer: watcher)
        try await watcher.wasCalled.within()
        watcher.script.clear()
        _ = try await phone.signIn()
        try await watcher.saw("the request") { $0.open(phone.account)?.count == 1 }
        subscription.cancel()
        expectNoTrace(of: error.secret, in: nil)
    }
}

extension Change {
    /// What waits for the account, if this change is about that.
    func open(_ wanted: Int64) -> [PendingApproval]? {
        if case .requests(wanted, let open) = self { open } else { nil }
    }
    /// The accounts, if this change is about them.
    var accounts: [AccountView]? {
        if case .accounts(let accounts) = self { accounts } else { nil }
    }
}
