package org.assenso.bridge.core

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.ProducerScope
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.flowOn
import org.assenso.bridge.convert.nowMs
import org.assenso.bridge.convert.plusMs
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.note
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.problemOf
import org.assenso.ffi.Authenticator
import org.assenso.ffi.CodeView
import org.assenso.ffi.CodesObserver

/** Unlocks the codes, which prompts, and tells them until they are locked, which leaving does. Only the newest state counts. */
internal fun codes(
    core: Authenticator,
    clock: Clock,
): Flow<CodesState> =
    callbackFlow {
        try {
            tellCodes(core, clock)
        } catch (end: CancellationException) {
            throw end
        } catch (thrown: Throwable) {
            trySend(CodesState.Failed(problemOf(thrown)))
            close()
        }
    }.conflate()
        .flowOn(Dispatchers.Default)

private suspend fun ProducerScope<CodesState>.tellCodes(
    core: Authenticator,
    clock: Clock,
) = core.unlockCodes().use { codes ->
    try {
        // Why they can't be shown is told here; an observer is told only that they are locked.
        codes.list()
        val now = clock.nowMs()
        val locksAt = now.plusMs(codes.unlockedForMs())
        codes.observe(CodesListener(channel, clock, locksAt)).use { awaitClose() }
    } finally {
        codes.lock()
    }
}

private class CodesListener(
    private val states: SendChannel<CodesState>,
    private val clock: Clock,
    private val locksAtBootMs: Long,
) : CodesObserver {
    override fun changed(codes: List<CodeView>) {
        try {
            val now = clock.nowMs()
            states.trySend(CodesState.Shown(codes.map { it.toModel(now) }, locksAtBootMs))
        } catch (thrown: Throwable) {
            note("codes can't be told", thrown)
        }
    }

    override fun locked() {
        states.trySend(CodesState.Locked)
        states.close()
    }
}
