package org.assenso.bridge.core

import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.Reply
import org.assenso.bridge.Stuck
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.figures
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.PrintedCode
import org.assenso.bridge.model.Secret
import org.assenso.bridge.model.secrets
import org.assenso.bridge.problemOf
import org.assenso.ffi.AccountActions
import org.assenso.ffi.ActionAdvice
import org.assenso.ffi.ActionException
import org.assenso.ffi.Authenticator
import org.assenso.ffi.NewRecoveryCode
import org.assenso.ffi.use

/** What the owner does with the accounts of one phone. */
internal class Deeds(
    private val core: Authenticator,
) : AutoCloseable {
    /** The code that each account's owner is writing down. */
    private val codes = HashMap<AccountKey, Kept<NewRecoveryCode>>()

    suspend fun perform(
        account: AccountKey,
        deed: Deed,
    ): Reply<Done> =
        reply {
            try {
                if (deed is Deed.KeepCode) keep(account, deed.group) else core.actions(account.id).use { it.perform(account, deed) }
            } finally {
                deed.secrets.forEach { it.wipe() }
            }
        }

    /** The page that showed the code was left. */
    fun forget(account: AccountKey) {
        synchronized(codes) { codes.remove(account) }?.letGo()
    }

    override fun close() {
        val all = synchronized(codes) { codes.values.toList().also { codes.clear() } }
        all.forEach { it.letGo() }
    }

    private suspend fun AccountActions.perform(
        account: AccountKey,
        deed: Deed,
    ): Done =
        explained({ advice() }) {
            when (deed) {
                Deed.SignOut -> {
                    Done.Changed(signOut().toModel())
                }

                is Deed.Deactivate -> {
                    deed.password.use { confirmPassword(it) }
                    Done.Changed(deactivate().toModel())
                }

                is Deed.NewCode -> {
                    deed.password.use { confirmPassword(it) }
                    print(account, newRecoveryCode())
                }

                is Deed.EnterCode -> {
                    deed.password.use { confirmPassword(it) }
                    Done.Changed(deed.code.use { enterRecoveryCode(it) }.toModel())
                }

                is Deed.KeepCode -> {
                    throw Stuck(Plain.StartAgain)
                }
            }
        }

    private fun print(
        account: AccountKey,
        code: NewRecoveryCode,
    ): Done {
        val printed = PrintedCode(code.groups(), code.asked().toInt())
        synchronized(codes) { codes.put(account, Kept(code)) }?.letGo()
        return Done.Printed(printed)
    }

    private suspend fun keep(
        account: AccountKey,
        group: Secret,
    ): Done {
        val held = synchronized(codes) { codes[account] }
        held?.use { code -> explained({ code.advice() }) { group.use { code.keep(it) } } } ?: throw Stuck(Plain.ActionExpired)
        forget(account)
        return Done.Kept
    }

    private inline fun <T> explained(
        advice: () -> ActionAdvice,
        work: () -> T,
    ): T =
        try {
            work()
        } catch (refusal: ActionException) {
            throw Stuck(problemOf(refusal, advice().figures()))
        }
}
