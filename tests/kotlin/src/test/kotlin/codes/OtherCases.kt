package org.assenso.tests.codes

import org.assenso.ffi.AccountException
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.CodesException
import org.assenso.ffi.PlatformCodesVaultException
import org.assenso.ffi.PlatformKeyException
import org.assenso.ffi.ReportReason
import org.assenso.tests.Scenario
import org.assenso.tests.SignIn
import org.assenso.tests.associateAs
import org.assenso.tests.service.Signer
import org.assenso.tests.service.claims
import org.assenso.tests.service.objects
import org.assenso.tests.service.text

/** How a question about accounts is not answered. */
val accountCases =
    listOf(
        "account.missing" to AccountException.Missing::class by { app().remove(999) },
        "account.still_associated" to AccountException.StillAssociated::class by {
            app().remove(associated())
        },
        "account.offline" to AccountException.Offline::class by {
            val account = associated()
            middle.cut()
            app().checkAssociation(account)
        },
        "account.untrusted" to AccountException.Untrusted::class by {
            val account = associated()
            val stranger = stranger()
            middle.change("/association", "association") {
                stranger.sign("assenso-association+jwt", claims(it))
            }
            app().checkAssociation(account)
        },
        "account.provider_failed" to AccountException.Offline::class by {
            val account = associated()
            middle.refuse("/association", 500, "internal", "incident" to "i")
            app().checkAssociation(account)
        },
        "account.refused" to AccountException.Unavailable::class by {
            val account = associated()
            middle.refuse("/association", 403, "out_of_mood")
            app().checkAssociation(account)
        },
        "account.key_store" to AccountException.Unavailable::class by {
            val account = associated()
            phone.key.signingSilently.failNext(PlatformKeyException.Unavailable())
            app().checkAssociation(account)
        },
        "account.storage" to AccountException.Unavailable::class by {
            associated()
            breakFile()
            app().accounts()
        },
    )

/** How a request is not answered. */
val approvalCases =
    listOf(
        "approval.cancelled" to ApprovalException.Cancelled::class by {
            approve { phone.key.signingAfterPrompt.failNext(PlatformKeyException.Cancelled()) }
        },
        "approval.locked_out" to ApprovalException.Cancelled::class by {
            approve { phone.key.signingAfterPrompt.failNext(PlatformKeyException.LockedOut()) }
        },
        "approval.invalid_number" to ApprovalException.InvalidNumber::class by {
            signIn(associated()).request.approve("1")
        },
        "approval.update_needed" to ApprovalException.UpdateNeeded::class by {
            val account = associated()
            forgeRequest { it + ("kind" to "transfer") }
            val signIn = signIn(account)
            signIn.request.approve(signIn.number)
        },
        "approval.key_invalidated" to ApprovalException.KeyInvalidated::class by {
            approve { phone.key.enrolAnew() }
        },
        "approval.not_associated" to ApprovalException.NotAssociated::class by {
            val approvals = app().approvals(associated())
            phone().open().associateAs(this)
            approvals.refresh()
        },
        "approval.frozen" to ApprovalException.NotAssociated::class by {
            approve { middle.refuse("/answers", 403, "account_frozen") }
        },
        "approval.missing_account" to ApprovalException.NotAssociated::class by {
            app().approvals(999)
        },
        "approval.underway" to ApprovalException.Underway::class by {
            val signIn = signIn(associated())
            middle.cut()
            refused { signIn.request.approve(signIn.number) }
            signIn.request.approve(signIn.number)
        },
        "approval.offline" to ApprovalException.Offline::class by {
            refresh { middle.cut() }
        },
        "approval.provider_failed" to ApprovalException.Offline::class by {
            refresh { middle.refuse("/inbox", 500, "internal", "incident" to "i") }
        },
        "approval.too_many_tries" to ApprovalException.Offline::class by {
            refresh { middle.refuse("/inbox", 429, "rate_limited") }
        },
        "approval.refused" to ApprovalException.Unavailable::class by {
            refresh { middle.refuse("/inbox", 403, "out_of_mood") }
        },
        "approval.untrusted" to ApprovalException.Unavailable::class by {
            val stranger = stranger()
            refresh {
                middle.change("/inbox", "inbox") {
                    stranger.sign("assenso-inbox+jwt", claims(it))
                }
            }
        },
        "approval.not_reportable" to ApprovalException.Unavailable::class by {
            val signIn = signIn(associated())
            signIn.request.approve(signIn.number)
            signIn.request.report(ReportReason.NOT_ME)
        },
        "approval.contradiction" to ApprovalException.Unavailable::class by {
            val approvals = app().approvals(associated())
            val stolen = Signer.stolen(service)
            middle.meddle { passing ->
                if (passing.route == "/inbox") {
                    passing.status = 403
                    passing.reply = mapOf("status" to 403, "code" to "not_associated")
                } else if (passing.route == "/association" && passing.status == 200) {
                    val said = claims(passing.reply.text("association"))
                    val forged = said + mapOf("state" to "unknown", "generation" to 0)
                    passing.reply =
                        mapOf("association" to stolen.sign("assenso-association+jwt", forged))
                }
            }
            approvals.refresh()
        },
        "approval.key_store" to ApprovalException.Unavailable::class by {
            approve { phone.key.signingAfterPrompt.failNext(PlatformKeyException.Unavailable()) }
        },
        "approval.storage" to ApprovalException.Unavailable::class by { approve { breakFile() } },
    )

/** How codes are not shown. */
val codesCases =
    listOf(
        "codes.cancelled" to CodesException.Cancelled::class by {
            phone.codesVault.unlocking.failNext(PlatformCodesVaultException.Cancelled())
            app().unlockCodes()
        },
        "codes.locked_out" to CodesException.Cancelled::class by {
            phone.codesVault.unlocking.failNext(PlatformCodesVaultException.LockedOut())
            app().unlockCodes()
        },
        "codes.not_enrolled" to CodesException.NotEnrolled::class by {
            phone.codesVault.unlocking.failNext(PlatformCodesVaultException.NotEnrolled())
            app().unlockCodes()
        },
        "codes.locked" to CodesException.Locked::class by {
            associated()
            val codes = app().unlockCodes()
            phone.clock.pass(60_000)
            codes.list()
        },
        "codes.clock" to CodesException.Clock::class by {
            associated()
            phone.clock.wall = Long.MIN_VALUE
            app().unlockCodes().list()
        },
        "codes.vault" to CodesException.Unavailable::class by {
            phone.codesVault.unlocking.failNext(PlatformCodesVaultException.Unavailable())
            app().unlockCodes()
        },
        "codes.storage" to CodesException.Unavailable::class by {
            associated()
            val codes = app().unlockCodes()
            breakFile()
            codes.list()
        },
    )

/** A request waits, something goes wrong, and the person types the right number. */
private suspend fun Scenario.approve(trouble: suspend Scenario.(SignIn) -> Unit) {
    val signIn = signIn(associated())
    trouble(signIn)
    signIn.request.approve(signIn.number)
}

/** Something goes wrong, and the app asks what waits. */
private suspend fun Scenario.refresh(trouble: suspend Scenario.() -> Unit) {
    val approvals = app().approvals(associated())
    trouble()
    approvals.refresh()
}

/** The one request in the inbox is changed; both are signed again with the stolen key. */
private fun Scenario.forgeRequest(change: (Map<String, Any?>) -> Map<String, Any?>) {
    val stolen = Signer.stolen(service)
    middle.change("/inbox", "inbox") { inbox ->
        val said = claims(inbox)
        val requests =
            said.objects("requests").map {
                val request = change(claims(it.text("request")))
                it + ("request" to stolen.sign("assenso-request+jwt", request))
            }
        stolen.sign("assenso-inbox+jwt", said + ("requests" to requests))
    }
}
