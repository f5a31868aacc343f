// Observers: told of accounts, requests and codes without asking, until they are cancelled or let go.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ObserveTests {
    @Test func requestsComeAndGoWithoutAsking() async throws {
        let phone = try await Associated.make(with: .start())
        let watcher = Watcher()
        let subscription = await phone.app.observe(observer: watcher)
        try await watcher.saw("the account") { $0.accounts?.map(\.id) == [phone.account] }
        let (browser, page) = try await phone.signIn()
        async let decided = browser.decided()
        try await watcher.saw("the request") { $0.open(phone.account)?.count == 1 }
        let seen = watcher.changes.compactMap { $0.open(phone.account)?.first }
        let request = try #require(seen.last)
        #expect(request.details().account == phone.email)
        #expect(try await request.approve(number: page.number()) == .approved)
        #expect(try await decided == "approved")
        let requests = watcher.changes.count
        try await watcher.saw("the end of the request", after: requests - 1) {
            $0.open(phone.account)?.isEmpty == true
        }
        subscription.cancel()
    }

    @Test func anAccountThatIsReplacedIsTold() async throws {
        let phone = try await Associated.make(with: .start())
        let watcher = Watcher()
        let subscription = await phone.app.observe(observer: watcher)
        try await watcher.saw("the account") {
            $0.accounts?.map(\.association) == [.associated]
        }
        let second = try Phone()
        _ = try await second.open().associate(with: phone.service, as: phone.email)
        await phone.app.wake()
        try await watcher.saw("the replacement") { $0.accounts?.map(\.association) == [.replaced] }
        subscription.cancel()
    }

    @Test func aProviderThatIsGoneIsTold() async throws {
        let phone = try await Associated.make(with: .start())
        let watcher = Watcher()
        let subscription = await phone.app.observe(observer: watcher)
        try await watcher.saw("the account") { $0.accounts != nil }
        try await phone.service.stop()
        await phone.app.wake()
        try await watcher.saw("that it is gone") {
            if case .reachable(phone.account, false) = $0 { true } else { false }
        }
        subscription.cancel()
    }

    @Test func whatDoesNotVerifyIsToldAsTrouble() async throws {
        let phone = try await Associated.make(with: .start())
        let watcher = Watcher()
        let subscription = await phone.app.observe(observer: watcher)
        defer { subscription.cancel() }
        try await watcher.saw("that nothing waits") { $0.open(phone.account)?.isEmpty == true }
        let impostor = try await phone.service.replacedByAnother()
        defer { withExtendedLifetime(impostor) {} }
        phone.app.wake()
        try await watcher.saw("the trouble") {
            if case .trouble(phone.account, "approval.untrusted") = $0 { true } else { false }
        }
    }

    @Test func nothingIsToldAfterCancel() async throws {
        let phone = try await Associated.make(with: .start())
        let (ended, other) = (Watcher(), Watcher())
        let subscription = await phone.app.observe(observer: ended)
        try await ended.saw("the account") { $0.accounts != nil }
        subscription.cancel()
        subscription.cancel()
        let second = await phone.app.observe(observer: other)
        try await other.saw("the account") { $0.accounts != nil }
        let told = ended.changes.count
        _ = try await phone.signIn()
        try await other.saw("the request") { $0.open(phone.account)?.count == 1 }
        // At most the one call that was under way.
        #expect(ended.changes.count <= told + 1)
        #expect(ended.changes.allSatisfy { $0.open(phone.account)?.count != 1 })
        second.cancel()
    }

    @Test func anObserverIsLetGoWithItsSubscription() async throws {
        let phone = try await Associated.make(with: .start())
        let gone = Event("the end of the observer")
        func observe() async throws {
            let watcher = Watcher(gone: gone)
            let subscription = await phone.app.observe(observer: watcher)
            try await watcher.saw("the account") { $0.accounts != nil }
            _ = subscription
        }
        try await observe()
        try await gone.within()
    }

    @Test func codesAreToldAtOnceAndWhenTheyTurnAndWhenTheyLock() async throws {
        let phone = try await Associated.make(with: .start())
        let codes = try await phone.app.unlockCodes()
        let watcher = CodesWatcher()
        let subscription = await codes.observe(observer: watcher)
        try await watcher.told.within()
        #expect(watcher.lists.first?.map(\.account) == [phone.account])
        let now = try await codes.list().first?.digits?.now
        #expect(watcher.lists.last?.first?.digits?.now == now)
        codes.lock()
        try await watcher.ended.within()
        subscription.cancel()
    }
}
