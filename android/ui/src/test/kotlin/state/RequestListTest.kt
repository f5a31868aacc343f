package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Outcome
import org.assenso.ui.ACCOUNT
import org.assenso.ui.NOW_MS
import org.assenso.ui.OTHER
import org.assenso.ui.READY
import org.assenso.ui.Trial
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.inSeconds
import org.assenso.ui.isLocked
import org.assenso.ui.opened
import org.assenso.ui.request
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** How requests come and go. */
class RequestListTest {
    private val two = accounts(account(), account(OTHER))

    @Test
    fun `a request takes the front`() {
        val trial = opened()
        trial.came(request("r"))
        assertEquals("r", trial.asked)
        assertFalse(trial.state.hasHiddenRequest)
    }

    @Test
    fun `a request waits while the person types and comes when that ends`() {
        val trial = opened()
        trial.send(Action.AddAccount)
        trial.came(request("r"))
        assertNull(trial.state.front)
        assertTrue(trial.state.hasHiddenRequest)
        trial.send(Action.Typed(FieldName.Address, "d"))
        assertNull(trial.state.front)

        trial.send(Action.ShowRequest)
        assertEquals("r", trial.asked)
        trial.send(Action.Later("r"))
        assertEquals("d", trial.screen<Screen.Provider>().address.text)

        trial.came(request("r"), request("s"))
        assertNull(trial.state.front)
        trial.send(Action.Back)
        assertEquals("s", trial.asked, "not the one that was put off")
    }

    @Test
    fun `of two requests at once the one that ends first is asked first`() {
        val trial = opened(two)
        trial.came(request("late", seconds = 100))
        trial.send(Action.Later("late"))
        trial.came(request("soon", OTHER, seconds = 50), account = OTHER)
        assertEquals(listOf("soon", "late"), trial.state.waiting.map { it.id })
        assertEquals("soon", trial.asked)
        assertEquals(1, trial.state.moreWaiting)
        trial.send(Action.Deny("soon"))
        trial.answered("soon", Outcome.Denied)
        trial.send(Action.CloseOutcome("soon"))
        assertNull(trial.state.front, "the other was put off")
        assertTrue(trial.state.hasHiddenRequest)
        trial.send(Action.ShowRequest)
        assertEquals("late", trial.asked)
    }

    @Test
    fun `a second request does not take the place of the first`() {
        val trial = opened(two)
        trial.came(request("r", seconds = 100))
        trial.came(request("s", OTHER, seconds = 50), account = OTHER)
        assertEquals("r", trial.asked)
        trial.answered("s", Outcome.DeniedElsewhere)
        assertEquals("r", trial.asked, "nor does what became of the second")
        assertEquals(listOf("r"), trial.state.waiting.map { it.id })
    }

    @Test
    fun `what was typed for a request that expired is not left for the next`() {
        val trial = opened(two)
        trial.came(request("r", seconds = 50))
        trial.came(request("s", OTHER, seconds = 100), account = OTHER)
        trial.send(Action.TypedNumber("r", "42"), Action.Tick(inSeconds(50)))
        trial.ended("r")
        assertEquals("s", trial.asked)
        assertTrue(trial.front<Front.Asked>().number.isEmpty)
        assertTrue(trial.send(Action.TypedNumber("r", "42"), Action.Approve("r")).isEmpty())
        assertTrue(trial.front<Front.Asked>().number.isEmpty)
    }

    @Test
    fun `a settled request does not come back with a list that was on its way`() {
        val trial = opened()
        trial.came(request("r"))
        trial.send(Action.Deny("r"))
        trial.answered("r", Outcome.Denied)
        trial.came(request("r"))
        assertEquals(Outcome.Denied, trial.outcome)
        trial.send(Action.CloseOutcome("r"))
        assertNull(trial.state.front)
    }

    @Test
    fun `a request that is gone was withdrawn, and makes room`() {
        val trial = opened()
        trial.came(request("r"))
        assertEquals(listOf(Effect.AskOutcome(ACCOUNT, "r")), trial.came())
        assertEquals("r", trial.asked, "until it is known how it ended")
        assertTrue(trial.came().isEmpty(), "that is asked once")
        trial.ended("r")
        assertEquals(Outcome.Withdrawn, trial.outcome)
        trial.came(request("s"))
        assertEquals("s", trial.asked)
    }

    @Test
    fun `of two requests of one account the one that is gone is over, the other stays`() {
        val trial = opened()
        trial.came(request("r"), request("s"))
        trial.came(request("r"))
        assertEquals("r", trial.asked)
        trial.came(request("r"), request("t"))
        trial.came(request("t"))
        trial.ended("r")
        assertEquals("t", trial.asked)
        assertTrue("r" in trial.state.books.settled)
    }

    @Test
    fun `how many more wait counts neither the one in front nor those that are answered`() {
        val trial = opened()
        trial.came(request("r"), request("s"), request("t"))
        assertEquals(2, trial.state.moreWaiting)
        trial.send(Action.Deny("r"))
        trial.send(Action.Answered("r", Reply.Failed(Problem.Plain.AnswerKept)), Action.Later("r"))
        assertEquals("s", trial.asked)
        assertEquals(1, trial.state.moreWaiting)
        trial.send(Action.Later("s"), Action.Later("t"))
        assertEquals(2, trial.state.moreWaiting)
    }

    @Test
    fun `the result of an own answer stays until it was read`() {
        val trial = opened()
        trial.came(request("r"))
        trial.send(Action.Deny("r"))
        trial.answered("r", Outcome.Denied)
        trial.came(request("s"))
        assertEquals(Outcome.Denied, trial.outcome)
        assertTrue(trial.state.hasHiddenRequest)
        trial.send(Action.CloseOutcome("r"))
        assertEquals("s", trial.asked)
    }

    @Test
    fun `another account's list takes nothing away`() {
        val trial = opened(two)
        trial.came(request("r"))
        trial.came(account = OTHER)
        assertEquals("r", trial.asked)
    }

    @Test
    fun `a provider that is away is marked until it is back`() {
        val trial = opened()
        trial.send(Action.Changed(Change.Reachable(ACCOUNT, false)))
        assertEquals(setOf(ACCOUNT), trial.state.offline)
        trial.send(Action.Changed(Change.Reachable(ACCOUNT, true)))
        assertTrue(trial.state.offline.isEmpty())
        trial.send(Action.Changed(Change.Reachable(ACCOUNT, false)))
        trial.came()
        assertTrue(trial.state.offline.isEmpty())
    }

    @Test
    fun `an account that is no longer associated takes its requests along`() {
        val trial = opened()
        trial.came(request("r"))
        val replaced = account(association = Association.Replaced)
        trial.send(Action.Changed(Change.AccountsAre(listOf(replaced))))
        assertTrue(trial.state.waiting.isEmpty())
        assertEquals(Outcome.Withdrawn, trial.outcome)
    }

    @Test
    fun `an answer on its way survives that its account is gone`() {
        val trial = opened()
        trial.came(request("r"))
        trial.send(Action.Deny("r"))
        trial.send(Action.Loaded(Reply.Ok(accounts())))
        assertEquals("r", trial.asked)
        trial.answered("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome)
    }

    @Test
    fun `a tapped notification brings its request in front also while the person types`() {
        val trial = opened()
        trial.send(Action.AddAccount)
        trial.came(request("r"), request("s", seconds = 20))
        assertEquals(listOf(Effect.Wake), trial.send(Action.OpenRequest(ACCOUNT, "r")))
        assertEquals("r", trial.asked)
    }

    @Test
    fun `a tapped notification waits for its request, and is forgotten if it is over`() {
        val trial = opened()
        trial.send(Action.AddAccount, Action.OpenRequest(ACCOUNT, "r"))
        trial.came(request("r"))
        assertEquals("r", trial.asked)
        trial.send(Action.Later("r"), Action.OpenRequest(ACCOUNT, "gone"))
        trial.came(request("r"))
        assertNull(trial.state.books.wanted)
        assertNull(trial.state.front)
    }

    @Test
    fun `a tapped notification of a request that is settled does nothing`() {
        val trial = opened()
        trial.came(request("r"))
        trial.came()
        trial.ended("r")
        trial.send(Action.CloseOutcome("r"))
        assertTrue(trial.send(Action.OpenRequest(ACCOUNT, "r")).isEmpty())
    }

    @Test
    fun `a tapped notification does not tear away a request that is being answered`() {
        val trial = opened()
        trial.came(request("r"), request("s"))
        trial.send(Action.Deny("r"), Action.OpenRequest(ACCOUNT, "s"))
        assertEquals("r", trial.asked)
        trial.answered("r", Outcome.Denied)
        assertEquals(Outcome.Denied, trial.outcome, "nor what became of it")
        trial.send(Action.CloseOutcome("r"))
        assertEquals("s", trial.asked)
    }

    @Test
    fun `a tapped notification whose request is known before the accounts are is not lost`() {
        val trial = Trial(State.initial(NOW_MS))
        trial.send(Action.OpenRequest(ACCOUNT, "r"), Action.Foreground(NOW_MS), Action.Opened(null))
        assertTrue(trial.came(request("r")).isEmpty())
        assertTrue(trial.send(Action.PostureIs(READY)).isEmpty(), "the lock does not ask before it")
        trial.send(Action.Loaded(Reply.Ok(accounts(account()))))
        assertEquals("r", trial.asked)
        assertNull(trial.state.books.wanted)
    }

    @Test
    fun `a tapped notification whose request ends meanwhile is forgotten`() {
        val trial = opened()
        trial.send(Action.OpenRequest(ACCOUNT, "r"))
        trial.answered("r", Outcome.DeniedElsewhere)
        assertNull(trial.state.books.wanted)
    }

    @Test
    fun `requests come before the app's lock, the screens stay behind it`() {
        val trial = opened()
        trial.send(Action.Background(inSeconds(0)), Action.Foreground(inSeconds(60)))
        assertTrue(trial.isLocked)
        trial.came(request("r"))
        assertEquals("r", trial.asked)
        assertEquals(listOf(Effect.Deny(ACCOUNT, "r")), trial.send(Action.Deny("r")))
        trial.answered("r", Outcome.Denied)
        trial.send(Action.CloseOutcome("r"))
        assertTrue(trial.state.shown is Shown.Locked)
    }

    @Test
    fun `trouble with an account is kept until it is over`() {
        val trial = opened()
        trial.send(Action.Changed(Change.Trouble(ACCOUNT, Problem.Plain.Untrusted)))
        assertEquals(mapOf(ACCOUNT to Problem.Plain.Untrusted), trial.state.troubles)
        trial.send(Action.Changed(Change.Trouble(ACCOUNT, null)))
        assertTrue(trial.state.troubles.isEmpty())
        val dissociated = Problem.Dissociated(Association.Replaced)
        assertEquals(
            listOf(Effect.Load),
            trial.send(Action.Changed(Change.Trouble(ACCOUNT, dissociated))),
        )
    }

    @Test
    fun `no more settled requests are remembered than a list could name`() {
        val trial = opened()
        repeat(200) { trial.answered("r$it", Outcome.Expired) }
        assertEquals(64, trial.state.books.settled.size)
        assertEquals(
            "r199",
            trial.state.books.settled
                .last(),
        )
    }
}
