// The phone as the screens see it, played.

import CoreBridge
import Features
import Foundation
import Harness

@MainActor
public final class TestPlatform: Platform {
    /// What was opened, copied or kept.
    public enum Call: Equatable {
        case notificationSettings, cameraSettings, screenLockSettings, biometricEnrolment
        case askedForNotifications, askedForCamera
        case copied(String)
        case kept(Preferences)
    }

    public var calls: [Call] = []
    public var unlocks: [Unlock] = []
    public var unlock = Unlock.unlocked
    public var signsFound: Set<PhoneSign> = []
    public var camera = Permission.granted
    public var notifications = Permission.granted
    private let clock: any PhoneClock
    private let settings: any Posture

    public init(clock: any PhoneClock, posture: any Posture) { (self.clock, settings) = (clock, posture) }

    public func bootMs() -> Int64 { clock.bootMs() }
    public func posture() async -> PostureView { await settings.current() }
    public func signs() async -> Set<PhoneSign> { signsFound }

    public func unlockApp() async -> Unlock {
        unlocks.append(unlock)
        return unlock
    }

    public func askForNotifications() async -> Permission {
        calls.append(.askedForNotifications)
        return notifications
    }

    public func askForCamera() async -> Permission {
        calls.append(.askedForCamera)
        return camera
    }

    public func cameraAllowed() -> Bool { camera == .granted }
    public func openNotificationSettings() { calls.append(.notificationSettings) }
    public func openCameraSettings() { calls.append(.cameraSettings) }
    public func openScreenLockSettings() { calls.append(.screenLockSettings) }
    public func openBiometricEnrolment() { calls.append(.biometricEnrolment) }
    public func copyCode(_ code: Secret) {
        code.useNow { calls.append(.copied(String(decoding: $0, as: UTF8.self))) }
    }
    public func keep(_ preferences: Preferences) { calls.append(.kept(preferences)) }

    /// The screens' clock moves ten times as fast: it is no time that a test waits for.
    public func sleep(ms: Int) async throws { try await Task.sleep(for: .milliseconds(ms / 10)) }
}
