package org.assenso.app.whole

import android.content.Intent
import androidx.test.platform.app.InstrumentationRegistry
import org.assenso.ui.state.KnownProvider
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

/** A link that opens the app, as the provider's page makes it. */
class InvitationTest : WatchedApp() {
    private val domain = "127.0.0.1"

    /** Nobody was called by anybody. */
    private fun assertNothingSent() = assertEquals(emptyList<String>(), middle.seen.map { it.route })

    @Test
    fun `a link shows the domain before anybody is contacted, and leads to an associated account`() {
        phone.app.alsoKnown += KnownProvider(service.issuer, "Mail of this house")
        val person = service.person()
        val link = service.signedIn(person).invitation()
        middle.seen.clear()
        phone.open(phone.invited(link))
        phone.see(Text.PairInvitedText, domain)
        phone.see(Text.PairInvitedOnList, "Mail of this house")
        assertFalse(phone.sees(Text.PairInvitedWarning, domain))
        assertNothingSent()

        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
        phone.see(person.email)
        phone.typePassword(person)
        phone.typeCode(person)
        phone.askToAssociate(person)
        phone.finish()
    }

    @Test
    fun `of a provider that is not listed it warns, has the focus on Cancel, and goes on all the same`() {
        InstrumentationRegistry.getInstrumentation().setInTouchMode(false)
        phone.open(phone.invited(service.signedIn().invitation()))
        phone.see(Text.PairInvitedWarning, domain)
        phone.until("the focus on Cancel") { phone.isFocus(Text.Cancel) }
        assertNothingSent()
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }

    @Test
    fun `who cancels has contacted nobody, and may open the link again`() {
        val link = service.signedIn().invitation()
        phone.open(phone.invited(link))
        phone.press(Text.Cancel)
        phone.see(Text.WelcomeTitle)
        assertNothingSent()
        phone.receive(phone.invited(link))
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }

    @Test
    fun `a locked app shows nothing of a link until it is unlocked`() {
        val link = service.signedIn().invitation()
        phone.open(phone.invited(link), unlock = false)
        phone.see(Text.LockTitle)
        assertFalse(phone.sees(Text.PairInvitedTitle))
        phone.confirm()
        phone.see(Text.PairInvitedText, domain)
        assertNothingSent()
    }

    @Test
    fun `a link that comes while another pairing waits for its code leaves that where it is`() {
        val person = service.person()
        val invited = service.signedIn()
        phone.open()
        phone.beginSignIn()
        phone.type(Text.PairEmail, person.email)
        phone.typePassword(person)
        phone.receive(phone.invited(invited.invitation()))
        phone.see(Text.PairInvitedText, domain)
        phone.press(Text.Cancel)
        phone.see(Text.PairCodeTitle)

        phone.receive(phone.invited(invited.invitation()))
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
        phone.press(Text.Back)
        phone.see(Text.PairCodeTitle)
        phone.typeCode(person)
    }

    @Test
    fun `a link that comes while the prompt of an association is up lets it end`() {
        val person = service.person()
        val link = service.signedIn().invitation()
        phone.open()
        phone.signIn(person)
        phone.askToAssociate(person)
        phone.prompted()
        phone.receive(phone.invited(link))
        phone.see(Text.PairInvitedText, domain)
        phone.confirm()
        phone.confirm()
        phone.press(Text.Cancel)
        phone.see(Text.PairSuccessTitle)
    }

    @Test
    fun `the phone is turned while an invitation is shown, and it is still there`() {
        phone.open(phone.invited(service.signedIn().invitation()))
        phone.see(Text.PairInvitedText, domain)
        phone.turn()
        phone.see(Text.PairInvitedText, domain)
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }

    @Test
    fun `a process that dies forgets the link, which is a secret, and the link is still good`() {
        val link = service.signedIn().invitation()
        phone.open(phone.invited(link))
        phone.see(Text.PairInvitedText, domain)
        val saved = phone.dieInTheBackground()
        val token = link.substringAfter("#t=").substringBefore('&')
        for (charset in listOf(Charsets.UTF_8, Charsets.UTF_16LE)) assertFalse(token in saved.toString(charset))
        phone.confirm()
        phone.see(Text.WelcomeTitle)
        assertNothingSent()
        phone.close(die = true)
        phone.open(phone.invited(link))
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }

    @Test
    fun `an app that is opened from the recent ones does not take its old link again`() {
        val link = service.signedIn().invitation()
        phone.open(phone.invited(link).addFlags(Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY))
        phone.see(Text.WelcomeTitle)
        assertTrue(phone.sees(Text.AccountsAdd))
    }
}
