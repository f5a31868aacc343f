package org.assenso.app.whole

import android.app.Notification
import org.assenso.app.notify.NotificationIntents
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Person
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** A denial from the notification in an app that was just started, without a network: nothing can be sent, and nothing kept. */
class UnsentDenialTest : WatchedApp() {
    private lateinit var person: Person

    /** The notification of a sign-in whose app has ended. */
    private fun asked(): Pair<Browser, Notification> {
        person = service.person()
        phone.open()
        phone.associate(person)
        phone.leave()
        val (browser, _) = phone.signInSomewhere(person)
        val notification = phone.notification()
        phone.close(die = true)
        return browser to notification
    }

    private fun Notification.button(text: Text) = actions.orEmpty().find { it.title == phone.words(text) }?.actionIntent

    private fun Notification.says(extra: String) = extras.getCharSequence(extra)?.toString().orEmpty()

    private fun waitForTitle(text: Text) =
        phone.until("“${phone.words(text)}”") {
            shadowOf(phone.notifications).allNotifications.any { it.says(Notification.EXTRA_TITLE) == phone.words(text) }
        }

    @Test
    fun `the request stands again for the time that is left, says that nothing was sent, and its button denies`() {
        val (browser, first) = asked()
        middle.cut()
        phone.wait(Duration.ofSeconds(10))
        first.button(Text.RequestDeny)!!.send()
        waitForTitle(Text.NotificationNotSent)
        val again = phone.notification()
        assertEquals(1, shadowOf(phone.notifications).size())
        assertTrue("$again", again.timeoutAfter in 1..first.timeoutAfter - 10_000)
        val text = again.says(Notification.EXTRA_TEXT)
        assertTrue(text, text.startsWith(phone.words(Text.ProblemOffline)) && person.email in text)
        assertEquals(phone.words(Text.NotificationPublic), again.publicVersion.says(Notification.EXTRA_TITLE))
        assertEquals(NotificationIntents.OPEN, shadowOf(again.contentIntent).savedIntent.action)
        assertNotNull(again.button(Text.NotificationOpen))
        middle.mend()
        again.button(Text.RequestDeny)!!.send()
        waitForTitle(Text.OutcomeDenied)
        assertEquals("over", browser.decided())
        phone.until("one notification") { shadowOf(phone.notifications).size() == 1 }
    }

    @Test
    fun `a request whose time is over does not stand again`() {
        val (_, first) = asked()
        middle.cut()
        phone.wait(Duration.ofSeconds(121))
        first.button(Text.RequestDeny)!!.send()
        waitForTitle(Text.RequestTitle)
        assertNull(phone.notification().button(Text.RequestDeny))
    }
}
