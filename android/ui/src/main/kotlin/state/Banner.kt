package org.assenso.ui.state

import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.PairingFlow

/** A line above the list of accounts that concerns more than one card, or has to be done. */
sealed interface Banner {
    /** Sign-ins still appear, but silently; a tap turns them on ([Action.TurnOn]). */
    data object NotificationsOff : Banner

    data class Offline(
        val account: Account,
    ) : Banner

    /** This phone is no longer the account's device; a tap opens its page ([Action.OpenRow]). */
    data class Dissociated(
        val account: Account,
    ) : Banner
}

/** What is to be said above the list of accounts, the most urgent first. */
val State.banners: List<Banner>
    get() =
        buildList {
            accounts.paired.filterNot { it.isDevice }.forEach { add(Banner.Dissociated(it)) }
            if (posture?.notifications == false && accounts.paired.any { it.isDevice }) {
                add(Banner.NotificationsOff)
            }
            accounts.paired.filter { it.key in offline }.forEach { add(Banner.Offline(it)) }
        }

/** Whether a request waits that is not on the screen and has no answer yet. */
val State.hasHiddenRequest: Boolean
    get() = front !is Front.Asked && waiting.any { it.id !in books.kept }

/** How many requests wait beside the one on the screen. */
val State.moreWaiting: Int
    get() {
        val shown = (front as? Front.Asked)?.request?.id
        return waiting.count { it.id != shown && it.id !in books.kept }
    }

/** Whether the account still has this phone as its device; a frozen one has. */
val Account.isDevice: Boolean
    get() = association == Association.Associated || association == Association.Frozen

/** The mailboxes, in the order of the list. */
val Accounts.rows: List<Row>
    get() = paired.map { Row.Paired(it.key) } + unfinished.map { Row.Unfinished(it.key) }

/** The account of a row, if it is one. */
fun Accounts.paired(row: Row): Account? = (row as? Row.Paired)?.let { paired(it.account) }

fun Accounts.paired(key: AccountKey): Account? = paired.find { it.key == key }

/** The pairing of a row, if it is one. */
fun Accounts.unfinished(row: Row): PairingFlow? = unfinished.find { row == Row.Unfinished(it.key) }

/** What a row is called: the mailbox, or the provider's address while that is not known. */
fun Accounts.name(row: Row): String = paired(row)?.name ?: unfinished(row)?.let { it.email ?: it.issuer }.orEmpty()

/** Whether "Associate this device" stands on the row's page "2-step verification". */
fun Accounts.canAssociate(row: Row): Boolean = row in rows && paired(row)?.association != Association.Associated

/** Whether "Ask the provider again" stands there. */
fun Accounts.canCheck(row: Row): Boolean = paired(row) != null

/** Whether "Remove from the list" stands on the row's page "Account". */
fun Accounts.canRemove(row: Row): Boolean = canAssociate(row)
