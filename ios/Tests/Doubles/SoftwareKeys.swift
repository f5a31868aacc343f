// A phone's keys by the `openssl` command, scriptable at each call.

import CoreBridge
import Foundation
import Harness

/// The keys of a phone that has no secure hardware.
public final class SoftwareKeys: DeviceKeys {
    public enum Call: Sendable {
        case create(KeySpec)
        case sign(id: String, SignReason)
        case delete(String)
        case list

        /// Whether the person is asked.
        public var asks: Bool { if case .sign(_, let reason) = self { reason != .silent } else { false } }

        /// Whether this is the signature of an approval.
        public var isApproval: Bool { if case .sign(_, .approve) = self { true } else { false } }
    }

    public let script = Script<Call>()
    private let pairs = Locked<[String: (pair: KeyPair, role: KeyRole)]>([:])

    public init() {}

    public func create(_ spec: KeySpec) async throws(PortFault) -> CreatedKey {
        try await script.meet(.create(spec))
        guard let pair = try? await KeyPair.make() else { throw .unavailable }
        pairs.with { $0[spec.id] = (pair, spec.role) }
        return CreatedKey(publicKey: pair.publicKey, level: .software)
    }

    public func sign(_ id: String, payload: Data, reason: SignReason) async throws(PortFault) -> Data {
        try await script.meet(.sign(id: id, reason))
        guard let found = pairs.now[id] else { throw .invalidated }
        guard let signature = try? await found.pair.sign(payload) else { throw .unavailable }
        return signature
    }

    public func list() async throws(PortFault) -> [String] {
        try await script.meet(.list)
        return Array(pairs.now.keys)
    }

    public func delete(_ id: String) async throws(PortFault) {
        try await script.meet(.delete(id))
        pairs.with { $0[id] = nil }
    }

    /// Somebody enrolled a new finger: every approval key is gone.
    public func enrolAnew() { pairs.with { pairs in pairs = pairs.filter { $0.value.role != .approval } } }

    /// The same keys in another phone: a copy of this one.
    public func copied() -> SoftwareKeys {
        let copy = SoftwareKeys()
        copy.pairs.with { $0 = pairs.now }
        return copy
    }
}
