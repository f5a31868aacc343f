package org.assenso.app.notify

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.scan
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Request

/**
 * Keeps the notifications equal to the requests that wait: one for each that the screen does not show, none for what is settled.
 * Collected for as long as the process lives, with or without a screen.
 */
class Notifier(
    private val notifications: RequestNotifications,
    /** Whether the app is in front of the person and shows requests itself. */
    private val onScreen: Flow<Boolean>,
    /** Requests that are being answered from their notifications: whoever answers sees to these. */
    private val answering: StateFlow<Set<String>>,
) {
    suspend fun run(changes: Flow<Change>) {
        val shown = mutableSetOf<String>()
        combine(changes.scan(emptyMap(), ::open), onScreen, ::wanted).collect { wanted ->
            shown.filter { it !in wanted }.forEach(notifications::withdraw)
            // What is being answered counts as shown: it must not come back as if nobody had answered it.
            wanted.filterKeys { it !in shown && it !in answering.value }.values.forEach(notifications::show)
            shown.clear()
            shown += wanted.keys
        }
    }

    private fun open(
        before: Map<AccountKey, List<Request>>,
        change: Change,
    ): Map<AccountKey, List<Request>> =
        when (change) {
            is Change.RequestsAre -> before + (change.account to change.open)
            is Change.AccountsAre -> before.filterKeys { key -> change.accounts.any { it.key == key } }
            is Change.Reachable, is Change.Trouble -> before
        }

    private fun wanted(
        open: Map<AccountKey, List<Request>>,
        onScreen: Boolean,
    ): Map<String, Request> = if (onScreen) emptyMap() else open.values.flatten().associateBy { it.id }
}
