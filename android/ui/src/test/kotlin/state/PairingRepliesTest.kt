package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingKey
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.KNOWN
import org.assenso.ui.NAME
import org.assenso.ui.NOW_MS
import org.assenso.ui.PAIRING
import org.assenso.ui.READY
import org.assenso.ui.Trial
import org.assenso.ui.flow
import org.assenso.ui.inSeconds
import org.assenso.ui.opened
import org.assenso.ui.sms
import org.assenso.ui.ticket
import org.assenso.ui.unlock
import org.assenso.ui.wizard
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the core answers to the wizard. */
class PairingRepliesTest {
    private fun Trial.typed(code: String) = send(Action.Typed(FieldName.Code, code))

    private val Trial.problem: Problem? get() = screen<Screen.Pairing>().problem

    @Test
    fun `a wrong password keeps the address and wipes the password`() {
        val trial = wizard(At.SignIn)
        trial.send(Action.Typed(FieldName.Email, NAME), Action.Typed(FieldName.Password, "wrong"))
        val ticket = trial.send(Action.Continue).ticket
        trial.failed(ticket, Problem.Plain.WrongCredentials)
        assertEquals(PairingPage.SignIn(email = Field(NAME)), trial.page)
        assertEquals(Problem.Plain.WrongCredentials, trial.problem)
    }

    @Test
    fun `a wrong code says how many tries are left`() {
        for (at in listOf(At.SignInCode(sms()), At.AssociateCode(sms()))) {
            val trial = wizard(at)
            trial.typed("123456")
            trial.failed(trial.send(Action.Continue).ticket, Problem.WrongCode(triesLeft = 1))
            val screen = trial.screen<Screen.Pairing>()
            assertEquals(1, screen.sms?.triesLeft)
            assertEquals(wizard(at).page, screen.page, "the field is empty again")
            assertEquals(Problem.WrongCode(1), screen.problem)
        }
    }

    @Test
    fun `a pairing that moved although it failed is shown where it stands`() {
        val trial = wizard(At.AssociateCode(sms()))
        trial.typed("123456")
        val ticket = trial.send(Action.Continue).ticket
        trial.failed(ticket, Problem.Plain.Cancelled, flow(At.Finish))
        assertEquals(PairingPage.Finish to Problem.Plain.Cancelled, trial.page to trial.problem)
        assertInstanceOf(Effect.Resume::class.java, trial.send(Action.Continue).single())
    }

    @Test
    fun `a class that the provider refuses is not sent again`() {
        val trial = wizard(At.AssociateCode(sms()), KeyClass.Device, KeyClass.Biometric)
        trial.send(Action.ChooseKeyClass(KeyClass.Device), Action.Continue)
        trial.typed("123456")
        val effects = trial.send(Action.Continue)
        assertEquals(KeyClass.Device, (effects.single() as Effect.SubmitCode).keyClass)
        trial.failed(effects.ticket, Problem.Plain.ClassNotAllowed, flow(At.AssociateCode(sms()), KeyClass.Biometric))
        assertEquals(Problem.Plain.ClassNotAllowed, trial.problem)
        trial.typed("123456")
        assertEquals(KeyClass.Biometric, (trial.send(Action.Continue).single() as Effect.SubmitCode).keyClass)
    }

    @Test
    fun `a resumption that failed can be tried again`() {
        val trial = wizard(At.Finish)
        trial.failed(trial.send(Action.Continue).ticket, Problem.Plain.Offline)
        assertEquals(PairingPage.Finish to Problem.Plain.Offline, trial.page to trial.problem)
    }

    @Test
    fun `a sign-in that ended begins again at the same provider`() {
        val trial = wizard(At.SignedIn)
        val ticket = trial.send(Action.Continue).ticket
        assertEquals(listOf(Effect.Load), trial.failed(ticket, Problem.Plain.SessionEnded))
        val screen = trial.screen<Screen.Provider>()
        assertEquals(ISSUER to Problem.Plain.SessionEnded, screen.address.text to screen.problem)
    }

    @Test
    fun `a pairing that ended is left`() {
        val trial = wizard(At.SignedIn)
        val ticket = trial.send(Action.Continue).ticket
        assertEquals(listOf(Effect.Load), trial.stepped(ticket, At.Ended))
        assertEquals(Screen.Welcome, trial.state.screen)

        val failing = wizard(At.SignedIn)
        val other = failing.send(Action.Continue).ticket
        failing.failed(other, Problem.Plain.Superseded, flow(At.Ended))
        assertEquals(Problem.Plain.Superseded, failing.state.problem)
        assertEquals(Screen.Welcome, failing.state.screen)
    }

    @Test
    fun `an answer to an older question is not looked at`() {
        val trial = wizard(At.SignedIn)
        val ticket = trial.send(Action.Continue).ticket
        trial.stepped(Ticket(ticket.number - 1), At.Associated(ACCOUNT))
        assertEquals(PairingPage.Notice, trial.page)
    }

    @Test
    fun `an address that is none, and a provider that can't be reached, are said where it was typed`() {
        for (problem in listOf(Problem.Plain.NotAProvider, Problem.Plain.Offline)) {
            val trial = opened()
            val ticket = trial.send(Action.AddAccount, Action.Continue).ticket
            trial.send(Action.Begun(ticket, Reply.Failed(problem)))
            val screen = trial.screen<Screen.Provider>()
            assertEquals(problem to null, screen.problem to screen.busy)
        }
    }

    @Test
    fun `an unfinished pairing is opened where it stands`() {
        val row = Row.Unfinished(PAIRING)
        val trial = opened(Accounts(unfinished = listOf(flow(At.SignInCode(null)))))
        trial.send(Action.OpenRow(row))
        assertEquals(PairingPage.SignInCode(), trial.page)
        assertNull(trial.screen<Screen.Pairing>().sms)
        trial.send(Action.Back, Action.OpenRow(Row.Unfinished(PairingKey(99))))
        assertEquals(Screen.Accounts, trial.state.screen)
    }
}

/** What a phone needs before it can be associated, and which key it makes. */
class PrerequisitesTest {
    private val missing = Problem.Prerequisites(screenLock = false, notifications = true)

    @Test
    fun `what is missing is named, and the wizard goes on when it is there`() {
        val silent = READY.copy(notifications = false)
        val trial = wizard(At.SignedIn, posture = silent)
        trial.send(Action.Continue)
        assertEquals(PairingPage.Missing(setOf(Prerequisite.Notifications)), trial.page)
        assertEquals(
            listOf(Effect.AskForNotifications),
            trial.send(Action.TurnOn(Prerequisite.Notifications)),
        )
        assertTrue(trial.send(Action.PostureIs(silent)).isEmpty())
        val effects = trial.send(Action.PostureIs(READY))
        assertEquals(listOf(Effect.Associate(effects.ticket, PAIRING, KeyClass.Device)), effects)
    }

    @Test
    fun `what the core finds missing is named although it was not known here`() {
        val trial = wizard(At.SignedIn)
        trial.failed(trial.send(Action.Continue).ticket, missing)
        assertEquals(PairingPage.Missing(setOf(Prerequisite.Notifications)), trial.page)
        assertInstanceOf(Effect.Associate::class.java, trial.send(Action.Continue).single())
    }

    @Test
    fun `a phone of which nothing is known yet is left to the core`() {
        val begun = Accounts(unfinished = listOf(flow(At.SignedIn)))
        val trial = Trial(State.initial(NOW_MS, known = KNOWN))
        trial.send(Action.Loaded(Reply.Ok(begun)))
        trial.unlock(trial.send(Action.Unlock))
        trial.send(Action.OpenRow(Row.Unfinished(PAIRING)))
        assertInstanceOf(Effect.Associate::class.java, trial.send(Action.Continue).single())
    }

    @Test
    fun `a problem that names nothing missing is only said`() {
        val trial = wizard(At.SignedIn)
        val nothing = Problem.Prerequisites(screenLock = false, notifications = false)
        trial.failed(trial.send(Action.Continue).ticket, nothing)
        assertEquals(PairingPage.Notice, trial.page)
        assertEquals(nothing, trial.screen<Screen.Pairing>().problem)
    }

    @Test
    fun `one of two that is there is crossed off`() {
        val bare = READY.copy(screenLock = false, notifications = false)
        val trial = wizard(At.SignedIn, posture = bare)
        assertEquals(listOf(Effect.ReadPosture), trial.send(Action.Continue))
        val both = setOf(Prerequisite.ScreenLock, Prerequisite.Notifications)
        assertEquals(PairingPage.Missing(both), trial.page)
        assertEquals(
            listOf(Effect.OpenScreenLockSettings),
            trial.send(Action.TurnOn(Prerequisite.ScreenLock)),
        )
        trial.send(Action.PostureIs(bare.copy(screenLock = true)))
        assertEquals(PairingPage.Missing(setOf(Prerequisite.Notifications)), trial.page)
    }

    @Test
    fun `nothing goes on behind the app's lock, but as soon as it is open`() {
        val trial = wizard(At.SignedIn, posture = READY.copy(notifications = false))
        trial.send(Action.Continue, Action.Background(inSeconds(0)), Action.Foreground(inSeconds(99)))
        val asked = trial.send(Action.PostureIs(READY))
        assertEquals(listOf(Effect.UnlockApp(asked.ticket)), asked)
        val effects = trial.send(Action.UnlockEnded(asked.ticket, Unlock.Unlocked))
        assertEquals(listOf(Effect.Associate(effects.ticket, PAIRING, KeyClass.Device)), effects)
    }

    @Test
    fun `where the provider takes two classes the person chooses before the code is sent`() {
        val trial = wizard(At.SignedIn, KeyClass.Device, KeyClass.Biometric)
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertEquals(PairingPage.KeyClassChoice(KeyClass.Device), trial.page)
        trial.send(Action.ChooseKeyClass(KeyClass.Biometric))
        val effects = trial.send(Action.Continue)
        assertEquals(listOf(Effect.Associate(effects.ticket, PAIRING, KeyClass.Biometric)), effects)
        val sent = flow(At.AssociateCode(sms()), KeyClass.Device, KeyClass.Biometric)
        trial.send(Action.Stepped(effects.ticket, Reply.Ok(sent)))
        trial.send(Action.Typed(FieldName.Code, "123456"))
        val code =
            assertInstanceOf(Effect.SubmitCode::class.java, trial.send(Action.Continue).single())
        assertEquals(KeyClass.Biometric, code.keyClass)
    }

    @Test
    fun `a class that was not chosen before a restart is asked for before the code`() {
        val trial = wizard(At.AssociateCode(null), KeyClass.Device, KeyClass.Biometric)
        assertEquals(PairingPage.KeyClassChoice(KeyClass.Device), trial.page)
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertEquals(PairingPage.AssociateCode(), trial.page)
    }

    @Test
    fun `a class that the provider does not take is not chosen`() {
        val trial = wizard(At.SignedIn, KeyClass.Device, KeyClass.Device)
        trial.send(Action.Continue, Action.ChooseKeyClass(KeyClass.Biometric))
        assertEquals(PairingPage.KeyClassChoice(KeyClass.Device), trial.page)
    }

    @Test
    fun `a biometric key needs a fingerprint or a face first`() {
        val bare = READY.copy(biometrics = false)
        val trial = wizard(At.SignedIn, KeyClass.Biometric, posture = bare)
        trial.send(Action.Continue)
        assertEquals(PairingPage.Missing(setOf(Prerequisite.Biometrics)), trial.page)
        assertEquals(
            listOf(Effect.OpenBiometricEnrolment),
            trial.send(Action.TurnOn(Prerequisite.Biometrics)),
        )
        val effects = trial.send(Action.PostureIs(READY))
        assertEquals(listOf(Effect.Associate(effects.ticket, PAIRING, KeyClass.Biometric)), effects)
    }
}
