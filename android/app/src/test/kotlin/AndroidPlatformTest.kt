package org.assenso.app

import android.app.Application
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.provider.Settings
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runTest
import org.assenso.app.posture.AndroidPosture
import org.assenso.app.prompt.ActivityHolder
import org.assenso.app.prompt.AppUnlock
import org.assenso.app.prompt.BiometricPrompter
import org.assenso.bridge.model.Secret
import org.assenso.bridge.ports.Clock
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class AndroidPlatformTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val clipboard = app.getSystemService(ClipboardManager::class.java)
    private var bootMs = 1_000_000L
    private val clock =
        object : Clock {
            override fun wallUnixMs() = 0L

            override fun bootMs() = bootMs
        }

    private fun text(): String? =
        clipboard.primaryClip
            ?.getItemAt(0)
            ?.text
            ?.toString()

    private fun TestScope.codes() = CodeClipboard(app, clock, this)

    private fun TestScope.pass(ms: Long) {
        bootMs += ms
        testScheduler.advanceTimeBy(ms)
        testScheduler.runCurrent()
    }

    @Test
    fun `the settings open also before the activity is in front again, as after a question for a permission`() =
        runTest {
            val nobody = ActivityHolder()
            val lock = AppUnlock(BiometricPrompter(nobody))
            val platform = AndroidPlatform(app, nobody, Permissions(), lock, AndroidPosture(app, "c"), clock, codes())
            platform.openNotificationSettings()
            val opened = shadowOf(app).nextStartedActivity
            assertEquals(Settings.ACTION_APP_NOTIFICATION_SETTINGS, opened.action)
            assertTrue(opened.flags and Intent.FLAG_ACTIVITY_NEW_TASK != 0)
        }

    @Test
    fun `a code is on the clipboard for a minute, the newest for a whole one`() =
        runTest {
            val codes = codes()
            codes.copy(Secret("111111"))
            pass(50_000)
            codes.copy(Secret("222222"))
            pass(59_000)
            assertEquals("222222", text())
            pass(1_000)
            assertNull(text())
        }

    @Test
    fun `what somebody else put there stays`() =
        runTest {
            codes().copy(Secret("111111"))
            clipboard.setPrimaryClip(ClipData.newPlainText(null, "a word"))
            pass(60_000)
            codes().tidy()
            assertEquals("a word", text())
        }

    @Test
    fun `a process that ended in between does not keep it there`() =
        runTest {
            codes().copy(Secret("111111"))
            coroutineContext[Job]!!.children.forEach { it.cancel() }
            bootMs += 59_999
            codes().tidy()
            assertEquals("111111", text())
            bootMs += 1
            codes().tidy()
            assertNull(text())
        }

    @Test
    fun `nor does a phone that was started again`() =
        runTest {
            codes().copy(Secret("111111"))
            coroutineContext[Job]!!.children.forEach { it.cancel() }
            bootMs = 5
            codes().tidy()
            assertNull(text())
        }
}
