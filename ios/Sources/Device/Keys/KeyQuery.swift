// What Security is asked for about a key.

import CoreBridge
import Foundation
import LocalAuthentication
import Security

enum KeyQuery {
    /// Our keys begin with this.
    private static let prefix = "org.assenso.key."

    /// Where keys are made, as it is: the simulator has no Secure Enclave.
    static var level: KeyLevel {
        #if targetEnvironment(simulator)
            .software
        #else
            .secureEnclave
        #endif
    }

    /// How a key is made. An approval key is gone with the passcode; of class `biometric`, with the next finger or face.
    static func parameters(_ spec: KeySpec, _ security: any SecurityCalls) throws(SecurityFailure) -> [String: Any] {
        let access =
            switch (spec.role, spec.keyClass) {
            case (.possession, _):
                try security.access(
                    kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly as String, .privateKeyUsage)
            case (.approval, .device):
                try security.access(
                    kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly as String, [.privateKeyUsage, .userPresence])
            case (.approval, .biometric):
                try security.access(
                    kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly as String, [.privateKeyUsage, .biometryCurrentSet])
            }
        let key: [String: Any] = [
            kSecAttrIsPermanent as String: true,
            kSecAttrApplicationTag as String: tag(spec.id),
            kSecAttrAccessControl as String: access,
        ]
        var parameters: [String: Any] = [
            kSecAttrKeyType as String: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrKeySizeInBits as String: 256,
            kSecPrivateKeyAttrs as String: key,
        ]
        if level == .secureEnclave { parameters[kSecAttrTokenID as String] = kSecAttrTokenIDSecureEnclave }
        return parameters
    }

    static func find(_ id: String, _ context: LAContext) -> [String: Any] {
        [
            kSecClass as String: kSecClassKey,
            kSecAttrKeyType as String: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrApplicationTag as String: tag(id),
            kSecReturnRef as String: true,
            kSecUseAuthenticationContext as String: context,
        ]
    }

    /// A key that is not there is no fault.
    static func delete(_ id: String, _ security: any SecurityCalls) throws(SecurityFailure) {
        do {
            try security.delete([kSecClass as String: kSecClassKey, kSecAttrApplicationTag as String: tag(id)])
        } catch  where error.isMissing {
            // Nothing to delete.
        }
    }

    /// The ids of all our keys.
    static func list(_ security: any SecurityCalls) throws(SecurityFailure) -> [String] {
        let query: [String: Any] = [
            kSecClass as String: kSecClassKey,
            kSecReturnAttributes as String: true,
            kSecMatchLimit as String: kSecMatchLimitAll,
        ]
        let found: AnyObject
        do {
            found = try security.find(query)
        } catch  where error.isMissing {
            return []
        }
        let tags = (found as? [[String: Any]] ?? []).compactMap { $0[kSecAttrApplicationTag as String] as? Data }
        return tags.map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count)) }
    }

    private static func tag(_ id: String) -> Data { Data((prefix + id).utf8) }
}
