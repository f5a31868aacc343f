package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.At
import org.assenso.bridge.model.PairingFlow

// What the core answers to the wizard.

internal fun State.stepped(
    ticket: Ticket,
    reply: Reply<PairingFlow>,
): Next {
    val screen =
        stack.find { it is Screen.Pairing && it.busy == ticket } as? Screen.Pairing
            ?: return then(Effect.Load)
    return when (reply) {
        is Reply.Ok -> moved(screen, reply.value)
        is Reply.Failed -> failed(screen, reply.problem, reply.flow)
    }
}

private fun State.moved(
    screen: Screen.Pairing,
    flow: PairingFlow,
): Next {
    val next = pairingScreen(flow, screen.chosenOf(flow)) ?: return without(screen).then(Effect.Load)
    val shown = put(screen, next.copy(resent = next.sms != null && screen.flow.at.asksLike(flow.at)))
    return if (flow.at is At.Associated) shown.then(Effect.Load) else shown.then()
}

/** The class that the person chose, unless the provider has said meanwhile that it does not allow it. */
private fun Screen.Pairing.chosenOf(flow: PairingFlow) = keyClass?.takeIf { it in flow.keyClasses || flow.keyClasses.isEmpty() }

private fun At.asksLike(other: At) =
    (this is At.SignInCode && other is At.SignInCode) ||
        (this is At.NumberCode && other is At.NumberCode) ||
        (this is At.AssociateCode && other is At.AssociateCode)

private fun State.failed(
    screen: Screen.Pairing,
    problem: Problem,
    flow: PairingFlow?,
): Next =
    when {
        problem is Problem.Prerequisites && problem.needs.isNotEmpty() -> {
            put(screen, screen.copy(page = PairingPage.Missing(problem.needs), busy = null)).then()
        }

        problem == Problem.Plain.SessionEnded -> {
            val again = Screen.Provider(Field(screen.flow.issuer), problem = problem)
            put(screen, again).then(Effect.Load)
        }

        flow != null -> {
            val next = pairingScreen(flow, screen.chosenOf(flow))
            if (next == null) {
                without(screen).noted(problem).then(Effect.Load)
            } else {
                put(screen, next.copy(problem = problem)).then()
            }
        }

        else -> {
            put(screen, screen.stayed(problem)).then()
        }
    }

private val Problem.Prerequisites.needs: Set<Prerequisite>
    get() =
        buildSet {
            if (screenLock) add(Prerequisite.ScreenLock)
            if (notifications) add(Prerequisite.Notifications)
        }

/** The same page with what went wrong. */
private fun Screen.Pairing.stayed(problem: Problem): Screen.Pairing {
    val page = if (page == PairingPage.Finishing) pageOf(flow, keyClass) ?: page else page
    val flow = if (problem is Problem.WrongCode) flow.withTries(problem.triesLeft) else flow
    return copy(flow = flow, page = page, busy = null, problem = problem)
}

private fun PairingFlow.withTries(left: Int): PairingFlow =
    when (val at = at) {
        is At.SignInCode -> copy(at = At.SignInCode(at.sms?.copy(triesLeft = left)))
        is At.NumberCode -> copy(at = At.NumberCode(at.sms?.copy(triesLeft = left)))
        is At.AssociateCode -> copy(at = At.AssociateCode(at.sms?.copy(triesLeft = left)))
        else -> this
    }

private fun State.put(
    old: Screen,
    new: Screen,
): State = copy(stack = stack.map { if (it === old) new else it })

private fun State.without(old: Screen): State = copy(stack = stack.filterNot { it === old })
