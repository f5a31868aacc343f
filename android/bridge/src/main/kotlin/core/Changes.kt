package org.assenso.bridge.core

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.launch
import org.assenso.bridge.Problem
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Change
import org.assenso.bridge.note
import org.assenso.bridge.problemOf
import org.assenso.ffi.Authenticator
import org.assenso.ffi.Observer
import org.assenso.ffi.Change as FfiChange

/** Everything that [core] tells, for as long as somebody listens. [requests] holds what is told of requests. */
internal fun changes(
    core: Authenticator,
    requests: Requests,
): Flow<Change> =
    flow {
        try {
            tell(core, requests)
        } catch (end: CancellationException) {
            throw end
        } catch (thrown: Throwable) {
            // Whoever listens is told nothing more, and goes on.
            note("changes can't be told", thrown)
            awaitCancellation()
        }
    }
        // What nobody has taken waits where a newer change takes its place.
        .buffer(Channel.RENDEZVOUS)
        .flowOn(Dispatchers.Default)

private suspend fun FlowCollector<Change>.tell(
    core: Authenticator,
    requests: Requests,
) = coroutineScope {
    // Never long: it is emptied at once, however slow whoever listens is.
    val told = Channel<FfiChange>(Channel.UNLIMITED) { it.destroy() }
    val newest = Newest()
    try {
        launch { for (change in told) put(change, newest, requests) }
        core.observe(Listener(told)).use {
            while (true) emit(newest.take())
        }
    } finally {
        told.cancel()
    }
}

/**
 * Hands changes over, and asks nothing of the core about them: called on a thread of the core, which JNA detaches after the innermost call. A
 * question that the core answers with a look at the phone's clock would be such a call, and Android ends a process that is detached while it
 * runs.
 */
private class Listener(
    private val told: SendChannel<FfiChange>,
) : Observer {
    override fun changed(change: FfiChange) {
        told.trySend(change)
    }
}

private fun put(
    change: FfiChange,
    newest: Newest,
    requests: Requests,
) {
    try {
        newest.put(toModel(change, requests))
    } catch (thrown: Throwable) {
        note("a change can't be told", thrown)
        change.destroy()
    }
}

private fun toModel(
    change: FfiChange,
    requests: Requests,
): Change =
    when (change) {
        is FfiChange.Accounts -> {
            Change.AccountsAre(change.accounts.map { it.toModel() })
        }

        is FfiChange.Requests -> {
            val account = AccountKey(change.account)
            Change.RequestsAre(account, requests.replace(account, change.open))
        }

        is FfiChange.Reachable -> {
            Change.Reachable(AccountKey(change.account), change.reachable)
        }

        is FfiChange.Trouble -> {
            val problem = change.code?.let { problemOf(it) ?: Problem.Plain.Unexpected }
            Change.Trouble(AccountKey(change.account), problem)
        }
    }
