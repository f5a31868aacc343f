package org.assenso.app.notify

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assenso.app.ResourceWords
import org.assenso.app.posture.AndroidClock
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Request
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Which requests have a notification. */
@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class NotifierTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val manager = app.getSystemService(NotificationManager::class.java)
    private val notifications = RequestNotifications(app, { ResourceWords(app.resources) }, AndroidClock)
    private val account = AccountKey(1)
    private val changes = Channel<Change>(Channel.UNLIMITED)
    private val onScreen = MutableStateFlow(false)
    private val answering = MutableStateFlow(emptySet<String>())

    private fun test(block: TestScope.() -> Unit) =
        runTest {
            backgroundScope.launch { Notifier(notifications, onScreen, answering).run(changes.consumeAsFlow()) }
            runCurrent()
            block()
        }

    private fun request(id: String) =
        Request(account, id, "Demo Mail", "anna@demo.example", 0, AndroidClock.bootMs() + 60_000, digits = 2, signIn = null)

    private fun TestScope.open(vararg ids: String) {
        changes.trySend(Change.RequestsAre(account, ids.map(::request)))
        runCurrent()
    }

    private val shown: List<Notification> get() = shadowOf(manager).allNotifications

    @Test
    fun `a request in the background has one until it is over or on the screen`() =
        test {
            open("r", "s")
            assertEquals(2, shown.size)
            open("s")
            assertEquals(1, shown.size)
            onScreen.value = true
            runCurrent()
            assertEquals(0, shown.size)
            onScreen.value = false
            runCurrent()
            assertEquals(1, shown.size)
        }

    @Test
    fun `a request that is being answered gets none, nor when the answer has failed and said so itself`() =
        test {
            answering.value = setOf("r")
            open("r")
            assertEquals(0, shown.size)
            notifications.showUnsent(Notice(request("r")), "why")
            answering.value = emptySet()
            open("r", "s")
            val titles = shown.map { it.extras.getString(Notification.EXTRA_TITLE) }
            assertEquals(2, titles.toSet().size)
            open("s")
            assertEquals("it goes with its request", 1, shown.size)
        }
}
