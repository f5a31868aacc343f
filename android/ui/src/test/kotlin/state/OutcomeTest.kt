package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.ui.ACCOUNT
import org.assenso.ui.Trial
import org.assenso.ui.opened
import org.assenso.ui.request
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** What became of a request, and the question after a denial. */
class OutcomeTest {
    private fun denied(): Trial =
        opened().also {
            it.came(request("r"))
            it.send(Action.Deny("r"))
            it.answered("r", Outcome.Denied)
        }

    private val Trial.asking: Asking? get() = (state.front as? Front.Over)?.question?.asking

    private fun Trial.reported(reply: Reply<ReportOutcome>) = send(Action.Reported("r", reply))

    @ParameterizedTest
    @EnumSource(ReportReason::class)
    fun `what was tapped is said, once`(reason: ReportReason) {
        val trial = denied()
        assertEquals(Asking.Open(), trial.asking)
        assertEquals(
            listOf(Effect.Report(ACCOUNT, "r", reason)),
            trial.send(Action.Report("r", reason)),
        )
        assertEquals(Asking.Sending(reason), trial.asking)
        assertTrue(trial.send(Action.Report("r", reason)).isEmpty())
    }

    @Test
    fun `nothing is said about another request`() {
        val trial = denied()
        assertTrue(trial.send(Action.Report("s", ReportReason.NotMe)).isEmpty())
        trial.send(Action.CloseOutcome("s"))
        assertNotNull(trial.state.front)
    }

    @Test
    fun `whoever closes it says nothing`() {
        val trial = denied()
        assertTrue(trial.send(Action.CloseOutcome("r")).isEmpty())
        assertNull(trial.state.front)
    }

    @ParameterizedTest
    @EnumSource(ReportOutcome::class)
    fun `what the provider made of it is shown and left`(outcome: ReportOutcome) {
        val trial = denied()
        trial.send(Action.Report("r", ReportReason.NotMe))
        trial.reported(Reply.Ok(outcome))
        assertEquals(Asking.Said(ReportReason.NotMe, outcome), trial.asking)
        trial.send(Action.Back)
        assertNull(trial.state.front)
    }

    @Test
    fun `a report that is kept says so`() {
        val trial = denied()
        trial.send(Action.Report("r", ReportReason.Mistake))
        trial.reported(Reply.Failed(Problem.Plain.ReportKept))
        assertEquals(Asking.Kept(ReportReason.Mistake), trial.asking)
        assertTrue(trial.send(Action.Report("r", ReportReason.NotMe)).isEmpty())
    }

    @Test
    fun `what failed can be said again`() {
        val trial = denied()
        trial.send(Action.Report("r", ReportReason.Mistake))
        trial.reported(Reply.Failed(Problem.Plain.Storage))
        assertEquals(Asking.Open(Problem.Plain.Storage), trial.asking)
        assertEquals(1, trial.send(Action.Report("r", ReportReason.Mistake)).size)
    }

    @Test
    fun `who has left is not called back`() {
        val trial = denied()
        trial.send(Action.Report("r", ReportReason.NotMe), Action.CloseOutcome("r"))
        trial.reported(Reply.Failed(Problem.Plain.Storage))
        assertNull(trial.state.front)
        assertNull(trial.state.problem)
    }

    @ParameterizedTest
    @EnumSource(Outcome::class)
    fun `only a denial is asked about`(outcome: Outcome) {
        val trial = opened()
        trial.came(request("r"))
        trial.answered("r", outcome)
        assertEquals(outcome, trial.outcome)
        assertEquals(outcome == Outcome.Denied, trial.asking != null)
        assertEquals(
            outcome == Outcome.Denied,
            trial.send(Action.Report("r", ReportReason.NotMe)).isNotEmpty(),
        )
    }

    @Test
    fun `a denial whose account nobody knows is not asked about`() {
        val trial = opened()
        trial.answered("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome)
        assertNull(trial.asking)
    }
}
