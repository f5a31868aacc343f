package org.assenso.app.whole

import org.assenso.tests.service.Person
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test

/** A request that ends elsewhere while this phone's prompt is up. */
class ElsewhereTest : WholeApp() {
    private fun associated(): Person {
        val person = service.person()
        phone.open()
        phone.associate(person)
        return person
    }

    @Test
    fun `it is denied by a copy of this phone, and this phone's approval does not count`() {
        val person = associated()
        Twin(phone).use { twin ->
            val (browser, page) = phone.signInSomewhere(person)
            phone.see(Text.RequestQuestion)
            phone.type(page.number)
            phone.press(Text.RequestAuthorize)
            phone.prompted()
            twin.deny()
            assertEquals("over", browser.decided())
            phone.confirm()
            phone.see(Text.OutcomeElsewhereDenied)
        }
    }

    @Test
    fun `it is given up in the browser, and this phone's approval comes too late`() {
        val (browser, page) = phone.signInSomewhere(associated())
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.prompted()
        browser.leave(page)
        phone.confirm()
        phone.see(Text.OutcomeCancelled)
        phone.press(Text.GoOn)
        phone.see(Text.AccountsWatching)
    }

    @Test
    fun `another sign-in in the same browser takes its place, and the phone asks about that one`() {
        val person = associated()
        val (browser, first) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(first.number)
        phone.press(Text.RequestAuthorize)
        phone.prompted()
        val second = browser.signIn(person)
        phone.confirm()
        phone.until("the second request") { phone.sees(Text.RequestAuthorize) && !phone.sees(Text.RequestConfirming) }
        phone.type(second.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
    }
}
