// The hardware of one phone, played; it outlives the app's process.

import CoreBridge
import Dispatch
import Foundation
import Harness

public final class SoftwareVault: Vault {
    public init() {}

    public enum Call: Sendable {
        case get(String)
        case put(String)
        case delete(String)
    }

    public let script = Script<Call>()
    private let secrets = Locked<[String: Data]>([:])

    public func get(_ name: String) async throws(PortFault) -> Data? {
        try await script.meet(.get(name))
        return secrets.now[name]
    }

    public func put(_ name: String, secret: Data) async throws(PortFault) {
        try await script.meet(.put(name))
        secrets.with { $0[name] = secret }
    }

    public func delete(_ name: String) async throws(PortFault) {
        try await script.meet(.delete(name))
        secrets.with { $0[name] = nil }
    }

    /// Everything is lost, as after a restore from a backup.
    public func lose() { secrets.with { $0 = [:] } }
}

public final class SoftwareCodesVault: CodesVault {
    public init() {}

    public let script = Script<UnlockReason>()
    private let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) })

    public func unlock(_ reason: UnlockReason) async throws(PortFault) -> Data {
        try await script.meet(reason)
        return key
    }
}

public struct NoPush: Push {
    public func endpoint() async -> PushEndpoint? { nil }
}

public final class SettablePosture: Posture {
    public init() {}

    public let now = Locked(PostureView(screenLock: true, biometrics: true, notifications: true))

    public func current() async -> PostureView { now.now }
}

/// Clocks that run, and jump when a test says so.
public final class JumpingClock: PhoneClock {
    public init() {}

    private let wallAhead = Locked<Int64>(0)
    private let bootAhead = Locked<Int64>(0)

    public func wallUnixMs() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) + wallAhead.now }

    public func bootMs() -> Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) + bootAhead.now }

    /// The person sets the wall clock; the other one does not care.
    public func setWall(aheadSeconds: Int64) { wallAhead.with { $0 = aheadSeconds * 1000 } }

    /// Time goes by, for both clocks.
    public func advance(seconds: Int64) {
        wallAhead.with { $0 += seconds * 1000 }
        bootAhead.with { $0 += seconds * 1000 }
    }
}

/// A phone.
public final class TestPhone: Sendable {
    public let keys: SoftwareKeys
    public let vault = SoftwareVault()
    public let codesVault = SoftwareCodesVault()
    public let posture = SettablePosture()
    public let clock = JumpingClock()
    public let folder: Folder

    public init(keys: SoftwareKeys = SoftwareKeys()) throws {
        self.keys = keys
        folder = try Folder()
    }

    public var ports: Ports {
        Ports(keys: keys, vault: vault, codesVault: codesVault, push: NoPush(), posture: posture, clock: clock)
    }

    /// Where the app keeps its file.
    public var file: String { folder.file("assenso.db") }

    /// Opens the core, as a start of the app does.
    public func open(listed: [String] = []) async -> CoreBridge.Reply<any Gateway> {
        await CoreGateway.open(
            path: file, ports: ports, app: "Assenso tests", deviceName: "Test phone", listed: listed,
            development: Development(loopbackHTTP: true))
    }
}

extension CoreBridge.Reply {
    /// What it came to; fails the test if it failed.
    public func value() throws -> Value {
        switch self {
        case .ok(let value): return value
        case .failed(let problem, _): throw HarnessError("failed: \(problem)")
        }
    }

    /// Why it failed; nil if it did not.
    public var problem: Problem? {
        if case .failed(let problem, _) = self { problem } else { nil }
    }
}
