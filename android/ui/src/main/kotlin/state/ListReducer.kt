package org.assenso.ui.state

// The list of accounts, and the way from an entry of it to what it stands for.

/** What the field of the provider's address begins with. */
internal fun State.suggestedAddress(): Field = Field(known.firstOrNull()?.issuer.orEmpty())

internal fun State.openRow(row: Row): State =
    when (row) {
        is Row.Paired -> if (row in accounts.rows) push(Screen.Account(row)) else this
        is Row.Unfinished -> openPairing(row)
    }

/** Opens a pairing where it stands. */
internal fun State.openPairing(row: Row): State {
    val screen = accounts.unfinished(row)?.let { pairingScreen(it) } ?: return this
    return push(screen)
}
