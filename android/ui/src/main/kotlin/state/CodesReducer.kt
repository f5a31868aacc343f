package org.assenso.ui.state

import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Secret

internal fun State.openCodes(): Next =
    if (accounts.paired.isEmpty()) {
        push(Screen.Codes(codes = emptyList())).then()
    } else {
        push(Screen.Codes()).unlockCodes()
    }

internal fun State.unlockCodes(): Next {
    val screen = screen as? Screen.Codes ?: return then()
    if (screen.visit != null || screen.codes != null) return then()
    return withTicket { ticket ->
        replaceTop(Screen.Codes(visit = ticket)).then(Effect.UnlockCodes(ticket))
    }
}

internal fun State.codesAre(
    visit: Ticket,
    codes: CodesState,
): State =
    change<Screen.Codes>({ it.visit == visit }) { screen ->
        when (codes) {
            is CodesState.Shown -> {
                screen.copy(
                    codes = codes.codes,
                    locksAtBootMs = codes.locksAtBootMs,
                    problem = null,
                    copied = null,
                )
            }

            CodesState.Locked -> {
                Screen.Codes()
            }

            is CodesState.Failed -> {
                Screen.Codes(problem = codes.problem)
            }
        }
    } ?: this

internal fun State.copyCode(account: AccountKey): Next {
    val screen = screen as? Screen.Codes ?: return then()
    val digits = screen.codes?.find { it.account == account }?.digits ?: return then()
    return replaceTop(screen.copy(copied = account)).then(Effect.CopyCode(Secret(digits.now)))
}

/** Time went on: the codes lock, whether the core has said so or not. */
internal fun State.codesTick(): Next {
    val over = stack.any { it is Screen.Codes && (it.locksAtBootMs ?: Long.MAX_VALUE) <= nowBootMs }
    return if (over) lockShownCodes() else then()
}

/** Codes that nobody can see lock. */
internal fun State.lockHiddenCodes(): Next {
    val seen = shown.let { it is Shown.Page && it.screen is Screen.Codes }
    return if (seen || front != null) then() else lockShownCodes()
}

/** Locks the codes that were unlocked; a prompt that is up stays. */
internal fun State.lockShownCodes(): Next =
    change<Screen.Codes>({ it.visit != null && it.codes != null }) { Screen.Codes() }
        ?.then(Effect.LockCodes)
        ?: then()
