package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason

// What is done about an outcome, and about the question after a denial.

internal fun State.over(
    front: Front.Over,
    action: Action.OnRequest,
): Next =
    when (action) {
        is Action.Report -> report(front, action.reason)
        is Action.CloseOutcome -> copy(front = null).then()
        else -> then()
    }

private fun State.report(
    front: Front.Over,
    reason: ReportReason,
): Next {
    val question = front.question ?: return then()
    if (question.asking !is Asking.Open) return then()
    return copy(front = front.copy(question = question.copy(asking = Asking.Sending(reason))))
        .then(Effect.Report(question.account, front.requestId, reason))
}

/** Whoever has left the question is not called back. */
internal fun State.reported(
    id: String,
    reply: Reply<ReportOutcome>,
): State {
    val front = (front as? Front.Over)?.takeIf { it.requestId == id } ?: return this
    val question = front.question ?: return this
    val reason = (question.asking as? Asking.Sending)?.reason ?: return this
    val asking =
        when (reply) {
            is Reply.Ok -> {
                Asking.Said(reason, reply.value)
            }

            is Reply.Failed -> {
                if (reply.problem == Problem.Plain.ReportKept) {
                    Asking.Kept(reason)
                } else {
                    Asking.Open(reply.problem)
                }
            }
        }
    return copy(front = front.copy(question = question.copy(asking = asking)))
}
