// All that the core needs of a phone.

import Foundation

/// The phone's hardware and settings.
public struct Ports: Sendable {
    public let keys: any DeviceKeys
    public let vault: any Vault
    public let codesVault: any CodesVault
    public let push: any Push
    public let posture: any Posture
    public let clock: any PhoneClock

    public init(
        keys: any DeviceKeys, vault: any Vault, codesVault: any CodesVault, push: any Push,
        posture: any Posture, clock: any PhoneClock
    ) {
        (self.keys, self.vault, self.codesVault) = (keys, vault, codesVault)
        (self.push, self.posture, self.clock) = (push, posture, clock)
    }
}

/// A few named secrets of this device, there after the first unlock, never in a backup.
public protocol Vault: Sendable {
    /// The secret of this name; nil if there is none.
    func get(_ name: String) async throws(PortFault) -> Data?

    func put(_ name: String, secret: Data) async throws(PortFault)

    func delete(_ name: String) async throws(PortFault)
}

/// The codes key: 32 random bytes, given out only after the person was verified.
public protocol CodesVault: Sendable {
    /// The key, after a prompt; made at the first call.
    func unlock(_ reason: UnlockReason) async throws(PortFault) -> Data
}

public enum UnlockReason: Hashable, Sendable, CaseIterable { case associate, showCodes }

/// Where a push would go.
public protocol Push: Sendable {
    /// Nil while there is no push service.
    func endpoint() async -> PushEndpoint?
}

public enum PushEndpoint: Hashable, Sendable {
    /// A device token, in hexadecimal.
    case apns(token: String)
}

/// How the phone is set up now.
public protocol Posture: Sendable {
    func current() async -> PostureView
}

public struct PostureView: Hashable, Sendable {
    public var screenLock: Bool
    public var biometrics: Bool
    public var notifications: Bool

    public init(screenLock: Bool, biometrics: Bool, notifications: Bool) {
        (self.screenLock, self.biometrics, self.notifications) = (screenLock, biometrics, notifications)
    }
}

public protocol PhoneClock: Sendable {
    /// Unix time in ms; a person may have set it to anything.
    func wallUnixMs() -> Int64

    /// Since the start of the phone, sleep included, ms.
    func bootMs() -> Int64
}
