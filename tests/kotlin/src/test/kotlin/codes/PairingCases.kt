package org.assenso.tests.codes

import org.assenso.ffi.ActivateStep
import org.assenso.ffi.AssociateCodeStep
import org.assenso.ffi.Authenticator
import org.assenso.ffi.KeyClass
import org.assenso.ffi.PairingException.Cancelled
import org.assenso.ffi.PairingException.NotAccepted
import org.assenso.ffi.PairingException.NotReady
import org.assenso.ffi.PairingException.Offline
import org.assenso.ffi.PairingException.StartAgain
import org.assenso.ffi.PairingException.Unavailable
import org.assenso.ffi.PairingException.Untrusted
import org.assenso.ffi.PairingException.Wait
import org.assenso.ffi.PairingStep
import org.assenso.ffi.PlatformCodesVaultException
import org.assenso.ffi.PlatformException
import org.assenso.ffi.PlatformKeyException
import org.assenso.ffi.Posture
import org.assenso.ffi.SignInCodeStep
import org.assenso.ffi.SignInStep
import org.assenso.tests.Scenario
import org.assenso.tests.phone.begin
import org.assenso.tests.phone.codeWanted
import org.assenso.tests.phone.signIn
import org.assenso.tests.phone.signedIn
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Service
import org.assenso.tests.service.Signer
import org.assenso.tests.service.claims

/** How a pairing does not go on. */
val pairingCases =
    listOf(
        "pairing.invalid_input" to NotAccepted::class by { signInStep().submit("", bytes("x")) },
        "pairing.invalid_issuer" to NotAccepted::class by { app().pair("mail.example") },
        "pairing.insecure_issuer" to NotAccepted::class by { app().pair("http://mail.example") },
        "pairing.not_an_invitation" to NotAccepted::class by {
            app().invitation("otpauth://totp/Mail:anna?secret=GEZDGNBVGY3TQOJQ")
        },
        "pairing.invalid_number" to NotAccepted::class by
            { activateStep().submitNumber("02 1234567") },
        "pairing.no_recovery_code" to NotAccepted::class by
            { signInCodeStep().recover(bytes("ZVEB N63P")) },
        "pairing.wrong_recovery_code" to NotAccepted::class by {
            signInCodeStep().recover(bytes("ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B"))
        },
        "pairing.outranked" to Wait::class by {
            middle.refuse("/pairing", 403, "outranked", "retry_after_s" to 7)
            associated()
        },
        "pairing.frozen" to StartAgain::class by {
            middle.refuse("/session/password", 403, "account_frozen")
            val step = signInStep()
            step.submit(person.email, bytes(person.password))
        },
        "pairing.wrong_credentials" to NotAccepted::class by { wrongPassword(signInStep()) },
        "pairing.wrong_code" to NotAccepted::class by { wrongCode(signInCodeStep()) },
        "pairing.code_used_up" to NotAccepted::class by {
            val step = signInCodeStep()
            repeat(2) { refused { wrongCode(step) } }
            wrongCode(step)
        },
        "pairing.too_many_sms" to Wait::class by {
            val step = signInCodeStep()
            repeat(5) { step.resend() }
        },
        "pairing.too_many_tries" to Wait::class by {
            val step = signInCodeStep()
            repeat(4) {
                repeat(3) { refused { wrongCode(step) } }
                step.resend()
            }
            wrongCode(step)
        },
        "pairing.locked_out" to Wait::class by {
            phone.key.signingAfterPrompt.failNext(PlatformKeyException.LockedOut())
            associated()
        },
        "pairing.prerequisites" to NotReady::class by {
            phone.posture.answering.always { Posture(false, true, true) }
            associated()
        },
        "pairing.not_enrolled" to NotReady::class by {
            phone.codesVault.unlocking.failNext(PlatformCodesVaultException.NotEnrolled())
            associated()
        },
        "pairing.class_not_allowed" to NotReady::class by {
            forgeChallenge { it + ("classes" to listOf("biometric")) }
            associated()
        },
        "pairing.cancelled" to Cancelled::class by {
            phone.key.signingAfterPrompt.failNext(PlatformKeyException.Cancelled())
            associated()
        },
        "pairing.session_ended" to StartAgain::class by {
            val step = signInStep()
            repeat(5) { refused { wrongPassword(step) } }
            wrongPassword(step)
        },
        "pairing.invitation_over" to StartAgain::class by {
            val link = service.invitation()
            phone().open().accept(link)
            app().accept(link)
        },
        "pairing.expired" to StartAgain::class by {
            middle.refuse("/pairing/statement", 410, "pairing_expired")
            associated()
        },
        "pairing.key_invalidated" to StartAgain::class by {
            phone.key.signingAfterPrompt.failNext(PlatformKeyException.Invalidated())
            associated()
        },
        "pairing.superseded" to StartAgain::class by {
            middle.refuse("/pairing/statement", 409, "pairing_superseded")
            associated()
        },
        "pairing.refused" to StartAgain::class by {
            middle.refuse("/pairing/statement", 403, "pairing_refused", "reason" to "level")
            associated()
        },
        "pairing.no_number" to StartAgain::class by {
            val person = service.person(number = false)
            signInStep().submit(person.email, bytes(person.password))
        },
        "pairing.commit_underway" to StartAgain::class by {
            val (pairing, step) = app().codeWanted(service, person)
            middle.lose("/pairing/commit", "/association")
            refused { associate(step) }
            pairing.abandon()
        },
        "pairing.wrong_step" to StartAgain::class by {
            val (_, step) = app().codeWanted(service, person)
            associate(step)
            associate(step)
        },
        "pairing.offline" to Offline::class by {
            val step = signInStep()
            middle.cut()
            step.submit(person.email, bytes(person.password))
        },
        "pairing.provider_failed" to Offline::class by {
            middle.refuse("/session/password", 500, "internal", "incident" to "i")
            signInStep().submit(person.email, bytes(person.password))
        },
        "pairing.untrusted" to Untrusted::class by {
            val stranger = stranger()
            middle.change("/pairing/challenge", "challenge") { challenge ->
                stranger.sign("assenso-challenge+jwt", claims(challenge))
            }
            associated()
        },
        "pairing.keys_changed" to Untrusted::class by {
            signInStep()
            middle.forwardTo(impostor())
            restartApp().pair(service.issuer)
        },
        "pairing.other_root" to Untrusted::class by {
            val link = service.invitation()
            middle.forwardTo(impostor())
            app().accept(link)
        },
        "pairing.other_root_known" to Untrusted::class by {
            signInStep()
            app().accept(impostor().invitation())
        },
        "pairing.not_a_provider" to Untrusted::class by {
            middle.refuse("/.well-known/assenso", 404, "not_found")
            app().pair(service.issuer)
        },
        "pairing.unsupported_version" to Untrusted::class by {
            middle.meddle { it.reply += mapOf("versions" to listOf(2)) }
            app().pair(service.issuer)
        },
        "pairing.key_store" to Unavailable::class by {
            phone.key.creating.failNext(PlatformKeyException.Unavailable())
            app().pair(service.issuer)
        },
        "pairing.codes_vault" to Unavailable::class by {
            phone.codesVault.unlocking.failNext(PlatformCodesVaultException.Unavailable())
            associated()
        },
        "pairing.posture" to Unavailable::class by {
            phone.posture.answering.failNext(PlatformException.Unavailable())
            associated()
        },
        "pairing.storage" to Unavailable::class by {
            val step = signInStep()
            breakFile()
            step.submit(person.email, bytes(person.password))
        },
    )

private fun bytes(text: String) = text.encodeToByteArray()

/** The link of an invitation to somebody whose password is enough to sign in. */
private fun Service.invitation(): String {
    val person = person(twoStep = false)
    return Browser(this).also { it.signIn(person) }.invitation()
}

private suspend fun Authenticator.accept(link: String) = pairInvited(invitation(link))

/** Signed in where 2-step verification is off. */
private suspend fun Scenario.activateStep(): ActivateStep {
    val person = service.person(twoStep = false, number = false)
    val step = signInStep().submit(person.email, bytes(person.password))
    return (step as PairingStep.Activate).step
}

private suspend fun Scenario.signInStep(): SignInStep = app().begin(service).second

private suspend fun Scenario.signInCodeStep(): SignInCodeStep = app().signIn(service, person).second

private suspend fun Scenario.wrongPassword(step: SignInStep): PairingStep =
    step.submit(person.email, bytes("not the password"))

private suspend fun Scenario.wrongCode(step: SignInCodeStep): PairingStep {
    val right = service.smsCode(person)
    return step.submit(bytes(right.map { if (it == '9') '0' else it + 1 }.joinToString("")))
}

private suspend fun Scenario.associate(step: AssociateCodeStep): PairingStep =
    step.submit(bytes(service.smsCode(person)), KeyClass.DEVICE)

/** The challenge is changed, and signed again with the provider's stolen key. */
private fun Scenario.forgeChallenge(change: (Map<String, Any?>) -> Map<String, Any?>) {
    val stolen = Signer.stolen(service)
    middle.change("/pairing/challenge", "challenge") { challenge ->
        stolen.sign("assenso-challenge+jwt", change(claims(challenge)))
    }
}
