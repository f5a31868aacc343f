// Secrets in the Keychain.

import Foundation
import Security

/// The generic passwords of one service.
struct Keychain: Sendable {
    let service: String
    /// Nil: the app's own group.
    let group: String?
    let security: any SecurityCalls

    /// The secret of this name; nil if there is none. What `more` adds may let it wait for a person.
    func read(_ name: String, _ more: [String: Any] = [:]) throws(SecurityFailure) -> Data? {
        var query = query(name)
        query[kSecReturnData as String] = true
        query[kSecMatchLimit as String] = kSecMatchLimitOne
        query.merge(more) { $1 }
        do {
            return try security.find(query) as? Data
        } catch  where error.isMissing {
            return nil
        }
    }

    /// In one step, so that the old secret is there until the new one is. `attributes` say when it can be read.
    func write(_ name: String, _ secret: Data, _ attributes: [String: Any]) throws(SecurityFailure) {
        let value = [kSecValueData as String: secret]
        do {
            try security.update(query(name), to: value)
        } catch  where error.isMissing {
            try security.add(query(name).merging(value) { $1 }.merging(attributes) { $1 })
        }
    }

    /// What is not there is no fault.
    func delete(_ name: String?) throws(SecurityFailure) {
        do {
            try security.delete(query(name))
        } catch  where error.isMissing {
            // Nothing to delete.
        }
    }

    /// Whether anything is there, which asks nobody.
    func hasAny() throws(SecurityFailure) -> Bool {
        var query = query(nil)
        query[kSecReturnAttributes as String] = true
        query[kSecMatchLimit as String] = kSecMatchLimitOne
        do {
            _ = try security.find(query)
            return true
        } catch  where error.isMissing {
            return false
        }
    }

    private func query(_ name: String?) -> [String: Any] {
        var query: [String: Any] = [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: service,
            // Never in anybody's cloud.
            kSecAttrSynchronizable as String: false,
        ]
        if let name { query[kSecAttrAccount as String] = name }
        if let group { query[kSecAttrAccessGroup as String] = group }
        return query
    }
}
