package org.assenso.ui.effects

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.flow
import org.assenso.bridge.Gateway
import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Secret
import org.assenso.ui.text

/**
 * A core that a test plays: each call is written down in [calls] and waits until the test answers it.
 *
 * A call that was not told what to answer with [next] answers when [answer] is called.
 */
internal class FakeGateway(
    var accounts: Accounts = Accounts(),
) : Gateway {
    /** What was asked, in order, secrets as typed. */
    val calls = mutableListOf<String>()
    private val waiting = ArrayDeque<CompletableDeferred<Reply<*>>>()
    private val next = ArrayDeque<Reply<*>>()
    private var changes = Channel<Change>(Channel.UNLIMITED)
    private var codes = Channel<CodesState>(Channel.UNLIMITED)

    /** How many collect the changes, and the codes. */
    var watchers = 0
        private set
    var visits = 0
        private set

    /** The next call is answered at once. */
    fun next(reply: Reply<*>) {
        next.addLast(reply)
    }

    /** The call that has waited longest is answered. */
    fun answer(reply: Reply<*>) {
        waiting.removeFirst().complete(reply)
    }

    fun tell(change: Change) {
        changes.trySend(change).getOrThrow()
    }

    fun tell(state: CodesState) {
        codes.trySend(state).getOrThrow()
    }

    private suspend fun <T> call(what: String): Reply<T> {
        calls += what
        val reply = next.removeFirstOrNull() ?: CompletableDeferred<Reply<*>>().also(waiting::addLast).await()
        @Suppress("UNCHECKED_CAST")
        return reply as Reply<T>
    }

    override suspend fun accounts(): Reply<Accounts> {
        calls += "accounts"
        return Reply.Ok(accounts)
    }

    override suspend fun pair(issuer: String): Reply<PairingFlow> = call("pair $issuer")

    override suspend fun invitation(text: String): Reply<Invitation> = call("invitation $text")

    override suspend fun pair(invitation: Invitation): Reply<PairingFlow> = call("pair invited ${invitation.issuer} ${invitation.link}")

    override suspend fun signIn(
        pairing: PairingKey,
        email: String,
        password: Secret,
    ): Reply<PairingFlow> = call("sign in ${pairing.id} $email ${password.text()}")

    override suspend fun submitCode(
        pairing: PairingKey,
        code: Secret,
        keyClass: KeyClass,
    ): Reply<PairingFlow> = call("code ${pairing.id} ${code.text()} $keyClass")

    override suspend fun submitMobile(
        pairing: PairingKey,
        number: String,
    ): Reply<PairingFlow> = call("mobile ${pairing.id} $number")

    override suspend fun resendCode(pairing: PairingKey): Reply<PairingFlow> = call("resend ${pairing.id}")

    override suspend fun recover(
        pairing: PairingKey,
        code: Secret,
    ): Reply<PairingFlow> = call("recover ${pairing.id} ${code.text()}")

    override suspend fun associate(
        pairing: PairingKey,
        keyClass: KeyClass,
    ): Reply<PairingFlow> = call("associate ${pairing.id} $keyClass")

    override suspend fun resume(pairing: PairingKey): Reply<PairingFlow> = call("resume ${pairing.id}")

    override suspend fun startAgain(pairing: PairingKey): Reply<PairingFlow> = call("start again ${pairing.id}")

    override fun cancel(pairing: PairingKey) {
        calls += "cancel ${pairing.id}"
        waiting.removeFirstOrNull()?.complete(Reply.Failed(Problem.Plain.Cancelled))
    }

    override suspend fun abandon(pairing: PairingKey): Reply<Unit> = call("abandon ${pairing.id}")

    override fun changes(): Flow<Change> =
        flow {
            watchers += 1
            try {
                for (change in changes) emit(change)
            } finally {
                watchers -= 1
            }
        }

    override fun wake() {
        calls += "wake"
    }

    override suspend fun approve(
        account: AccountKey,
        requestId: String,
        number: Secret,
    ): Reply<Outcome> = call("approve ${account.id} $requestId ${number.text()}")

    override suspend fun deny(
        account: AccountKey,
        requestId: String,
    ): Reply<Outcome> = call("deny ${account.id} $requestId")

    override suspend fun outcome(
        account: AccountKey,
        requestId: String,
    ): Reply<Outcome?> = call("outcome ${account.id} $requestId")

    override fun cancelAnswer(requestId: String) {
        calls += "cancel answer $requestId"
        waiting.removeFirstOrNull()?.complete(Reply.Failed(Problem.Plain.Cancelled))
    }

    override suspend fun report(
        account: AccountKey,
        requestId: String,
        reason: ReportReason,
    ): Reply<ReportOutcome> = call("report ${account.id} $requestId $reason")

    override fun codes(): Flow<CodesState> =
        flow {
            visits += 1
            codes = Channel(Channel.UNLIMITED)
            try {
                codes.consumeAsFlow().collect { emit(it) }
            } finally {
                visits -= 1
            }
        }

    override suspend fun check(account: AccountKey): Reply<Account> = call("check ${account.id}")

    override suspend fun perform(
        account: AccountKey,
        deed: Deed,
    ): Reply<Done> = call("perform ${account.id} $deed")

    override fun forgetCode(account: AccountKey) {
        calls += "forget code ${account.id}"
    }

    override suspend fun remove(account: AccountKey): Reply<Unit> = call("remove ${account.id}")
}
