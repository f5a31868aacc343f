package org.assenso.bridge.core

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.assenso.bridge.Problem
import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.Reply
import org.assenso.bridge.Stuck
import org.assenso.bridge.convert.toFfi
import org.assenso.bridge.figures
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.note
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.problemOf
import org.assenso.ffi.Authenticator
import org.assenso.ffi.Pairing
import org.assenso.ffi.PairingStep
import org.assenso.ffi.use

/** The pairings of one phone, held so that screens can go on with them by name. */
internal class Pairings(
    private val core: Authenticator,
    private val clock: Clock,
) : AutoCloseable {
    private val held = HashMap<PairingKey, HeldPairing>()

    /** Held while the core lists them, so that none is held twice. */
    private val listing = Mutex()

    /** Those that a person can go on with, oldest first. */
    suspend fun unfinished(): List<PairingFlow> {
        // The accounts are shown all the same; the next list tries again.
        try {
            load()
        } catch (end: CancellationException) {
            throw end
        } catch (thrown: Throwable) {
            note("the pairings can't be listed", thrown)
        }
        val all = synchronized(held) { held.values.sortedBy { it.key.id } }
        return all.mapNotNull { orNull { it.flow() ?: ask(it) } }.filterNot { it.isOver }
    }

    suspend fun begin(pair: suspend () -> Pairing): Reply<PairingFlow> =
        reply {
            val pairing = pair()
            val held = listing.withLock { hold(pairing) }
            ask(held)
        }

    suspend fun signIn(
        key: PairingKey,
        email: String,
        password: ByteArray,
    ) = advance(key) {
        when (it) {
            is PairingStep.SignIn -> it.step.submit(email, password)
            else -> notHere()
        }
    }

    suspend fun submitCode(
        key: PairingKey,
        code: ByteArray,
        keyClass: KeyClass,
    ) = advance(key) {
        when (it) {
            is PairingStep.SignInCode -> it.step.submit(code)
            is PairingStep.NumberCode -> it.step.submit(code)
            is PairingStep.AssociateCode -> it.step.submit(code, keyClass.toFfi())
            else -> notHere()
        }
    }

    suspend fun submitMobile(
        key: PairingKey,
        number: String,
    ) = advance(key) {
        when (it) {
            is PairingStep.Activate -> PairingStep.NumberCode(it.step.submitNumber(number))
            else -> notHere()
        }
    }

    suspend fun recover(
        key: PairingKey,
        code: ByteArray,
    ) = advance(key) {
        when (it) {
            is PairingStep.SignIn -> it.step.recover(code)
            is PairingStep.SignInCode -> it.step.recover(code)
            else -> notHere()
        }
    }

    suspend fun resendCode(key: PairingKey) =
        advance(key) {
            when (it) {
                is PairingStep.SignInCode -> PairingStep.SignInCode(it.step.resend())
                is PairingStep.NumberCode -> PairingStep.NumberCode(it.step.resend())
                is PairingStep.AssociateCode -> PairingStep.AssociateCode(it.step.resend())
                else -> notHere()
            }
        }

    suspend fun associate(
        key: PairingKey,
        keyClass: KeyClass,
    ) = advance(key) {
        when (it) {
            is PairingStep.SignedIn -> PairingStep.AssociateCode(it.step.associate())
            is PairingStep.Activate -> PairingStep.AssociateCode(it.step.activate())
            is PairingStep.Recovered -> it.step.associate(keyClass.toFfi())
            else -> notHere()
        }
    }

    /** What was not interrupted stands where it stands, and that is the answer. */
    suspend fun resume(key: PairingKey) = advance(key) { if (it is PairingStep.Finish) it.step.resume() else it }

    suspend fun startAgain(key: PairingKey) =
        advance(key) {
            when (it) {
                is PairingStep.AssociateCode -> it.step.startAgain()
                is PairingStep.NumberCode -> it.step.startAgain()
                is PairingStep.Finish -> it.step.startAgain()
                is PairingStep.SignedIn, is PairingStep.Activate, is PairingStep.Recovered -> it
                else -> notHere()
            }
        }

    fun cancel(key: PairingKey) {
        val held = synchronized(held) { held[key] }
        held?.kept?.use { it.cancel() }
    }

    suspend fun abandon(key: PairingKey): Reply<Unit> =
        reply {
            val held = find(key) ?: return@reply
            held.kept.use {
                try {
                    it.abandon()
                } catch (thrown: Exception) {
                    throw stuck(held, it, thrown, before = null)
                }
            }
            drop(held)
        }

    override fun close() {
        val all =
            synchronized(held) {
                held.values.toList().also { held.clear() }
            }
        all.forEach { it.kept.letGo() }
    }

    /** Takes a pairing's step. The phone's own prompts may take minutes: no lock is held meanwhile. */
    private suspend fun advance(
        key: PairingKey,
        take: suspend (PairingStep) -> PairingStep,
    ): Reply<PairingFlow> =
        reply {
            val held = find(key) ?: throw Stuck(Plain.StartAgain)
            held.using { pairing ->
                pairing.step().use { step ->
                    val before = look(held, pairing, step)
                    try {
                        take(step).use { look(held, pairing, it) }
                    } catch (thrown: Exception) {
                        throw stuck(held, pairing, thrown, before)
                    }
                }
            }
        }

    /** Why a call failed, and where the pairing stands now if that is not [before]. */
    private suspend fun stuck(
        held: HeldPairing,
        pairing: Pairing,
        thrown: Exception,
        before: PairingFlow?,
    ): Exception {
        if (thrown is CancellationException) {
            // How far it went is asked for when somebody comes back to it.
            held.forget()
            return thrown
        }
        val advice = pairing.advice()
        val problem = problemOf(thrown, advice.figures())
        held.note(problem, advice.keyClasses)
        if (problem == Plain.SessionEnded) {
            // There is nothing to come back to.
            orNull { pairing.abandon() }
            drop(held)
            return Stuck(problem)
        }
        val now = orNull { pairing.step().use { look(held, pairing, it) } }
        return Stuck(problem, now?.takeUnless { before != null && it.isWhere(before) })
    }

    private suspend fun ask(held: HeldPairing): PairingFlow = held.using { it.step().use { step -> look(held, it, step) } }

    /** Notes where a pairing stands. One that is over is held no more. */
    private suspend fun look(
        held: HeldPairing,
        pairing: Pairing,
        step: PairingStep,
    ): PairingFlow {
        val flow = held.look(pairing, step, clock)
        if (flow.isOver) drop(held)
        return flow
    }

    private suspend fun find(key: PairingKey): HeldPairing? {
        synchronized(held) { held[key] }?.let { return it }
        load()
        return synchronized(held) { held[key] }
    }

    private suspend fun load() = listing.withLock { core.unfinished().forEach(::hold) }

    private fun hold(pairing: Pairing): HeldPairing {
        val key = PairingKey(pairing.id())
        return synchronized(held) {
            held[key]?.also { pairing.close() } ?: HeldPairing(key, pairing).also { held[key] = it }
        }
    }

    private fun drop(held: HeldPairing) {
        val removed = synchronized(this.held) { this.held.remove(held.key, held) }
        if (removed) held.kept.letGo()
    }

    private suspend fun <T : Any> HeldPairing.using(work: suspend (Pairing) -> T): T {
        val done = kept.use { work(it) }
        return done ?: throw Stuck(Plain.StartAgain)
    }

    /** The screens offer nothing else: this comes of a second tap. */
    private fun notHere(): Nothing = throw Stuck(Plain.StartAgain)
}

private val PairingFlow.isOver: Boolean get() = at is At.Associated || at is At.Ended

private fun PairingFlow.isWhere(other: PairingFlow): Boolean = at.javaClass == other.at.javaClass && keyClasses == other.keyClasses
