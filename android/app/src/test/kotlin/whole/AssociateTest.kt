package org.assenso.app.whole

import org.assenso.ui.text.Text
import org.junit.Assert.assertTrue
import org.junit.Test

class AssociateTest : WholeApp() {
    @Test
    fun `the phone is turned at every step`() {
        phone.open()
        phone.associate(service.person()) { phone.turn() }
    }

    @Test
    fun `the process dies at every step, and the association goes on where it was`() {
        val person = service.person()
        phone.open()
        phone.signIn(person)
        comeBack(person.email)
        phone.see(Text.PairNoticeTitle)
        phone.press(Text.PairAssociate)
        phone.see(Text.PairClassTitle)
        phone.choose(Text.PairClassDevice)
        phone.press(Text.GoOn)
        phone.see(Text.PairCodeWarning)
        comeBack(person.email)
        phone.see(Text.PairClassTitle)
        phone.choose(Text.PairClassDevice)
        phone.press(Text.GoOn)
        phone.see(Text.PairCodeTextAfterRestart)
        phone.type(service.smsCode(person))
        phone.press(Text.GoOn)
        phone.prompted()
        comeBack(person.email)
        phone.press(Text.GoOn)
        phone.finish()
    }

    @Test
    fun `verification is activated with a number that is given and confirmed, though the phone is turned at every step`() {
        val person = service.person(twoStep = false, number = false)
        phone.open()
        phone.signInToActivate(person) { phone.turn() }
        phone.askToAssociate(person, { phone.turn() }, Text.PairActivate)
        phone.finish(Text.PairActivatedTitle)
        // From now on the password alone opens nothing.
        val (_, page) = phone.signInSomewhere(person)
        assertTrue(page.number.isNotEmpty())
        phone.see(Text.RequestQuestion)
    }

    @Test
    fun `a number that is none says so, and another one can be given`() {
        val person = service.person(twoStep = false, number = false)
        phone.open()
        phone.beginSignIn()
        phone.type(Text.PairEmail, person.email)
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.PairSignIn)
        phone.see(Text.PairMobileTitle)
        phone.type("02 1234567")
        phone.press(Text.GoOn)
        phone.see(Text.ProblemInvalidMobile)
        phone.type("+39 339 999 9999")
        phone.press(Text.GoOn)
        phone.see(Text.PairNumberCodeTitle)
        phone.press(Text.PairMobileOther)
        phone.see(Text.PairMobileTitle)
        phone.press(Text.Cancel)
        phone.see(Text.AccountsNotActive)
    }

    @Test
    fun `who cancels finds the way back in the settings`() {
        val person = service.person()
        phone.open()
        phone.signIn(person)
        phone.press(Text.Cancel)
        phone.press(Text.SettingsTitle)
        phone.choose(person.email)
        phone.choose(Text.SettingsAccount)
        phone.choose(Text.SettingsTwoStep)
        phone.press(Text.PairAssociate)
        phone.see(Text.PairNoticeTitle)
    }

    @Test
    fun `without a screen lock it says so, and goes on once there is one`() {
        val person = service.person()
        phone.secure(false)
        phone.open(unlock = false)
        phone.signIn(person)
        phone.press(Text.PairAssociate)
        phone.see(Text.PairClassTitle)
        phone.choose(Text.PairClassDevice)
        phone.press(Text.GoOn)
        phone.see(Text.PairMissingLock)
        phone.leave()
        phone.secure(true)
        phone.comeBack()
        phone.see(Text.PairCodeWarning)
    }

    @Test
    fun `a wrong password and a wrong code say so and lose nothing`() {
        val person = service.person()
        phone.open()
        phone.press(Text.AccountsAdd)
        phone.type(service.issuer)
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
        phone.type(Text.PairEmail, person.email)
        phone.type(Text.PairPassword, "not the password")
        phone.press(Text.PairSignIn)
        phone.see(Text.ProblemWrongCredentials)
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.PairSignIn)
        phone.see(Text.PairCodeTitle)
        val code = service.smsCode(person)
        phone.type(code.map { if (it == '9') '0' else '9' }.joinToString(""))
        phone.press(Text.PairVerify)
        phone.see(Text.ProblemWrongCode, 2)
        phone.type(code)
        phone.press(Text.PairVerify)
        phone.see(Text.PairNoticeTitle)
    }

    /** The process ends, and the person opens the app and the pairing again. */
    private fun comeBack(email: String) {
        phone.close(die = true)
        phone.open()
        phone.choose(email)
    }
}
