package org.assenso.bridge.core

import org.assenso.bridge.Problem
import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.Reply
import org.assenso.bridge.Stuck
import org.assenso.bridge.convert.nowMs
import org.assenso.bridge.convert.plusMs
import org.assenso.bridge.convert.toFfi
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Request
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.problemOf
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.Authenticator
import org.assenso.ffi.PendingApproval
import org.assenso.ffi.Outcome as FfiOutcome

/** Requests that wait, held so that a screen or a notification can answer them by name. */
internal class Requests(
    private val core: Authenticator,
    private val clock: Clock,
) : AutoCloseable {
    private data class Name(
        val account: AccountKey,
        val id: String,
    )

    private val held = HashMap<Name, Kept<PendingApproval>>()
    private val answering = Answering<Name>()

    /** The open requests of an account are [pending] now. Those that are not there are let go, unless one is being answered. */
    fun replace(
        account: AccountKey,
        pending: List<PendingApproval>,
    ): List<Request> {
        val open = pending.map { it to request(account, it) }
        val names = open.map { (_, request) -> Name(account, request.id) }.toSet()
        synchronized(held) {
            release { name, kept -> name.account == account && name !in names && !kept.isUsed }
            open.forEach { (pending, request) -> held.put(Name(account, request.id), Kept(pending))?.letGo() }
        }
        return open.map { (_, request) -> request }
    }

    suspend fun approve(
        account: AccountKey,
        id: String,
        number: String,
    ): Reply<Outcome> = answer(account, id) { it.approve(number) }

    suspend fun deny(
        account: AccountKey,
        id: String,
    ): Reply<Outcome> = answer(account, id) { it.deny() }

    /** How a request ended that this phone answered. An answer that is being given now is waited for. */
    suspend fun outcome(
        account: AccountKey,
        id: String,
    ): Reply<Outcome?> =
        reply {
            told(account, underway = Plain.AnswerKept) {
                val name = Name(account, id)
                answering.await(name)
                known(name)
            }
        }

    /** Ends the answers that are being given to requests of this id. */
    fun cancel(id: String) {
        val all = synchronized(held) { held.filterKeys { it.id == id }.values.toList() }
        all.forEach { kept -> kept.use { it.cancel() } }
    }

    /** By the request's id: once it is denied it is open no more. */
    suspend fun report(
        account: AccountKey,
        id: String,
        reason: ReportReason,
    ): Reply<ReportOutcome> =
        reply {
            told(account, underway = Plain.ReportKept) {
                core.approvals(account.id).use { it.report(id, reason.toFfi()) }.toModel()
            }
        }

    /** Lets go of what belongs to an account that is not on the list any more. */
    fun forget(account: AccountKey) = synchronized(held) { release { name, _ -> name.account == account } }

    override fun close() = synchronized(held) { release { _, _ -> true } }

    private suspend fun answer(
        account: AccountKey,
        id: String,
        give: suspend (PendingApproval) -> FfiOutcome,
    ): Reply<Outcome> =
        reply {
            told(account, underway = Plain.AnswerKept) {
                val name = Name(account, id)
                val outcome = use(name, give) ?: if (fetch(name)) use(name, give) else null
                outcome?.toModel() ?: ended(name)
            }
        }

    private suspend fun use(
        name: Name,
        give: suspend (PendingApproval) -> FfiOutcome,
    ): FfiOutcome? {
        // Entered under the lock: nobody closes it between being found and being used.
        val (kept, pending) =
            synchronized(held) {
                val kept = held[name] ?: return null
                kept to (kept.enter() ?: return null)
            }
        return try {
            answering.give(name) { give(pending) }
        } catch (refusal: ApprovalException) {
            // Another answer, from the notification, may have taken its prompt down or been before it: what that one comes to counts.
            answering.await(name)
            orNull { outcome(name) } ?: throw refusal
        } finally {
            kept.leave()
        }
    }

    /** Asks the provider for a request that nobody was told of: the app was started by its notification. */
    private suspend fun fetch(name: Name): Boolean {
        val pending = core.approvals(name.account.id).use { it.open(name.id) } ?: return false
        synchronized(held) {
            release { _, kept -> !kept.isUsed && (kept.use { it.timeLeftMs() } ?: 0uL) == 0uL }
            held.put(name, Kept(pending))?.letGo()
        }
        return true
    }

    /** How a request ended that is not open any more. One that this phone did not answer: whatever ended it is told by the page. */
    private suspend fun ended(name: Name): Outcome = known(name) ?: Outcome.Withdrawn

    /** How a request ended that this phone answered; null if it did not. */
    private suspend fun known(name: Name): Outcome? {
        outcome(name)?.let { return it.toModel() }
        val isAnswered = core.activity(RECENT).any { it.account == name.account.id && it.requestId == name.id }
        if (isAnswered) throw Stuck(Plain.AnswerKept)
        return null
    }

    private suspend fun outcome(name: Name): FfiOutcome? = core.approvals(name.account.id).use { it.outcome(name.id) }

    private suspend fun <T> told(
        account: AccountKey,
        underway: Problem,
        work: suspend () -> T,
    ): T =
        try {
            work()
        } catch (refusal: ApprovalException) {
            throw Stuck(if (refusal is ApprovalException.Underway) underway else problem(account, refusal))
        }

    /** What a refusal is, with the association that the account has by now. */
    private suspend fun problem(
        account: AccountKey,
        refusal: ApprovalException,
    ): Problem {
        val problem = problemOf(refusal)
        if (problem != Plain.NotAssociated) return problem
        val listed = orNull { core.accounts().find { it.id == account.id } } ?: return problem
        return when (val association = listed.association.toModel()) {
            Association.Associated -> problem
            Association.Frozen -> Plain.Frozen
            else -> Problem.Dissociated(association)
        }
    }

    private fun request(
        account: AccountKey,
        pending: PendingApproval,
    ): Request {
        val now = clock.nowMs()
        return pending.details().toModel(account, now.plusMs(pending.timeLeftMs()))
    }

    /** Under the lock. */
    private fun release(which: (Name, Kept<PendingApproval>) -> Boolean) {
        val gone = held.filter { (name, kept) -> which(name, kept) }
        gone.forEach { (name, kept) ->
            held.remove(name)
            kept.letGo()
        }
    }

    private companion object {
        /** How far back an answer is looked for that is on its way. */
        const val RECENT = 100u
    }
}
