// What weakens this phone, as far as an app can see. Whoever opens a system can hide it.

import Features
import Foundation

struct Signs: Sendable {
    /// Programs that come with a system that was opened.
    private static let programs = [
        "/Applications/Cydia.app", "/Applications/Sileo.app", "/usr/sbin/sshd", "/var/jb", "/private/var/lib/apt",
    ]

    let exists: @Sendable (String) -> Bool
    let isDebug: Bool

    init(exists: @escaping @Sendable (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }) {
        self.exists = exists
        #if DEBUG
            isDebug = true
        #else
            isDebug = false
        #endif
    }

    var found: Set<PhoneSign> {
        var signs: Set<PhoneSign> = isDebug ? [.debuggableApp] : []
        if Self.programs.contains(where: exists) { signs.insert(.jailbreak) }
        return signs
    }
}
