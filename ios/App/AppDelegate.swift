// What the system tells the app's process.

import CoreBridge
import Device
import Foundation
import UIKit
import UserNotifications

final class AppDelegate: NSObject, UIApplicationDelegate, UNUserNotificationCenterDelegate {
    let phone = Phone()

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool {
        _ = startLog(SystemLog(), level: .warn)
        UNUserNotificationCenter.current().delegate = self
        return true
    }

    func application(
        _ application: UIApplication, didRegisterForRemoteNotificationsWithDeviceToken deviceToken: Data
    ) {
        let push = phone.graph.push
        Task { await push.registered(deviceToken) }
    }

    func application(
        _ application: UIApplication, didFailToRegisterForRemoteNotificationsWithError error: any Error
    ) {
        let push = phone.graph.push
        Task { await push.failed() }
    }

    /// While the app is on the screen it shows requests itself: a push only says to look now.
    nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification
    ) async -> UNNotificationPresentationOptions {
        await MainActor.run { phone.model.send(.phone(.wake)) }
        return []
    }

    nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse
    ) async {
        let tap = NotificationTap(
            action: response.actionIdentifier, info: response.notification.request.content.userInfo,
            defaultAction: UNNotificationDefaultActionIdentifier)
        if let tap { await phone.take(tap) }
    }
}
