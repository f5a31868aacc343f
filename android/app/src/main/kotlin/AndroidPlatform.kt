package org.assenso.app

import android.Manifest
import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.ClipDescription
import android.content.ClipboardManager
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.os.PersistableBundle
import android.provider.Settings
import androidx.activity.ComponentActivity
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
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
    private val scope: CoroutineScope,
) : Platform {
    private val clipboard = context.getSystemService(ClipboardManager::class.java)
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

    /** Marked as sensitive, so that the system shows no preview; taken off again when the code is over. */
    override fun copyCode(code: Secret) {
        val clip = code.use { ClipData.newPlainText(null, it.decodeToString()) }
        clip.description.extras = PersistableBundle().apply { putBoolean(SENSITIVE, true) }
        clipboard.setPrimaryClip(clip)
        scope.launch {
            delay(CLIPBOARD_MS)
            // What somebody else put there since stays. Without focus the system tells nothing, and then it is cleared.
            val now = clipboard.primaryClipDescription
            if (now == null || now.extras?.getBoolean(SENSITIVE) == true) clipboard.clearPrimaryClip()
        }
    }

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
        val from = activities.current ?: return
        for (page in pages) {
            try {
                return from.startActivity(page)
            } catch (_: ActivityNotFoundException) {
                // The next one, then.
            }
        }
    }

    private companion object {
        const val LOCK_AFTER = "lock_after_seconds"
        const val CLIPBOARD_MS = 60_000L

        // ClipDescription.EXTRA_IS_SENSITIVE has this value; older systems ignore it.
        const val SENSITIVE = ClipDescription.EXTRA_IS_SENSITIVE
    }
}
