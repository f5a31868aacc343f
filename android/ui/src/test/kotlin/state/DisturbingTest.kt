package org.assenso.ui.state

import org.assenso.bridge.model.At
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.READY
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.codes
import org.assenso.ui.flow
import org.assenso.ui.inSeconds
import org.assenso.ui.request
import org.assenso.ui.sms
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory

/** Which screens a request may cover, and behind which a prompt may be up. */
class DisturbingTest {
    private val ticket = Ticket(1)
    private val row = Row.Paired(ACCOUNT)

    private fun pairing(
        page: PairingPage,
        busy: Ticket? = null,
    ) = Screen.Pairing(flow(At.SignInCode(sms())), page, busy)

    private val free =
        listOf(
            Screen.Accounts,
            Screen.Invited(InvitationView(ISSUER, "mail.example", null, onList = false)),
            pairing(PairingPage.Notice),
            pairing(PairingPage.KeyClassChoice(KeyClass.Device)),
            pairing(PairingPage.Missing(setOf(Prerequisite.Notifications))),
            pairing(PairingPage.Finish),
            pairing(PairingPage.Activate),
            pairing(PairingPage.Recovered),
            pairing(PairingPage.Success),
            Screen.Codes(),
            Screen.Codes(visit = ticket, codes = codes().codes),
            Screen.Settings,
            Screen.Mailbox(row),
            Screen.Account(row),
            Screen.TwoStep(row, busy = ticket),
            Screen.Remove(row, busy = ticket),
            Screen.Dissociated(ACCOUNT),
        )

    private val typing =
        listOf(
            Screen.Provider(),
            Screen.Scan(),
            Screen.Invited(invitation = Invitation(ISSUER, ""), busy = ticket),
            pairing(PairingPage.SignIn()),
            pairing(PairingPage.SignInCode()),
            pairing(PairingPage.Mobile()),
            pairing(PairingPage.Recovery()),
            pairing(PairingPage.NumberCode()),
            pairing(PairingPage.AssociateCode()),
            pairing(PairingPage.Finishing, busy = ticket),
            pairing(PairingPage.Notice, busy = ticket),
            Screen.Codes(visit = ticket),
        )

    private fun at(
        screen: Screen,
        lock: AppLock = AppLock.Open,
    ) = State(
        phase = Phase.Open,
        lock = lock,
        stack = listOf(Screen.Accounts, screen),
        accounts = accounts(account()),
        waiting = listOf(request("r")),
        posture = READY,
        nowBootMs = inSeconds(0),
    )

    private fun asked(state: State): String? = (reduce(state, Action.Tick(inSeconds(1))).state.front as? Front.Asked)?.request?.id

    @TestFactory
    fun `a request covers what nobody types into`(): List<DynamicTest> =
        free.map { dynamicTest("$it") { assertEquals("r", asked(at(it))) } }

    @TestFactory
    fun `a request waits while the person types or a prompt is up`(): List<DynamicTest> =
        typing.map { dynamicTest("$it") { assertEquals(null, asked(at(it))) } }

    @TestFactory
    fun `behind the app's lock nobody types`(): List<DynamicTest> =
        typing.map { screen ->
            dynamicTest("$screen") {
                assertEquals("r", asked(at(screen, AppLock.Locked(LockReason.Away))))
                val unlocking = AppLock.Locked(LockReason.Away, unlocking = ticket)
                assertEquals(null, asked(at(screen, unlocking)))
            }
        }

    private fun locksAfterOneSecond(state: State): Boolean {
        val soon = state.copy(preferences = Preferences(lockAfterSeconds = 0))
        val left = reduce(soon, Action.Background(inSeconds(10))).state
        return reduce(left, Action.Foreground(inSeconds(11))).state.lock is AppLock.Locked
    }

    @TestFactory
    fun `a prompt that took the app to the background is no absence`(): List<DynamicTest> {
        val front = Front.Asked(request("r"), Field("42"))
        return listOf(
            at(Screen.Settings) to true,
            at(Screen.Settings).copy(front = front) to true,
            at(Screen.Settings).copy(front = front.copy(sending = Sending.Deny)) to true,
            at(Screen.Settings).copy(front = front.copy(sending = Sending.Approve)) to false,
            at(Screen.Codes(visit = ticket)) to false,
            at(Screen.Codes(visit = ticket, codes = codes().codes)) to true,
            at(pairing(PairingPage.Notice)) to true,
            at(pairing(PairingPage.Finishing, busy = ticket)) to false,
        ).mapIndexed { index, (state, locks) ->
            dynamicTest("$index locks: $locks") { assertEquals(locks, locksAfterOneSecond(state)) }
        }
    }
}
