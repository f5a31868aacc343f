package org.assenso.app.whole

import org.assenso.tests.service.Person
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test

/** A phone whose storage is full. */
class StorageTest : WholeApp() {
    private fun associated(): Person {
        val person = service.person()
        phone.open()
        phone.associate(person)
        return person
    }

    @Test
    fun `an approval is not given without being written down, and is once there is space`() {
        val person = associated()
        val (browser, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        NoSpace().use {
            phone.press(Text.RequestAuthorize)
            phone.see(Text.ProblemStorage)
        }
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", browser.decided())
    }

    @Test
    fun `a denial waits for space too`() {
        val (browser, _) = phone.signInSomewhere(associated())
        phone.see(Text.RequestQuestion)
        NoSpace().use {
            phone.press(Text.RequestDeny)
            phone.see(Text.ProblemStorage)
        }
        phone.press(Text.RequestDeny)
        phone.see(Text.OutcomeDenied)
        assertEquals("over", browser.decided())
    }

    @Test
    fun `a pairing stays where it is, and goes on once there is space`() {
        val person = service.person()
        phone.open()
        phone.beginSignIn()
        phone.type(Text.PairEmail, person.email)
        NoSpace().use {
            phone.type(Text.PairPassword, person.password)
            phone.press(Text.PairSignIn)
            phone.see(Text.ProblemStorage)
        }
        phone.typePassword(person)
        phone.typeCode(person)
    }

    @Test
    fun `an association that can't be written down can be finished once there is space`() {
        associated()
        interrupted(Text.ProblemStorage)
    }

    /** With the first one the app makes a file for the key of the codes as well. */
    @Test
    fun `the first association can be finished too`() {
        phone.open()
        interrupted(Text.ProblemCodesVault)
    }

    private fun interrupted(said: Text) {
        val person = service.person()
        phone.signIn(person)
        phone.askToAssociate(person)
        phone.prompted()
        NoSpace().use {
            phone.until("what went wrong") {
                phone.passPrompt()
                phone.sees(said)
            }
        }
        phone.press(Text.GoOn)
        phone.finish()
        phone.see(person.email)
    }

    @Test
    fun `an app that is opened without space says so, and has lost nothing`() {
        val person = associated()
        phone.close(die = true)
        NoSpace().use {
            phone.open(unlock = false)
            phone.see(Text.ProblemStorage)
        }
        phone.press(Text.TryAgain)
        phone.confirm()
        phone.see(person.email)
        phone.see(Text.AccountsWatching)
    }

    @Test
    fun `a first start without space says so, and works once there is some`() {
        NoSpace().use {
            phone.open(unlock = false)
            phone.see(Text.ProblemKeyStore)
        }
        phone.press(Text.TryAgain)
        phone.confirm()
        phone.see(Text.WelcomeTitle)
    }
}
