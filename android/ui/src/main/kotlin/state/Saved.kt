package org.assenso.ui.state

import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingKey

/** Where the person is, as a short text that outlives the process: no name, no address, no secret. */
val State.saved: String
    get() = (books.route ?: Route.of(screen)).toString()

/** A place in the app that can be gone to by its name. */
internal sealed interface Route {
    data object Home : Route {
        override fun toString() = "home"
    }

    data object Provider : Route {
        override fun toString() = "provider"
    }

    data object Codes : Route {
        override fun toString() = "codes"
    }

    data object Settings : Route {
        override fun toString() = "settings"
    }

    data class Pairing(
        val key: PairingKey,
        val keyClass: KeyClass?,
    ) : Route {
        override fun toString() = listOfNotNull("pairing", key.id, keyClass?.name?.lowercase()).joinToString("/")
    }

    /** A page about a mailbox. */
    data class Mailbox(
        val row: Row,
        val page: Page,
    ) : Route {
        override fun toString() =
            when (row) {
                is Row.Paired -> "${page.key}/account/${row.account.id}"
                is Row.Unfinished -> "${page.key}/pairing/${row.pairing.id}"
            }
    }

    enum class Page(
        val key: String,
    ) {
        Mailbox("mailbox"),
        Account("account"),
        TwoStep("two-step"),
    }

    companion object {
        /** The place of a screen, or the nearest one that can be gone to by its name. */
        fun of(screen: Screen): Route =
            when (screen) {
                Screen.Welcome, Screen.Accounts, is Screen.Invited, is Screen.Dissociated -> Home
                is Screen.Provider, is Screen.Scan -> Provider
                is Screen.Codes -> Codes
                Screen.Settings -> Settings
                is Screen.Pairing -> Pairing(screen.flow.key, screen.keyClass)
                is Screen.Mailbox -> Mailbox(screen.row, Page.Mailbox)
                is Screen.Account -> Mailbox(screen.row, Page.Account)
                is Screen.TwoStep -> Mailbox(screen.row, Page.TwoStep)
                is Screen.Deed -> Mailbox(Row.Paired(screen.account), Page.TwoStep)
                is Screen.Remove -> Mailbox(screen.row, Page.Account)
            }

        /** Null for what is no place. */
        fun parse(text: String): Route? {
            val parts = text.split("/")
            return when (parts.size) {
                1 -> listOf(Home, Provider, Codes, Settings).find { it.toString() == text }
                else -> pairing(parts) ?: mailbox(parts)
            }
        }

        private fun pairing(parts: List<String>): Route? {
            val key = parts[1].toLongOrNull() ?: return null
            val keyClass = KeyClass.entries.find { it.name.lowercase() == parts.getOrNull(2) }
            return if (parts[0] == "pairing") Pairing(PairingKey(key), keyClass) else null
        }

        private fun mailbox(parts: List<String>): Route? {
            val page = Page.entries.find { it.key == parts[0] } ?: return null
            val id = parts.getOrNull(2)?.toLongOrNull() ?: return null
            return when (parts[1]) {
                "account" -> Mailbox(Row.Paired(AccountKey(id)), page)
                "pairing" -> Mailbox(Row.Unfinished(PairingKey(id)), page)
                else -> null
            }
        }
    }
}

/** Goes where the person was, as far as that is still there. */
internal fun State.follow(): State {
    val route = books.route
    val free = copy(books = books.copy(route = null))
    // Something else was opened meanwhile.
    if (route == null || stack.size > 1) return free
    return when (route) {
        Route.Home -> free

        Route.Provider -> free.push(Screen.Provider(suggestedAddress()))

        // The prompt waits for the person: the app's own lock may be asking already.
        Route.Codes -> free.push(Screen.Codes())

        Route.Settings -> free.push(Screen.Settings)

        is Route.Pairing -> free.followPairing(route)

        is Route.Mailbox -> if (route.row in accounts.rows) free.followMailbox(route) else free
    }
}

private fun State.followPairing(route: Route.Pairing): State {
    val flow = accounts.unfinished.find { it.key == route.key }
    val chosen = route.keyClass?.takeIf { flow != null && it in flow.keyClasses }
    return flow?.let { pairingScreen(it, chosen) }?.let { push(it) } ?: this
}

private fun State.followMailbox(route: Route.Mailbox): State {
    val mailbox = push(Screen.Settings).push(Screen.Mailbox(route.row))
    return when (route.page) {
        Route.Page.Mailbox -> {
            mailbox
        }

        Route.Page.Account -> {
            mailbox.push(Screen.Account(route.row))
        }

        Route.Page.TwoStep -> {
            mailbox.push(Screen.Account(route.row)).push(Screen.TwoStep(route.row))
        }
    }
}
