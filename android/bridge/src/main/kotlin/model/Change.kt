package org.assenso.bridge.model

import org.assenso.bridge.Problem

/** Something that [org.assenso.bridge.Gateway.changes] tells. */
sealed interface Change {
    /** The accounts are these now; unfinished pairings are read with [org.assenso.bridge.Gateway.accounts]. */
    data class AccountsAre(
        val accounts: List<Account>,
    ) : Change

    /** The open requests of an account are these now; whatever was there before and is not here is over. */
    data class RequestsAre(
        val account: AccountKey,
        val open: List<Request>,
    ) : Change

    /** The provider of an account can be reached, or not. */
    data class Reachable(
        val account: AccountKey,
        val reachable: Boolean,
    ) : Change

    /** Something is wrong with an account, or (null) no longer. */
    data class Trouble(
        val account: AccountKey,
        val problem: Problem?,
    ) : Change
}
