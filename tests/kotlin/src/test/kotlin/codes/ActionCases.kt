package org.assenso.tests.codes

import org.assenso.ffi.AccountActions
import org.assenso.ffi.ActionException.Cancelled
import org.assenso.ffi.ActionException.NotAccepted
import org.assenso.ffi.ActionException.NotAssociated
import org.assenso.ffi.ActionException.Offline
import org.assenso.ffi.ActionException.PasswordNeeded
import org.assenso.ffi.ActionException.StartAgain
import org.assenso.ffi.ActionException.Unavailable
import org.assenso.ffi.ActionException.Wait
import org.assenso.ffi.PlatformKeyException
import org.assenso.tests.Scenario
import org.assenso.tests.associateAs
import org.assenso.tests.service.Signer
import org.assenso.tests.service.claims
import org.assenso.tests.service.text

/** How what the owner wants with the account is not done. */
val actionCases =
    listOf(
        "action.invalid_input" to NotAccepted::class by { actions().confirmPassword(bytes("")) },
        "action.wrong_password" to NotAccepted::class by { wrongPassword(actions()) },
        "action.no_recovery_code" to NotAccepted::class by
            { actions().enterRecoveryCode(bytes("ZVEB N63P")) },
        "action.wrong_recovery_code" to NotAccepted::class by {
            confirmed(app().actions(associated()))
                .enterRecoveryCode(bytes("ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B"))
        },
        "action.wrong_group" to NotAccepted::class by
            { actions().newRecoveryCode().keep(bytes("????")) },
        // The password of the sign-in counts for five minutes.
        "action.password_needed" to PasswordNeeded::class by
            { deactivate { middle.refuse("/action", 403, "password_needed") } },
        "action.too_many_tries" to Wait::class by {
            val actions = actions()
            repeat(5) { refused { wrongPassword(actions) } }
            wrongPassword(actions)
        },
        "action.held" to Wait::class by { confirmed(app().actions(associated())).deactivate() },
        "action.locked_out" to Wait::class by {
            deactivate {
                phone.key.signingAfterPrompt.failNext(PlatformKeyException.LockedOut())
            }
        },
        "action.cancelled" to Cancelled::class by {
            deactivate {
                phone.key.signingAfterPrompt.failNext(PlatformKeyException.Cancelled())
            }
        },
        "action.expired" to StartAgain::class by
            { deactivate { middle.refuse("/action", 410, "action_expired") } },
        "action.refused" to StartAgain::class by
            { deactivate { middle.refuse("/action", 403, "out_of_mood") } },
        "action.frozen" to NotAssociated::class by
            { deactivate { middle.refuse("/action", 403, "account_frozen") } },
        "action.key_invalidated" to NotAssociated::class by
            { deactivate { phone.key.enrolAnew() } },
        "action.missing_account" to NotAssociated::class by { app().actions(999) },
        "action.not_associated" to NotAssociated::class by
            { deactivate { phone().open().associateAs(this) } },
        "action.contradiction" to Unavailable::class by {
            deactivate {
                val stolen = Signer.stolen(service)
                middle.meddle { passing ->
                    if (passing.route == "/action") {
                        passing.status = 403
                        passing.reply = mapOf("status" to 403, "code" to "not_associated")
                    } else if (passing.route == "/association" && passing.status == 200) {
                        val said = claims(passing.reply.text("association"))
                        val forged = said + mapOf("state" to "unknown", "generation" to 0)
                        passing.reply =
                            mapOf("association" to stolen.sign("assenso-association+jwt", forged))
                    }
                }
            }
        },
        "action.offline" to Offline::class by { deactivate { middle.cut() } },
        "action.provider_failed" to Offline::class by {
            deactivate { middle.refuse("/action", 500, "internal", "incident" to "i") }
        },
        "action.untrusted" to Unavailable::class by {
            val stranger = stranger()
            deactivate {
                middle.change("/action", "receipt") {
                    stranger.sign("assenso-receipt+jwt", claims(it))
                }
            }
        },
        "action.key_store" to Unavailable::class by {
            deactivate {
                phone.key.signingAfterPrompt.failNext(PlatformKeyException.Unavailable())
            }
        },
        "action.storage" to Unavailable::class by { deactivate { breakFile() } },
    )

private fun bytes(text: String) = text.encodeToByteArray()

/** Of a phone that has to wait with nothing. */
private suspend fun Scenario.actions(): AccountActions = app().actions(activated())

private suspend fun Scenario.confirmed(actions: AccountActions): AccountActions =
    actions.also { it.confirmPassword(bytes(person.password)) }

private suspend fun wrongPassword(actions: AccountActions) =
    actions.confirmPassword(bytes("not the password"))

/** The password is confirmed, something goes wrong, and the person deactivates. */
private suspend fun Scenario.deactivate(trouble: suspend Scenario.() -> Unit) {
    val actions = confirmed(actions())
    trouble()
    actions.deactivate()
}
