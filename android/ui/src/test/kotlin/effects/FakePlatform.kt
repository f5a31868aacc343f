package org.assenso.ui.effects

import org.assenso.bridge.model.Secret
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.NOW_MS
import org.assenso.ui.READY
import org.assenso.ui.state.PhoneSign
import org.assenso.ui.state.Preferences
import org.assenso.ui.state.Unlock
import org.assenso.ui.text

/** A phone that a test plays. */
internal class FakePlatform : Platform {
    /** What was done, in order. */
    val done = mutableListOf<String>()
    var bootMs = NOW_MS
    var posture = READY
    var unlock = Unlock.Unlocked
    var permission = Permission.Granted
    var camera = true
    var signs = emptySet<PhoneSign>()

    override fun bootMs(): Long = bootMs

    override suspend fun posture(): PostureView = posture

    override suspend fun signs(): Set<PhoneSign> = signs

    override suspend fun unlockApp(): Unlock {
        done += "unlock"
        return unlock
    }

    override suspend fun askForNotifications(): Permission {
        done += "ask for notifications"
        return permission
    }

    override suspend fun askForCamera(): Permission {
        done += "ask for camera"
        return permission
    }

    override fun cameraAllowed(): Boolean = camera

    override fun openNotificationSettings() {
        done += "notification settings"
    }

    override fun openCameraSettings() {
        done += "camera settings"
    }

    override fun openScreenLockSettings() {
        done += "screen lock settings"
    }

    override fun openBiometricEnrolment() {
        done += "biometric enrolment"
    }

    override fun copyCode(code: Secret) {
        done += "copy ${code.text()}"
    }

    override fun keep(preferences: Preferences) {
        done += "keep ${preferences.lockAfterSeconds}"
    }

    override fun finish() {
        done += "finish"
    }
}
