// The seam around the Security framework's C calls.

import Foundation
import Security

/// What Security is asked for. The one real implementation does nothing but call; what is asked, and what an answer means, is above it.
protocol SecurityCalls: Sendable {
    func access(_ protection: String, _ flags: SecAccessControlCreateFlags) throws(SecurityFailure) -> SecAccessControl
    func createKey(_ parameters: [String: Any]) throws(SecurityFailure) -> SecKey
    /// The public half, X9.63: SEC1, uncompressed.
    func publicKey(of key: SecKey) throws(SecurityFailure) -> Data
    /// ECDSA over SHA-256 of `payload`, X9.62: ASN.1 DER. May wait for a person.
    func sign(_ payload: Data, with key: SecKey) throws(SecurityFailure) -> Data
    /// What a query finds. May wait for a person.
    func find(_ query: [String: Any]) throws(SecurityFailure) -> AnyObject
    func add(_ attributes: [String: Any]) throws(SecurityFailure)
    func update(_ query: [String: Any], to attributes: [String: Any]) throws(SecurityFailure)
    func delete(_ query: [String: Any]) throws(SecurityFailure)
    func random(_ count: Int) throws(SecurityFailure) -> Data
}

/// Why a call failed: a status or an error's domain and code, and none of its text.
struct SecurityFailure: Error, Hashable, Sendable {
    let domain: String
    let code: Int

    init(domain: String, code: Int) { (self.domain, self.code) = (domain, code) }

    init(_ status: OSStatus) { self.init(domain: NSOSStatusErrorDomain, code: Int(status)) }

    init(_ error: Unmanaged<CFError>?) {
        guard let error = error?.takeRetainedValue() else {
            self.init(errSecParam)
            return
        }
        self.init(domain: CFErrorGetDomain(error) as String, code: CFErrorGetCode(error))
    }
}

/// Security itself.
struct AppleSecurity: SecurityCalls {
    func access(_ protection: String, _ flags: SecAccessControlCreateFlags) throws(SecurityFailure) -> SecAccessControl
    {
        var error: Unmanaged<CFError>?
        guard let access = SecAccessControlCreateWithFlags(nil, protection as CFString, flags, &error) else {
            throw SecurityFailure(error)
        }
        return access
    }

    func createKey(_ parameters: [String: Any]) throws(SecurityFailure) -> SecKey {
        var error: Unmanaged<CFError>?
        guard let key = SecKeyCreateRandomKey(parameters as CFDictionary, &error) else { throw SecurityFailure(error) }
        return key
    }

    func publicKey(of key: SecKey) throws(SecurityFailure) -> Data {
        var error: Unmanaged<CFError>?
        guard let publicKey = SecKeyCopyPublicKey(key),
            let bytes = SecKeyCopyExternalRepresentation(publicKey, &error)
        else { throw SecurityFailure(error) }
        return bytes as Data
    }

    func sign(_ payload: Data, with key: SecKey) throws(SecurityFailure) -> Data {
        var error: Unmanaged<CFError>?
        guard
            let signature = SecKeyCreateSignature(key, .ecdsaSignatureMessageX962SHA256, payload as CFData, &error)
        else { throw SecurityFailure(error) }
        return signature as Data
    }

    func find(_ query: [String: Any]) throws(SecurityFailure) -> AnyObject {
        var result: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &result)
        guard status == errSecSuccess, let result else { throw SecurityFailure(status) }
        return result
    }

    func add(_ attributes: [String: Any]) throws(SecurityFailure) {
        try check(SecItemAdd(attributes as CFDictionary, nil))
    }

    func update(_ query: [String: Any], to attributes: [String: Any]) throws(SecurityFailure) {
        try check(SecItemUpdate(query as CFDictionary, attributes as CFDictionary))
    }

    func delete(_ query: [String: Any]) throws(SecurityFailure) { try check(SecItemDelete(query as CFDictionary)) }

    func random(_ count: Int) throws(SecurityFailure) -> Data {
        var bytes = [UInt8](repeating: 0, count: count)
        try check(SecRandomCopyBytes(kSecRandomDefault, count, &bytes))
        return Data(bytes)
    }

    private func check(_ status: OSStatus) throws(SecurityFailure) {
        if status != errSecSuccess { throw SecurityFailure(status) }
    }
}
