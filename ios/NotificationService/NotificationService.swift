// The notification service extension: what a push becomes before it is shown.

import Foundation
import UserNotifications

/// Knows neither the core nor a key, and links none of the app's modules: it can't sign, whatever it is sent. A push carries nothing
/// readable yet, so every one becomes the public text, which is also what stands when time runs out, or while the phone was not unlocked
/// since it started.
final class NotificationService: UNNotificationServiceExtension {
    private var deliver: (@Sendable (UNNotificationContent) -> Void)?

    override func didReceive(
        _ request: UNNotificationRequest,
        withContentHandler contentHandler: @escaping @Sendable (UNNotificationContent) -> Void
    ) {
        deliver = contentHandler
        finish()
    }

    override func serviceExtensionTimeWillExpire() { finish() }

    private func finish() {
        deliver?(Self.publicContent(.main))
        deliver = nil
    }

    /// Names nobody. It has no buttons, since nothing says which request it is; a tap opens the app, which looks for itself.
    static func publicContent(_ bundle: Bundle) -> UNNotificationContent {
        let content = UNMutableNotificationContent()
        content.title = bundle.localizedString(forKey: "app_name", value: "Assenso", table: nil)
        content.body = bundle.localizedString(forKey: "notification_public", value: nil, table: nil)
        content.sound = .default
        content.interruptionLevel = .timeSensitive
        return content
    }
}
