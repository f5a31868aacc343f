package org.assenso.bridge.phone

import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.ports.CreatedKey
import org.assenso.bridge.ports.DeviceKeys
import org.assenso.bridge.ports.KeyRole
import org.assenso.bridge.ports.KeySpec
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.SignReason
import java.math.BigInteger
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap

/** The phone's key store, in software: P-256, public keys as SEC1, signatures as DER. */
class SoftwareKeys : DeviceKeys {
    private class Kept(
        val role: KeyRole,
        val pair: KeyPair,
    )

    private val keys = ConcurrentHashMap<String, Kept>()
    private val ended = ConcurrentHashMap.newKeySet<String>()

    /** How keys are made. */
    val creating = Script<CreatedKey>()

    /** How the possession key signs: calls, denials. */
    val signingSilently = Script<ByteArray>()

    /** How the approval key signs, after verifying the person. */
    val signingAfterPrompt = Script<ByteArray>()

    /** What the person was last asked to confirm. */
    @Volatile var asked: SignReason? = null
        private set

    /** How the last key of each role was to be made. */
    val specs = ConcurrentHashMap<KeyRole, KeySpec>()

    /** The names of all keys. */
    val names: Set<String> get() = keys.keys.toSet()

    override suspend fun create(spec: KeySpec): CreatedKey =
        creating.play {
            val pair = newPair()
            keys[spec.id] = Kept(spec.role, pair)
            specs[spec.role] = spec
            CreatedKey(sec1(pair), KeyLevel.Software, listOf())
        }

    override suspend fun sign(
        id: String,
        payload: ByteArray,
        reason: SignReason,
    ): ByteArray {
        val kept = keys[id] ?: throw PortFault(PortFault.Kind.Invalidated)
        if (reason != SignReason.Silent) asked = reason
        val script = if (kept.role == KeyRole.Approval) signingAfterPrompt else signingSilently
        return script.play {
            if (id in ended) throw PortFault(PortFault.Kind.Invalidated)
            sign(kept.pair, payload)
        }
    }

    override suspend fun delete(id: String) {
        keys.remove(id)
    }

    override suspend fun list(): List<String> = keys.keys.toList()

    /** A new face or finger is enrolled: the approval keys are gone, the others stay. */
    fun enrolAnew() {
        ended += keys.filterValues { it.role == KeyRole.Approval }.keys
    }

    private fun newPair(): KeyPair =
        KeyPairGenerator.getInstance("EC").run {
            initialize(ECGenParameterSpec("secp256r1"))
            generateKeyPair()
        }

    private fun sign(
        pair: KeyPair,
        payload: ByteArray,
    ): ByteArray =
        Signature.getInstance("SHA256withECDSA").run {
            initSign(pair.private)
            update(payload)
            sign()
        }

    /** Uncompressed SEC1: 04, x, y. */
    private fun sec1(pair: KeyPair): ByteArray {
        val point = (pair.public as ECPublicKey).w
        return byteArrayOf(4) + fixed(point.affineX) + fixed(point.affineY)
    }

    private fun fixed(number: BigInteger): ByteArray {
        val bytes = number.toByteArray().takeLast(COORDINATE)
        return ByteArray(COORDINATE - bytes.size) + bytes
    }

    private companion object {
        /** Bytes of a coordinate. */
        const val COORDINATE = 32
    }
}
