package org.assenso.ui.state

import org.assenso.bridge.Reply
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingKey
import org.assenso.ui.ACCOUNT
import org.assenso.ui.NAME
import org.assenso.ui.NOW_MS
import org.assenso.ui.PAIRING
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.flow
import org.assenso.ui.opened
import org.assenso.ui.sms
import org.assenso.ui.wizard
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

/** What outlives the process. */
class SavedTest {
    private val row = Row.Paired(ACCOUNT)
    private val begun = Accounts(listOf(account()), listOf(flow(At.SignedIn)))

    @TestFactory
    fun `the place that was saved is gone to again`(): List<DynamicTest> {
        val unfinished = Row.Unfinished(PAIRING)
        return listOf(
            "home" to listOf(Screen.Accounts),
            "provider" to listOf(Screen.Accounts, Screen.Provider(Field("https://mail.example"))),
            "codes" to listOf(Screen.Accounts, Screen.Codes()),
            "settings" to listOf(Screen.Accounts, Screen.Settings),
            "mailbox/account/1" to listOf(Screen.Accounts, Screen.Settings, Screen.Mailbox(row)),
            "account/pairing/7" to
                listOf(
                    Screen.Accounts,
                    Screen.Settings,
                    Screen.Mailbox(unfinished),
                    Screen.Account(unfinished),
                ),
            "two-step/account/1" to
                listOf(
                    Screen.Accounts,
                    Screen.Settings,
                    Screen.Mailbox(row),
                    Screen.Account(row),
                    Screen.TwoStep(row),
                ),
            "pairing/7/device" to
                listOf(
                    Screen.Accounts,
                    Screen.Pairing(
                        flow(At.SignedIn),
                        PairingPage.Notice,
                        keyClass = KeyClass.Device,
                    ),
                ),
        ).map { (saved, stack) ->
            dynamicTest(saved) {
                val trial = opened(begun, saved = saved)
                assertEquals(stack, trial.state.stack)
                assertEquals(saved, trial.state.saved)
            }
        }
    }

    @Test
    fun `until the accounts are known the place stays saved`() {
        assertEquals("codes", State.initial(NOW_MS, saved = "codes").saved)
    }

    @ParameterizedTest
    @ValueSource(strings = ["", "x", "pairing", "pairing/x", "codes/1", "account/account/x", "a/b/c/d"])
    fun `what is no place leads home`(saved: String) {
        assertEquals(listOf<Screen>(Screen.Accounts), opened(begun, saved = saved).state.stack)
    }

    @ParameterizedTest
    @ValueSource(strings = ["pairing/99", "account/account/99", "mailbox/pairing/99"])
    fun `what is no longer there leads home`(saved: String) {
        assertEquals(listOf<Screen>(Screen.Accounts), opened(begun, saved = saved).state.stack)
    }

    @Test
    fun `a link that was opened goes before the place that was saved`() {
        val state = State.initial(NOW_MS, saved = "codes")
        val opened = reduce(state, Action.OpenLink("https://mail.example/i")).state
        val loaded =
            Action.Loaded(
                Reply.Ok(accounts(account())),
            )
        assertTrue(reduce(opened, loaded).state.screen is Screen.Invited)
    }

    @Test
    fun `the class that was chosen survives, one that is not taken does not`() {
        val both = flow(At.AssociateCode(null), KeyClass.Device, KeyClass.Biometric)
        val chosen = opened(Accounts(unfinished = listOf(both)), saved = "pairing/7/biometric")
        assertEquals(PairingPage.AssociateCode(), chosen.page)
        assertEquals(KeyClass.Biometric, chosen.screen<Screen.Pairing>().keyClass)
        val one = Accounts(unfinished = listOf(flow(At.AssociateCode(null))))
        val other = opened(one, saved = "pairing/7/biometric")
        assertEquals(KeyClass.Device, other.screen<Screen.Pairing>().keyClass)
    }

    @Test
    fun `every screen has a place, and none says more than where`() {
        val secret = Field("MARKER")
        val other = Row.Unfinished(PairingKey(3))
        val flow = flow(At.SignInCode(sms()))
        val screens =
            listOf(
                Screen.Welcome,
                Screen.Accounts,
                Screen.Provider(secret),
                Screen.Scan(),
                Screen.Invited(InvitationView("MARKER", "MARKER", "MARKER", onList = false)),
                Screen.Pairing(flow, PairingPage.SignIn(secret, secret)),
                Screen.Pairing(flow, PairingPage.SignInCode(secret)),
                Screen.Codes(),
                Screen.Settings,
                Screen.Mailbox(row),
                Screen.Account(other),
                Screen.TwoStep(row),
                Screen.Remove(Row.Paired(AccountKey(5))),
                Screen.Dissociated(ACCOUNT),
            )
        val place = Regex("[a-z-]+(/[a-z]+)?(/[0-9]+)?(/[a-z]+)?")
        for (screen in screens) {
            val saved = State(stack = listOf(Screen.Accounts, screen)).saved
            assertTrue(place.matches(saved), saved)
            assertFalse("MARKER" in saved || NAME in saved, saved)
            assertTrue(Route.parse(saved) != null, saved)
        }
    }

    @Test
    fun `what was typed in the wizard is not saved`() {
        val trial = wizard(At.SignIn)
        trial.send(Action.Typed(FieldName.Email, NAME), Action.Typed(FieldName.Password, "MARKER"))
        assertEquals("pairing/7/device", trial.state.saved)
    }
}
