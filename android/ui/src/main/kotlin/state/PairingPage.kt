package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Sms

/** A page of the pairing wizard. */
sealed interface PairingPage {
    /** E-mail and password. */
    data class SignIn(
        val email: Field = Field(),
        val password: Field = Field(),
    ) : PairingPage

    /** "Confirm authorization": the code of the sign-in. */
    data class SignInCode(
        val code: Field = Field(),
    ) : PairingPage

    /** The recovery code, in place of an SMS. */
    data class Recovery(
        val code: Field = Field(),
    ) : PairingPage

    /** The same notice as [Notice], after the recovery code. */
    data object Recovered : PairingPage

    /** "Associate device": signed in; associate, or cancel. */
    data object Notice : PairingPage

    /** Which class the approval key is to have, if the provider takes several. */
    data class KeyClassChoice(
        val choice: KeyClass,
    ) : PairingPage

    /** What is missing before this phone can be associated. It goes on by itself when nothing is. */
    data class Missing(
        val needs: Set<Prerequisite>,
    ) : PairingPage

    /** The second code. */
    data class AssociateCode(
        val code: Field = Field(),
    ) : PairingPage

    /** The keys are being made; the platform's prompt comes on the way. */
    data object Finishing : PairingPage

    /** Interrupted; it can go on, start again, or be left. */
    data object Finish : PairingPage

    /** "Activate verification": it is off; activate and associate, or cancel. */
    data object Activate : PairingPage

    /** The mobile number, before it can be activated. */
    data class Mobile(
        val number: Field = Field(),
    ) : PairingPage

    /** The code that verifies the number. */
    data class NumberCode(
        val code: Field = Field(),
    ) : PairingPage

    data object Success : PairingPage
}

/** What a phone needs before it can be associated. */
enum class Prerequisite { ScreenLock, Biometrics, Notifications }

/** Whether the recovery code may take the place of an SMS: where one is waited for, or the password was right and none can be sent. */
val Screen.Pairing.offersRecovery: Boolean
    get() =
        when (page) {
            is PairingPage.SignInCode -> true
            is PairingPage.SignIn -> problem.meansNoSms
            else -> false
        }

private val Problem?.meansNoSms get() = this == Problem.Plain.Frozen || this == Problem.Plain.NoNumber || this is Problem.TooManySms

/** The message that the page is about, if the wizard knows where it went. */
val Screen.Pairing.sms: Sms?
    get() =
        when (val at = flow.at) {
            is At.SignInCode -> at.sms
            is At.NumberCode -> at.sms
            is At.AssociateCode -> at.sms
            else -> null
        }
