package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.Request
import org.assenso.bridge.model.Secret

// How a request is answered.

internal fun State.asked(
    front: Front.Asked,
    action: Action.OnRequest,
): Next =
    when (action) {
        is Action.TypedNumber -> {
            if (front.sending == null) {
                val number = numberField(action.text, front.request.digits)
                copy(front = front.copy(number = number)).then()
            } else {
                then()
            }
        }

        is Action.Approve -> {
            if (front.sending == null) approve(front) else then()
        }

        is Action.Deny -> {
            if (front.sending == null) deny(front) else then()
        }

        is Action.TouchRefused -> {
            if (front.sending == null) copy(front = front.copy(problem = Problem.Plain.Covered)).then() else then()
        }

        is Action.Later -> {
            later(front)
        }

        is Action.Report, is Action.CloseOutcome -> {
            then()
        }
    }

private fun State.approve(front: Front.Asked): Next {
    val request = front.request
    val problem =
        when {
            !front.isKnown -> Problem.Plain.UpdateNeeded
            !front.isComplete -> Problem.Plain.InvalidNumber
            else -> null
        }
    if (problem != null) return copy(front = front.copy(problem = problem)).then()
    return copy(front = front.copy(sending = Sending.Approve, problem = null))
        .then(Effect.Approve(request.account, request.id, Secret(front.number.text)))
}

private fun State.deny(front: Front.Asked): Next =
    copy(front = front.copy(sending = Sending.Deny, problem = null))
        .then(Effect.Deny(front.request.account, front.request.id))

/** Answers later. A prompt that is up is taken down first; what is sent already is waited for. */
internal fun State.later(front: Front.Asked): Next {
    val id = front.request.id
    return when (front.sending) {
        null -> copy(front = null, books = books.copy(putOff = books.putOff + id)).then()
        Sending.Kept -> copy(front = null).then()
        Sending.Approve -> then(Effect.CancelAnswer(id))
        Sending.Deny -> then()
    }
}

internal fun State.answered(
    id: String,
    reply: Reply<Outcome>,
): Next {
    val front = (front as? Front.Asked)?.takeIf { it.request.id == id }
    return when (reply) {
        is Reply.Ok -> {
            val request = front?.request ?: waiting.find { it.id == id }
            settle(request?.account, id, reply.value).then()
        }

        is Reply.Failed -> {
            notAnswered(front, id, reply.problem)
        }
    }
}

private fun State.notAnswered(
    front: Front.Asked?,
    id: String,
    problem: Problem,
): Next {
    val request = front?.request ?: waiting.find { it.id == id }
    val next =
        when {
            problem == Problem.Plain.AnswerKept && request != null -> {
                val now = if (front == null) noted(problem) else this
                now.keeps(request).askKept()
            }

            front == null -> {
                noted(problem).then()
            }

            else -> {
                val open = copy(front = front.copy(sending = null, problem = problem))
                // It may have left the list meanwhile.
                open.askOutcome(listOf(front.request).filter { gone -> waiting.none { it.id == gone.id } })
            }
        }
    val isDevice = problem !is Problem.Dissociated && problem != Problem.Plain.NotAssociated
    return if (isDevice) next else next.and { then(Effect.Load) }
}

/** The answer to a request is given, and sent as soon as it can be. */
internal fun State.keeps(request: Request): State {
    val asked = (front as? Front.Asked)?.takeIf { it.request.id == request.id }
    val front = asked?.copy(sending = Sending.Kept, problem = Problem.Plain.AnswerKept) ?: front
    return copy(front = front, books = books.copy(kept = books.kept + (request.id to request)))
}
