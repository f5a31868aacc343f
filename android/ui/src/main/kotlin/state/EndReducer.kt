package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.Request

// How a request ended that is not open any more. This phone may have answered it without this screen: from a notification, or later, once the
// provider could be reached. So that is asked first, and what is shown stays until it is known.

/** Asks how these ended, one question at a time about each. */
internal fun State.askOutcome(over: List<Request>): Next {
    val unasked = over.filter { it.id !in books.ending }
    return copy(books = books.copy(ending = books.ending + unasked.associateBy { it.id }))
        .then(unasked.map { Effect.AskOutcome(it.account, it.id) })
}

/** Asks about the answers that were kept and whose requests the provider does not list any more: they may have been sent. */
internal fun State.askKept(): Next =
    askOutcome(books.kept.values.filter { kept -> kept.account !in offline && waiting.none { it.id == kept.id } })

internal fun State.outcomeIs(
    id: String,
    reply: Reply<Outcome?>,
): Next {
    val request = books.ending[id] ?: return then()
    val known = (reply as? Reply.Ok)?.value
    val isKept = reply is Reply.Failed && reply.problem == Problem.Plain.AnswerKept
    val asked = (front as? Front.Asked)?.takeIf { it.request.id == id }
    val heard = copy(books = books.copy(ending = books.ending - id))
    return when {
        // An answer that was given meanwhile says itself how it ended.
        asked?.sending == Sending.Approve || asked?.sending == Sending.Deny -> heard

        known != null -> heard.tell(request, known)

        isKept -> heard.keeps(request)

        asked != null -> heard.settle(request.account, id, endOf(request))

        else -> heard.drop(id)
    }.then()
}

/** How a request ended that is not on the list any more, as far as this phone can know. */
private fun State.endOf(request: Request): Outcome =
    when {
        request.id in books.kept -> Outcome.NotKnown
        request.deadlineBootMs <= nowBootMs -> Outcome.Expired
        else -> Outcome.Withdrawn
    }

/** Shows an outcome in place of its request; where that was left already, as soon as nothing else is in front. */
private fun State.tell(
    request: Request,
    outcome: Outcome,
): State {
    if ((front as? Front.Asked)?.request?.id == request.id) return settle(request.account, request.id, outcome)
    val question = Question(request.account).takeIf { outcome == Outcome.Denied }
    val over = drop(request.id)
    return over.copy(books = over.books.copy(untold = over.books.untold + Front.Over(request.id, outcome, question)))
}

/** Shows an outcome that was left waiting. It does not disturb whoever types. */
internal fun State.presentOutcome(): State {
    val over = books.untold.firstOrNull() ?: return this
    if (phase != Phase.Open || front != null || isTyping) return this
    return copy(front = over, books = books.copy(untold = books.untold.drop(1)))
}
