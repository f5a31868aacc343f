package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.ports.PostureView

/** Something that happened. None prints what a person typed. */
sealed interface Action {
    /** What a person does on a page. It counts only while that page is what is shown. */
    sealed interface OnPage : Action

    /** What a person does to what is in front. It counts only while that request is there. */
    sealed interface OnRequest : Action {
        val requestId: String
    }

    // What a person does, on any screen.

    /** The system's "back", or the arrow at the top. */
    data object Back : Action

    /** The main button of a page of the way to an association: "Continue", "Verify", "Sign in" … */
    data object Continue : OnPage

    /** "Cancel" there. */
    data object Cancel : OnPage

    /** Text was typed into a field of the screen on top. */
    data class Typed(
        val field: FieldName,
        val text: String,
    ) : OnPage {
        override fun toString() = "Typed($field)"
    }

    // The first screens.

    /** "Try again" on an app that can't start. */
    data object Retry : Action

    /** "Unlock" on the app's lock. */
    data object Unlock : Action

    data object AddAccount : OnPage

    /** A mailbox of the list was tapped. */
    data class OpenRow(
        val row: Row,
    ) : OnPage

    data object OpenCodes : OnPage

    data object OpenSettings : OnPage

    /** What is written about [State.problem] was read. */
    data object DismissProblem : OnPage

    // Pairing.

    /** "Scan a QR code". */
    data object OpenScan : OnPage

    /** The camera read a code. */
    data class Scanned(
        val text: String,
    ) : OnPage {
        override fun toString() = "Scanned"
    }

    /** The camera gives no picture. */
    data object CameraFailed : OnPage

    /** "Try again" after that. */
    data object RetryCamera : OnPage

    /** The way to let the app use the camera. */
    data object AllowCamera : OnPage

    /** "Send another code". */
    data object Resend : OnPage

    /** "I have my recovery code". */
    data object UseRecoveryCode : OnPage

    /** "Start again" on an interrupted association. */
    data object StartAgain : OnPage

    data class ChooseKeyClass(
        val keyClass: KeyClass,
    ) : OnPage

    /** The button beside something that is missing. */
    data class TurnOn(
        val prerequisite: Prerequisite,
    ) : OnPage

    // Settings.

    data class OpenMailbox(
        val row: Row,
    ) : OnPage

    /** "Account" on a mailbox's page. */
    data object OpenAccount : OnPage

    /** "2-step verification" on the account's page. */
    data object OpenTwoStep : OnPage

    /** "Associate this device" there, or on the notice of a dissociation. */
    data object Associate : OnPage

    /** "Ask the provider again". */
    data object Check : OnPage

    /** Something that the owner does with the account. */
    data class OpenDeed(
        val matter: Matter,
    ) : OnPage

    /** "Remove from the list", which asks first. */
    data object AskRemove : OnPage

    /** "Remove from the list" after that question. */
    data object ConfirmRemove : OnPage

    data class SetLockAfter(
        val seconds: Int,
    ) : OnPage

    // Requests. Each names the one that it was pressed for: another may have taken its place since.

    data class TypedNumber(
        override val requestId: String,
        val text: String,
    ) : OnRequest {
        override fun toString() = "TypedNumber"
    }

    data class Approve(
        override val requestId: String,
    ) : OnRequest

    data class Deny(
        override val requestId: String,
    ) : OnRequest

    /** A touch was refused, since another app's window lay over this one. */
    data class TouchRefused(
        override val requestId: String,
    ) : OnRequest

    /** "Answer later". */
    data class Later(
        override val requestId: String,
    ) : OnRequest

    /** The banner of a request that waits was tapped. */
    data object ShowRequest : Action

    /** The answer to "Was it not you?". */
    data class Report(
        override val requestId: String,
        val reason: ReportReason,
    ) : OnRequest

    /** The outcome was read. */
    data class CloseOutcome(
        override val requestId: String,
    ) : OnRequest

    // Codes.

    data object UnlockCodes : OnPage

    data class CopyCode(
        val account: AccountKey,
    ) : OnPage

    // What the platform tells.

    /** Time went on. */
    data class Tick(
        val bootMs: Long,
    ) : Action

    data class Foreground(
        val bootMs: Long,
    ) : Action

    data class Background(
        val bootMs: Long,
    ) : Action

    /** The network is back, or a push came. */
    data object Wake : Action

    /** A request's notification was tapped. */
    data class OpenRequest(
        val account: AccountKey,
        val requestId: String,
    ) : Action

    /** An invitation's link was opened. */
    data class OpenLink(
        val text: String,
    ) : Action {
        override fun toString() = "OpenLink"
    }

    data class PostureIs(
        val posture: PostureView,
    ) : Action

    data class SignsAre(
        val signs: Set<PhoneSign>,
    ) : Action

    data class CameraIs(
        val allowed: Boolean,
    ) : Action

    data class UnlockEnded(
        val ticket: Ticket,
        val unlock: org.assenso.ui.state.Unlock,
    ) : Action

    // What the core answers.

    /** The core is open, or ([problem]) is not. */
    data class Opened(
        val problem: Problem?,
    ) : Action

    data class Loaded(
        val reply: Reply<Accounts>,
    ) : Action

    data class Changed(
        val change: Change,
    ) : Action

    /** A pairing was begun, or not. */
    data class Begun(
        val ticket: Ticket,
        val reply: Reply<PairingFlow>,
    ) : Action

    /** A pairing moved, or did not. */
    data class Stepped(
        val ticket: Ticket,
        val reply: Reply<PairingFlow>,
    ) : Action

    data class InvitationRead(
        val ticket: Ticket,
        val reply: Reply<Invitation>,
    ) : Action

    /** A pairing was given up without a screen that waits for it. */
    data class Abandoned(
        val reply: Reply<Unit>,
    ) : Action

    data class Answered(
        val requestId: String,
        val reply: Reply<Outcome>,
    ) : Action

    /** How a request ended that is not open any more; null if this phone did not answer it. */
    data class OutcomeIs(
        val requestId: String,
        val reply: Reply<Outcome?>,
    ) : Action

    data class Reported(
        val requestId: String,
        val reply: Reply<ReportOutcome>,
    ) : Action

    data class CodesAre(
        val visit: Ticket,
        val codes: CodesState,
    ) : Action

    data class Checked(
        val ticket: Ticket,
        val reply: Reply<Account>,
    ) : Action

    data class Performed(
        val ticket: Ticket,
        val reply: Reply<Done>,
    ) : Action

    data class Removed(
        val ticket: Ticket,
        val reply: Reply<Unit>,
    ) : Action
}
