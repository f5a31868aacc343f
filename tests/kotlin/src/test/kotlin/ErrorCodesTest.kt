package org.assenso.tests

import org.assenso.tests.codes.Case
import org.assenso.tests.codes.accountCases
import org.assenso.tests.codes.actionCases
import org.assenso.tests.codes.approvalCases
import org.assenso.tests.codes.codesCases
import org.assenso.tests.codes.openCases
import org.assenso.tests.codes.pairingCases
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import java.nio.file.Path
import kotlin.io.path.readLines

/** Every stable code, reached from outside or listed with the reason why it is not. */
class ErrorCodesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    fun `each code is reached, by its exception`(case: Case) =
        scenario {
            val thrown = refusal<Exception> { case.play(this) }
            assertEquals(case.thrown to case.code, thrown::class to thrown.message, "$thrown")
        }

    @Test
    fun `the table and the list of what can't be reached are all there is`() {
        val file = Path.of(System.getProperty("assenso.codes"))
        val all = file.readLines().filter(String::isNotBlank)
        assertEquals(all.sorted(), (cases().map { it.code } + unreachable.keys).sorted())
    }

    private companion object {
        @JvmStatic
        fun cases() =
            openCases + accountCases + actionCases + pairingCases + approvalCases + codesCases

        const val FUTURE = "for a variant that the core does not have yet"
        const val PANIC = "nothing panics that is known; a test in Rust makes one"
        const val RANDOM = "takes an operating system without random bytes"

        val unreachable =
            mapOf(
                "open.full" to "takes a disk that is full",
                "action.wrong_step" to "every call of an action has its answer for every state",
                "approval.wrong_step" to "every call of a request has its answer for every state",
                "codes.other" to FUTURE,
                "account.other" to FUTURE,
                "action.other" to FUTURE,
                "approval.other" to FUTURE,
                "open.other" to FUTURE,
                "pairing.other" to FUTURE,
                "account.panicked" to PANIC,
                "action.panicked" to PANIC,
                "approval.panicked" to PANIC,
                "codes.panicked" to PANIC,
                "open.panicked" to PANIC,
                "pairing.panicked" to PANIC,
                "action.random" to RANDOM,
                "open.random" to RANDOM,
                "pairing.random" to RANDOM,
            )
    }
}
