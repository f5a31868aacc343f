package org.assenso.app.posture

import android.app.KeyguardManager
import android.app.NotificationManager
import android.content.Context
import android.hardware.biometrics.BiometricManager
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.assenso.bridge.ports.Posture
import org.assenso.bridge.ports.PostureView

/** How the phone is set up, read anew each time. [channel] is where requests are told of. */
class AndroidPosture(
    context: Context,
    private val channel: String,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : Posture {
    private val keyguard = context.getSystemService(KeyguardManager::class.java)
    private val biometrics = context.getSystemService(BiometricManager::class.java)
    private val notifications = context.getSystemService(NotificationManager::class.java)

    override suspend fun current(): PostureView =
        withContext(io) {
            PostureView(
                screenLock = keyguard.isDeviceSecure,
                biometrics = strongBiometrics(),
                notifications = notifications.areNotificationsEnabled() && !channelBlocked(),
            )
        }

    private fun strongBiometrics(): Boolean =
        biometrics?.canAuthenticate(BiometricManager.Authenticators.BIOMETRIC_STRONG) == BiometricManager.BIOMETRIC_SUCCESS

    /** The person may have turned off the channel, or its group. One that was not made yet is not off. */
    private fun channelBlocked(): Boolean {
        val ours = notifications.getNotificationChannel(channel) ?: return false
        val group = ours.group?.let(notifications::getNotificationChannelGroup)
        return ours.importance == NotificationManager.IMPORTANCE_NONE || group?.isBlocked == true
    }
}
