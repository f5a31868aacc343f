package org.assenso.app.whole

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.assenso.app.notify.NotificationIntents
import org.assenso.tests.service.Service
import org.assenso.ui.text.Text
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The whole app with the real core against the real stand-in provider: only the phone's hardware is played. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, qualifiers = "en-rUS-w411dp-h891dp-xxhdpi")
class WholeAppTest {
    @get:Rule
    val compose = createEmptyComposeRule()

    private lateinit var service: Service
    private lateinit var phone: Handset

    @Before
    fun start() {
        service = Service.start()
        phone = Handset(compose, service)
    }

    @After
    fun end() {
        phone.close()
        service.close()
    }

    @Test
    fun `a phone is associated, and approves a sign-in with its number`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        val (browser, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.see("Firefox")
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
        assertEquals("push", browser.goOn(browser.get("/sign-in")).signedInBy)
    }

    @Test
    fun `a notification's button denies in the background and asks afterwards`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        phone.leave()
        val (browser, _) = phone.signInSomewhere(person)
        val deny = phone.notification().actions.first { it.title == phone.words(Text.RequestDeny) }
        deny.actionIntent.send()
        phone.until("the question") { phone.notification().actions.any { it.title == phone.words(Text.ReportNotMe) } }
        assertEquals("over", browser.decided())
        phone.notification().actions.first { it.title == phone.words(Text.ReportNotMe) }.actionIntent.send()
        phone.until("what became of the report") { phone.notification().actions.isNullOrEmpty() }
    }

    @Test
    fun `a tapped notification opens the request`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        phone.leave()
        val (browser, page) = phone.signInSomewhere(person)
        val notification = phone.notification()
        val tapped = shadowOf(notification.contentIntent).savedIntent
        assertEquals(NotificationIntents.OPEN, tapped.action)
        phone.close(false)
        phone.open(tapped, unlock = false)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
    }
}
