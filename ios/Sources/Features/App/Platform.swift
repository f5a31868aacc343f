// What the screens need of the phone itself.

import CoreBridge

/// The phone, as the screens see it. Nothing here throws.
@MainActor
public protocol Platform: AnyObject {
    /// Since the start of the phone, sleep included, ms.
    func bootMs() -> Int64

    /// How the phone is set up now.
    func posture() async -> PostureView

    /// What weakens this phone.
    func signs() async -> Set<PhoneSign>

    /// Asks the person for biometry or the passcode, to open the app.
    func unlockApp() async -> Unlock

    /// Asks the person whether the app may notify.
    func askForNotifications() async -> Permission

    /// Asks the person whether the app may use the camera.
    func askForCamera() async -> Permission

    /// Whether it may; nobody is asked.
    func cameraAllowed() -> Bool

    /// The system's page of the app's notifications.
    func openNotificationSettings()

    /// The system's page of the app's permissions.
    func openCameraSettings()

    /// The system's page where a passcode is set.
    func openScreenLockSettings()

    /// The system's page where a fingerprint or a face is enrolled.
    func openBiometricEnrolment()

    /// Puts a code on the pasteboard, for this device and for a minute. The code is wiped.
    func copyCode(_ code: Secret)

    /// Keeps what the person chose.
    func keep(_ preferences: Preferences)

    /// Returns after `ms`; throws if the task was cancelled.
    func sleep(ms: Int) async throws
}

/// What became of a question for a permission.
public enum Permission: Hashable, Sendable {
    /// It is given, now or before.
    case granted

    /// The person was asked and said no.
    case refused

    /// The system no longer asks: only its settings can give it.
    case notAsked
}
