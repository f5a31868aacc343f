package org.assenso.bridge

import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.model.PairingFlow
import org.assenso.ffi.AccountException
import org.assenso.ffi.ActionAdvice
import org.assenso.ffi.ActionException
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.CodesException
import org.assenso.ffi.Missing
import org.assenso.ffi.OpenException
import org.assenso.ffi.PairingAdvice
import org.assenso.ffi.PairingException

/** Ends a call with a problem to show, and where its pairing stands now if it moved all the same. */
internal class Stuck(
    val problem: Problem,
    val flow: PairingFlow? = null,
) : Exception()

/** What an exception can't carry. */
internal class Figures(
    val triesLeft: Int? = null,
    val retryAfterMs: ULong? = null,
    val missing: Missing? = null,
)

internal fun PairingAdvice.figures() = Figures(triesLeft?.toInt(), retryAfterMs, missing)

internal fun ActionAdvice.figures() = Figures(retryAfterMs = retryAfterMs)

/** The problem that an exception is to a person; [figures] are those of its call. */
internal fun problemOf(
    thrown: Throwable,
    figures: Figures? = null,
): Problem =
    when (thrown) {
        is Stuck -> thrown.problem

        is OpenException, is AccountException, is ActionException, is ApprovalException, is CodesException, is PairingException,
        -> ofCode(thrown, figures)

        else -> unexpected("a call failed", thrown)
    }

private fun ofCode(
    thrown: Throwable,
    figures: Figures?,
): Problem = problemOf(thrown.message.orEmpty(), figures) ?: unexpected("a code that is not known", thrown)

/** The problem that a stable code of the core is to a person; null for a code that this version does not know. */
internal fun problemOf(
    code: String,
    figures: Figures? = null,
): Problem? = plain[code] ?: withFigures[code]?.invoke(figures)

/** All codes that have a problem. */
internal val knownCodes: Set<String> get() = plain.keys + withFigures.keys

private fun unexpected(
    where: String,
    thrown: Throwable,
): Problem {
    note(where, thrown)
    return Plain.Unexpected
}

/** Minutes to wait, rounded up, never none. */
private fun minutes(retryAfterMs: ULong): Long {
    val begun = if (retryAfterMs % MINUTE_MS == 0uL) 0uL else 1uL
    return (retryAfterMs / MINUTE_MS + begun).toLong().coerceAtLeast(1)
}

private const val MINUTE_MS = 60_000uL

private val withFigures: Map<String, (Figures?) -> Problem> =
    mapOf(
        "action.too_many_tries" to { Problem.TooManyTries(it?.retryAfterMs?.let(::minutes)) },
        "pairing.wrong_code" to { Problem.WrongCode(it?.triesLeft ?: 0) },
        "pairing.too_many_sms" to { Problem.TooManySms(minutes(it?.retryAfterMs ?: 0uL)) },
        "pairing.too_many_tries" to { Problem.TooManyTries(it?.retryAfterMs?.let(::minutes)) },
        // No provider says here how long.
        "approval.too_many_tries" to { Problem.TooManyTries(null) },
        "pairing.prerequisites" to {
            val missing = it?.missing
            Problem.Prerequisites(missing?.screenLock ?: false, missing?.notifications ?: false)
        },
    )

private val plain: Map<String, Problem> =
    mapOf(
        "account.key_store" to Plain.KeyStore,
        "account.missing" to Plain.Missing,
        "account.offline" to Plain.Offline,
        "account.other" to Plain.Unexpected,
        "account.panicked" to Plain.Unexpected,
        "account.provider_failed" to Plain.ProviderFailed,
        "account.refused" to Plain.Refused,
        "account.still_associated" to Plain.StillAssociated,
        "account.storage" to Plain.Storage,
        "account.untrusted" to Plain.Untrusted,
        "action.cancelled" to Plain.Cancelled,
        "action.contradiction" to Plain.Untrusted,
        "action.expired" to Plain.ActionExpired,
        "action.frozen" to Plain.Frozen,
        // The account says until when.
        "action.held" to Plain.Held,
        "action.invalid_input" to Plain.InvalidInput,
        "action.key_invalidated" to Plain.KeyInvalidated,
        "action.key_store" to Plain.KeyStore,
        "action.locked_out" to Plain.LockedOut,
        "action.missing_account" to Plain.Missing,
        "action.no_recovery_code" to Plain.NoRecoveryCode,
        "action.not_associated" to Plain.NotAssociated,
        "action.offline" to Plain.Offline,
        "action.other" to Plain.Unexpected,
        "action.panicked" to Plain.Unexpected,
        // The password was typed, and five minutes went by.
        "action.password_needed" to Plain.ActionExpired,
        "action.provider_failed" to Plain.ProviderFailed,
        "action.random" to Plain.Unexpected,
        "action.refused" to Plain.ActionRefused,
        "action.storage" to Plain.Storage,
        "action.untrusted" to Plain.Untrusted,
        "action.wrong_group" to Plain.WrongGroup,
        "action.wrong_password" to Plain.WrongPassword,
        "action.wrong_recovery_code" to Plain.WrongRecoveryCode,
        "action.wrong_step" to Plain.Unexpected,
        "approval.cancelled" to Plain.Cancelled,
        // The account carries the alarm; as the core does where an account is checked.
        "approval.contradiction" to Plain.Untrusted,
        "approval.frozen" to Plain.Frozen,
        "approval.invalid_number" to Plain.InvalidNumber,
        "approval.key_invalidated" to Plain.KeyInvalidated,
        "approval.key_store" to Plain.KeyStore,
        "approval.locked_out" to Plain.LockedOut,
        "approval.missing_account" to Plain.Missing,
        // The gateway says which association it is, where the account can be read.
        "approval.not_associated" to Plain.NotAssociated,
        "approval.not_reportable" to Plain.NotReportable,
        "approval.offline" to Plain.Offline,
        "approval.other" to Plain.Unexpected,
        "approval.panicked" to Plain.Unexpected,
        "approval.provider_failed" to Plain.ProviderFailed,
        "approval.refused" to Plain.Refused,
        "approval.storage" to Plain.Storage,
        // A report that is under way is told apart where it is made.
        "approval.underway" to Plain.AnswerKept,
        "approval.untrusted" to Plain.Untrusted,
        "approval.update_needed" to Plain.UpdateNeeded,
        "approval.wrong_step" to Plain.Unexpected,
        "codes.cancelled" to Plain.Cancelled,
        "codes.clock" to Plain.Clock,
        "codes.locked" to Plain.CodesLocked,
        "codes.locked_out" to Plain.LockedOut,
        "codes.not_enrolled" to Plain.NotEnrolled,
        "codes.other" to Plain.Unexpected,
        "codes.panicked" to Plain.Unexpected,
        "codes.storage" to Plain.Storage,
        "codes.vault" to Plain.CodesVault,
        "open.busy" to Plain.Busy,
        "open.foreign_file" to Plain.Storage,
        "open.full" to Plain.StorageFull,
        // What the app says of itself is its own fault, never the person's.
        "open.invalid_input" to Plain.Unexpected,
        "open.key_lost" to Plain.KeyLost,
        "open.locked" to Plain.StoreLocked,
        "open.other" to Plain.Unexpected,
        "open.panicked" to Plain.Unexpected,
        "open.random" to Plain.Unexpected,
        "open.read_only" to Plain.Storage,
        "open.set_aside" to Plain.StoreSetAside,
        "open.storage" to Plain.Storage,
        "open.too_new" to Plain.StoreTooNew,
        "open.vault" to Plain.KeyStore,
        "open.wrong_key" to Plain.KeyLost,
        "pairing.cancelled" to Plain.Cancelled,
        "pairing.class_not_allowed" to Plain.ClassNotAllowed,
        "pairing.code_used_up" to Plain.CodeUsedUp,
        "pairing.codes_vault" to Plain.CodesVault,
        "pairing.commit_underway" to Plain.CommitUnderway,
        "pairing.expired" to Plain.StartAgain,
        "pairing.insecure_issuer" to Plain.InsecureIssuer,
        "pairing.invalid_input" to Plain.InvalidInput,
        "pairing.invalid_issuer" to Plain.InvalidIssuer,
        // A key that belongs to no account yet: the association begins again with another.
        "pairing.invitation_over" to Plain.InvitationOver,
        "pairing.not_an_invitation" to Plain.InvalidInvitation,
        "pairing.other_root" to Plain.OtherRoot,
        "pairing.other_root_known" to Plain.OtherRootKnown,
        "pairing.key_invalidated" to Plain.StartAgain,
        "pairing.key_store" to Plain.KeyStore,
        "pairing.keys_changed" to Plain.Untrusted,
        "pairing.locked_out" to Plain.LockedOut,
        "pairing.no_number" to Plain.NoNumber,
        "pairing.not_a_provider" to Plain.NotAProvider,
        "pairing.invalid_number" to Plain.InvalidMobile,
        "pairing.no_recovery_code" to Plain.NoRecoveryCode,
        "pairing.wrong_recovery_code" to Plain.WrongRecoveryCode,
        "pairing.outranked" to Plain.Outranked,
        "pairing.frozen" to Plain.Frozen,
        "pairing.not_enrolled" to Plain.NotEnrolled,
        "pairing.offline" to Plain.Offline,
        "pairing.other" to Plain.Unexpected,
        "pairing.panicked" to Plain.Unexpected,
        "pairing.posture" to Plain.KeyStore,
        "pairing.provider_failed" to Plain.ProviderFailed,
        "pairing.random" to Plain.Unexpected,
        "pairing.refused" to Plain.Refused,
        "pairing.session_ended" to Plain.SessionEnded,
        "pairing.storage" to Plain.Storage,
        "pairing.superseded" to Plain.Superseded,
        "pairing.unsupported_version" to Plain.UnsupportedVersion,
        "pairing.untrusted" to Plain.Untrusted,
        "pairing.wrong_credentials" to Plain.WrongCredentials,
        "pairing.wrong_step" to Plain.StartAgain,
    )
