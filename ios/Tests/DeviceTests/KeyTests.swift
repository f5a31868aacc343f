// Keys: how they are made, what a signature asks for, what a failure means.

import CoreBridge
import Foundation
import Harness
import LocalAuthentication
import Security
import Testing

@testable import Device

@Suite struct KeyTests {
    private let security = FakeSecurity()
    private let policies = Locked<Set<Int>>([1, 2])

    private var keys: SecureEnclaveKeys {
        SecureEnclaveKeys(security: security, reasons: PlainReasons()) { [policies] in
            let context = FakeContext()
            context.policies = policies.now
            return context
        }
    }

    private func spec(_ role: KeyRole, _ keyClass: KeyClass = .device, id: String = "1") -> KeySpec {
        KeySpec(id: id, role: role, keyClass: keyClass, challenge: Data(count: 32))
    }

    struct Kind: Sendable {
        let role: KeyRole
        let keyClass: KeyClass
        let protection: String
        let flags: SecAccessControlCreateFlags
    }

    @Test(arguments: [
        Kind(
            role: .possession, keyClass: .device, protection: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
            flags: .privateKeyUsage),
        Kind(
            role: .approval, keyClass: .device, protection: kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly,
            flags: [.privateKeyUsage, .userPresence]),
        Kind(
            role: .approval, keyClass: .biometric, protection: kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly,
            flags: [.privateKeyUsage, .biometryCurrentSet]),
    ])
    func aKeyIsMadeInTheSecureEnclaveForItsUse(kind: Kind) async throws {
        let (role, keyClass, protection, flags) = (kind.role, kind.keyClass, kind.protection, kind.flags)
        let key = try await keys.create(spec(role, keyClass))
        #expect(key.level == .secureEnclave && key.publicKey.count == 65 && key.attestation.isEmpty)
        let item = try #require(security.items.first)
        #expect(item[kSecAttrTokenID] as? String == kSecAttrTokenIDSecureEnclave)
        #expect(
            item[kSecAttrKeyType] as? String == kSecAttrKeyTypeECSECPrimeRandom
                && item[kSecAttrKeySizeInBits] as? Int == 256)
        #expect(item[kSecAttrIsPermanent] as? Bool == true)
        // In the app's own group: the extension can't sign.
        #expect(item[kSecAttrAccessGroup] == nil)
        let access = try #require(item[kSecAttrAccessControl] as? SecAccessControl)
        #expect(access.protection == protection && access.flags == flags)
    }

    @Test func theSameNameAgainReplacesTheKey() async throws {
        _ = try await keys.create(spec(.approval))
        _ = try await keys.create(spec(.approval))
        #expect(security.items.count == 1)
    }

    @Test func anApprovalKeyNeedsAPasscodeAndABiometricOneAFingerOrAFace() async throws {
        policies.with { $0 = [LAPolicy.deviceOwnerAuthentication.rawValue] }
        #expect(
            await fault { () throws(PortFault) in try await keys.create(spec(.approval, .biometric)) } == .notEnrolled)
        _ = try await keys.create(spec(.approval, .device))
        policies.with { $0 = [] }
        #expect(
            await fault { () throws(PortFault) in try await keys.create(spec(.approval, .device, id: "2")) }
                == .notEnrolled)
        _ = try await keys.create(spec(.possession, id: "3"))
        #expect(security.items.count == 2)
    }

    @Test func eachSignatureHasAContextOfItsOwnThatNamesTheRequest() async throws {
        _ = try await keys.create(spec(.approval))
        let reason = SignReason.approve(requestID: "r", provider: "Example Mail", account: "anna")
        for _ in 0..<2 {
            let signature = try await keys.sign("1", payload: Data([1]), reason: reason)
            #expect(signature.starts(with: Data("signed by org.assenso.key.1".utf8)))
        }
        #expect(security.contexts.count == 2 && security.contexts[0] !== security.contexts[1])
        #expect(security.contexts.allSatisfy { $0.localizedReason == "\(reason)" && !$0.interactionNotAllowed })
    }

    @Test func whatIsToBeSilentAsksNobodyWhateverKeySigns() async throws {
        _ = try await keys.create(spec(.approval))
        _ = try await keys.sign("1", payload: Data([1]), reason: .silent)
        #expect(security.contexts.last?.interactionNotAllowed == true)
    }

    @Test(arguments: [
        (SecurityFailure(errSecUserCanceled), PortFault.cancelled),
        (SecurityFailure(errSecItemNotFound), .invalidated),
        (SecurityFailure(errSecInteractionNotAllowed), .locked),
        (SecurityFailure(errSecAuthFailed), .lockedOut),
        (SecurityFailure(errSecMissingEntitlement), .unavailable),
        (SecurityFailure(domain: LAErrorDomain, code: -1), .lockedOut),
        (SecurityFailure(domain: LAErrorDomain, code: -2), .cancelled),
        (SecurityFailure(domain: LAErrorDomain, code: -3), .cancelled),
        (SecurityFailure(domain: LAErrorDomain, code: -4), .cancelled),
        (SecurityFailure(domain: LAErrorDomain, code: -5), .notEnrolled),
        (SecurityFailure(domain: LAErrorDomain, code: -6), .notEnrolled),
        (SecurityFailure(domain: LAErrorDomain, code: -7), .notEnrolled),
        (SecurityFailure(domain: LAErrorDomain, code: -8), .lockedOut),
        (SecurityFailure(domain: LAErrorDomain, code: -9), .cancelled),
        (SecurityFailure(domain: LAErrorDomain, code: -10), .cancelled),
        (SecurityFailure(domain: LAErrorDomain, code: -1004), .locked),
        (SecurityFailure(domain: LAErrorDomain, code: -9999), .unavailable),
        (SecurityFailure(domain: "CryptoTokenKit", code: -3), .invalidated),
        (SecurityFailure(domain: "CryptoTokenKit", code: -4), .cancelled),
        (SecurityFailure(domain: "CryptoTokenKit", code: -5), .lockedOut),
        (SecurityFailure(domain: "CryptoTokenKit", code: -6), .invalidated),
        (SecurityFailure(domain: "CryptoTokenKit", code: -7), .invalidated),
        (SecurityFailure(domain: "CryptoTokenKit", code: -2), .unavailable),
        (SecurityFailure(domain: "elsewhere", code: -128), .unavailable),
    ])
    func aFailureOfASignatureMeans(failure: SecurityFailure, meant: PortFault) async throws {
        _ = try await keys.create(spec(.approval))
        security.fail { $0 == .sign ? failure : nil }
        #expect(
            await fault { () throws(PortFault) in try await keys.sign("1", payload: Data(), reason: .silent) } == meant)
    }

    @Test func aKeyThatIsGoneIsInvalidated() async throws {
        _ = try await keys.create(spec(.approval))
        security.lose { _ in true }
        #expect(
            await fault { () throws(PortFault) in try await keys.sign("1", payload: Data(), reason: .silent) }
                == .invalidated)
    }

    @Test func aCallThatIsGivenUpTakesItsPromptDown() async throws {
        _ = try await keys.create(spec(.approval))
        let (asked, gate) = (Event("the prompt"), DispatchSemaphore(value: 0))
        security.fail { call in
            if call != .sign { return nil }
            asked.happen()
            gate.wait()
            return SecurityFailure(domain: LAErrorDomain, code: LAError.Code.invalidContext.rawValue)
        }
        let keys = keys
        let signing = Task {
            await fault { () throws(PortFault) in try await keys.sign("1", payload: Data(), reason: .silent) }
        }
        try await asked.within()
        signing.cancel()
        let context = try #require(security.contexts.first as? FakeContext)
        try await within("the context is never invalidated") { while !context.isOver { await Task.yield() } }
        gate.signal()
        #expect(await signing.value == .cancelled)
    }

    @Test func theListNamesOurKeysAndNoOthers() async throws {
        #expect(try await keys.list() == [])
        _ = try await keys.create(spec(.possession, id: "a"))
        _ = try await keys.create(spec(.approval, id: "b"))
        try security.add([kSecClass: kSecClassKey, kSecAttrApplicationTag: Data("org.other".utf8)])
        #expect(try await keys.list().sorted() == ["a", "b"])
        try await keys.delete("a")
        try await keys.delete("a")
        #expect(try await keys.list() == ["b"])
    }

    @Test func aKeyThatCantBeDeletedIsAFault() async throws {
        _ = try await keys.create(spec(.possession))
        security.fail { $0 == .delete ? SecurityFailure(errSecInteractionNotAllowed) : nil }
        #expect(await fault { () throws(PortFault) in try await keys.delete("1") } == .locked)
    }
}
