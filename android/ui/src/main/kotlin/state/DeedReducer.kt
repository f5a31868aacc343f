package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Held

// What the owner does with an account: leave it, deactivate, recovery codes.

/** What can be done with the account of a page, as this phone stands to it. */
fun Accounts.matters(row: Row): List<Matter> {
    val account = paired(row) ?: return emptyList()
    val code = if (account.hold?.held == Held.Widening) Matter.EnterCode else Matter.NewCode
    return when (account.association) {
        Association.Associated -> listOf(code, Matter.SignOut, Matter.Deactivate)
        Association.Frozen -> listOf(Matter.SignOut)
        else -> emptyList()
    }
}

/** From the page of the 2-step verification, or from what has to wait. */
internal fun State.openDeed(matter: Matter): State {
    val row = screen.row as? Row.Paired ?: return this
    if (matter !in accounts.matters(row)) return this
    val opened = Screen.Deed(row.account, matter.firstPage)
    return when (val screen = screen) {
        is Screen.TwoStep -> push(opened)
        is Screen.Deed -> if (screen.busy == null) replaceTop(opened) else this
        else -> this
    }
}

internal fun State.deedGoesOn(screen: Screen.Deed): Next {
    val page = screen.page
    return when {
        screen.busy != null -> then()
        page is DeedPage.Finished -> home().then()
        page == DeedPage.Deactivate -> replaceTop(screen.copy(page = DeedPage.ReallyDeactivate(), problem = null)).then()
        page.fields.any { it.isEmpty } -> replaceTop(screen.copy(problem = Problem.Plain.InvalidInput)).then()
        else -> perform(screen)
    }
}

private fun State.perform(screen: Screen.Deed): Next {
    val deed = screen.page.deed() ?: return then()
    return withTicket { ticket ->
        val sent = screen.copy(page = screen.page.sent(), busy = ticket, problem = null)
        replaceTop(sent).then(Effect.Perform(ticket, screen.account, deed))
    }
}

/** Something on its way ends by itself: what was signed may be done already. */
internal fun State.leaveDeed(screen: Screen.Deed): Next =
    when {
        screen.busy != null -> then()
        screen.page is DeedPage.WriteCode -> pop().then(Effect.ForgetCode(screen.account))
        else -> pop().then()
    }

internal fun State.performed(
    ticket: Ticket,
    reply: Reply<Done>,
): Next {
    val changed = ((reply as? Reply.Ok)?.value as? Done.Changed)?.account
    // Before the page turns: that this phone is out is no news to whoever waits for it here.
    val known = changed?.let { withAccount(it) } ?: this
    val shown =
        known.change<Screen.Deed>({ it.busy == ticket }) { screen ->
            when (reply) {
                is Reply.Ok -> screen.copy(page = screen.page.after(reply.value), busy = null)
                is Reply.Failed -> screen.copy(busy = null, problem = reply.problem)
            }
        }
    return (shown ?: known).then(Effect.Load)
}

private fun DeedPage.after(done: Done): DeedPage =
    when (done) {
        is Done.Printed -> DeedPage.WriteCode(done.code)
        Done.Kept -> DeedPage.Finished(Matter.NewCode)
        is Done.Changed -> DeedPage.Finished(matter)
    }

/** What a page that changes the account is about. */
private val DeedPage.matter: Matter
    get() =
        when (this) {
            DeedPage.SignOut -> Matter.SignOut
            is DeedPage.EnterCode -> Matter.EnterCode
            is DeedPage.NewCode, is DeedPage.WriteCode -> Matter.NewCode
            DeedPage.Deactivate, is DeedPage.ReallyDeactivate -> Matter.Deactivate
            is DeedPage.Finished -> matter
        }

internal fun State.withAccount(account: Account): State =
    withAccounts(
        accounts.copy(paired = accounts.paired.map { if (it.key == account.key) account else it }),
    )
