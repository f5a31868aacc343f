// How the phone is set up.

import CoreBridge
import LocalAuthentication
import UserNotifications

public struct PhonePosture: Posture {
    private let makeContext: @Sendable () -> LAContext
    private let notify: @Sendable () async -> Bool

    public init() {
        self.init(makeContext: { LAContext() }) {
            let settings = await UNUserNotificationCenter.current().notificationSettings()
            return settings.authorizationStatus == .authorized && settings.alertSetting == .enabled
        }
    }

    init(makeContext: @escaping @Sendable () -> LAContext, notify: @escaping @Sendable () async -> Bool) {
        (self.makeContext, self.notify) = (makeContext, notify)
    }

    public func current() async -> PostureView {
        let context = makeContext()
        return PostureView(
            screenLock: context.canEvaluatePolicy(.deviceOwnerAuthentication, error: nil),
            biometrics: context.canEvaluatePolicy(.deviceOwnerAuthenticationWithBiometrics, error: nil),
            notifications: await notify())
    }
}
