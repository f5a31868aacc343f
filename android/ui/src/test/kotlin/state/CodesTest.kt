package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.model.CodesState
import org.assenso.ui.ACCOUNT
import org.assenso.ui.OTHER
import org.assenso.ui.Trial
import org.assenso.ui.accounts
import org.assenso.ui.codes
import org.assenso.ui.inSeconds
import org.assenso.ui.opened
import org.assenso.ui.request
import org.assenso.ui.text
import org.assenso.ui.ticket
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The fallback codes. */
class CodesTest {
    private fun opening(): Pair<Trial, Ticket> {
        val trial = opened()
        return trial to trial.send(Action.OpenCodes).ticket
    }

    private fun shown(): Trial =
        opening().let { (trial, visit) ->
            trial.send(Action.CodesAre(visit, codes()))
            trial
        }

    private val Trial.codes: Screen.Codes get() = screen()

    @Test
    fun `codes are shown after the prompt`() {
        val (trial, visit) = opening()
        assertTrue(trial.codes.isOpening)
        trial.send(Action.CodesAre(visit, codes()))
        assertFalse(trial.codes.isOpening)
        assertEquals(listOf(ACCOUNT, OTHER), trial.codes.codes?.map { it.account })
        assertEquals(inSeconds(60), trial.codes.locksAtBootMs)
    }

    @Test
    fun `without an account nothing is unlocked`() {
        val trial = opened(accounts())
        assertTrue(trial.send(Action.OpenCodes).isEmpty())
        assertEquals(emptyList<Any>(), trial.codes.codes)
    }

    @Test
    fun `a code that changes is told anew`() {
        val (trial, visit) = opening()
        trial.send(Action.CodesAre(visit, codes("111111")), Action.CopyCode(ACCOUNT))
        trial.send(Action.CodesAre(visit, codes("222222")))
        assertEquals(
            "222222",
            trial.codes.codes
                ?.first()
                ?.digits
                ?.now,
        )
        assertNull(trial.codes.copied, "what was copied is another one now")
    }

    @Test
    fun `a prompt that was dismissed leaves them locked, and they can be unlocked again`() {
        val (trial, visit) = opening()
        trial.send(Action.CodesAre(visit, CodesState.Failed(Problem.Plain.Cancelled)))
        assertEquals(Screen.Codes(problem = Problem.Plain.Cancelled), trial.codes)
        val effects = trial.send(Action.UnlockCodes)
        assertInstanceOf(Effect.UnlockCodes::class.java, effects.single())
        assertTrue(trial.send(Action.UnlockCodes).isEmpty(), "once")
    }

    @Test
    fun `they lock when the core says so`() {
        val (trial, visit) = opening()
        trial.send(Action.CodesAre(visit, codes()), Action.CodesAre(visit, CodesState.Locked))
        assertEquals(Screen.Codes(), trial.codes)
    }

    @Test
    fun `they lock when their time is over, whether the core says so or not`() {
        val trial = shown()
        assertTrue(trial.send(Action.Tick(inSeconds(59))).isEmpty())
        assertEquals(listOf(Effect.LockCodes), trial.send(Action.Tick(inSeconds(60))))
        assertEquals(Screen.Codes(), trial.codes)
    }

    @Test
    fun `they lock when the app leaves the foreground, but a prompt stays`() {
        assertTrue(Effect.LockCodes in shown().send(Action.Background(inSeconds(1))))
        val (trial, visit) = opening()
        assertFalse(Effect.LockCodes in trial.send(Action.Background(inSeconds(1))))
        assertEquals(visit, trial.codes.visit)
    }

    @Test
    fun `they lock when another screen covers them`() {
        val trial = shown()
        assertTrue(Effect.LockCodes in trial.send(Action.OpenLink("https://mail.example/i")))
        trial.send(Action.Back)
        assertEquals(Screen.Codes(), trial.codes)
    }

    @Test
    fun `a request in front does not lock them`() {
        val trial = shown()
        assertTrue(trial.came(request("r")).isEmpty())
        trial.send(Action.Later("r"))
        assertEquals(2, trial.codes.codes?.size)
    }

    @Test
    fun `a request waits while the prompt is up`() {
        val (trial, visit) = opening()
        trial.came(request("r"))
        assertNull(trial.state.front)
        trial.send(Action.CodesAre(visit, codes()))
        assertEquals("r", trial.asked)
    }

    @Test
    fun `what belongs to an earlier visit is not looked at`() {
        val (trial, visit) = opening()
        trial.send(Action.Back, Action.OpenCodes, Action.CodesAre(visit, codes()))
        assertNull(trial.codes.codes)
    }

    @Test
    fun `a code is copied, one that is gone is not`() {
        val trial = shown()
        val effect =
            assertInstanceOf(Effect.CopyCode::class.java, trial.send(Action.CopyCode(ACCOUNT)).single())
        assertEquals("123456", effect.code.text())
        assertEquals(ACCOUNT, trial.codes.copied)
        assertTrue(trial.send(Action.CopyCode(OTHER)).isEmpty())
    }
}
