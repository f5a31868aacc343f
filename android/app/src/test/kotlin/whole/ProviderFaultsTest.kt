package org.assenso.app.whole

import org.assenso.tests.service.Person
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test

/** A provider that answers 500, or that no network leads to: at the sign-in, at the inbox, at the answer. */
class ProviderFaultsTest : WatchedApp() {
    private fun associated(): Person {
        val person = service.person()
        phone.open()
        phone.associate(person)
        return person
    }

    private fun fails(route: String) = middle.refuse(route, 500, "internal")

    /** The app looks at once when the person comes back to it. */
    private fun lookAgain() {
        phone.leave()
        phone.comeBack()
    }

    @Test
    fun `at the sign-in it is said, the mailbox stays, and the password can be typed again`() {
        val person = service.person()
        phone.open()
        phone.beginSignIn()
        phone.type(Text.PairEmail, person.email)
        fails("/session/password")
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.PairSignIn)
        phone.see(Text.ProblemProviderFailed)
        middle.behave()
        middle.cut()
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.PairSignIn)
        phone.see(Text.ProblemOffline)
        phone.see(person.email)
        middle.mend()
        phone.typePassword(person)
        phone.typeCode(person)
    }

    @Test
    fun `at the code of the sign-in it is said, and the same code is good afterwards`() {
        val person = service.person()
        phone.open()
        phone.beginSignIn()
        phone.type(Text.PairEmail, person.email)
        phone.typePassword(person)
        val code = service.smsCode(person)
        middle.cut()
        phone.type(code)
        phone.press(Text.PairVerify)
        phone.see(Text.ProblemOffline)
        middle.mend()
        fails("/session/code")
        phone.type(code)
        phone.press(Text.PairVerify)
        phone.see(Text.ProblemProviderFailed)
        middle.behave()
        phone.typeCode(person)
    }

    @Test
    fun `an inbox that fails is said above the list, and the request comes once it works`() {
        val person = associated()
        fails("/inbox")
        lookAgain()
        phone.see(Text.BannerOffline, "Demo Mail")
        val (browser, _) = phone.signInSomewhere(person)
        phone.see(person.email)
        middle.behave()
        lookAgain()
        phone.see(Text.RequestQuestion)
        phone.press(Text.RequestDeny)
        phone.see(Text.OutcomeDenied)
        assertEquals("over", browser.decided())
    }

    @Test
    fun `without a network it is said above the list, and the request comes once there is one`() {
        val person = associated()
        middle.cut()
        lookAgain()
        phone.see(Text.BannerOffline, "Demo Mail")
        phone.signInSomewhere(person)
        middle.mend()
        lookAgain()
        phone.see(Text.RequestQuestion)
    }

    @Test
    fun `an approval that the provider fails at is kept and sent again`() = kept(Text.RequestAuthorize, "approved") { fails("/answers") }

    @Test
    fun `an approval that no network takes is kept and sent again`() = kept(Text.RequestAuthorize, "approved") { middle.cut() }

    @Test
    fun `a denial that the provider fails at is kept and sent again`() = kept(Text.RequestDeny, "over") { fails("/answers") }

    @Test
    fun `a denial that no network takes is kept and sent again`() = kept(Text.RequestDeny, "over") { middle.cut() }

    @Test
    fun `a denial that was kept and left is told once it was sent, and asked about`() {
        val person = associated()
        val (browser, _) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        middle.cut()
        phone.press(Text.RequestDeny)
        phone.see(Text.ProblemAnswerKept)
        phone.press(Text.Close)
        middle.mend()
        lookAgain()
        phone.see(Text.OutcomeDenied)
        assertEquals("over", browser.decided())
        phone.press(Text.ReportNotMe)
        phone.see(Text.ReportNotMeTaken)
    }

    private fun kept(
        answer: Text,
        end: String,
        fault: () -> Unit,
    ) {
        val person = associated()
        val (browser, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        fault()
        phone.press(answer)
        if (answer == Text.RequestAuthorize) phone.confirm()
        phone.see(Text.ProblemAnswerKept)
        middle.behave()
        middle.mend()
        lookAgain()
        assertEquals(end, browser.decided())
        if (answer == Text.RequestDeny) {
            phone.see(Text.OutcomeDenied)
            phone.press(Text.ReportNotMe)
            phone.see(Text.ReportNotMeTaken)
        } else {
            phone.see(Text.OutcomeApproved)
        }
    }
}
