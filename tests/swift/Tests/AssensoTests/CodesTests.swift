// Codes: shown for a minute after one verification, and forgotten when they are locked.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct CodesTests {
    @Test func codesLockAfterAMinute() async throws {
        let phone = try await Associated.make(with: .start())
        let codes = try await phone.app.unlockCodes()
        #expect((55_000...60_000).contains(codes.unlockedForMs()))
        phone.phone.clock.advance(seconds: 50)
        #expect(try await codes.list().count == 1)
        phone.phone.clock.advance(seconds: 11)
        #expect(codes.unlockedForMs() == 0)
        let locked = await thrown { try await codes.list() }
        #expect(locked == Thrown("CodesError.Locked", "codes.locked"))
        // One more verification, one more minute.
        #expect(try await phone.app.unlockCodes().list().count == 1)
    }

    @Test func codesThatWereLockedStaySo() async throws {
        let phone = try await Associated.make(with: .start())
        let codes = try await phone.app.unlockCodes()
        codes.lock()
        codes.lock()
        #expect(codes.unlockedForMs() == 0)
        let locked = await thrown { try await codes.list() }
        #expect(locked == Thrown("CodesError.Locked", "codes.locked"))
        let watcher = CodesWatcher()
        let subscription = await codes.observe(observer: watcher)
        try await watcher.ended.within()
        #expect(watcher.lists.isEmpty)
        subscription.cancel()
    }

    @Test func theClockIsCorrectedByTheProviders() async throws {
        let phone = try Phone()
        phone.clock.set(year: 2500)
        let associated = try await Associated.make(with: .start(), phone: phone)
        let (browser, _) = try await associated.signIn()
        _ = try await associated.request()
        let code = try #require(try await associated.app.unlockCodes().list().first)
        #expect(code.clockAheadS > 400 * 365 * 24 * 3600)
        let now = try #require(code.digits?.now)
        #expect(try await browser.type(code: now).signedInBy == "code")
    }

    @Test func aSecretThatIsLostHidesNoOtherAccount() async throws {
        let service = try await Service.start()
        let phone = try await Associated.make(with: service)
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) })
        phone.phone.codesVault.script.set { _ in .bytes(key) }
        let other = try await phone.app.associate(with: service, as: service.seed())
        let codes = try await phone.app.unlockCodes().list()
        #expect(codes.map(\.account) == [phone.account, other])
        #expect(codes.map { $0.digits != nil } == [false, true])
    }

    @Test func aKeyOfAnotherLengthIsNoKey() async throws {
        let phone = try await Associated.make(with: .start())
        for length in [0, 1, 31, 33, 1 << 20] {
            phone.phone.codesVault.script.set { _ in .bytes(Data(repeating: 1, count: length)) }
            let refused = await thrown { try await phone.app.unlockCodes() }
            #expect(refused == Thrown("CodesError.Unavailable", "codes.vault"))
        }
    }
}
