package org.assenso.app.notify

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import kotlinx.coroutines.launch
import org.assenso.app.graph

/** Takes what the buttons of notifications say; nobody but this app can send it. */
class AnswerReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val answer = NotificationIntents.answer(intent) ?: return
        val graph = context.graph
        val pending: PendingResult? = goAsync()
        graph.scope.launch {
            try {
                graph.answers.give(answer)
            } finally {
                pending?.finish()
            }
        }
    }
}
