// Security and LocalAuthentication, played: a keychain in memory that does what it is told, and fails as a test says.

import CoreBridge
import Foundation
import Harness
import LocalAuthentication
import Security

@testable import Device

final class FakeSecurity: SecurityCalls {
    /// Something that was asked for.
    enum Call: Sendable, Equatable { case createKey, sign, find, add, update, delete, random }

    struct Item {
        var attributes: [String: Any]
    }

    private struct Kept: @unchecked Sendable {
        var items: [Item] = []
        var calls: [Call] = []
        var contexts: [LAContext] = []
    }

    private let kept = Locked(Kept())
    private let failure = Locked<@Sendable (Call) -> SecurityFailure?>({ _ in nil })

    func fail(_ rule: @escaping @Sendable (Call) -> SecurityFailure?) { failure.with { $0 = rule } }

    var calls: [Call] { kept.with { $0.calls } }
    var contexts: [LAContext] { kept.with { $0.contexts } }
    var items: [[String: Any]] { Unchecked(kept.with { $0.items.map(\.attributes) }).value }

    /// Somebody takes away what `test` finds.
    func lose(_ test: ([String: Any]) -> Bool) { kept.with { $0.items.removeAll { test($0.attributes) } } }

    private func meet(_ call: Call) throws(SecurityFailure) {
        kept.with { $0.calls.append(call) }
        if let failure = failure.now(call) { throw failure }
    }

    func access(_ protection: String, _ flags: SecAccessControlCreateFlags) throws(SecurityFailure) -> SecAccessControl
    {
        SecAccessControl(protection: protection, flags: flags)
    }

    func createKey(_ parameters: [String: Any]) throws(SecurityFailure) -> SecKey {
        try meet(.createKey)
        guard let key = parameters[kSecPrivateKeyAttrs] as? [String: Any],
            let tag = key[kSecAttrApplicationTag] as? Data
        else { throw SecurityFailure(errSecParam) }
        var item = parameters.merging(key) { $1 }
        item[kSecClass] = kSecClassKey
        kept.with { $0.items.append(Item(attributes: item)) }
        return SecKey(tag: tag)
    }

    func publicKey(of key: SecKey) throws(SecurityFailure) -> Data { Data([4]) + Data(repeating: 7, count: 64) }

    func sign(_ payload: Data, with key: SecKey) throws(SecurityFailure) -> Data {
        try meet(.sign)
        return Data("signed by ".utf8) + key.tag + payload
    }

    func find(_ query: [String: Any]) throws(SecurityFailure) -> AnyObject {
        if let context = query[kSecUseAuthenticationContext] as? LAContext { kept.with { $0.contexts.append(context) } }
        try meet(.find)
        let found = matching(query)
        guard let first = found.first else { throw SecurityFailure(errSecItemNotFound) }
        if query[kSecReturnRef] != nil, let tag = first[kSecAttrApplicationTag] as? Data { return SecKey(tag: tag) }
        if query[kSecReturnData] != nil, let data = first[kSecValueData] as? Data { return data as AnyObject }
        return found as AnyObject
    }

    func add(_ attributes: [String: Any]) throws(SecurityFailure) {
        try meet(.add)
        kept.with { $0.items.append(Item(attributes: attributes)) }
    }

    func update(_ query: [String: Any], to attributes: [String: Any]) throws(SecurityFailure) {
        try meet(.update)
        let isThere = kept.with { kept in
            guard let index = kept.items.firstIndex(where: { matches($0.attributes, query) }) else { return false }
            kept.items[index].attributes.merge(attributes) { $1 }
            return true
        }
        if !isThere { throw SecurityFailure(errSecItemNotFound) }
    }

    func delete(_ query: [String: Any]) throws(SecurityFailure) {
        try meet(.delete)
        let count = items.count
        lose { matches($0, query) }
        if items.count == count { throw SecurityFailure(errSecItemNotFound) }
    }

    func random(_ count: Int) throws(SecurityFailure) -> Data {
        try meet(.random)
        return Data((0..<count).map { _ in UInt8.random(in: 0...255) })
    }

    private func matching(_ query: [String: Any]) -> [[String: Any]] { items.filter { matches($0, query) } }
}

/// Whether an item is what a query asks for, as far as a query names it.
private func matches(_ item: [String: Any], _ query: [String: Any]) -> Bool {
    [kSecClass, kSecAttrService, kSecAttrAccount, kSecAttrAccessGroup].allSatisfy { key in
        query[key] == nil || item[key] as? String == query[key] as? String
    }
        && (query[kSecAttrApplicationTag] == nil
            || item[kSecAttrApplicationTag] as? Data == query[kSecAttrApplicationTag] as? Data)
}

/// A context that says what the phone has.
final class FakeContext: LAContext, @unchecked Sendable {
    var policies: Set<Int> = [
        LAPolicy.deviceOwnerAuthentication.rawValue, LAPolicy.deviceOwnerAuthenticationWithBiometrics.rawValue,
    ]
    var answer: Result<Bool, LAError> = .success(true)
    var isOver = false

    override func canEvaluatePolicy(_ policy: LAPolicy, error: NSErrorPointer) -> Bool {
        policies.contains(policy.rawValue)
    }
    override func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool { try answer.get() }
    override func invalidate() { isOver = true }
}

struct PlainReasons: PromptReasons {
    func text(_ reason: SignReason) -> String { "\(reason)" }
    func text(_ reason: UnlockReason) -> String { "\(reason)" }
    let openApp = "open"
}

/// What `work` throws.
func fault<Value>(_ work: () async throws(PortFault) -> Value) async -> PortFault? {
    do throws(PortFault) {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}
