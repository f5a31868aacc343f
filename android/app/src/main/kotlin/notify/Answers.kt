package org.assenso.app.notify

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import org.assenso.bridge.Gateway
import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportReason
import org.assenso.ui.text.Text
import org.assenso.ui.text.Words
import org.assenso.ui.text.problem
import org.assenso.ui.text.said
import org.assenso.ui.text.text
import org.assenso.ui.text.title

/** Gives the answers that come from notifications, also on a locked phone and with no screen open. */
class Answers(
    private val gateway: suspend () -> Reply<Gateway>,
    private val notifications: RequestNotifications,
    private val words: () -> Words,
) {
    private val now = MutableStateFlow(emptySet<String>())

    /** The requests that are being answered. */
    val underway: StateFlow<Set<String>> = now

    suspend fun give(answer: NotificationAnswer) {
        // Before the core is opened: what it tells of this request is no news to the person.
        now.update { it + answer.requestId }
        try {
            notifications.withdraw(answer.requestId)
            handOver(answer)
        } finally {
            now.update { it - answer.requestId }
        }
    }

    private suspend fun handOver(answer: NotificationAnswer) {
        val gateway =
            when (val opened = gateway()) {
                is Reply.Ok -> opened.value
                is Reply.Failed -> return failed(answer, opened.problem)
            }
        when (answer.kind) {
            NotificationAnswer.Kind.Deny -> deny(gateway, answer)
            NotificationAnswer.Kind.NotMe -> report(gateway, answer, ReportReason.NotMe)
            NotificationAnswer.Kind.Mistake -> report(gateway, answer, ReportReason.Mistake)
        }
    }

    private suspend fun deny(
        gateway: Gateway,
        answer: NotificationAnswer,
    ) {
        when (val reply = gateway.deny(answer.account, answer.requestId)) {
            is Reply.Ok -> {
                if (reply.value == Outcome.Denied) {
                    notifications.showDenied(answer, words()(Text.ReportQuestion))
                } else {
                    notifications.showEnd(answer.requestId, words()(reply.value.title), words()(reply.value.text))
                }
            }

            is Reply.Failed -> {
                if (reply.problem == Problem.Plain.AnswerKept) {
                    notifications.showDenied(answer, words().problem(reply.problem))
                } else {
                    failed(answer, reply.problem)
                }
            }
        }
    }

    private suspend fun report(
        gateway: Gateway,
        answer: NotificationAnswer,
        reason: ReportReason,
    ) {
        val text =
            when (val reply = gateway.report(answer.account, answer.requestId, reason)) {
                is Reply.Ok -> words()(said(reason, reply.value))
                is Reply.Failed -> words().problem(reply.problem)
            }
        notifications.showEnd(answer.requestId, words()(Text.OutcomeDenied), text)
    }

    /** Nothing was sent, nothing was kept. A request that can still be denied stands again. */
    private fun failed(
        answer: NotificationAnswer,
        problem: Problem,
    ) {
        val why = words().problem(problem)
        val standsAgain = answer.notice?.takeUnless { problem.isFinal }?.let { notifications.showUnsent(it, why) } ?: false
        if (!standsAgain) notifications.showEnd(answer.requestId, words()(Text.RequestTitle), why)
    }

    /** Whether another try can't end otherwise: this phone is not the account's device any more. */
    private val Problem.isFinal: Boolean
        get() = this is Problem.Dissociated || this == Problem.Plain.NotAssociated || this == Problem.Plain.Missing
}
