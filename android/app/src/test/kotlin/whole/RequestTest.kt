package org.assenso.app.whole

import kotlinx.coroutines.runBlocking
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.bridge.phone.Associating
import org.assenso.bridge.phone.Phone
import org.assenso.bridge.phone.associated
import org.assenso.tests.service.Person
import org.assenso.ui.text.Plural
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowBiometricPrompt
import java.time.Duration

class RequestTest : WholeApp() {
    private fun associated(): Person {
        val person = service.person()
        phone.open()
        phone.associate(person)
        return person
    }

    @Test
    fun `a sign-in is approved with its number`() {
        val person = associated()
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
    fun `a wrong number burns the request`() {
        val person = associated()
        val (browser, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.wrongNumber)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeWrongNumber)
        assertEquals("over", browser.decided())
    }

    @Test
    fun `a denial asks whether it was the person, and tells the provider`() {
        val person = associated()
        val (browser, _) = phone.signInSomewhere(person)
        phone.press(Text.RequestDeny)
        phone.see(Text.OutcomeDenied)
        assertEquals("over", browser.decided())
        phone.press(Text.ReportNotMe)
        phone.see(Text.ReportNotMeTaken)
    }

    @Test
    fun `a request ends when its time is over`() {
        val person = associated()
        phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.wait(Duration.ofSeconds(121))
        phone.see(Text.OutcomeExpired)
    }

    @Test
    fun `a prompt that is dismissed leaves the request open`() {
        val person = associated()
        val (browser, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.prompted()
        ShadowBiometricPrompt.cancelCurrentSession()
        phone.see(Text.ProblemCancelled)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
    }

    @Test
    fun `the language, the colours and the side change while the prompt is up`() {
        val person = associated()
        val (browser, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.prompted()
        RuntimeEnvironment.setQualifiers("+it-rIT-land-night")
        phone.turn()
        phone.see("Sei tu?")
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
    }

    @Test
    fun `another phone takes this one's place, and this one says so`() {
        val person = associated()
        Phone().use { other ->
            runBlocking {
                val who = Associating(service.issuer, person.email, person.password) { service.smsCode(person) }
                other.open().associated(who)
            }
            phone.see(Text.DissociatedTitle)
            phone.see(Text.AssociationReplaced)
        }
    }

    @Test
    fun `a key that is gone leads to associating again`() {
        val person = associated()
        val (_, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        FakeKeyStore.aliases.filter { "approval" in it }.forEach(FakeKeyStore::lose)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.see(Text.ProblemKeyInvalidated)
    }

    @Test
    fun `two requests at once come one after the other`() {
        val first = associated()
        val second = service.person()
        phone.associate(second)
        val (one, page) = phone.signInSomewhere(first)
        phone.see(first.email)
        val (two, _) = phone.signInSomewhere(second)
        phone.see(phone.words.count(Plural.RequestMore, 1))
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", one.decided())
        phone.press(Text.GoOn)
        phone.see(second.email)
        phone.press(Text.RequestDeny)
        phone.see(Text.OutcomeDenied)
        assertEquals("over", two.decided())
    }
}
