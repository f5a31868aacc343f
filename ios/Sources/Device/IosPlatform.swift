// What the screens need of this phone.

import AVFoundation
import CoreBridge
import Features
import Foundation
import UIKit
import UserNotifications

@MainActor
public final class IosPlatform: Platform {
    private static let lockAfter = "lock_after_seconds"

    private let ports: Ports
    private let lock: AppUnlock
    private let defaults: UserDefaults

    public init(ports: Ports, reasons: any PromptReasons, defaults: UserDefaults = .standard) {
        (self.ports, lock, self.defaults) = (ports, AppUnlock(reasons: reasons), defaults)
    }

    public func bootMs() -> Int64 { ports.clock.bootMs() }

    public func posture() async -> PostureView { await ports.posture.current() }

    public func signs() async -> Set<PhoneSign> { Signs().found }

    public func unlockApp() async -> Unlock { await lock.unlock() }

    public func askForNotifications() async -> Permission {
        let center = UNUserNotificationCenter.current()
        guard await center.notificationSettings().authorizationStatus == .notDetermined else {
            return await posture().notifications ? .granted : .notAsked
        }
        let isGranted = (try? await center.requestAuthorization(options: [.alert, .sound])) ?? false
        return isGranted ? .granted : .refused
    }

    public func askForCamera() async -> Permission {
        if cameraAllowed() { return .granted }
        guard AVCaptureDevice.authorizationStatus(for: .video) == .notDetermined else { return .notAsked }
        return await AVCaptureDevice.requestAccess(for: .video) ? .granted : .refused
    }

    public func cameraAllowed() -> Bool { AVCaptureDevice.authorizationStatus(for: .video) == .authorized }

    public func openNotificationSettings() { open(UIApplication.openNotificationSettingsURLString) }

    public func openCameraSettings() { open(UIApplication.openSettingsURLString) }

    // The system has no way for an app to the pages where a passcode or a finger is added: its own page is the nearest.
    public func openScreenLockSettings() { open(UIApplication.openSettingsURLString) }

    public func openBiometricEnrolment() { open(UIApplication.openSettingsURLString) }

    public func copyCode(_ code: Secret) {
        code.useNow { code in
            UIPasteboard.general.setItems(
                [["public.utf8-plain-text": String(decoding: code, as: UTF8.self)]],
                options: [.localOnly: true, .expirationDate: Date(timeIntervalSinceNow: 60)])
        }
    }

    public func keep(_ preferences: Preferences) { defaults.set(preferences.lockAfterSeconds, forKey: Self.lockAfter) }

    /// What was kept.
    public var kept: Preferences {
        let seconds = defaults.object(forKey: Self.lockAfter) as? Int
        return seconds.flatMap { Preferences.lockAfterChoices.contains($0) ? Preferences(lockAfterSeconds: $0) : nil }
            ?? Preferences()
    }

    public func sleep(ms: Int) async throws { try await Task.sleep(for: .milliseconds(ms)) }

    private func open(_ page: String) {
        if let url = URL(string: page) { UIApplication.shared.open(url) }
    }
}
