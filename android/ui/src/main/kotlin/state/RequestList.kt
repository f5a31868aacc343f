package org.assenso.ui.state

import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.Request

// How requests come, take the front, and end.

/** So many requests that are over are remembered. */
private const val SETTLED = 64

/** The open requests of an account are these now. */
internal fun State.requestsAre(
    account: AccountKey,
    open: List<Request>,
): Next {
    val fresh = open.filter { it.id !in books.settled }
    val ids = open.map { it.id }.toSet()
    val others = waiting.filter { it.account != account }
    val gone = waiting.filter { it.account == account && it.id !in ids }.map { it.id }.toSet()
    val came =
        copy(
            waiting = (others + fresh).sortedBy { it.deadlineBootMs },
            offline = offline - account,
            books = books.copy(putOff = books.putOff - gone),
        )
    return came.askVanished(account).and { askKept() }.and { forgetWanted(account) }
}

/** The request in front is gone from the provider's list: it ended, and not by an answer from this screen. */
private fun State.askVanished(account: AccountKey): Next {
    val front = front as? Front.Asked ?: return then()
    val request = front.request
    val waits = waiting.any { it.id == request.id }
    // An answer that is on its way says itself how it ended.
    val vanished = request.account == account && !waits && front.sending == null
    return if (vanished) askOutcome(listOf(request)) else then()
}

/** The account's phone is another one now: its request is not asked about any more. */
internal fun State.withdrawFrom(devices: Set<AccountKey>): State {
    val front = front as? Front.Asked ?: return this
    val stays = front.request.account in devices || front.sending != null
    return if (stays) this else settle(null, front.request.id, Outcome.Withdrawn)
}

/** A request is over. The outcome takes its place in front, but not that of another request. */
internal fun State.settle(
    account: AccountKey?,
    id: String,
    outcome: Outcome,
): State {
    val question = account?.takeIf { outcome == Outcome.Denied }?.let { Question(it) }
    val asked = front as? Front.Asked
    val another = asked != null && asked.request.id != id
    return copy(front = if (another) front else Front.Over(id, outcome, question)).drop(id)
}

/** A request is over, and what is in front stays. */
internal fun State.drop(id: String): State =
    copy(
        waiting = waiting.filter { it.id != id },
        books =
            books.copy(
                putOff = books.putOff - id,
                kept = books.kept - id,
                ending = books.ending - id,
                untold = books.untold.filter { it.requestId != id },
                wanted = books.wanted?.takeIf { it.requestId != id },
                settled = (books.settled - id + id).takeLast(SETTLED),
            ),
    )

/** Ends requests whose time passed. One that is being answered ends with its answer. */
internal fun State.requestsTick(): Next {
    val asked = front as? Front.Asked
    val answering = asked?.takeIf { it.sending != null }?.request?.id
    val left = copy(waiting = waiting.filter { it.deadlineBootMs > nowBootMs || it.id == answering })
    // A notification may have answered it while the app was away.
    val over = asked?.takeIf { it.sending == null && it.request.deadlineBootMs <= nowBootMs }?.request
    return left.askOutcome(listOfNotNull(over)).and { askKept() }
}

/** Lets a request take the front, if one waits and nothing forbids it. */
internal fun State.presentRequest(): State {
    val front = front
    val free = front == null || (front is Front.Over && front.outcome.makesRoom)
    if (phase != Phase.Open || !free || isTyping) return this
    val fresh = waiting.find { it.id !in books.putOff && it.id !in books.kept }
    return fresh?.let { copy(front = Front.Asked(it)) } ?: this
}

/** What ended by itself makes room; the result of the person's own answer stays to be read. */
private val Outcome.makesRoom: Boolean
    get() = this == Outcome.Expired || this == Outcome.Withdrawn || this == Outcome.NotKnown

/** Shows the request that ends first, put off or not. */
internal fun State.showRequest(): State {
    val request = waiting.find { it.id !in books.kept } ?: return this
    val free = phase == Phase.Open && front !is Front.Asked
    return if (free) wanting(request).copy(front = Front.Asked(request)) else this
}

/** A notification was tapped: its request comes in front also while the person types. Any app may say so of any account. */
internal fun State.openRequest(wanted: Wanted): Next =
    if (wanted.requestId in books.settled || (phase == Phase.Open && accounts.paired(wanted.account)?.isDevice != true)) {
        then()
    } else {
        copy(books = books.copy(wanted = wanted)).then(Effect.Wake)
    }

/** The account's list came: what is wanted and not there is over, and the app's lock may ask now. */
private fun State.forgetWanted(account: AccountKey): Next {
    val wanted = books.wanted
    return if (wanted?.account != account || waiting.any { it.id == wanted.requestId }) {
        then()
    } else {
        copy(books = books.copy(wanted = null)).then(Effect.ReadPosture)
    }
}

/** Shows the request whose notification was tapped; after the one that is being answered, if there is one. */
internal fun State.presentWanted(): State {
    val asked = front as? Front.Asked
    val request = waiting.find { it.id == books.wanted?.requestId } ?: return this
    return when {
        phase != Phase.Open -> this
        asked?.sending != null || asked?.request?.id == request.id -> wanting(request)
        else -> wanting(request).copy(front = Front.Asked(request))
    }
}

/** The person wants to answer it now, whatever they wanted before. */
private fun State.wanting(request: Request): State = copy(books = books.copy(putOff = books.putOff - request.id, wanted = null))
