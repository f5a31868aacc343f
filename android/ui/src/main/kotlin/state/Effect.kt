package org.assenso.ui.state

import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Secret

/** Something to do. None prints what a person typed. */
sealed interface Effect {
    /** Of one pairing; they are carried out one after the other. */
    sealed interface OfPairing : Effect {
        val pairing: PairingKey
    }

    /** Takes a pairing on, or gives it up. */
    sealed interface Advancing : OfPairing

    /** Of one request. */
    sealed interface OfRequest : Effect {
        val requestId: String
    }

    /** What the phone itself does. */
    sealed interface OfPlatform : Effect

    // The core.

    data object Open : Effect

    /** Read the accounts. */
    data object Load : Effect

    /** Have every change told from now on. */
    data object Watch : Effect

    data object StopWatching : Effect

    data object Wake : Effect

    data class ReadInvitation(
        val ticket: Ticket,
        val text: String,
    ) : Effect {
        override fun toString() = "ReadInvitation($ticket)"
    }

    data class Pair(
        val ticket: Ticket,
        val issuer: String,
    ) : Effect

    data class PairInvited(
        val ticket: Ticket,
        val invitation: Invitation,
    ) : Effect

    data class SignIn(
        val ticket: Ticket,
        override val pairing: PairingKey,
        val email: String,
        val password: Secret,
    ) : Advancing {
        override fun toString() = "SignIn($ticket, $pairing)"
    }

    data class SubmitCode(
        val ticket: Ticket,
        override val pairing: PairingKey,
        val code: Secret,
        val keyClass: KeyClass,
    ) : Advancing

    data class SubmitMobile(
        val ticket: Ticket,
        override val pairing: PairingKey,
        val number: String,
    ) : Advancing {
        override fun toString() = "SubmitMobile($ticket, $pairing)"
    }

    data class Recover(
        val ticket: Ticket,
        override val pairing: PairingKey,
        val code: Secret,
    ) : Advancing

    data class ResendCode(
        val ticket: Ticket,
        override val pairing: PairingKey,
    ) : Advancing

    data class Associate(
        val ticket: Ticket,
        override val pairing: PairingKey,
        val keyClass: KeyClass,
    ) : Advancing

    data class Resume(
        val ticket: Ticket,
        override val pairing: PairingKey,
    ) : Advancing

    data class StartAgain(
        val ticket: Ticket,
        override val pairing: PairingKey,
    ) : Advancing

    /** Stop what the pairing is doing. */
    data class CancelPairing(
        override val pairing: PairingKey,
    ) : OfPairing

    /** Give the pairing up; [ticket] if a screen waits for it. */
    data class Abandon(
        override val pairing: PairingKey,
        val ticket: Ticket? = null,
    ) : Advancing

    data class Approve(
        val account: AccountKey,
        override val requestId: String,
        val number: Secret,
    ) : OfRequest

    data class Deny(
        val account: AccountKey,
        override val requestId: String,
    ) : OfRequest

    /** See what this phone knows of how a request ended that is not open any more. */
    data class AskOutcome(
        val account: AccountKey,
        override val requestId: String,
    ) : OfRequest

    /** Take down the prompt of an approval. */
    data class CancelAnswer(
        override val requestId: String,
    ) : OfRequest

    data class Report(
        val account: AccountKey,
        override val requestId: String,
        val reason: ReportReason,
    ) : OfRequest

    data class UnlockCodes(
        val visit: Ticket,
    ) : Effect

    data object LockCodes : Effect

    data class Check(
        val ticket: Ticket,
        val account: AccountKey,
    ) : Effect

    data class Perform(
        val ticket: Ticket,
        val account: AccountKey,
        val deed: Deed,
    ) : Effect

    /** Forget a recovery code that was not kept. */
    data class ForgetCode(
        val account: AccountKey,
    ) : Effect

    data class Remove(
        val ticket: Ticket,
        val account: AccountKey,
    ) : Effect

    // The platform.

    data class UnlockApp(
        val ticket: Ticket,
    ) : OfPlatform

    data object ReadPosture : OfPlatform

    /** See what weakens the phone. */
    data object ReadSigns : OfPlatform

    data object AskForNotifications : OfPlatform

    data object AskForCamera : OfPlatform

    /** See whether the camera is allowed now. */
    data object ReadCamera : OfPlatform

    data object OpenCameraSettings : OfPlatform

    data object OpenNotificationSettings : OfPlatform

    data object OpenScreenLockSettings : OfPlatform

    data object OpenBiometricEnrolment : OfPlatform

    data class CopyCode(
        val code: Secret,
    ) : OfPlatform

    data class Keep(
        val preferences: Preferences,
    ) : OfPlatform

    /** Leave the app. */
    data object Leave : OfPlatform
}
