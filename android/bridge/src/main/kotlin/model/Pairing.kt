package org.assenso.bridge.model

/** A pairing's name between the screens and the gateway; it survives a restart. */
@JvmInline
value class PairingKey(
    val id: Long,
)

/** A pairing at one of its steps. */
data class PairingFlow(
    val key: PairingKey,
    val issuer: String,
    val provider: String,
    /** The mailbox, once it is known. */
    val email: String?,
    val at: At,
    /** Whether it turns 2-step verification on. */
    val activates: Boolean = false,
    /** The classes that the provider takes, best first for the person; never empty. */
    val keyClasses: List<KeyClass> = listOf(KeyClass.Device),
)

/** Where a pairing stands. */
sealed interface At {
    data object SignIn : At

    /** The code of the sign-in is asked for; where it went is not known after a restart. */
    data class SignInCode(
        val sms: Sms?,
    ) : At

    /** Signed in; this phone may be associated. */
    data object SignedIn : At

    /** Signed in with the recovery code; this phone may be associated without any SMS. */
    data object Recovered : At

    data class AssociateCode(
        val sms: Sms?,
    ) : At

    /** Interrupted in the middle of the association; it can go on. */
    data object Finish : At

    /** 2-step verification is off; this phone may turn it on. Null without a number that codes can go to. */
    data class Activate(
        val number: String?,
    ) : At

    /** The code that verifies the mobile number. */
    data class NumberCode(
        val sms: Sms?,
    ) : At

    data class Associated(
        val account: AccountKey,
    ) : At

    data object Ended : At
}

/** A message that was sent. */
data class Sms(
    /** The number, masked. */
    val sentTo: String,
    val triesLeft: Int,
    /** On the boot clock, ms. */
    val expiresAtBootMs: Long,
)
