// The base key's vault.

import CoreBridge
import Foundation
import Security

/// Named secrets that can be read after the first unlock, by the app and its extension, on this phone alone; in no backup.
///
/// Security level: the Keychain's, class `AfterFirstUnlockThisDeviceOnly`. Before the first unlock a secret is locked, which is not lost.
public struct KeychainVault: Vault {
    private let keychain: Keychain
    private let blocking = Blocking(label: "org.assenso.vault")

    /// `group`: the keychain group that the extension shares.
    public init(group: String?) { self.init(group: group, security: AppleSecurity()) }

    init(group: String?, security: any SecurityCalls) {
        keychain = Keychain(service: "org.assenso.vault", group: group, security: security)
    }

    public func get(_ name: String) async throws(PortFault) -> Data? {
        try await run { keychain throws(SecurityFailure) in try keychain.read(name) }
    }

    public func put(_ name: String, secret: Data) async throws(PortFault) {
        try await run { keychain throws(SecurityFailure) in
            try keychain.write(
                name, secret, [kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly])
        }
    }

    public func delete(_ name: String) async throws(PortFault) {
        try await run { keychain throws(SecurityFailure) in try keychain.delete(name) }
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable (Keychain) throws(SecurityFailure) -> Value
    ) async throws(PortFault) -> Value {
        try await blocking.run { [keychain] () throws(SecurityFailure) in
            return try work(keychain)
        }
    }
}
