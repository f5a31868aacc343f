// `PlatformVault` and `PlatformCodesVault` in memory, scriptable at each call.

import AssensoFFI
import Foundation
import Harness

/// A few named secrets.
public final class SoftwareVault: PlatformVault {
    public enum Call: Sendable {
        case get(String)
        case put(String)
        case delete(String)
    }

    public let script = Script<Call>()
    private let secrets: Locked<[String: Data]>

    public init(_ secrets: [String: Data] = [:]) { self.secrets = Locked(secrets) }

    public func get(name: String) async throws -> Data? {
        if case .bytes(let bytes) = try await script.meet(.get(name)) { return bytes }
        return secrets.now[name]
    }

    public func put(name: String, secret: Data) async throws {
        _ = try await script.meet(.put(name))
        secrets.with { $0[name] = secret }
    }

    public func delete(name: String) async throws {
        _ = try await script.meet(.delete(name))
        secrets.with { $0[name] = nil }
    }

    /// Everything is lost, as after a restore from a backup.
    public func lose() { secrets.with { $0 = [:] } }

    /// Every secret is another one.
    public func replaceAll() {
        secrets.with { all in all = all.mapValues { Data($0.map { $0 ^ 1 }) } }
    }
}

/// The codes key, after the person was verified.
public final class SoftwareCodesVault: PlatformCodesVault {
    public let script = Script<UnlockReason>()
    private let key: Data

    public init(key: Data = Data((0..<32).map { _ in UInt8.random(in: 0...255) })) {
        self.key = key
    }

    public func unlock(reason: UnlockReason) async throws -> Data {
        if case .bytes(let bytes) = try await script.meet(reason) { return bytes }
        return key
    }
}
