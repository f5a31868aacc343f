package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Outcome
import org.assenso.ui.ACCOUNT
import org.assenso.ui.Trial
import org.assenso.ui.inSeconds
import org.assenso.ui.opened
import org.assenso.ui.request
import org.assenso.ui.text
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** How a request is answered. */
class RequestTest {
    private fun asked(digits: Int = 2): Trial = opened().also { it.came(request("r", digits = digits)) }

    private fun Trial.type(number: String) = send(Action.TypedNumber("r", number))

    private fun Trial.failed(problem: Problem) = send(Action.Answered("r", Reply.Failed(problem)))

    @Test
    fun `approving needs every digit and sends them as typed`() {
        val trial = asked()
        assertTrue(trial.send(Action.Approve("r")).isEmpty())
        assertEquals(Problem.Plain.InvalidNumber, trial.front<Front.Asked>().problem)
        trial.type("0")
        assertTrue(trial.send(Action.Approve("r")).isEmpty())
        trial.type("07x9")
        val effect = assertInstanceOf(Effect.Approve::class.java, trial.send(Action.Approve("r")).single())
        assertEquals(ACCOUNT to "r", effect.account to effect.requestId)
        assertEquals("07", effect.number.text())
        assertEquals(Sending.Approve, trial.front<Front.Asked>().sending)
    }

    @Test
    fun `as many digits go into the field as the number has`() {
        val trial = asked(digits = 4)
        trial.type("1 2a3456")
        assertEquals("1234", trial.front<Front.Asked>().number.text)
    }

    @Test
    fun `a touch that was refused says why, and only while an answer is asked for`() {
        val trial = asked()
        trial.send(Action.TouchRefused("r"))
        assertEquals(Problem.Plain.Covered, trial.front<Front.Asked>().problem)
        trial.send(Action.Deny("r"), Action.TouchRefused("r"))
        assertNull(trial.front<Front.Asked>().problem)
    }

    @Test
    fun `one answer at a time`() {
        val trial = asked()
        trial.type("42")
        trial.send(Action.Approve("r"))
        assertTrue(trial.send(Action.Approve("r"), Action.Deny("r")).isEmpty())
        trial.type("99")
        assertEquals("42", trial.front<Front.Asked>().number.text)
    }

    @Test
    fun `denying is one tap and needs nothing`() {
        assertEquals(listOf(Effect.Deny(ACCOUNT, "r")), asked().send(Action.Deny("r")))
    }

    @Test
    fun `an answer meant for another request is not given`() {
        val trial = asked()
        trial.type("42")
        assertTrue(trial.send(Action.Approve("s"), Action.Deny("s"), Action.Later("s")).isEmpty())
        trial.send(Action.TypedNumber("s", "13"))
        assertEquals("42", trial.front<Front.Asked>().number.text)
        assertEquals("r", trial.asked)
    }

    @Test
    fun `what can't be shown can only be denied`() {
        val trial = opened()
        trial.came(request("r", known = false))
        trial.type("42")
        assertTrue(trial.send(Action.Approve("r")).isEmpty())
        assertEquals(Problem.Plain.UpdateNeeded, trial.front<Front.Asked>().problem)
        assertEquals(listOf(Effect.Deny(ACCOUNT, "r")), trial.send(Action.Deny("r")))
    }

    @Test
    fun `a dismissed prompt leaves the request open and the number typed`() {
        val trial = asked()
        trial.type("42")
        trial.send(Action.Approve("r"))
        trial.failed(Problem.Plain.Cancelled)
        val front = trial.front<Front.Asked>()
        assertEquals(Problem.Plain.Cancelled to null, front.problem to front.sending)
        assertEquals("42", front.number.text)
        assertInstanceOf(Effect.Approve::class.java, trial.send(Action.Approve("r")).single())
    }

    @Test
    fun `leaving while the prompt is up takes it down and waits for what became of it`() {
        val trial = asked()
        trial.type("42")
        trial.send(Action.Approve("r"))
        assertEquals(listOf(Effect.CancelAnswer("r")), trial.send(Action.Back))
        assertEquals("r", trial.asked)
        trial.failed(Problem.Plain.Cancelled)
        assertTrue(trial.send(Action.Back).isEmpty())
        assertNull(trial.state.front)
    }

    @Test
    fun `a denial that is on its way is waited for`() {
        val trial = asked()
        trial.send(Action.Deny("r"))
        assertTrue(trial.send(Action.Later("r"), Action.Back).isEmpty())
        assertEquals("r", trial.asked)
    }

    @Test
    fun `answered elsewhere while the prompt is up is said when the answer comes back`() {
        val trial = asked()
        trial.type("42")
        trial.send(Action.Approve("r"))
        trial.came()
        assertEquals("r", trial.asked)
        trial.answered("r", Outcome.ApprovedElsewhere)
        assertEquals(Outcome.ApprovedElsewhere, trial.outcome)
    }

    @Test
    fun `a request that went away while the prompt was up and was dismissed is over`() {
        val trial = asked()
        trial.type("42")
        trial.send(Action.Approve("r"))
        trial.came()
        assertEquals(listOf(Effect.AskOutcome(ACCOUNT, "r")), trial.failed(Problem.Plain.Cancelled))
        trial.ended("r")
        assertEquals(Outcome.Withdrawn, trial.outcome)
    }

    @Test
    fun `a request whose time passed while the prompt was up and was dismissed has expired`() {
        val trial = asked()
        trial.type("42")
        trial.send(Action.Approve("r"), Action.Tick(inSeconds(87)))
        trial.came()
        trial.failed(Problem.Plain.Cancelled)
        trial.ended("r")
        assertEquals(Outcome.Expired, trial.outcome)
    }

    @Test
    fun `the boot clock ends a request also while its number is typed`() {
        val trial = asked()
        trial.type("4")
        trial.send(Action.Tick(inSeconds(86)))
        assertEquals("r", trial.asked)
        trial.send(Action.Tick(inSeconds(87)))
        trial.ended("r")
        assertEquals(Outcome.Expired, trial.outcome)
        assertTrue(trial.state.waiting.isEmpty())
        trial.send(Action.Tick(inSeconds(0)))
        assertEquals(inSeconds(87), trial.state.nowBootMs, "time does not run backwards")
    }

    @Test
    fun `an answer on its way is waited for beyond the end`() {
        val trial = asked()
        trial.came(request("r"), request("s"))
        trial.send(Action.Deny("r"), Action.Tick(inSeconds(200)))
        assertEquals(listOf("r"), trial.state.waiting.map { it.id }, "the other one is over")
        trial.came()
        assertEquals("r", trial.asked)
        trial.answered("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome)
    }

    @Test
    fun `an answer that is kept is not given twice and can be left`() {
        val trial = asked()
        trial.send(Action.Deny("r"))
        trial.failed(Problem.Plain.AnswerKept)
        val front = trial.front<Front.Asked>()
        assertEquals(Sending.Kept to Problem.Plain.AnswerKept, front.sending to front.problem)
        assertTrue(trial.send(Action.Deny("r"), Action.Approve("r"), Action.Later("r")).isEmpty())
        assertNull(trial.state.front)
        trial.send(Action.ShowRequest)
        assertNull(trial.state.front, "its answer is given")
        assertTrue(!trial.state.hasHiddenRequest)
    }

    @Test
    fun `an answer refused because the phone is no longer the device has the accounts read`() {
        for (problem in listOf(
            Problem.Dissociated(Association.Replaced),
            Problem.Plain.NotAssociated,
        )) {
            val trial = asked()
            trial.send(Action.Deny("r"))
            assertEquals(listOf(Effect.Load), trial.failed(problem))
        }
    }

    @Test
    fun `an answer that nobody waits for any more says its problem below`() {
        val trial = opened()
        trial.failed(Problem.Plain.Offline)
        assertEquals(Problem.Plain.Offline, trial.state.problem)
        trial.send(Action.DismissProblem)
        assertNull(trial.state.problem)
        trial.failed(Problem.Plain.Cancelled)
        assertNull(trial.state.problem)
    }
}
