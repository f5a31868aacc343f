package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.PairingFlow
import java.net.IDN
import java.net.URI

// How a pairing begins: by the provider's address, or by an invitation.

internal fun State.submitAddress(screen: Screen.Provider): Next {
    val address = screen.address.text.trim()
    return when {
        screen.busy != null -> {
            then()
        }

        address.isEmpty() -> {
            replaceTop(screen.copy(problem = Problem.Plain.InvalidIssuer)).then()
        }

        else -> {
            withTicket { ticket ->
                replaceTop(screen.copy(busy = ticket, problem = null))
                    .then(Effect.Pair(ticket, address))
            }
        }
    }
}

internal fun State.cameraIs(allowed: Boolean): Next =
    change<Screen.Scan>({ true }) {
        it.copy(camera = if (allowed) Camera.Allowed else Camera.Refused)
    }.orThis(this)

internal fun State.cameraFailed(): State = change<Screen.Scan>({ it.camera == Camera.Allowed }) { it.copy(camera = Camera.Failed) } ?: this

internal fun State.scanned(text: String): Next {
    val screen = screen as? Screen.Scan ?: return then()
    if (!screen.isLooking) return then()
    return withTicket { ticket ->
        replaceTop(screen.copy(busy = ticket)).then(Effect.ReadInvitation(ticket, text))
    }
}

internal fun State.openLink(text: String): Next =
    withTicket { ticket ->
        val shown = if (screen is Screen.Invited) pop() else this
        shown.push(Screen.Invited(busy = ticket)).then(Effect.ReadInvitation(ticket, text))
    }

internal fun State.invitationRead(
    ticket: Ticket,
    reply: Reply<Invitation>,
): Next {
    val invitation = (reply as? Reply.Ok)?.value
    val view = invitation?.let(::view)
    val problem = (reply as? Reply.Failed)?.problem ?: Problem.Plain.InvalidInvitation
    val invited = Screen.Invited(view = view, invitation = invitation)
    val next =
        change<Screen.Scan>({ it.busy == ticket }) {
            if (view == null) it.copy(busy = null, problem = problem) else invited
        } ?: change<Screen.Invited>({ it.busy == ticket }) {
            if (view == null) it.copy(busy = null, problem = problem) else invited
        }
    return next.orThis(this)
}

private fun State.view(invitation: Invitation): InvitationView? {
    val domain = domainOf(invitation.issuer) ?: return null
    val provider = known.find { it.issuer.trimEnd('/') == invitation.issuer.trimEnd('/') }
    return InvitationView(invitation.issuer, domain, provider?.name, onList = provider != null)
}

/** The domain of an issuer, in ASCII; null if there is none. */
internal fun domainOf(issuer: String): String? =
    try {
        val authority = URI(issuer).rawAuthority.orEmpty().substringAfterLast('@')
        IDN.toASCII(authority.substringBeforeLast(':', authority)).lowercase().ifEmpty { null }
    } catch (_: java.net.URISyntaxException) {
        null
    } catch (_: IllegalArgumentException) {
        null
    }

internal fun State.accept(screen: Screen.Invited): Next {
    val invitation = screen.invitation
    if (screen.busy != null || invitation == null) return then()
    return withTicket { ticket ->
        replaceTop(screen.copy(busy = ticket, problem = null))
            .then(Effect.PairInvited(ticket, invitation))
    }
}

internal fun State.begun(
    ticket: Ticket,
    reply: Reply<PairingFlow>,
): Next =
    when (reply) {
        is Reply.Ok -> {
            val screen = pairingScreen(reply.value)
            val begun =
                screen?.let { wizard ->
                    change<Screen.Provider>({ it.busy == ticket }) { wizard }
                        ?: change<Screen.Invited>({ it.busy == ticket }) { wizard }
                }
            // Whoever left meanwhile did not want it.
            begun?.then() ?: then(Effect.Abandon(reply.value.key))
        }

        is Reply.Failed -> {
            val failed =
                change<Screen.Provider>({ it.busy == ticket }) {
                    it.copy(busy = null, problem = reply.problem)
                } ?: change<Screen.Invited>({ it.busy == ticket }) {
                    it.copy(busy = null, problem = reply.problem)
                }
            failed.orThis(this)
        }
    }

private fun State?.orThis(state: State): Next = (this ?: state).then()
