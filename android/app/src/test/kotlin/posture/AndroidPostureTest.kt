package org.assenso.app.posture

import android.app.Application
import android.app.KeyguardManager
import android.app.NotificationChannel
import android.app.NotificationChannelGroup
import android.app.NotificationManager
import android.hardware.biometrics.BiometricManager
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.test.runTest
import org.assenso.bridge.ports.PostureView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowBiometricManager
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class AndroidPostureTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val notifications = app.getSystemService(NotificationManager::class.java)
    private val posture = AndroidPosture(app, "requests", Dispatchers.Unconfined)

    @Before
    fun everythingIsOn() {
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(true)
        biometrics(BiometricManager.BIOMETRIC_SUCCESS)
        shadowOf(notifications).setNotificationsEnabled(true)
        channel(NotificationManager.IMPORTANCE_HIGH)
    }

    private fun biometrics(answer: Int) =
        Shadow.extract<ShadowBiometricManager>(app.getSystemService(BiometricManager::class.java)).setAuthenticatorType(answer)

    private fun channel(
        importance: Int,
        group: String? = null,
    ) {
        val channel = NotificationChannel("requests", "Requests", importance)
        channel.group = group
        notifications.createNotificationChannel(channel)
    }

    @Test
    fun `a phone with everything on says so`() =
        runTest {
            assertEquals(PostureView(screenLock = true, biometrics = true, notifications = true), posture.current())
        }

    @Test
    fun `what is off is told by itself, and read anew each time`() =
        runTest {
            shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(false)
            assertEquals(PostureView(screenLock = false, biometrics = true, notifications = true), posture.current())
            everythingIsOn()
            shadowOf(notifications).setNotificationsEnabled(false)
            assertEquals(PostureView(screenLock = true, biometrics = true, notifications = false), posture.current())
            everythingIsOn()
            for (answer in listOf(
                BiometricManager.BIOMETRIC_ERROR_NONE_ENROLLED,
                BiometricManager.BIOMETRIC_ERROR_NO_HARDWARE,
                BiometricManager.BIOMETRIC_ERROR_HW_UNAVAILABLE,
            )) {
                biometrics(answer)
                assertEquals(PostureView(screenLock = true, biometrics = false, notifications = true), posture.current())
            }
        }

    @Test
    fun `a channel that was turned off counts as notifications off`() =
        runTest {
            notifications.deleteNotificationChannel("requests")
            channel(NotificationManager.IMPORTANCE_NONE)
            assertEquals(false, posture.current().notifications)
        }

    @Test
    fun `a channel whose group was turned off counts as notifications off`() =
        runTest {
            val group = NotificationChannelGroup("sign-ins", "Sign-ins").apply { isBlocked = true }
            notifications.createNotificationChannelGroup(group)
            notifications.deleteNotificationChannel("requests")
            channel(NotificationManager.IMPORTANCE_HIGH, "sign-ins")
            assertEquals(false, posture.current().notifications)
        }

    @Test
    fun `a channel that was not made yet is not off`() =
        runTest {
            notifications.deleteNotificationChannel("requests")
            assertEquals(true, posture.current().notifications)
        }

    @Test
    fun `the boot clock goes on while the phone sleeps, the wall clock is the person's`() {
        val before = AndroidClock.bootMs()
        ShadowSystemClock.advanceBy(Duration.ofHours(3))
        assertEquals(before + Duration.ofHours(3).toMillis(), AndroidClock.bootMs())
        assertTrue(AndroidClock.bootMs() > 0)
    }
}
