package org.assenso.ui.state

import org.assenso.bridge.Reply
import org.assenso.bridge.model.Account

/** On a page that is about a mailbox. */
internal inline fun State.onRow(step: State.(Row) -> Next): Next = screen.row?.let { step(it) } ?: then()

/** "Associate this device": goes on with a pairing that was begun, or begins one at the same provider. */
internal fun State.associateAgain(): State {
    val row = screen.about
    return when {
        row == null || !accounts.canAssociate(row) -> this
        row is Row.Unfinished -> openPairing(row)
        else -> push(Screen.Provider(Field(accounts.paired(row)?.issuer.orEmpty())))
    }
}

internal fun State.check(): Next {
    val page = screen as? Screen.TwoStep ?: return then()
    val account = accounts.paired(page.row) ?: return then()
    if (page.busy != null) return then()
    return withTicket { ticket ->
        replaceTop(page.copy(busy = ticket, problem = null, checked = false))
            .then(Effect.Check(ticket, account.key))
    }
}

internal fun State.checked(
    ticket: Ticket,
    reply: Reply<Account>,
): Next {
    val shown =
        change<Screen.TwoStep>({ it.busy == ticket }) { page ->
            when (reply) {
                is Reply.Ok -> page.copy(busy = null, checked = true)
                is Reply.Failed -> page.copy(busy = null, problem = reply.problem)
            }
        } ?: this
    val next =
        when (reply) {
            is Reply.Ok -> shown.withAccount(reply.value).reachable(reply.value.key, true)
            is Reply.Failed -> shown
        }
    return next.then(Effect.Load)
}

/** From a mailbox's page, or from the notice that this phone is no longer its device. */
internal fun State.askRemove(): State {
    val row = screen.about
    return if (row != null && accounts.canRemove(row)) push(Screen.Remove(row)) else this
}

internal fun State.confirmRemove(): Next {
    val page = screen as? Screen.Remove ?: return then()
    if (page.busy != null) return then()
    return withTicket { ticket ->
        val effect =
            when (val row = page.row) {
                is Row.Paired -> Effect.Remove(ticket, row.account)
                is Row.Unfinished -> Effect.Abandon(row.pairing, ticket)
            }
        replaceTop(page.copy(busy = ticket, problem = null)).then(effect)
    }
}

internal fun State.removed(
    ticket: Ticket,
    reply: Reply<Unit>,
): Next {
    val page = stack.find { it is Screen.Remove && it.busy == ticket } as? Screen.Remove
    val next =
        when {
            page == null -> {
                this
            }

            reply is Reply.Failed -> {
                change<Screen.Remove>({ it === page }) {
                    it.copy(busy = null, problem = reply.problem)
                } ?: this
            }

            else -> {
                copy(stack = stack.filterNot { it.about == page.row })
            }
        }
    return next.then(Effect.Load)
}

/** The way to turn something on; notifications that are on are turned off there too. */
internal fun State.turnOn(prerequisite: Prerequisite): Effect =
    when (prerequisite) {
        Prerequisite.ScreenLock -> {
            Effect.OpenScreenLockSettings
        }

        Prerequisite.Biometrics -> {
            Effect.OpenBiometricEnrolment
        }

        Prerequisite.Notifications -> {
            if (posture?.notifications == true) {
                Effect.OpenNotificationSettings
            } else {
                Effect.AskForNotifications
            }
        }
    }
