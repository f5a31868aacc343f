package org.assenso.bridge.core

import kotlinx.coroutines.Job
import kotlinx.coroutines.joinAll

/** The answers that are being given now, by what they are given to. */
internal class Answering<K : Any> {
    private val now = HashMap<K, MutableSet<Job>>()

    suspend fun <T> give(
        name: K,
        work: suspend () -> T,
    ): T {
        val own = Job()
        synchronized(now) { now.getOrPut(name, ::mutableSetOf) += own }
        try {
            return work()
        } finally {
            synchronized(now) {
                val others = now.getValue(name)
                others -= own
                if (others.isEmpty()) now -= name
            }
            own.complete()
        }
    }

    /** Waits until those that are being given to [name] have ended. Not to be called by one of them. */
    suspend fun await(name: K) = synchronized(now) { now[name]?.toList() }.orEmpty().joinAll()
}
