package org.assenso.app

import android.content.Context
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.assenso.app.notify.Answers
import org.assenso.app.notify.Notifier
import org.assenso.app.notify.RequestNotifications
import org.assenso.bridge.Gateway
import org.assenso.bridge.Reply
import org.assenso.bridge.ports.Ports
import org.assenso.ui.text.Words

/** The parts of the app and how they hang together; one for the process, made when it is first asked for. */
class Graph(
    val context: Context,
    val ports: Ports,
    /** What the core needs of the platform before it can call a provider; tests call theirs without TLS. */
    private val startTls: () -> Unit,
    /** Opens the core; tests open it towards a provider on this machine. */
    private val open: suspend (Ports) -> Reply<Gateway>,
) {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** Whether the app stands before the person and shows requests itself. */
    val onScreen = MutableStateFlow(false)

    /** In the language of now. */
    val words: () -> Words = { ResourceWords(context.resources) }

    val clipboard = CodeClipboard(context, ports.clock, scope)
    val notifications = RequestNotifications(context, words, ports.clock)
    val answers = Answers(::gateway, notifications, words)

    private val opening = Mutex()
    private var opened: Gateway? = null

    /** The core, opened at the first call; one that failed is tried again at the next. */
    suspend fun gateway(): Reply<Gateway> =
        opening.withLock {
            opened?.let { return Reply.Ok(it) }
            startTls()
            val reply = open(ports)
            if (reply is Reply.Ok) {
                opened = reply.value
                scope.launch { Notifier(notifications, onScreen, answers.underway).run(reply.value.changes()) }
            }
            reply
        }

    /** Ends what it has begun; for the end of a test, since a process has none. */
    fun close() = scope.cancel()

    /** The network is back, or a push came: what waits is looked for now. */
    fun wake() {
        scope.launch {
            val reply = gateway()
            if (reply is Reply.Ok) reply.value.wake()
        }
    }
}

/** The app's parts, from any context. */
val Context.graph: Graph get() = (applicationContext as AssensoApplication).graph
