package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.At
import org.assenso.ui.ACCOUNT
import org.assenso.ui.NAME
import org.assenso.ui.PAIRING
import org.assenso.ui.Trial
import org.assenso.ui.flow
import org.assenso.ui.opened
import org.assenso.ui.sms
import org.assenso.ui.ticket
import org.assenso.ui.wizard
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** How a screen is left, and what ends with it. */
class LeavingTest {
    /** A pairing's place, what "Cancel" asks for there, and what "back" does. */
    private class Case(
        val at: At,
        val cancel: Effect,
        val back: Effect = cancel,
    )

    private val abandon = Effect.Abandon(PAIRING)

    private val cases =
        listOf(
            Case(At.SignIn, abandon),
            Case(At.SignInCode(sms()), abandon, back = Effect.Load),
            Case(At.Activate("+39 *** 42"), Effect.Load),
            Case(At.Activate(null), Effect.Load),
            Case(At.Recovered, Effect.Load),
            Case(At.NumberCode(sms()), Effect.Load),
            Case(At.SignedIn, Effect.Load),
            Case(At.AssociateCode(sms()), Effect.StartAgain(Ticket(0), PAIRING), back = Effect.Load),
            Case(At.Finish, Effect.Load),
            Case(At.Associated(ACCOUNT), Effect.Load),
        )

    private fun Effect.withoutTicket() = if (this is Effect.StartAgain) copy(ticket = Ticket(0)) else this

    @TestFactory
    fun `cancel gives up before the sign-in and keeps it after`(): List<DynamicTest> =
        cases.map { case ->
            dynamicTest("${case.at}") {
                val trial = wizard(case.at)
                val effects = trial.send(Action.Cancel).map { it.withoutTicket() }
                assertEquals(listOf(case.cancel), effects)
                assertEquals(Screen.Welcome, trial.state.screen)
            }
        }

    @TestFactory
    fun `back leaves a pairing where it stands once a code was sent`(): List<DynamicTest> =
        cases.map { case ->
            dynamicTest("${case.at}") {
                val trial = wizard(case.at)
                assertEquals(listOf(case.back), trial.send(Action.Back))
                assertEquals(Screen.Welcome, trial.state.screen)
            }
        }

    private fun busy(at: At): Trial =
        wizard(at).also {
            it.send(
                Action.Typed(FieldName.Email, NAME),
                Action.Typed(FieldName.Password, "p"),
                Action.Typed(FieldName.Code, "123456"),
                Action.Continue,
            )
        }

    @TestFactory
    fun `leaving stops what the pairing was doing`(): List<DynamicTest> {
        val stop = Effect.CancelPairing(PAIRING)
        return listOf(
            At.SignIn to listOf(stop, abandon),
            At.SignInCode(sms()) to listOf(stop, abandon),
            At.SignedIn to listOf(stop, Effect.Load),
            // The code is sent: whether it associated the phone is seen when the pairing goes on.
            At.AssociateCode(sms()) to listOf(stop, Effect.Load),
            At.Finish to listOf(stop, Effect.Load),
        ).map { (at, expected) ->
            dynamicTest("$at") {
                val trial = busy(at)
                assertEquals(expected, trial.send(Action.Cancel))
                assertEquals(Screen.Welcome, trial.state.screen)
            }
        }
    }

    @Test
    fun `the answer to a screen that was left only has the list read`() {
        val trial = wizard(At.SignedIn)
        val ticket = trial.send(Action.Continue).ticket
        trial.send(Action.Back)
        assertEquals(listOf(Effect.Load), trial.stepped(ticket, At.AssociateCode(sms())))
        assertEquals(Screen.Welcome, trial.state.screen)
    }

    @Test
    fun `a pairing that begins after its screen was left is given up`() {
        val trial = opened()
        val ticket = trial.send(Action.AddAccount, Action.Continue).ticket
        trial.send(Action.Back)
        assertEquals(listOf(abandon), trial.send(Action.Begun(ticket, Reply.Ok(flow(At.SignIn)))))
        assertEquals(listOf(Effect.Load), trial.send(Action.Abandoned(Reply.Ok(Unit))))
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `a pairing that could not be given up says why`() {
        val trial = opened()
        val failed = Action.Abandoned(Reply.Failed(Problem.Plain.Offline))
        assertEquals(listOf(Effect.Load), trial.send(failed))
        assertEquals(Problem.Plain.Offline, trial.state.problem)
    }

    @Test
    fun `back leads up the way that was gone, and out of the app from the first screen`() {
        val trial = opened()
        val row = Row.Paired(ACCOUNT)
        trial.send(
            Action.OpenSettings,
            Action.OpenMailbox(row),
            Action.OpenAccount,
            Action.OpenTwoStep,
        )
        val way =
            listOf(
                Screen.TwoStep(row),
                Screen.Account(row),
                Screen.Mailbox(row),
                Screen.Settings,
                Screen.Accounts,
            )
        for (screen in way) {
            assertEquals(screen, trial.state.screen)
            assertEquals(screen != Screen.Accounts, trial.state.goesBack)
            val effects = trial.send(Action.Back)
            assertEquals(screen == Screen.Accounts, effects == listOf(Effect.Leave))
        }
    }

    @Test
    fun `leaving the codes locks them`() {
        val trial = opened()
        trial.send(Action.OpenCodes)
        assertTrue(Effect.LockCodes in trial.send(Action.Back))
        assertFalse(trial.state.goesBack)
    }
}
