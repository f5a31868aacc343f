package org.assenso.tests.codes

import org.assenso.tests.Scenario
import kotlin.reflect.KClass

/** One stable code, the exception that carries it, and how it comes about. */
class Case(
    /** The code. */
    val code: String,
    /** The exception's class: what a shell does about it. */
    val thrown: KClass<out Throwable>,
    /** Ends in that exception. */
    val play: suspend Scenario.() -> Unit,
) {
    override fun toString() = code
}

/** One row of a table: `"pairing.wrong_code" to NotAccepted::class by { … }`. */
infix fun Pair<String, KClass<out Throwable>>.by(play: suspend Scenario.() -> Unit) =
    Case(first, second, play)
