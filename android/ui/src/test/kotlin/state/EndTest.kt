package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Outcome
import org.assenso.ui.ACCOUNT
import org.assenso.ui.OTHER
import org.assenso.ui.Trial
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.inSeconds
import org.assenso.ui.opened
import org.assenso.ui.request
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** How a request ended that is not open any more, and was not answered from this screen just now. */
class EndTest {
    private val question = listOf(Effect.AskOutcome(ACCOUNT, "r"))

    private fun asked(): Trial = opened(accounts(account(), account(OTHER))).also { it.came(request("r")) }

    /** A denial that no network took. */
    private fun kept(): Trial =
        asked().also {
            it.send(Action.Deny("r"))
            it.failed(Problem.Plain.AnswerKept)
        }

    private fun Trial.failed(problem: Problem) = send(Action.Answered("r", Reply.Failed(problem)))

    private fun Trial.unknown(problem: Problem) = send(Action.OutcomeIs("r", Reply.Failed(problem)))

    private val Trial.sending: Sending? get() = front<Front.Asked>().sending

    @ParameterizedTest
    @EnumSource(Outcome::class)
    fun `an answer that was kept ends as the provider said, and a denial is asked about`(outcome: Outcome) {
        val trial = kept()
        assertEquals(question, trial.came())
        assertEquals(Sending.Kept, trial.sending, "until it is known")
        trial.ended("r", outcome)
        assertEquals(Front.Over("r", outcome, Question(ACCOUNT).takeIf { outcome == Outcome.Denied }), trial.state.front)
        val books = trial.state.books
        assertTrue(books.kept.isEmpty() && books.ending.isEmpty())
    }

    @Test
    fun `an answer that was kept after its request had left the list ends as the provider said`() {
        val trial = asked()
        trial.send(Action.Deny("r"))
        assertTrue(trial.came().isEmpty(), "the answer itself says how it ended")
        assertEquals(question, trial.failed(Problem.Plain.AnswerKept))
        trial.ended("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome)
    }

    @Test
    fun `the outcome of an answer that was kept comes also when it was left`() {
        val trial = kept()
        trial.send(Action.Later("r"))
        assertEquals(question, trial.came())
        assertNull(trial.state.front)
        trial.ended("r", Outcome.Denied)
        assertEquals(Front.Over("r", Outcome.Denied, Question(ACCOUNT)), trial.state.front)
    }

    @Test
    fun `it comes also when the time of the request was over before the provider could be reached`() {
        val trial = kept()
        trial.send(Action.Later("r"), Action.Changed(Change.Reachable(ACCOUNT, false)))
        assertTrue(trial.send(Action.Tick(inSeconds(200))).isEmpty(), "nothing can be known yet")
        assertEquals(question, trial.came())
        trial.ended("r", Outcome.Approved)
        assertEquals(Outcome.Approved, trial.outcome)
    }

    @Test
    fun `what was left does not disturb whoever types, nor another request or its outcome`() {
        val trial = kept()
        trial.send(Action.Later("r"))
        trial.came(request("s", OTHER), account = OTHER)
        trial.came()
        trial.ended("r", Outcome.Approved)
        assertEquals("s", trial.asked)
        trial.send(Action.Deny("s"))
        trial.answered("s", Outcome.Denied)
        assertEquals("s", trial.front<Front.Over>().requestId)
        trial.send(Action.CloseOutcome("s"))
        assertEquals("r", trial.front<Front.Over>().requestId)
        trial.send(Action.CloseOutcome("r"))
        assertNull(trial.state.front, "it is told once")

        val typing = kept()
        typing.send(Action.Later("r"), Action.AddAccount)
        typing.came()
        typing.ended("r", Outcome.Denied)
        assertNull(typing.state.front)
        typing.send(Action.Back)
        assertEquals(Outcome.Denied, typing.outcome)
    }

    @Test
    fun `an answer that the provider has not taken stays kept, and is asked about again`() {
        val trial = kept()
        trial.came()
        assertTrue(trial.send(Action.Tick(inSeconds(1))).isEmpty(), "one question at a time")
        trial.unknown(Problem.Plain.AnswerKept)
        assertEquals(Sending.Kept, trial.sending)
        assertEquals(question, trial.send(Action.Tick(inSeconds(2))))
        trial.ended("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome)
    }

    @Test
    fun `how an answer ended that was kept is not known where the phone can't say`() {
        for (reply in listOf(Reply.Ok(null), Reply.Failed(Problem.Plain.Storage))) {
            val trial = kept()
            trial.came()
            trial.send(Action.OutcomeIs("r", reply))
            assertEquals(Outcome.NotKnown, trial.outcome)
        }
    }

    @Test
    fun `nor is anything said of it to whoever has left`() {
        val trial = kept()
        trial.send(Action.Later("r"))
        trial.came()
        trial.unknown(Problem.Plain.Storage)
        assertNull(trial.state.front)
        assertNull(trial.state.problem)
    }

    @Test
    fun `a denial from its notification is told in place of the request, and asked about`() {
        val trial = asked()
        trial.send(Action.Background(inSeconds(1)), Action.Foreground(inSeconds(2)))
        assertEquals(question, trial.came())
        trial.ended("r", Outcome.Denied)
        assertEquals(Front.Over("r", Outcome.Denied, Question(ACCOUNT)), trial.state.front)
    }

    @Test
    fun `so it is when its time is over meanwhile`() {
        val trial = asked()
        trial.send(Action.Background(inSeconds(1)), Action.Foreground(inSeconds(100)))
        assertEquals(question, trial.send(Action.Tick(inSeconds(100))))
        assertEquals("r", trial.asked)
        trial.ended("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome)
    }

    @Test
    fun `a denial from its notification that is kept is kept here too`() {
        val trial = asked()
        trial.came()
        trial.unknown(Problem.Plain.AnswerKept)
        assertEquals(Sending.Kept, trial.sending)
        assertEquals(Problem.Plain.AnswerKept, trial.front<Front.Asked>().problem)
    }

    @Test
    fun `a request of which the phone knows nothing ended as its time says, whatever kept it from looking`() {
        for (reply in listOf(Reply.Ok(null), Reply.Failed(Problem.Plain.Storage))) {
            val gone = asked()
            gone.came()
            gone.send(Action.OutcomeIs("r", reply))
            assertEquals(Outcome.Withdrawn, gone.outcome)
            val late = asked()
            late.send(Action.Tick(inSeconds(87)), Action.OutcomeIs("r", reply))
            assertEquals(Outcome.Expired, late.outcome)
        }
    }

    @Test
    fun `an answer that is given while it is asked says itself how it ended`() {
        val trial = asked()
        trial.came()
        trial.send(Action.Deny("r"))
        trial.ended("r")
        assertEquals(Sending.Deny, trial.sending)
        trial.answered("r", Outcome.DeniedElsewhere)
        assertEquals(Outcome.DeniedElsewhere, trial.outcome)
    }

    @Test
    fun `what is put off while it is asked is over without a word, unless this phone answered it`() {
        val trial = asked()
        trial.came()
        trial.send(Action.Later("r"))
        trial.ended("r")
        assertNull(trial.state.front)
        val denied = asked()
        denied.came()
        denied.send(Action.Later("r"))
        denied.ended("r", Outcome.Denied)
        assertEquals(Outcome.Denied, denied.outcome)
    }

    @Test
    fun `what nobody asked is not heard`() {
        val trial = asked()
        trial.ended("r", Outcome.Denied)
        assertEquals("r", trial.asked)
    }

    @Test
    fun `an answer to an account that is gone is not asked about`() {
        val trial = kept()
        trial.send(Action.Loaded(Reply.Ok(accounts(account(OTHER)))))
        assertTrue(trial.send(Action.Tick(inSeconds(1))).isEmpty())
        assertTrue(
            trial.state.books.kept
                .isEmpty(),
        )
    }
}
