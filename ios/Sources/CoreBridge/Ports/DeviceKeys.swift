// The phone's hardware keys.

import Foundation

/// P-256 keys, one pair an account. Calls may come from any thread.
public protocol DeviceKeys: Sendable {
    /// Makes a key; one with the same id is replaced.
    func create(_ spec: KeySpec) async throws(PortFault) -> CreatedKey

    /// Signs `payload` with ECDSA over SHA-256, ASN.1 DER. With ``SignReason/silent`` nothing is shown; any other asks the person, who
    /// sees what it is for.
    func sign(_ id: String, payload: Data, reason: SignReason) async throws(PortFault) -> Data

    /// The ids of all keys of this app.
    func list() async throws(PortFault) -> [String]

    /// Deletes a key; one that is not there is no fault.
    func delete(_ id: String) async throws(PortFault)
}

public enum KeyRole: Hashable, Sendable, CaseIterable { case possession, approval }

/// What a key is to be.
public struct KeySpec: Hashable, Sendable {
    public let id: String
    public let role: KeyRole
    public let keyClass: KeyClass
    /// Attestation challenge, 32 bytes.
    public let challenge: Data

    public init(id: String, role: KeyRole, keyClass: KeyClass, challenge: Data) {
        (self.id, self.role, self.keyClass, self.challenge) = (id, role, keyClass, challenge)
    }
}

/// A key that was made.
public struct CreatedKey: Hashable, Sendable {
    /// SEC1, uncompressed, 65 bytes.
    public let publicKey: Data
    /// As obtained, never as asked for.
    public let level: KeyLevel
    /// X.509 in DER, leaf first; empty where there is no attestation.
    public let attestation: [Data]

    public init(publicKey: Data, level: KeyLevel, attestation: [Data] = []) {
        (self.publicKey, self.level, self.attestation) = (publicKey, level, attestation)
    }
}

/// What a signature is for.
public enum SignReason: Hashable, Sendable {
    case silent
    case associate(provider: String, account: String)
    case deactivate(provider: String, account: String)
    case recoveryCode(provider: String, account: String)
    case approve(requestID: String, provider: String, account: String)
}

/// Why a port did not do what it was asked. It carries no text of the platform: that could quote anything.
public enum PortFault: Error, Hashable, Sendable, CaseIterable {
    /// The person dismissed the prompt, or it was withdrawn.
    case cancelled

    /// Too many failed tries.
    case lockedOut

    /// No passcode or no biometry.
    case notEnrolled

    /// The key is gone for good: a new enrolment, no more passcode, or it never was.
    case invalidated

    /// Locked until the first unlock after a start.
    case locked

    /// Anything else.
    case unavailable
}
