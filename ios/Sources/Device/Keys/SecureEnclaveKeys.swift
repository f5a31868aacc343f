// The phone's keys, in the Secure Enclave.

import CoreBridge
import Foundation
import LocalAuthentication
import Security

/// P-256 in the Secure Enclave, which verifies the person for each signature of an approval key.
///
/// Security level: a private key never leaves the Enclave, nor this phone. The keys are in the app's own keychain group, not in the one
/// that the extension shares. In the simulator they are software, and say so.
public struct SecureEnclaveKeys: DeviceKeys {
    private let security: any SecurityCalls
    private let reasons: any PromptReasons
    private let makeContext: @Sendable () -> LAContext
    private let blocking = Blocking(label: "org.assenso.keys")

    public init(reasons: any PromptReasons) {
        self.init(security: AppleSecurity(), reasons: reasons, makeContext: { LAContext() })
    }

    init(
        security: any SecurityCalls, reasons: any PromptReasons, makeContext: @escaping @Sendable () -> LAContext
    ) {
        (self.security, self.reasons, self.makeContext) = (security, reasons, makeContext)
    }

    public func create(_ spec: KeySpec) async throws(PortFault) -> CreatedKey {
        if let missing = lack(for: spec) { throw missing }
        return try await blocking.run { [security] () throws(SecurityFailure) in
            try KeyQuery.delete(spec.id, security)
            let key = try security.createKey(try KeyQuery.parameters(spec, security))
            return CreatedKey(publicKey: try security.publicKey(of: key), level: KeyQuery.level)
        }
    }

    public func sign(_ id: String, payload: Data, reason: SignReason) async throws(PortFault) -> Data {
        // A fresh one for each signature: what was verified for another one must not count for this.
        let context = Unchecked(makeContext())
        context.value.localizedReason = reasons.text(reason)
        // What is to be silent asks nobody, whatever key it was asked of.
        context.value.interactionNotAllowed = reason == .silent
        return try await blocking.run(onCancel: { context.value.invalidate() }) {
            [security] () throws(SecurityFailure) in
            let found = try security.find(KeyQuery.find(id, context.value))
            return try security.sign(payload, with: found as! SecKey)
        }
    }

    public func list() async throws(PortFault) -> [String] {
        try await blocking.run { [security] () throws(SecurityFailure) in
            return try KeyQuery.list(security)
        }
    }

    public func delete(_ id: String) async throws(PortFault) {
        try await blocking.run { [security] () throws(SecurityFailure) in
            try KeyQuery.delete(id, security)
        }
    }

    /// What the phone lacks for such a key: Security would say so in many ways.
    private func lack(for spec: KeySpec) -> PortFault? {
        guard spec.role == .approval else { return nil }
        let policy: LAPolicy =
            spec.keyClass == .biometric ? .deviceOwnerAuthenticationWithBiometrics : .deviceOwnerAuthentication
        return makeContext().canEvaluatePolicy(policy, error: nil) ? nil : .notEnrolled
    }
}

/// What a person is told of each prompt.
public protocol PromptReasons: Sendable {
    /// Names the request that a signature is for.
    func text(_ reason: SignReason) -> String
    func text(_ reason: UnlockReason) -> String
    /// To open the app.
    var openApp: String { get }
}
