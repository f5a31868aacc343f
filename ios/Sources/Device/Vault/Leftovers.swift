// What an earlier installation left in the Keychain, which outlives the app.

import CoreBridge
import Foundation
import Security

/// Finds and removes it: there is nothing in the database's folder, and so nobody can use these keys any more.
public struct Leftovers: Sendable {
    private let security: any SecurityCalls
    private let secrets: [Keychain]

    /// `group`: the keychain group that the extension shares.
    public init(group: String?) { self.init(group: group, security: AppleSecurity()) }

    init(group: String?, security: any SecurityCalls) {
        self.security = security
        secrets = [
            Keychain(service: "org.assenso.vault", group: group, security: security),
            Keychain(service: "org.assenso.codes", group: nil, security: security),
        ]
    }

    /// Whether there was anything to remove. Nothing is touched while the database is there, or one that was set aside, which only these
    /// keys open; nor while the Keychain can't be read.
    public func remove(besides database: URL) -> Bool {
        let folder = database.deletingLastPathComponent().path
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder), files.isEmpty else {
            return false
        }
        do throws(SecurityFailure) {
            let keys = try KeyQuery.list(security)
            var found = !keys.isEmpty
            for secret in secrets where try secret.hasAny() { found = true }
            if !found { return false }
            for key in keys { try KeyQuery.delete(key, security) }
            for secret in secrets { try secret.delete(nil) }
            return true
        } catch {
            return false
        }
    }
}
