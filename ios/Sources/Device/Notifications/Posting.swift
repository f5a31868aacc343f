// The seam around the notification centre.

import Features
import Foundation
import UserNotifications

/// A notification, as it is posted.
struct Posted: Equatable, Sendable {
    let identifier: String
    let kind: NotificationKind
    let title: String
    let body: String
    /// With a sound, and through a focus: somebody waits.
    let alerts: Bool
    let notice: Notice
}

/// Posts notifications, and takes them back, in the order in which it is told.
protocol Posting: Sendable {
    func post(_ posted: Posted)
    func withdraw(_ identifiers: [String])
}

/// The system's notification centre.
struct NotificationCenterPosting: Posting {
    func post(_ posted: Posted) {
        let content = UNMutableNotificationContent()
        (content.title, content.body) = (posted.title, posted.body)
        content.categoryIdentifier = posted.kind.rawValue
        content.threadIdentifier = posted.notice.requestID
        content.userInfo = posted.notice.info
        content.sound = posted.alerts ? .default : nil
        content.interruptionLevel = posted.alerts ? .timeSensitive : .active
        // Without permission nothing is shown; the request is there when the app is opened.
        UNUserNotificationCenter.current().add(
            UNNotificationRequest(identifier: posted.identifier, content: content, trigger: nil),
            withCompletionHandler: nil)
    }

    func withdraw(_ identifiers: [String]) {
        UNUserNotificationCenter.current().removeDeliveredNotifications(withIdentifiers: identifiers)
    }
}

extension NotificationKind {
    /// All kinds with their buttons. Where previews are hidden, a locked phone shows the public text alone.
    static func categories(_ words: any Words) -> Set<UNNotificationCategory> {
        Set(
            allCases.map { kind in
                UNNotificationCategory(
                    identifier: kind.rawValue, actions: kind.actions.map { $0.button(words) }, intentIdentifiers: [],
                    hiddenPreviewsBodyPlaceholder: words(.notificationPublic))
            })
    }

    var actions: [NotificationAction] {
        switch self {
        case .waits: [.approve, .deny]
        case .unknown: [.deny]
        case .denied: [.notMe, .mistake]
        case .end: []
        }
    }
}

extension NotificationAction {
    /// What narrows acts on a locked phone; what leads to an approval opens the app, unlocked.
    func button(_ words: any Words) -> UNNotificationAction {
        switch self {
        case .approve:
            UNNotificationAction(
                identifier: rawValue, title: words(.notificationOpen), options: [.foreground, .authenticationRequired])
        case .deny: UNNotificationAction(identifier: rawValue, title: words(.requestDeny), options: .destructive)
        case .notMe: UNNotificationAction(identifier: rawValue, title: words(.reportNotMe), options: .destructive)
        case .mistake: UNNotificationAction(identifier: rawValue, title: words(.reportMistake))
        }
    }
}
