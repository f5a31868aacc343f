package org.assenso.app

import android.Manifest
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.provider.Settings
import androidx.activity.ComponentActivity
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.assenso.app.posture.Signs
import org.assenso.app.prompt.ActivityHolder
import org.assenso.app.prompt.AppUnlock
import org.assenso.bridge.model.Secret
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.ports.Posture
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.effects.Permission
import org.assenso.ui.effects.Platform
import org.assenso.ui.state.PhoneSign
import org.assenso.ui.state.Preferences
import org.assenso.ui.state.Unlock

/** What the screens need of this phone. */
class AndroidPlatform(
    private val context: Context,
    private val activities: ActivityHolder,
    private val permissions: Permissions,
    private val lock: AppUnlock,
    private val posture: Posture,
    private val clock: Clock,
    private val clipboard: CodeClipboard,
) : Platform {
    private val preferences = context.getSharedPreferences("preferences", Context.MODE_PRIVATE)

    override fun bootMs(): Long = clock.bootMs()

    override suspend fun posture(): PostureView = posture.current()

    override suspend fun signs(): Set<PhoneSign> = withContext(Dispatchers.IO) { Signs(context).found() }

    override suspend fun unlockApp(): Unlock = lock.unlock()

    override suspend fun askForNotifications(): Permission {
        val asked =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) ask(Manifest.permission.POST_NOTIFICATIONS) else Permission.Granted
        // The channel can be off although the permission is there: that is for the settings.
        return if (asked == Permission.Granted && !posture().notifications) Permission.NotAsked else asked
    }

    override suspend fun askForCamera(): Permission = ask(Manifest.permission.CAMERA)

    override fun cameraAllowed(): Boolean = context.checkSelfPermission(Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED

    private suspend fun ask(permission: String): Permission = activity()?.let { permissions.ask(it, permission) } ?: Permission.Refused

    override fun openNotificationSettings() =
        open(Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName))

    override fun openCameraSettings() =
        open(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", context.packageName, null)))

    override fun openScreenLockSettings() = open(Intent(Settings.ACTION_SECURITY_SETTINGS))

    override fun openBiometricEnrolment() = open(Intent(Settings.ACTION_BIOMETRIC_ENROLL), Intent(Settings.ACTION_SECURITY_SETTINGS))

    override fun copyCode(code: Secret) = clipboard.copy(code)

    override fun keep(preferences: Preferences) =
        this.preferences
            .edit()
            .putInt(LOCK_AFTER, preferences.lockAfterSeconds)
            .apply()

    /** What was kept. */
    fun kept(): Preferences {
        val default = Preferences()
        val seconds = preferences.getInt(LOCK_AFTER, default.lockAfterSeconds)
        return if (seconds in Preferences.LOCK_AFTER_SECONDS) Preferences(seconds) else default
    }

    override fun finish() {
        activity()?.moveTaskToBack(true)
    }

    private fun activity(): ComponentActivity? = activities.current as? ComponentActivity

    /** Opens the first page that this phone has. */
    private fun open(vararg pages: Intent) {
        // The answer to a question for a permission comes before the activity is in front again.
        val from = activities.current
        for (page in pages) {
            try {
                return if (from != null) from.startActivity(page) else context.startActivity(page.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
            } catch (_: ActivityNotFoundException) {
                // The next one, then.
            }
        }
    }

    private companion object {
        const val LOCK_AFTER = "lock_after_seconds"
    }
}
