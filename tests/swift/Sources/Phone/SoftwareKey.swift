// `PlatformKey` by the `openssl` command, scriptable at each call.

import AssensoFFI
import Foundation
import Harness

/// The keys of a phone that has no secure hardware.
public final class SoftwareKey: PlatformKey {
    public enum Call: Sendable {
        case create(KeySpec)
        case sign(id: String, reason: SignReason)
        case delete(String)
        case list
    }

    public let script = Script<Call>()
    private let pairs = Locked<[String: (pair: KeyPair, role: KeyRole)]>([:])

    public init() {}

    public func create(spec: KeySpec) async throws -> CreatedKey {
        let trouble = try await script.meet(.create(spec))
        let pair = try await KeyPair.make()
        pairs.with { $0[spec.id] = (pair, spec.role) }
        var key = pair.publicKey
        if case .bytes(let bytes) = trouble { key = bytes }
        return CreatedKey(publicKey: key, level: .software, attestation: [])
    }

    public func sign(keyId: String, payload: Data, reason: SignReason) async throws -> Data {
        switch try await script.meet(.sign(id: keyId, reason: reason)) {
        case .bytes(let bytes): return bytes
        case .anotherKey: return try await KeyPair.make().sign(payload)
        default: break
        }
        guard let found = pairs.now[keyId] else { throw PlatformKeyError.Invalidated }
        return try await found.pair.sign(payload)
    }

    public func delete(keyId: String) async throws {
        _ = try await script.meet(.delete(keyId))
        pairs.with { $0[keyId] = nil }
    }

    public func list() async throws -> [String] {
        _ = try await script.meet(.list)
        return Array(pairs.now.keys)
    }

    /// Somebody enrolled a new finger: every approval key is gone.
    public func enrolAnew() {
        pairs.with { pairs in pairs = pairs.filter { $0.value.role != .approval } }
    }

    /// How often the person was asked.
    public var prompts: Int {
        script.calls.count { if case .sign(_, let reason) = $0 { !reason.isSilent } else { false } }
    }

    /// The public keys in a role.
    public func publicKeys(_ role: KeyRole) -> [Data] {
        pairs.now.values.filter { $0.role == role }.map(\.pair.publicKey)
    }
}

extension SignReason {
    /// Whether this signature is for an approval.
    public var isApproval: Bool { if case .approve = self { true } else { false } }
    /// Whether the person is asked.
    public var isSilent: Bool { if case .silent = self { true } else { false } }
}

extension SoftwareKey.Call {
    /// Whether this is the signature of an approval.
    public var isApproval: Bool {
        if case .sign(_, let reason) = self { reason.isApproval } else { false }
    }
    /// Whether this is a signature with no prompt.
    public var isSilent: Bool {
        if case .sign(_, let reason) = self { reason.isSilent } else { false }
    }
}
