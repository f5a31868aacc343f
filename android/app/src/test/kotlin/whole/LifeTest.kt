package org.assenso.app.whole

import org.assenso.tests.service.Browser
import org.assenso.tests.service.Person
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test

/** The life of an association: activated, left, taken back with the recovery code, deactivated. */
class LifeTest : WholeApp() {
    private fun activated(): Person {
        val person = service.person(twoStep = false)
        phone.open()
        phone.beginSignIn()
        phone.type(Text.PairEmail, person.email)
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.PairSignIn)
        phone.see(Text.PairActivateMail)
        phone.askToAssociate(person, button = Text.PairActivate)
        phone.finish(Text.PairActivatedTitle)
        return person
    }

    /** From the list to what the owner can do. */
    private fun twoStep(person: Person) {
        phone.choose(person.email)
        phone.press(Text.SettingsTwoStep)
    }

    /** The code that was written down, and counts. */
    private fun codeKept(person: Person): List<String> {
        twoStep(person)
        phone.press(Text.DeedNewCode)
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.GoOn)
        phone.see(Text.DeedWriteTitle)
        val groups = phone.groups()
        assertEquals(7, groups.size)
        // A turn of the phone loses nothing of it.
        phone.turn()
        phone.see(groups.first())
        phone.type(Text.DeedGroup, "????")
        phone.press(Text.DeedWritten)
        phone.see(Text.ProblemWrongGroup)
        val asked = groups.indices.single { phone.sees(Text.DeedWriteAsked, it + 1, groups.size) }
        phone.type(Text.DeedGroup, groups[asked].lowercase())
        phone.press(Text.DeedWritten)
        phone.confirm()
        phone.see(Text.DeedCodeKept)
        phone.press(Text.PairDone)
        phone.see(Text.AccountsWatching)
        return groups
    }

    @Test
    fun `the phone is signed out, and the recovery code brings it back with full power`() {
        val person = activated()
        val groups = codeKept(person)
        twoStep(person)
        phone.press(Text.DeedSignOut)
        phone.see(Text.DeedSignOutWarning)
        phone.press(Text.DeedSignOut)
        phone.see(Text.DeedSignedOut)
        phone.press(Text.PairDone)
        phone.see(Text.AssociationSignedOut)

        phone.choose(person.email)
        phone.press(Text.SettingsTwoStep)
        phone.press(Text.PairAssociate)
        phone.press(Text.GoOn)
        phone.type(Text.PairEmail, person.email)
        phone.typePassword(person)
        phone.press(Text.PairRecoveryCode)
        phone.type(Text.PairRecoveryCode, groups.joinToString(" "))
        phone.press(Text.GoOn)
        phone.see(Text.PairRecoveredText, person.email)
        phone.press(Text.PairAssociate)
        phone.choose(Text.PairClassDevice)
        phone.press(Text.GoOn)
        phone.finish()
        val (_, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
    }

    @Test
    fun `verification is deactivated after two questions, and the password alone signs in`() {
        val person = activated()
        twoStep(person)
        phone.press(Text.DeedDeactivate)
        phone.see(Text.DeedDeactivateText, person.email)
        phone.press(Text.DeedDeactivate)
        phone.see(Text.DeedDeactivateSure)
        phone.type(Text.PairPassword, "not the password")
        phone.press(Text.DeedDeactivate)
        phone.see(Text.ProblemWrongPassword)
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.DeedDeactivate)
        phone.confirm()
        phone.see(Text.DeedDeactivated)
        phone.press(Text.PairDone)
        phone.see(Text.AssociationDeactivated)
        assertEquals("password", Browser(service).signIn(person).signedInBy)
    }

    @Test
    fun `a phone that came by SMS says until when it has to wait`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        twoStep(person)
        phone.see(Text.DeedEnterCode)
        phone.press(Text.DeedDeactivate)
        phone.press(Text.DeedDeactivate)
        phone.type(Text.PairPassword, person.password)
        phone.press(Text.DeedDeactivate)
        phone.confirm()
        phone.see(Text.ProblemHeld)
    }
}
