package org.assenso.ui.state

/** Goes to a screen from which "back" leads here. */
internal fun State.push(screen: Screen): State = copy(stack = stack + screen)

/** Puts another screen in the place of the one on top. */
internal fun State.replaceTop(screen: Screen): State = copy(stack = stack.dropLast(1) + screen)

/** Goes back from the screen on top; from the first one nowhere. */
internal fun State.pop(): State = if (stack.size > 1) copy(stack = stack.dropLast(1)) else this

/** Goes to the first screen. */
internal fun State.home(): State = copy(stack = stack.take(1))

/** Changes the one screen of a kind that [test] finds, wherever it lies; null if there is none. */
internal inline fun <reified S : Screen> State.change(
    test: (S) -> Boolean,
    change: (S) -> Screen,
): State? {
    val index = stack.indexOfLast { it is S && test(it) }
    val found = stack.getOrNull(index) as? S ?: return null
    return copy(stack = stack.toMutableList().also { it[index] = change(found) })
}

/** The system's "back": what is in front first, then the screen on top, then the app. */
internal fun State.back(): Next =
    when (val shown = shown) {
        is Shown.InFront -> {
            when (val front = shown.front) {
                is Front.Asked -> later(front)
                is Front.Over -> copy(front = null).then()
            }
        }

        is Shown.Page -> {
            if (stack.size > 1) leave(cancels = false) else then(Effect.Leave)
        }

        is Shown.Locked, is Shown.Stopped, Shown.Opening -> {
            then(Effect.Leave)
        }
    }

/** Leaves the screen on top, and what belongs to it ends; [cancels] if "Cancel" was pressed. */
internal fun State.leave(cancels: Boolean): Next =
    when (val screen = screen) {
        is Screen.Pairing -> leavePairing(screen, cancels)
        is Screen.Codes -> pop().then(Effect.LockCodes)
        is Screen.Deed -> leaveDeed(screen)
        else -> pop().then()
    }

/** The mailbox that a page or a notice is about. */
internal val Screen.about: Row? get() = if (this is Screen.Dissociated) Row.Paired(account) else row

/** The mailbox that a page of the settings is about. */
internal val Screen.row: Row?
    get() =
        when (this) {
            is Screen.Mailbox -> row
            is Screen.Account -> row
            is Screen.TwoStep -> row
            is Screen.Deed -> Row.Paired(account)
            is Screen.Remove -> row
            else -> null
        }
