package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts

// How the app comes up, and what it knows of the accounts.

internal fun State.opened(problem: Problem?): Next =
    when {
        problem != null -> copy(phase = Phase.Stopped(problem)).then()
        books.leftAtBootMs == null -> then(Effect.Load, Effect.Watch)
        else -> then(Effect.Load)
    }

internal fun State.retry(): Next = if (phase is Phase.Stopped) copy(phase = Phase.Opening).then(Effect.Open) else then()

internal fun State.loaded(reply: Reply<Accounts>): Next =
    when (reply) {
        is Reply.Ok -> {
            val next = withAccounts(reply.value).let { if (phase == Phase.Open) it else it.open() }
            // The app's lock waited for a request that can't be: now it may ask.
            if (books.wanted != null && next.books.wanted == null) next.then(Effect.ReadPosture) else next.then()
        }

        is Reply.Failed -> {
            (if (phase == Phase.Open) noted(reply.problem) else copy(phase = Phase.Stopped(reply.problem))).then()
        }
    }

private fun State.open(): State = copy(phase = Phase.Open).follow()

/** Takes the accounts over, and leaves what belongs to those that are gone. */
internal fun State.withAccounts(now: Accounts): State {
    val devices =
        now.paired
            .filter { it.isDevice }
            .map { it.key }
            .toSet()
    val before = accounts.paired.filter { it.isDevice }.map { it.key }
    val lost = before.firstOrNull { key -> now.paired(key)?.isDevice == false }
    return copy(
        accounts = now,
        offline = offline intersect devices,
        troubles = troubles.filterKeys { it in devices },
        waiting = waiting.filter { it.account in devices },
        stack = stack.filterIndexed { index, screen -> index == 0 || now.has(screen) },
        books =
            books.copy(
                kept = books.kept.filterValues { it.account in devices },
                wanted = books.wanted?.takeIf { it.account in devices },
            ),
    ).withdrawFrom(devices).tellOf(lost)
}

/** Whether what a screen is about is still there. */
private fun Accounts.has(screen: Screen): Boolean =
    if (screen is Screen.Dissociated) {
        paired(screen.account)?.isDevice == false
    } else {
        screen.row.let { it == null || it in rows }
    }

/** Says on a screen of its own that this phone is no longer an account's device, unless it disturbs. */
private fun State.tellOf(lost: AccountKey?): State = if (lost == null || screen.isBusy) this else push(Screen.Dissociated(lost))

internal fun State.reachable(
    account: AccountKey,
    reachable: Boolean,
): State = copy(offline = if (reachable) offline - account else offline + account)

internal fun State.trouble(
    account: AccountKey,
    problem: Problem?,
): Next =
    when (problem) {
        null -> copy(troubles = troubles - account).then()
        is Problem.Dissociated -> then(Effect.Load)
        else -> copy(troubles = troubles + (account to problem)).then()
    }
