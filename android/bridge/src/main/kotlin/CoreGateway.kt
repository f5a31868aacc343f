package org.assenso.bridge

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.flow.Flow
import org.assenso.bridge.adapters.toFfi
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.core.Deeds
import org.assenso.bridge.core.Pairings
import org.assenso.bridge.core.Requests
import org.assenso.bridge.core.reply
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
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.ports.Ports
import org.assenso.ffi.Authenticator
import org.assenso.ffi.OpenOptions
import org.assenso.ffi.use
import org.assenso.bridge.core.changes as coreChanges
import org.assenso.bridge.core.codes as coreCodes
import org.assenso.ffi.Development as FfiDevelopment

/** What a development build loosens. A release never makes one. */
class Development(
    /** Plain HTTP to this machine itself. */
    val loopbackHttp: Boolean,
    /** Certificate authorities, PEM: these are believed, and none of the phone's. */
    val extraCaPem: ByteArray? = null,
)

/** The real core behind the [Gateway]. One process opens it, once, and keeps it for its life. */
class CoreGateway private constructor(
    private val core: Authenticator,
    private val clock: Clock,
) : Gateway,
    AutoCloseable {
    private val pairings = Pairings(core, clock)
    private val requests = Requests(core, clock)
    private val deeds = Deeds(core)

    override suspend fun accounts(): Reply<Accounts> =
        reply {
            val paired = core.accounts().map { it.toModel() }
            Accounts(paired, pairings.unfinished())
        }

    override suspend fun pair(issuer: String): Reply<PairingFlow> = pairings.begin { core.pair(issuer) }

    override suspend fun invitation(text: String): Reply<Invitation> = reply { core.invitation(text).use { Invitation(it.issuer(), text) } }

    override suspend fun pair(invitation: Invitation): Reply<PairingFlow> =
        pairings.begin { core.invitation(invitation.link).use { core.pairInvited(it) } }

    override suspend fun signIn(
        pairing: PairingKey,
        email: String,
        password: Secret,
    ): Reply<PairingFlow> = password.use { pairings.signIn(pairing, email, it) }

    override suspend fun submitCode(
        pairing: PairingKey,
        code: Secret,
        keyClass: KeyClass,
    ): Reply<PairingFlow> = code.use { pairings.submitCode(pairing, it, keyClass) }

    override suspend fun submitMobile(
        pairing: PairingKey,
        number: String,
    ): Reply<PairingFlow> = pairings.submitMobile(pairing, number)

    override suspend fun recover(
        pairing: PairingKey,
        code: Secret,
    ): Reply<PairingFlow> = code.use { pairings.recover(pairing, it) }

    override suspend fun resendCode(pairing: PairingKey): Reply<PairingFlow> = pairings.resendCode(pairing)

    override suspend fun associate(
        pairing: PairingKey,
        keyClass: KeyClass,
    ): Reply<PairingFlow> = pairings.associate(pairing, keyClass)

    override suspend fun resume(pairing: PairingKey): Reply<PairingFlow> = pairings.resume(pairing)

    override suspend fun startAgain(pairing: PairingKey): Reply<PairingFlow> = pairings.startAgain(pairing)

    override fun cancel(pairing: PairingKey) = quietly { pairings.cancel(pairing) }

    override suspend fun abandon(pairing: PairingKey): Reply<Unit> = pairings.abandon(pairing)

    override fun changes(): Flow<Change> = coreChanges(core, requests)

    override fun wake() = quietly { core.wake() }

    override suspend fun approve(
        account: AccountKey,
        requestId: String,
        number: Secret,
    ): Reply<Outcome> = number.use { requests.approve(account, requestId, it.decodeToString()) }

    override suspend fun deny(
        account: AccountKey,
        requestId: String,
    ): Reply<Outcome> = requests.deny(account, requestId)

    override suspend fun outcome(
        account: AccountKey,
        requestId: String,
    ): Reply<Outcome?> = requests.outcome(account, requestId)

    override fun cancelAnswer(requestId: String) = quietly { requests.cancel(requestId) }

    override suspend fun report(
        account: AccountKey,
        requestId: String,
        reason: ReportReason,
    ): Reply<ReportOutcome> = requests.report(account, requestId, reason)

    override fun codes(): Flow<CodesState> = coreCodes(core, clock)

    override suspend fun check(account: AccountKey): Reply<Account> = reply { core.checkAssociation(account.id).toModel() }

    override suspend fun perform(
        account: AccountKey,
        deed: Deed,
    ): Reply<Done> = deeds.perform(account, deed)

    override fun forgetCode(account: AccountKey) = quietly { deeds.forget(account) }

    override suspend fun remove(account: AccountKey): Reply<Unit> =
        reply {
            core.remove(account.id)
            requests.forget(account)
        }

    /** Lets the core go, as the end of the process does: for tests. Calls that run go on to their end. */
    override fun close() {
        pairings.close()
        requests.close()
        deeds.close()
        core.close()
    }

    /** Calls that give no answer have nobody to tell of a fault either. */
    private fun quietly(work: () -> Unit) {
        try {
            work()
        } catch (thrown: Throwable) {
            note("a call failed", thrown)
        }
    }

    companion object {
        /**
         * Opens the store at [path], making it and its key at first use. Nothing is ever deleted.
         *
         * [app] is the app's name and version, 1 to 64 visible characters; a [deviceName] that is longer is shortened;
         * [listed] are the issuers that the app knows.
         */
        suspend fun open(
            path: String,
            ports: Ports,
            app: String,
            deviceName: String,
            listed: List<String> = emptyList(),
            development: Development? = null,
        ): Reply<CoreGateway> {
            val loosened = development?.let { FfiDevelopment(it.loopbackHttp, it.extraCaPem) }
            val options = OpenOptions(app, deviceName, loosened, listed)
            var opened: CoreGateway? = null
            return try {
                reply { CoreGateway(Authenticator.open(path, ports.toFfi(), options), ports.clock).also { opened = it } }
            } catch (end: CancellationException) {
                opened?.close()
                throw end
            }
        }
    }
}
