// The vault, the codes key, what an earlier installation left, and the database's place.

import CoreBridge
import Doubles
import Foundation
import Harness
import LocalAuthentication
import Security
import Testing

@testable import Device

@Suite struct VaultTests {
    private let security = FakeSecurity()
    private var vault: KeychainVault { KeychainVault(group: "team.shared", security: security) }

    @Test func aSecretIsReadableAfterTheFirstUnlockOnThisPhoneAloneAndByTheExtension() async throws {
        #expect(try await vault.get("base") == nil)
        try await vault.put("base", secret: Data([1]))
        try await vault.put("base", secret: Data([2]))
        #expect(try await vault.get("base") == Data([2]))
        let item = try #require(security.items.first)
        #expect(security.items.count == 1)
        #expect(item[kSecAttrAccessible] as? String == kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly)
        #expect(item[kSecAttrAccessGroup] as? String == "team.shared" && item[kSecAttrSynchronizable] as? Bool == false)
        try await vault.delete("base")
        try await vault.delete("base")
        #expect(try await vault.get("base") == nil)
    }

    @Test func aLockedKeychainIsNotAnEmptyOne() async throws {
        try await vault.put("base", secret: Data([1]))
        security.fail { _ in SecurityFailure(errSecInteractionNotAllowed) }
        #expect(await fault { () throws(PortFault) in try await vault.get("base") } == .locked)
        #expect(await fault { () throws(PortFault) in try await vault.put("base", secret: Data([2])) } == .locked)
        security.fail { _ in SecurityFailure(errSecDecode) }
        #expect(await fault { () throws(PortFault) in try await vault.get("base") } == .unavailable)
    }
}

@Suite struct CodesVaultTests {
    private let security = FakeSecurity()
    private let clock = JumpingClock()
    private let made = Locked<[FakeContext]>([])

    private func vault(hasPasscode: Bool = true) -> KeychainCodesVault {
        KeychainCodesVault(security: security, reasons: PlainReasons(), clock: clock) { [made] in
            let context = FakeContext()
            if !hasPasscode { context.policies = [] }
            made.with { $0.append(context) }
            return context
        }
    }

    @Test func theKeyIsMadeOnceAndGivenOutOnlyByAReadThatAsks() async throws {
        let vault = vault()
        let key = try await vault.unlock(.associate)
        #expect(key.count == 32)
        let item = try #require(security.items.first)
        let access = try #require(item[kSecAttrAccessControl] as? SecAccessControl)
        #expect(access.protection == kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly && access.flags == .userPresence)
        #expect(item[kSecAttrAccessGroup] == nil && item[kSecAttrSynchronizable] as? Bool == false)
        // The last thing before it was given out was a read with a context.
        #expect(security.calls.last == .find && security.contexts.count == 2)
        #expect(security.contexts.last?.localizedReason == "\(UnlockReason.associate)")
        #expect(try await vault.unlock(.showCodes) == key)
    }

    @Test func aVerificationCountsForAMinuteAndNeverAfterItWasForgotten() async throws {
        let vault = vault()
        _ = try await vault.unlock(.showCodes)
        let first = try #require(security.contexts.last)
        clock.advance(seconds: 50)
        _ = try await vault.unlock(.showCodes)
        #expect(security.contexts.last === first)
        clock.advance(seconds: 11)
        _ = try await vault.unlock(.showCodes)
        let second = try #require(security.contexts.last)
        #expect(second !== first)
        await vault.forget()
        #expect((second as? FakeContext)?.isOver == true)
        _ = try await vault.unlock(.showCodes)
        #expect(security.contexts.last !== second)
    }

    @Test func aReadThatOutlastsTheMinuteDoesNotStartAnother() async throws {
        let vault = vault()
        _ = try await vault.unlock(.showCodes)
        let first = try #require(security.contexts.last)
        clock.advance(seconds: 30)
        security.fail { [clock] _ in
            clock.advance(seconds: 40)
            return nil
        }
        _ = try await vault.unlock(.showCodes)
        #expect(security.contexts.last === first)
        _ = try await vault.unlock(.showCodes)
        #expect(security.contexts.last !== first)
    }

    @Test func whatWasForgottenWhileItWasReadCountsForNothing() async throws {
        let vault = vault()
        _ = try await vault.unlock(.showCodes)
        await vault.forget()
        let (reading, goOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        security.fail { call in
            guard call == .find else { return nil }
            reading.signal()
            goOn.wait()
            return nil
        }
        let read = Task { try await vault.unlock(.showCodes) }
        await withCheckedContinuation { begun in
            DispatchQueue.global().async {
                reading.wait()
                begun.resume()
            }
        }
        let during = try #require(security.contexts.last)
        await vault.forget()
        security.fail { _ in nil }
        goOn.signal()
        _ = try await read.value
        _ = try await vault.unlock(.showCodes)
        #expect(security.contexts.last !== during)
    }

    @Test func withoutAPasscodeThereIsNothingToAskFor() async throws {
        let vault = vault(hasPasscode: false)
        #expect(await fault { () throws(PortFault) in try await vault.unlock(.showCodes) } == .notEnrolled)
        #expect(security.items.isEmpty)
    }

    @Test(arguments: [
        (SecurityFailure(errSecUserCanceled), PortFault.cancelled), (SecurityFailure(errSecAuthFailed), .lockedOut),
        (SecurityFailure(errSecInteractionNotAllowed), .locked), (SecurityFailure(errSecDecode), .unavailable),
    ])
    func aFailureGivesOutNothingAndMakesNothing(failure: SecurityFailure, meant: PortFault) async throws {
        let vault = vault()
        let key = try await vault.unlock(.showCodes)
        await vault.forget()
        security.fail { $0 == .find ? failure : nil }
        #expect(await fault { () throws(PortFault) in try await vault.unlock(.showCodes) } == meant)
        security.fail { _ in nil }
        #expect(try await vault.unlock(.showCodes) == key)
    }

    @Test func twoAtOnceMakeOneKey() async throws {
        let vault = vault()
        async let one = vault.unlock(.associate)
        async let two = vault.unlock(.showCodes)
        #expect(try await one == two)
        #expect(security.items.count == 1)
    }

    @Test func aKeyThatWentWithThePasscodeIsMadeAnew() async throws {
        let vault = vault()
        let old = try await vault.unlock(.showCodes)
        security.lose { _ in true }
        #expect(try await vault.unlock(.showCodes) != old)
    }
}

@Suite struct LeftoversTests {
    private let security = FakeSecurity()
    private let folder: Folder
    private var leftovers: Leftovers { Leftovers(group: "team.shared", security: security) }
    private var database: URL { URL(fileURLWithPath: folder.file("assenso.db")) }

    init() throws { folder = try Folder() }

    /// An app was here: a key, a secret, a codes key.
    private func earlier() async throws {
        let keys = SecureEnclaveKeys(security: security, reasons: PlainReasons()) { FakeContext() }
        _ = try await keys.create(KeySpec(id: "1", role: .possession, keyClass: .device, challenge: Data(count: 32)))
        try await KeychainVault(group: "team.shared", security: security).put("base", secret: Data([1]))
        let codes = KeychainCodesVault(security: security, reasons: PlainReasons(), clock: JumpingClock()) {
            FakeContext()
        }
        _ = try await codes.unlock(.showCodes)
    }

    @Test func whatAnEarlierInstallationLeftIsRemovedAndToldOnce() async throws {
        #expect(!leftovers.remove(besides: database))
        try await earlier()
        try security.add([kSecClass: kSecClassGenericPassword, kSecAttrService: "org.other"])
        #expect(leftovers.remove(besides: database))
        #expect(security.items.count == 1)
        #expect(!leftovers.remove(besides: database))
    }

    @Test(arguments: ["assenso.db", "assenso.db.corrupt-1", "assenso.db-wal"])
    func nothingIsTouchedWhileADatabaseIsThereAlsoOneThatWasSetAside(name: String) async throws {
        try await earlier()
        try Data([0]).write(to: URL(fileURLWithPath: folder.file(name)))
        #expect(!leftovers.remove(besides: database))
        #expect(security.items.count == 3)
    }

    @Test func nothingIsTouchedWhileTheKeychainCantBeRead() async throws {
        try await earlier()
        security.fail { $0 == .find ? SecurityFailure(errSecInteractionNotAllowed) : nil }
        #expect(!leftovers.remove(besides: database))
        #expect(security.items.count == 3)
    }
}

@Suite struct DatabaseTests {
    @Test func theFolderIsThereAndTheFileIsLeftToTheCore() throws {
        let folder = try Folder()
        let container = URL(fileURLWithPath: folder.path)
        let file = try Database.place(in: container)
        let again = try Database.place(in: container)
        #expect(file == again)
        #expect(FileManager.default.fileExists(atPath: file.deletingLastPathComponent().path))
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }
}
