package org.assenso.app.whole

import android.Manifest
import android.app.Notification
import android.app.NotificationManager
import org.assenso.app.notify.NotificationIntents
import org.assenso.app.notify.RequestNotifications
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Page
import org.assenso.tests.service.Person
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

class NotificationTest : WholeApp() {
    private lateinit var person: Person

    /** The app in the background, and a sign-in that waits. */
    private fun asked(): Pair<Browser, Page> {
        person = service.person()
        phone.open()
        phone.associate(person)
        phone.leave()
        return phone.signInSomewhere(person)
    }

    private fun Notification.button(text: Text) = actions.first { it.title == phone.words(text) }.actionIntent

    @Test
    fun `a request in the background makes a notification that names nobody on the lock screen`() {
        asked()
        val notification = phone.notification()
        assertEquals(Notification.VISIBILITY_PRIVATE, notification.visibility)
        assertTrue(notification.timeoutAfter in 1..120_000)
        val public = notification.publicVersion
        assertEquals(phone.words(Text.NotificationPublic), public.extras.getString(Notification.EXTRA_TITLE))
        for (extra in public.extras.keySet()) {
            val said =
                public.extras
                    .getCharSequence(extra)
                    ?.toString()
                    .orEmpty()
            assertFalse(said, person.email in said)
        }
        val channel = phone.notifications.getNotificationChannel(RequestNotifications.CHANNEL)
        assertEquals(NotificationManager.IMPORTANCE_HIGH, channel.importance)
        assertEquals(Notification.VISIBILITY_PRIVATE, channel.lockscreenVisibility)
    }

    @Test
    fun `its button denies in the background and asks afterwards`() {
        val (browser, _) = asked()
        phone.notification().button(Text.RequestDeny).send()
        phone.until("the question") { phone.notification().actions.any { it.title == phone.words(Text.ReportNotMe) } }
        assertEquals("over", browser.decided())
        phone.notification().button(Text.ReportNotMe).send()
        phone.until("what became of the report") { phone.notification().actions.isNullOrEmpty() }
        assertEquals(phone.words(Text.ReportNotMeTaken), phone.notification().extras.getString(Notification.EXTRA_TEXT))
    }

    @Test
    fun `a tap opens the request, also after the process died`() {
        val (browser, page) = asked()
        val tapped = shadowOf(phone.notification().contentIntent).savedIntent
        assertEquals(NotificationIntents.OPEN, tapped.action)
        phone.close(die = true)
        phone.open(tapped, unlock = false)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
    }

    @Test
    fun `it goes when the app comes back, and when the request is over`() {
        asked()
        phone.notification()
        phone.comeBack()
        phone.see(Text.RequestQuestion)
        phone.until("no notification") { shadowOf(phone.notifications).size() == 0 }
    }

    @Test
    fun `the notification denies what waits for a prompt on the screen`() {
        val (browser, page) = asked()
        val deny = phone.notification().button(Text.RequestDeny)
        phone.comeBack()
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.prompted()
        deny.send()
        phone.see(Text.OutcomeDenied)
        assertEquals("over", browser.decided())
    }

    @Test
    fun `a denial from the notification is told when the app comes back to its request, and asked about`() {
        val (browser, _) = asked()
        phone.comeBack()
        phone.see(Text.RequestQuestion)
        phone.leave()
        phone.notification().button(Text.RequestDeny).send()
        phone.until("the question") { phone.notification().actions.any { it.title == phone.words(Text.ReportNotMe) } }
        assertEquals("over", browser.decided())
        phone.comeBack()
        phone.see(Text.OutcomeDenied)
        phone.press(Text.ReportNotMe)
        phone.see(Text.ReportNotMeTaken)
    }

    @Test
    fun `notifications that were turned off are missed, and a banner says so`() {
        person = service.person()
        phone.open()
        phone.associate(person)
        phone.leave()
        shadowOf(phone.notifications).setNotificationsEnabled(false)
        phone.comeBack()
        phone.see(Text.BannerNotifications)
    }

    @Test
    fun `a permission that was revoked is missed after the start, is asked for again, and requests still show`() {
        person = service.person()
        phone.open()
        phone.associate(person)
        phone.leave()
        // The system ends a process whose permission is taken away.
        phone.close(die = true)
        shadowOf(phone.app).denyPermissions(Manifest.permission.POST_NOTIFICATIONS)
        shadowOf(phone.notifications).setNotificationsEnabled(false)
        phone.open()
        phone.see(Text.BannerNotifications)
        phone.press(Text.PairTurnOn)
        phone.until("the question") { phone.asked() == listOf(Manifest.permission.POST_NOTIFICATIONS) }
        phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
    }
}
