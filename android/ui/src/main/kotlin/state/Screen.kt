package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Code
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey

/** A screen that a person goes to. */
sealed interface Screen {
    /** The first one while there is no account and no pairing that was begun. */
    data object Welcome : Screen

    /** The list of accounts and of pairings that were begun. */
    data object Accounts : Screen

    /** Asks for the provider's address. */
    data class Provider(
        val address: Field = Field(),
        val busy: Ticket? = null,
        val problem: Problem? = null,
    ) : Screen

    /** Reads an invitation from a QR code. */
    data class Scan(
        val camera: Camera = Camera.Asked,
        /** A code was read and is looked at. */
        val busy: Ticket? = null,
        /** What the last code was not; the camera looks on, for the right one. */
        val problem: Problem? = null,
    ) : Screen {
        /** Whether the camera looks for a code. */
        val isLooking: Boolean
            get() = camera == Camera.Allowed && busy == null
    }

    /** What an invitation will do, before it does it. */
    data class Invited(
        /** Null while it is looked at, or if it is none. */
        val view: InvitationView? = null,
        internal val invitation: Invitation? = null,
        val busy: Ticket? = null,
        val problem: Problem? = null,
    ) : Screen

    /** The pairing wizard at one of its pages. */
    data class Pairing(
        val flow: PairingFlow,
        val page: PairingPage,
        val busy: Ticket? = null,
        val problem: Problem? = null,
        /** Another SMS was just sent. */
        val resent: Boolean = false,
        /** What the approval key will ask for; null until it was chosen. */
        val keyClass: KeyClass? = null,
    ) : Screen

    /** The fallback codes. */
    data class Codes(
        /** The visit that is being opened or is open; null while they are locked. */
        val visit: Ticket? = null,
        /** Null until they are unlocked. */
        val codes: List<Code>? = null,
        /** When they lock, on the boot clock, ms. */
        val locksAtBootMs: Long? = null,
        val problem: Problem? = null,
        /** Whose code was just copied. */
        val copied: AccountKey? = null,
    ) : Screen {
        /** Whether the platform's prompt is up. */
        val isOpening: Boolean get() = visit != null && codes == null
    }

    /** Notifications, the app's lock, the mailboxes. */
    data object Settings : Screen

    /** Settings → a mailbox. */
    data class Mailbox(
        val row: Row,
    ) : Screen

    /** … → "Account". */
    data class Account(
        val row: Row,
    ) : Screen

    /** … → "2-step verification": associate, or ask the provider. */
    data class TwoStep(
        val row: Row,
        val busy: Ticket? = null,
        val problem: Problem? = null,
        /** The provider was just asked, and answered. */
        val checked: Boolean = false,
    ) : Screen

    /** … → something that the owner does with the account. */
    data class Deed(
        val account: AccountKey,
        val page: DeedPage,
        val busy: Ticket? = null,
        val problem: Problem? = null,
    ) : Screen

    /** Asks whether to take a mailbox off the list. */
    data class Remove(
        val row: Row,
        val busy: Ticket? = null,
        val problem: Problem? = null,
    ) : Screen

    /** Says that this phone is no longer an account's device. */
    data class Dissociated(
        val account: AccountKey,
    ) : Screen
}

/** A mailbox of the list. */
sealed interface Row {
    /** An account that this phone is or was associated with. */
    data class Paired(
        val account: AccountKey,
    ) : Row

    /** A pairing that was begun and not ended. */
    data class Unfinished(
        val pairing: PairingKey,
    ) : Row
}

/** Whether the app may use the camera. */
enum class Camera {
    /** The platform asks the person. */
    Asked,
    Allowed,
    Refused,

    /** It is allowed and gives no picture: another app has it, or it is broken. */
    Failed,
}

/** What an invitation will do. */
data class InvitationView(
    val issuer: String,
    /** The issuer's domain, in ASCII, so that letters that only look alike show. */
    val domain: String,
    /** The provider's name, if this app knows it. */
    val provider: String?,
    /** Whether the issuer is on this app's list; if not, the screen warns. */
    val onList: Boolean,
)

/** A provider that this app knows. */
data class KnownProvider(
    val issuer: String,
    val name: String,
)
