package org.assenso.tests

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.cancelAndJoin
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.KeyClass
import org.assenso.ffi.Outcome
import org.assenso.ffi.PairingException
import org.assenso.ffi.PairingStep
import org.assenso.ffi.PendingApproval
import org.assenso.tests.phone.begin
import org.assenso.tests.phone.codeWanted
import org.assenso.tests.service.Chain
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Calls that end before their answer comes, by the coroutine or by `cancel()`; then going on. */
class CancelTest {
    @Test
    fun `an answer that was on its way when its coroutine ended is given once`() =
        interruptedAnswer({ approve(it) }) { _, call -> call.cancelAndJoin() }

    @Test
    fun `an answer that was on its way when it was cancelled is given once`() =
        interruptedAnswer({ approve(it) }) { signIn, call ->
            signIn.request.cancel()
            refusal<ApprovalException.Underway> { call.await() }
        }

    @Test
    fun `a denial that was on its way when its coroutine ended is given once`() =
        interruptedAnswer({ deny() }, Outcome.Denied) { _, call -> call.cancelAndJoin() }

    private fun interruptedAnswer(
        answer: suspend PendingApproval.(String) -> Outcome,
        expected: Outcome = Outcome.Approved,
        interrupt: suspend Scenario.(SignIn, Deferred<Outcome>) -> Unit,
    ) = scenario {
        val account = associated()
        val signIn = signIn(account)
        service.hold()
        val call = start { signIn.request.answer(signIn.number) }
        middle.arrived("/answers")
        interrupt(signIn, call)
        service.goOn()

        val app = app()
        val approvals = app.approvals(account)
        assertTrue(approvals.refresh().isEmpty())
        val id = signIn.request.details().id
        assertEquals(expected, approvals.outcome(id))
        val said = if (expected == Outcome.Approved) "approved" else "over"
        assertEquals(said, signIn.browser.decided())
        assertEquals(expected, app.activity(10u).single().outcome)
        val receipt = app.evidence(account, id)!!.receipt!!
        Chain(service).verified(receipt, "assenso-receipt+jwt")
        val sent =
            middle.seen
                .filter { it.route == "/answers" }
                .map { it.body }
                .distinct()
        assertEquals(1, sent.size, "the same bytes, however often they were sent")
    }

    @Test
    fun `a prompt whose coroutine ended is taken down, and the request stays open`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val prompt = phone.key.signingAfterPrompt.promptNext()
            val call = start { signIn.request.approve(signIn.number) }
            prompt.shown()
            call.cancelAndJoin()
            prompt.gone()
            assertEquals(0, middle.count("/answers"))
            val again = app().approvals(account).refresh().single()
            assertEquals(Outcome.Approved, again.approve(signIn.number))
        }

    @Test
    fun `a prompt that was cancelled is taken down, and the request stays open`() =
        scenario {
            val signIn = signIn(associated())
            val prompt = phone.key.signingAfterPrompt.promptNext()
            val call = start { signIn.request.approve(signIn.number) }
            prompt.shown()
            signIn.request.cancel()
            refusal<ApprovalException.Cancelled> { call.await() }
            prompt.gone()
            assertEquals(0, middle.count("/answers"))
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
        }

    @Test
    fun `denying takes the prompt of an approval down`() =
        scenario {
            val signIn = signIn(associated())
            val prompt = phone.key.signingAfterPrompt.promptNext()
            val call = start { signIn.request.approve(signIn.number) }
            prompt.shown()
            assertEquals(Outcome.Denied, signIn.request.deny())
            prompt.gone()
            refusal<ApprovalException.Cancelled> { call.await() }
            assertEquals("over", signIn.browser.decided())
        }

    @Test
    fun `an association whose commit was on its way is finished after it was cancelled`() =
        scenario {
            val (pairing, step) = app().codeWanted(service, person)
            val code = service.smsCode(person).encodeToByteArray()
            middle.holdAt("/pairing/commit") { service.hold() }
            val call = start { step.submit(code, KeyClass.DEVICE) }
            middle.arrived("/pairing/commit")
            pairing.cancel()
            refusal<PairingException.Cancelled> { call.await() }
            service.goOn()
            val finish = (pairing.step() as PairingStep.Finish).step
            assertTrue(finish.resume() is PairingStep.Associated)
            assertEquals(1, app().accounts().size)
            assertEquals(2, phone.key.names.size)
        }

    @Test
    fun `an association whose coroutine ended is finished by the next start of the app`() =
        scenario {
            val (_, step) = app().codeWanted(service, person)
            val code = service.smsCode(person).encodeToByteArray()
            middle.holdAt("/pairing/statement") { service.hold() }
            val call = start { step.submit(code, KeyClass.DEVICE) }
            middle.arrived("/pairing/statement")
            call.cancelAndJoin()
            service.goOn()
            val pairing = restartApp().unfinished().single()
            val finish = (pairing.step() as PairingStep.Finish).step
            assertTrue(finish.resume() is PairingStep.Associated)
            assertEquals(1, app().accounts().size)
        }

    @Test
    fun `an association that was cut off can be begun again`() =
        scenario {
            val (pairing, step) = app().codeWanted(service, person)
            val code = service.smsCode(person).encodeToByteArray()
            middle.holdAt("/pairing/statement") { service.hold() }
            val call = start { step.submit(code, KeyClass.DEVICE) }
            middle.arrived("/pairing/statement")
            call.cancelAndJoin()
            service.goOn()
            val finish = (pairing.step() as PairingStep.Finish).step
            assertTrue(finish.startAgain() is PairingStep.SignedIn)
            assertEquals(1, phone.key.names.size, "the approval key of that try is gone")
        }

    @Test
    fun `a sign-in that was on its way is cut off by giving the pairing up`() =
        scenario {
            val (pairing, step) = app().begin(service)
            service.hold()
            val call = start { step.submit(person.email, person.password.encodeToByteArray()) }
            middle.arrived("/session/password")
            pairing.abandon()
            refusal<PairingException.Cancelled> { call.await() }
            service.goOn()
            assertEquals(PairingStep.Ended, pairing.step())
            assertTrue(phone.key.names.isEmpty())
        }

    @Test
    fun `waiting ends with its coroutine, with its exception and none of ours`() =
        scenario {
            val approvals = app().approvals(associated())
            val call = start { approvals.waitForHint() }
            middle.arrived("/inbox/wait")
            call.cancel()
            refusal<CancellationException> { call.await() }
            // What ended was that call, not the object.
            assertTrue(approvals.refresh().isEmpty())
        }
}
