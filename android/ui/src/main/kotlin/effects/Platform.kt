package org.assenso.ui.effects

import org.assenso.bridge.model.Secret
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.state.PhoneSign
import org.assenso.ui.state.Preferences
import org.assenso.ui.state.Unlock

/** What the screens need of the phone itself. Called on the main thread; nothing here throws. */
interface Platform {
    /** Since the start of the phone, sleep included, ms. */
    fun bootMs(): Long

    /** How the phone is set up now. */
    suspend fun posture(): PostureView

    /** What weakens this phone. */
    suspend fun signs(): Set<PhoneSign>

    /** Asks the person for biometry or the phone's PIN, to open the app. Ends the prompt when cancelled. */
    suspend fun unlockApp(): Unlock

    /** Asks the person whether the app may notify. */
    suspend fun askForNotifications(): Permission

    /** Asks the person whether the app may use the camera. */
    suspend fun askForCamera(): Permission

    /** Whether it may; nobody is asked. */
    fun cameraAllowed(): Boolean

    /** The system's page of the app's notifications. */
    fun openNotificationSettings()

    /** The system's page of the app's permissions. */
    fun openCameraSettings()

    /** The system's page where a screen lock is set. */
    fun openScreenLockSettings()

    /** The system's page where a fingerprint or a face is enrolled. */
    fun openBiometricEnrolment()

    /** Puts a code on the clipboard, marked as sensitive. The code is wiped by the caller. */
    fun copyCode(code: Secret)

    /** Keeps what the person chose. */
    fun keep(preferences: Preferences)

    /** Leaves the app. */
    fun finish()
}

/** What became of a question for a permission. */
enum class Permission {
    /** It is given, now or before. */
    Granted,

    /** The person was asked and said no. */
    Refused,

    /** The system no longer asks: only its settings can give it. */
    NotAsked,
}
