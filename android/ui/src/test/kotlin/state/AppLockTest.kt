package org.assenso.ui.state

import org.assenso.bridge.Reply
import org.assenso.bridge.model.At
import org.assenso.ui.ACCOUNT
import org.assenso.ui.KNOWN
import org.assenso.ui.NAME
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
import org.assenso.ui.sms
import org.assenso.ui.ticket
import org.assenso.ui.unlock
import org.assenso.ui.wizard
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.junit.jupiter.params.provider.EnumSource

/** The app's own lock. */
class AppLockTest {
    private fun started(): Trial {
        val trial = Trial(State.initial(NOW_MS, known = KNOWN))
        trial.send(
            Action.Foreground(NOW_MS),
            Action.Opened(null),
            Action.Loaded(Reply.Ok(accounts(account()))),
        )
        return trial
    }

    private fun Trial.away(
        seconds: Long,
        from: Long = 0,
    ) = send(Action.Background(inSeconds(from)), Action.Foreground(inSeconds(from + seconds)))

    private val Trial.locked: AppLock.Locked get() = state.lock as AppLock.Locked

    @Test
    fun `an app that was just started is locked, and asks by itself once`() {
        val trial = started()
        assertEquals(AppLock.Locked(LockReason.Started), trial.state.lock)
        val effects = trial.send(Action.PostureIs(READY))
        assertEquals(listOf(Effect.UnlockApp(effects.ticket)), effects)
        assertTrue(trial.send(Action.PostureIs(READY), Action.Unlock).isEmpty())
        trial.unlock(effects)
        assertFalse(trial.isLocked)
        assertTrue(trial.send(Action.Unlock).isEmpty())
    }

    @ParameterizedTest
    @EnumSource(Unlock::class, names = ["Cancelled", "LockedOut", "Unavailable"])
    fun `a prompt that did not open it leaves a button`(unlock: Unlock) {
        val trial = started()
        trial.unlock(trial.send(Action.PostureIs(READY)), unlock)
        assertEquals(AppLock.Locked(LockReason.Started, failure = unlock), trial.state.lock)
        assertTrue(trial.send(Action.PostureIs(READY)).isEmpty(), "it does not ask again by itself")
        val effects = trial.send(Action.Unlock)
        assertEquals(AppLock.Locked(LockReason.Started, unlocking = effects.ticket), trial.state.lock)
    }

    @Test
    fun `a phone without a screen lock has nothing to ask for`() {
        val trial = started()
        assertTrue(trial.send(Action.PostureIs(READY.copy(screenLock = false))).isEmpty())
        assertFalse(trial.isLocked)
        trial.away(seconds = 999)
        assertFalse(trial.isLocked)
    }

    @Test
    fun `a screen lock that went away meanwhile is found out`() {
        val trial = started()
        val effects = trial.send(Action.PostureIs(READY))
        val next = trial.unlock(effects, Unlock.NotEnrolled)
        assertEquals(listOf(Effect.ReadPosture), next)
        trial.send(Action.PostureIs(READY.copy(screenLock = false)))
        assertFalse(trial.isLocked)
    }

    @ParameterizedTest
    @CsvSource("0, 0, true", "30, 29, false", "30, 30, true", "60, 59, false", "60, 60, true", "300, 299, false")
    fun `it locks after the time that was chosen`(
        chosen: Int,
        away: Long,
        locks: Boolean,
    ) {
        val trial = opened()
        trial.send(Action.OpenSettings, Action.SetLockAfter(chosen))
        trial.away(away)
        assertEquals(locks, trial.isLocked)
        if (locks) assertEquals(LockReason.Away, trial.locked.reason)
    }

    @Test
    fun `what is behind the lock does nothing`() {
        val trial = opened()
        trial.away(seconds = 60)
        val before = trial.state
        assertTrue(trial.send(Action.OpenCodes, Action.AddAccount, Action.OpenSettings).isEmpty())
        assertEquals(before, trial.state)
        assertEquals(listOf(Effect.Leave), trial.send(Action.Back))
        assertEquals(Shown.Locked(trial.locked), trial.state.shown)
    }

    @Test
    fun `locking keeps the screen and forgets the secrets typed there`() {
        val trial = wizard(At.SignIn)
        trial.send(Action.Typed(FieldName.Email, NAME), Action.Typed(FieldName.Password, "secret"))
        trial.away(seconds = 60)
        assertEquals(PairingPage.SignIn(email = Field(NAME)), trial.page)
    }

    @Test
    fun `a prompt that takes the app to the background does not lock it behind itself`() {
        val trial = opened()
        trial.send(Action.OpenSettings, Action.SetLockAfter(0), Action.Back, Action.OpenCodes)
        trial.away(seconds = 5)
        assertFalse(trial.isLocked)
        trial.away(seconds = 60, from = 10)
        assertTrue(trial.isLocked)
    }

    @Test
    fun `a request of an account that is not here holds no lock back`() {
        val stranger = Action.OpenRequest(OTHER, "r")
        val trial = opened()
        assertTrue(trial.send(stranger).isEmpty())

        val starting = Trial(State.initial(NOW_MS, known = KNOWN))
        starting.send(Action.Foreground(NOW_MS), stranger, Action.Opened(null))
        assertTrue(starting.send(Action.PostureIs(READY)).isEmpty())
        assertTrue(Effect.ReadPosture in starting.send(Action.Loaded(Reply.Ok(accounts(account())))))
        assertTrue(starting.send(Action.PostureIs(READY)).single() is Effect.UnlockApp)
    }

    @Test
    fun `a call that asks for no confirmation holds no lock back`() {
        val trial = wizard(At.AssociateCode(sms()))
        trial.state = trial.state.copy(preferences = Preferences(lockAfterSeconds = 0))
        assertEquals(1, trial.send(Action.Resend).size)
        trial.away(seconds = 1)
        assertTrue(trial.isLocked)
    }

    @Test
    fun `the lock's own prompt does not lock again what it opened`() {
        val trial = opened()
        trial.send(Action.OpenSettings, Action.SetLockAfter(0))
        trial.away(seconds = 1)
        val effects = trial.send(Action.PostureIs(READY))
        trial.send(Action.Background(inSeconds(2)))
        trial.unlock(effects)
        assertTrue(trial.state.lock == AppLock.Open)
    }

    @Test
    fun `who comes for a request is not asked to unlock first`() {
        val trial = started()
        trial.send(Action.OpenRequest(ACCOUNT, "r"))
        assertTrue(trial.send(Action.PostureIs(READY)).isEmpty())
        trial.came(request("r"))
        assertEquals("r", trial.asked)
        assertTrue(trial.send(Action.PostureIs(READY)).isEmpty())
        assertTrue(trial.isLocked)
    }

    @Test
    fun `who comes for a request that is over is asked to unlock then`() {
        val trial = started()
        trial.send(Action.OpenRequest(ACCOUNT, "r"))
        assertEquals(listOf(Effect.ReadPosture), trial.came())
        assertEquals(1, trial.send(Action.PostureIs(READY)).size)
    }

    @Test
    fun `a request waits while the lock's prompt is up`() {
        val trial = started()
        val effects = trial.send(Action.PostureIs(READY))
        trial.came(request("r"))
        assertEquals(null, trial.asked)
        trial.unlock(effects)
        assertEquals("r", trial.asked)
    }

    @Test
    fun `an answer to an older prompt opens nothing`() {
        val trial = started()
        val old = trial.send(Action.PostureIs(READY))
        trial.unlock(old, Unlock.Cancelled)
        trial.send(Action.Unlock)
        trial.unlock(old)
        assertTrue(trial.isLocked)
    }

    @Test
    fun `nobody is asked while the app is in the background`() {
        val trial = started()
        trial.send(Action.Background(inSeconds(1)))
        assertTrue(trial.send(Action.PostureIs(READY)).isEmpty())
    }

    @Test
    fun `changes are told while the app is in the foreground`() {
        val trial = opened()
        assertEquals(listOf(Effect.StopWatching), trial.send(Action.Background(inSeconds(0))))
        val back = trial.send(Action.Foreground(inSeconds(1)))
        assertEquals(listOf(Effect.Watch, Effect.ReadPosture), back)
        assertEquals(listOf(Effect.Wake), trial.send(Action.Wake))
    }
}
