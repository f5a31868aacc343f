package org.assenso.bridge.core

import org.assenso.bridge.Problem
import org.assenso.bridge.convert.nowMs
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.convert.withTriesLeft
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.ports.Clock
import org.assenso.ffi.Pairing
import org.assenso.ffi.PairingStep
import org.assenso.ffi.KeyClass as FfiKeyClass

/** One pairing, with what was last seen of it: a list of pairings must not wait for the call that runs on one of them. */
internal class HeldPairing(
    val key: PairingKey,
    pairing: Pairing,
) {
    val kept = Kept(pairing)
    private val issuer = pairing.issuer()
    private val provider = pairing.providerName()
    private var email: String? = null
    private var at: At? = null
    private var activates = false
    private var isKnown = false

    /** The classes that the provider takes: all, until it refused one. */
    private var keyClasses = listOf(KeyClass.Device, KeyClass.Biometric)

    /** Where it stands; null if that has to be asked for. */
    @Synchronized
    fun flow(): PairingFlow? = at?.takeIf { isKnown }?.let(::flow)

    private fun flow(at: At) = PairingFlow(key, issuer, provider, email, at, activates, keyClasses)

    /** Sees where it stands, which is at [step]. */
    suspend fun look(
        pairing: Pairing,
        step: PairingStep,
        clock: Clock,
    ): PairingFlow {
        val now = clock.nowMs()
        val email = pairing.email()
        val activates = pairing.activates()
        return synchronized(this) {
            val at = step.toModel(now, last = this.at)
            this.at = at
            this.email = email
            this.activates = activates
            isKnown = true
            flow(at)
        }
    }

    /** A call on it was given up: where it stands has to be asked for. */
    @Synchronized
    fun forget() {
        isKnown = false
    }

    /** Keeps what a refusal told beside the problem. */
    @Synchronized
    fun note(
        problem: Problem,
        allowed: List<FfiKeyClass>,
    ) {
        if (problem is Problem.WrongCode) at = at?.withTriesLeft(problem.triesLeft)
        if (problem == Problem.Plain.CodeUsedUp) at = at?.withTriesLeft(0)
        if (allowed.isNotEmpty()) keyClasses = allowed.map { it.toModel() }
    }
}
