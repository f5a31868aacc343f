package org.assenso.bridge.core

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.isActive
import kotlinx.coroutines.withContext
import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.Stuck
import org.assenso.bridge.problemOf

/**
 * Runs [work] where no screen waits for it. Whatever it throws ends here as a problem; only a cancelled coroutine ends as one.
 *
 * No object of the core may be [work]'s value: a coroutine that is cancelled on its way back would lose it unclosed.
 */
internal suspend fun <T> reply(work: suspend () -> T): Reply<T> =
    withContext(Dispatchers.Default) {
        try {
            Reply.Ok(work())
        } catch (end: CancellationException) {
            // Somebody else's end is no end of ours.
            if (!isActive) throw end
            Reply.Failed(Problem.Plain.Cancelled)
        } catch (thrown: Throwable) {
            Reply.Failed(problemOf(thrown), (thrown as? Stuck)?.flow)
        }
    }

/** What [work] comes to; null if it fails, for what is only better to know than not. */
internal suspend inline fun <T : Any> orNull(work: () -> T?): T? =
    try {
        work()
    } catch (end: CancellationException) {
        throw end
    } catch (_: Throwable) {
        null
    }
