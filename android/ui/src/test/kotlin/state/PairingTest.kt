package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.NAME
import org.assenso.ui.PAIRING
import org.assenso.ui.Trial
import org.assenso.ui.flow
import org.assenso.ui.opened
import org.assenso.ui.sms
import org.assenso.ui.text
import org.assenso.ui.ticket
import org.assenso.ui.wizard
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

internal val Trial.page: PairingPage get() = screen<Screen.Pairing>().page

internal fun Trial.stepped(
    ticket: Ticket,
    at: At,
) = send(Action.Stepped(ticket, Reply.Ok(flow(at))))

internal fun Trial.failed(
    ticket: Ticket,
    problem: Problem,
    flow: PairingFlow? = null,
) = send(Action.Stepped(ticket, Reply.Failed(problem, flow)))

/** What a person does in the wizard. */
class PairingTest {
    private fun Trial.type(
        field: FieldName,
        text: String,
    ) = send(Action.Typed(field, text))

    @Test
    fun `the whole way from the address to success`() {
        val trial = wizard(At.SignIn)
        trial.type(FieldName.Email, " $NAME ")
        trial.type(FieldName.Password, " pass word ")
        val signIn =
            assertInstanceOf(Effect.SignIn::class.java, trial.send(Action.Continue).single())
        assertEquals(NAME to " pass word ", signIn.email to signIn.password.text())

        trial.stepped(signIn.ticket, At.SignInCode(sms()))
        trial.type(FieldName.Code, "123456")
        val code =
            assertInstanceOf(Effect.SubmitCode::class.java, trial.send(Action.Continue).single())
        assertFalse(trial.screen<Screen.Pairing>().resent, "the first one, not another")
        assertEquals("123456" to KeyClass.Device, code.code.text() to code.keyClass)

        trial.stepped(code.ticket, At.SignedIn)
        assertEquals(PairingPage.Notice, trial.page)
        val associate = trial.send(Action.Continue)
        assertEquals(listOf(Effect.Associate(associate.ticket, PAIRING, KeyClass.Device)), associate)

        trial.stepped(associate.ticket, At.AssociateCode(sms()))
        trial.type(FieldName.Code, "654321")
        val second =
            assertInstanceOf(Effect.SubmitCode::class.java, trial.send(Action.Continue).single())
        assertFalse(trial.screen<Screen.Pairing>().resent)
        assertEquals("654321" to KeyClass.Device, second.code.text() to second.keyClass)
        assertEquals(PairingPage.Finishing, trial.page)

        val effects = trial.stepped(second.ticket, At.Associated(ACCOUNT))
        assertEquals(listOf(Effect.Load), effects)
        assertEquals(PairingPage.Success, trial.page)
        assertEquals(listOf(Effect.Load), trial.send(Action.Continue))
        assertEquals(Screen.Welcome, trial.state.screen)
    }

    @Test
    fun `verification is activated with a number that is typed and confirmed`() {
        val trial = wizard(At.Activate(null))
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertEquals(Problem.Plain.InvalidMobile, trial.screen<Screen.Pairing>().problem)
        trial.type(FieldName.Mobile, " +39 347 1234567 ")
        val mobile = trial.send(Action.Continue)
        assertEquals(listOf(Effect.SubmitMobile(mobile.ticket, PAIRING, "+39 347 1234567")), mobile)
        assertFalse("347" in "$mobile", "a number is nobody's to print")

        trial.stepped(mobile.ticket, At.NumberCode(sms()))
        assertEquals(PairingPage.NumberCode(), trial.page)
        val back = trial.send(Action.StartAgain)
        assertEquals(listOf(Effect.StartAgain(back.ticket, PAIRING)), back)
        trial.stepped(back.ticket, At.Activate(null))
        assertEquals(PairingPage.Mobile(), trial.page)

        val again = wizard(At.NumberCode(sms()))
        again.type(FieldName.Code, "123456")
        val code = assertInstanceOf(Effect.SubmitCode::class.java, again.send(Action.Continue).single())
        again.stepped(code.ticket, At.Activate("+39 *** 42"))
        assertEquals(PairingPage.Activate, again.page)
        val activate = again.send(Action.Continue)
        assertEquals(listOf(Effect.Associate(activate.ticket, PAIRING, KeyClass.Device)), activate)
    }

    @Test
    fun `the recovery code takes the place of every SMS`() {
        val trial = wizard(At.SignInCode(sms()))
        trial.send(Action.UseRecoveryCode)
        assertEquals(PairingPage.Recovery(), trial.page)
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertEquals(Problem.Plain.NoRecoveryCode, trial.screen<Screen.Pairing>().problem)
        trial.send(Action.Back)
        assertEquals(PairingPage.SignInCode(), trial.page)
        trial.send(Action.UseRecoveryCode)
        trial.type(FieldName.RecoveryCode, "zveb n63p")
        val sent = assertInstanceOf(Effect.Recover::class.java, trial.send(Action.Continue).single())
        assertEquals("zveb n63p", sent.code.text())
        trial.stepped(sent.ticket, At.Recovered)
        assertEquals(PairingPage.Recovered, trial.page)
        val associate = trial.send(Action.Continue)
        assertEquals(listOf(Effect.Associate(associate.ticket, PAIRING, KeyClass.Device)), associate)
        assertEquals(PairingPage.Finishing, trial.page)
    }

    @TestFactory
    fun `the recovery code is offered where the password was right and no SMS comes`(): List<DynamicTest> =
        listOf(Problem.Plain.Frozen, Problem.Plain.NoNumber, Problem.TooManySms(7)).map { problem ->
            dynamicTest("$problem") {
                val trial = wizard(At.SignIn)
                trial.type(FieldName.Email, "anna@mail.example")
                trial.type(FieldName.Password, "right")
                val sent = assertInstanceOf(Effect.SignIn::class.java, trial.send(Action.Continue).single())
                trial.send(Action.Stepped(sent.ticket, Reply.Failed(problem)))
                trial.send(Action.UseRecoveryCode)
                assertEquals(PairingPage.Recovery(), trial.page)
                trial.send(Action.Back)
                assertInstanceOf(PairingPage.SignIn::class.java, trial.page)
                trial.send(Action.UseRecoveryCode)
                assertInstanceOf(PairingPage.SignIn::class.java, trial.page, "not before the password was right")
            }
        }

    @TestFactory
    fun `where a pairing stands says which page is shown`(): List<DynamicTest> =
        listOf(
            At.SignIn to PairingPage.SignIn(),
            At.SignInCode(sms()) to PairingPage.SignInCode(),
            At.SignInCode(null) to PairingPage.SignInCode(),
            At.SignedIn to PairingPage.Notice,
            At.AssociateCode(sms()) to PairingPage.AssociateCode(),
            At.Finish to PairingPage.Finish,
            At.Activate("+39 *** 42") to PairingPage.Activate,
            At.Activate(null) to PairingPage.Mobile(),
            At.Recovered to PairingPage.Recovered,
            At.NumberCode(sms()) to PairingPage.NumberCode(),
            At.Associated(ACCOUNT) to PairingPage.Success,
        ).map { (at, page) -> dynamicTest("$at") { assertEquals(page, wizard(at).page) } }

    @TestFactory
    fun `what is incomplete is not sent`(): List<DynamicTest> {
        val nothing = emptyList<Pair<FieldName, String>>()
        return listOf(
            At.SignIn to nothing,
            At.SignIn to listOf(FieldName.Email to NAME),
            At.SignIn to listOf(FieldName.Email to "  ", FieldName.Password to "p"),
            At.SignInCode(sms()) to listOf(FieldName.Code to "12345"),
            At.NumberCode(sms()) to listOf(FieldName.Code to "12345"),
            At.AssociateCode(sms()) to listOf(FieldName.Code to "1234five"),
        ).map { (at, typed) ->
            dynamicTest("$at ${typed.size}") {
                val trial = wizard(at)
                typed.forEach { (field, text) -> trial.type(field, text) }
                assertTrue(trial.send(Action.Continue).isEmpty())
                val problem = trial.screen<Screen.Pairing>().problem
                assertEquals(Problem.Plain.InvalidInput, problem)
            }
        }
    }

    @Test
    fun `an address that is missing is asked for again`() {
        val trial = opened()
        trial.send(Action.AddAccount)
        assertEquals(ISSUER, trial.screen<Screen.Provider>().address.text)
        trial.type(FieldName.Address, "  ")
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertEquals(Problem.Plain.InvalidIssuer, trial.screen<Screen.Provider>().problem)
    }

    @Test
    fun `an address is sent without the blanks around it`() {
        val trial = opened()
        trial.send(Action.AddAccount)
        trial.type(FieldName.Address, " https://other.example ")
        val effects = trial.send(Action.Continue)
        assertEquals(listOf(Effect.Pair(effects.ticket, "https://other.example")), effects)
        assertTrue(trial.send(Action.Continue).isEmpty(), "once")
        trial.type(FieldName.Address, "x")
        assertEquals(" https://other.example ", trial.screen<Screen.Provider>().address.text)
    }

    @Test
    fun `what was typed into a field of another page goes nowhere`() {
        val trial = wizard(At.SignInCode(sms()))
        val before = trial.state
        trial.type(FieldName.Password, "secret")
        trial.type(FieldName.Address, "x")
        assertEquals(before, trial.state)
    }

    @Test
    fun `while an answer is awaited nothing but leaving does anything`() {
        val trial = wizard(At.SignedIn)
        trial.send(Action.Continue)
        val before = trial.state
        val nothing =
            trial.send(
                Action.Continue,
                Action.Resend,
                Action.StartAgain,
                Action.ChooseKeyClass(KeyClass.Device),
                Action.Typed(FieldName.Code, "1"),
            )
        assertTrue(nothing.isEmpty())
        assertEquals(before, trial.state)
    }

    @Test
    fun `a password and a code leave the field as they are sent`() {
        val trial = wizard(At.SignIn)
        trial.type(FieldName.Email, NAME)
        trial.type(FieldName.Password, "secret")
        val ticket = trial.send(Action.Continue).ticket
        assertEquals(PairingPage.SignIn(email = Field(NAME)), trial.page)
        trial.stepped(ticket, At.SignInCode(sms()))
        trial.type(FieldName.Code, "123456")
        trial.send(Action.Continue)
        assertEquals(PairingPage.SignInCode(), trial.page)
    }

    @Test
    fun `another code empties the field and says that it is on its way`() {
        for (at in listOf(At.SignInCode(sms()), At.AssociateCode(sms()))) {
            val trial = wizard(at)
            trial.type(FieldName.Code, "123")
            val effects = trial.send(Action.Resend)
            assertEquals(listOf(Effect.ResendCode(effects.ticket, PAIRING)), effects)
            trial.stepped(effects.ticket, at)
            assertTrue(trial.screen<Screen.Pairing>().resent)
            assertEquals(wizard(at).page, trial.page)
        }
        assertTrue(wizard(At.SignedIn).send(Action.Resend).isEmpty())
    }

    @Test
    fun `an interrupted association goes on or starts again`() {
        val trial = wizard(At.Finish)
        val again = trial.send(Action.StartAgain)
        assertEquals(listOf(Effect.StartAgain(again.ticket, PAIRING)), again)
        trial.stepped(again.ticket, At.SignedIn)
        assertEquals(PairingPage.Notice, trial.page)

        val other = wizard(At.Finish)
        val resume = other.send(Action.Continue)
        assertEquals(listOf(Effect.Resume(resume.ticket, PAIRING)), resume)
        assertEquals(PairingPage.Finishing, other.page)
    }
}
