package org.assenso.ui.state

/** What follows an action: the next state, and what is to be done. */
data class Next(
    val state: State,
    val effects: List<Effect> = emptyList(),
)

/** This state, and [effects] to be done. */
internal fun State.then(vararg effects: Effect): Next = Next(this, effects.asList())

internal fun State.then(effects: List<Effect>): Next = Next(this, effects)

/** Goes on from the state of a step; what both ask for is done, in this order. */
internal inline fun Next.and(step: State.() -> Next): Next {
    val following = state.step()
    return Next(following.state, effects + following.effects)
}

/** Goes on with a ticket that nobody has. */
internal inline fun State.withTicket(step: State.(Ticket) -> Next): Next {
    val ticket = Ticket(books.tickets + 1)
    return copy(books = books.copy(tickets = ticket.number)).step(ticket)
}
