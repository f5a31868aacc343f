package org.assenso.bridge.phone

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update
import java.util.concurrent.ConcurrentLinkedQueue

/** How a port answers one call: `genuine` is what it would answer by itself. */
typealias Act<T> = suspend (genuine: suspend () -> T) -> T

/** What a port does, call by call: the acts that a test put in first, then the genuine answer. */
class Script<T> {
    private val acts = ConcurrentLinkedQueue<Act<T>>()
    private val count = MutableStateFlow(0)

    @Volatile private var always: Act<T>? = null

    /** How often it was called. */
    val calls: Int get() = count.value

    /** The next call does [act]. */
    fun next(act: Act<T>) {
        acts += act
    }

    /** Every call from now on does [act]; null: the genuine answer again. */
    fun always(act: Act<T>?) {
        always = act
    }

    /** The next call throws [what]. */
    fun failNext(what: Throwable) = next { throw what }

    /** The next call waits as a prompt does, until the test answers it. */
    fun promptNext(): Prompt<T> = Prompt<T>().also { prompt -> next { prompt.ask(it) } }

    /** Waits until it was called [times] times since the beginning. */
    suspend fun called(times: Int) {
        count.first { it >= times }
    }

    internal suspend fun play(genuine: suspend () -> T): T {
        count.update { it + 1 }
        val act = acts.poll() ?: always ?: return genuine()
        return act(genuine)
    }
}

/** A prompt on the phone's screen. */
class Prompt<T> {
    private val shown = CompletableDeferred<Unit>()
    private val answer = CompletableDeferred<Act<T>>()
    private val gone = CompletableDeferred<Unit>()

    /** Waits until it is up. */
    suspend fun shown() = shown.await()

    /** Waits until whoever asked is gone. */
    suspend fun gone() = gone.await()

    /** The person confirms. */
    fun confirm() = answer { it() }

    /** The prompt ends with [act]. */
    fun answer(act: Act<T>) {
        answer.complete(act)
    }

    internal suspend fun ask(genuine: suspend () -> T): T {
        try {
            shown.complete(Unit)
            return answer.await()(genuine)
        } finally {
            gone.complete(Unit)
        }
    }
}
