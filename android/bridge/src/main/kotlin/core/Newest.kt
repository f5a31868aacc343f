package org.assenso.bridge.core

import kotlinx.coroutines.channels.Channel
import org.assenso.bridge.model.Change

/**
 * Changes that were told and not taken yet. A newer one takes the place of the one that it outdates: nobody has to wait for a slow screen, the
 * newest state is never lost, and there are never more than a few for each account.
 */
internal class Newest {
    private val waiting = LinkedHashMap<Any, Change>()
    private val bell = Channel<Unit>(Channel.CONFLATED)

    fun put(change: Change) {
        synchronized(waiting) {
            val subject = subject(change)
            // Last, so that it comes after what was told before it.
            waiting.remove(subject)
            waiting[subject] = change
        }
        bell.trySend(Unit)
    }

    /** The oldest of them, once there is one. For one taker. */
    suspend fun take(): Change {
        while (true) {
            poll()?.let { return it }
            bell.receive()
        }
    }

    private fun poll(): Change? =
        synchronized(waiting) {
            waiting.keys.firstOrNull()?.let(waiting::remove)
        }

    /** What a change is about: it outdates an earlier one about the same. */
    private fun subject(change: Change): Any =
        when (change) {
            is Change.AccountsAre -> change.javaClass
            is Change.RequestsAre -> change.javaClass to change.account
            is Change.Reachable -> change.javaClass to change.account
            is Change.Trouble -> change.javaClass to change.account
        }
}
