package org.assenso.bridge

import org.assenso.ffi.ActionAdvice
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.KeyClass
import org.assenso.ffi.Missing
import org.assenso.ffi.PairingAdvice
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import java.nio.file.Path
import kotlin.io.path.readLines

class ProblemOfTest {
    private val codes = Path.of(System.getProperty("assenso.codes")).readLines().filter(String::isNotBlank)

    @Test
    fun `every code of the core has its problem, and no other has one`() {
        assertEquals(codes.toSortedSet(), knownCodes.toSortedSet())
        assertEquals(listOf<String>(), codes.filter { problemOf(it) == null })
    }

    @Test
    fun `what is nobody's doing is unexpected, and nothing else is`() {
        val unexpected = codes.filter { problemOf(it) == Problem.Plain.Unexpected }
        val ours =
            setOf(
                "open.invalid_input",
                "action.wrong_step",
                "approval.wrong_step",
                "action.random",
                "open.random",
                "pairing.random",
            )
        assertEquals(listOf<String>(), unexpected.filterNot { it in ours || it.endsWith(".other") || it.endsWith(".panicked") })
    }

    @Test
    fun `a code that is not known, and an exception that is no code, are unexpected`() {
        assertNull(problemOf("pairing.of_the_future"))
        assertEquals(Problem.Plain.Unexpected, problemOf(ApprovalException.Unavailable("approval.of_the_future")))
        assertEquals(Problem.Plain.Unexpected, problemOf(IllegalStateException("approval.cancelled")))
        assertEquals(Problem.Plain.Unexpected, problemOf(LinkageError()))
    }

    @Test
    fun `figures come from the advice, minutes rounded up`() {
        assertEquals(Problem.WrongCode(2), problemOf("pairing.wrong_code", advice(triesLeft = 2u)))
        assertEquals(Problem.TooManySms(1), problemOf("pairing.too_many_sms", advice(retryAfterMs = 0uL)))
        assertEquals(Problem.TooManySms(1), problemOf("pairing.too_many_sms", advice(retryAfterMs = 60_000uL)))
        assertEquals(Problem.TooManySms(2), problemOf("pairing.too_many_sms", advice(retryAfterMs = 60_001uL)))
        assertEquals(Problem.TooManyTries(60), problemOf("pairing.too_many_tries", advice(retryAfterMs = 3_600_000uL)))
        assertEquals(Problem.TooManyTries(2), problemOf("action.too_many_tries", ActionAdvice(60_001uL).figures()))
        assertEquals(Problem.TooManyTries(null), problemOf("approval.too_many_tries"))
        val never = ULong.MAX_VALUE
        assertEquals(Problem.TooManySms((never / 60_000uL + 1uL).toLong()), problemOf("pairing.too_many_sms", advice(retryAfterMs = never)))
    }

    @Test
    fun `what the phone lacks comes from the advice`() {
        val missing = Missing(screenLock = true, notifications = false)
        assertEquals(Problem.Prerequisites(true, false), problemOf("pairing.prerequisites", advice(missing = missing)))
    }

    private fun advice(
        triesLeft: UByte? = null,
        retryAfterMs: ULong? = null,
        missing: Missing = Missing(screenLock = false, notifications = false),
    ) = PairingAdvice(triesLeft, retryAfterMs, missing, listOf<KeyClass>()).figures()
}
