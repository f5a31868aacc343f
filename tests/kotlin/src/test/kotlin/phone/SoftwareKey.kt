package org.assenso.tests.phone

import com.nimbusds.jose.crypto.impl.ECDSA
import com.nimbusds.jose.jwk.Curve
import com.nimbusds.jose.jwk.ECKey
import org.assenso.ffi.CreatedKey
import org.assenso.ffi.HardwareLevel
import org.assenso.ffi.KeyRole
import org.assenso.ffi.KeySpec
import org.assenso.ffi.PlatformKey
import org.assenso.ffi.PlatformKeyException
import org.assenso.ffi.SignReason
import java.math.BigInteger
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap

/** The phone's key store, in software: P-256, public keys as SEC1, signatures as DER. */
class SoftwareKey : PlatformKey {
    private class Kept(
        val role: KeyRole,
        val pair: KeyPair,
    )

    private val keys = ConcurrentHashMap<String, Kept>()
    private val instead = ConcurrentHashMap<String, String>()
    private val ended = ConcurrentHashMap.newKeySet<String>()

    /** How keys are made. */
    val creating = Script<CreatedKey>()

    /** How the possession key signs: calls, denials. */
    val signingSilently = Script<ByteArray>()

    /** How the approval key signs, after verifying the person. */
    val signingAfterPrompt = Script<ByteArray>()

    /** How keys are destroyed. */
    val deleting = Script<Unit>()

    /** How keys are listed. */
    val listing = Script<List<String>>()

    /** What the person was last asked to confirm. */
    @Volatile var asked: SignReason? = null
        private set

    /** The names of all keys. */
    val names: Set<String> get() = keys.keys.toSet()

    override suspend fun create(spec: KeySpec): CreatedKey =
        creating.play {
            val pair = newPair()
            keys[spec.id] = Kept(spec.role, pair)
            CreatedKey(sec1(pair), HardwareLevel.SOFTWARE, listOf())
        }

    override suspend fun sign(
        keyId: String,
        payload: ByteArray,
        reason: SignReason,
    ): ByteArray {
        val kept = keys[instead[keyId] ?: keyId] ?: throw PlatformKeyException.Invalidated()
        if (reason != SignReason.Silent) asked = reason
        val script = if (kept.role == KeyRole.APPROVAL) signingAfterPrompt else signingSilently
        return script.play {
            if (keyId in ended) throw PlatformKeyException.Invalidated()
            sign(kept.pair, payload)
        }
    }

    override suspend fun delete(keyId: String) =
        deleting.play {
            keys.remove(keyId)
        }

    override suspend fun list(): List<String> = listing.play { keys.keys.toList() }

    /** A new face or finger is enrolled: the approval keys are gone, the others stay. */
    fun enrolAnew() {
        ended += keys.filterValues { it.role == KeyRole.APPROVAL }.keys
    }

    /** From now on each of the two keys signs where the other should; called again: no more. */
    fun swapRoles() {
        val (one, other) = keys.keys.toList()
        if (instead.isEmpty()) {
            instead += mapOf(one to other, other to one)
        } else {
            instead.clear()
        }
    }

    /** The public halves of the keys of [role]. */
    fun public(role: KeyRole): List<ECKey> =
        keys.values.filter { it.role == role }.map {
            ECKey.Builder(Curve.P_256, it.pair.public as ECPublicKey).build()
        }

    /** Acts of a key that is not what it seems. */
    companion object {
        /** A signature over the right bytes by a key that nobody knows. */
        fun byAnotherKey(payload: ByteArray): ByteArray = sign(newPair(), payload)

        /** A right signature with a byte behind it. */
        val withTrailingByte: Act<ByteArray> = { genuine -> genuine() + 0 }

        /** A right signature with one bit changed in its last number. */
        val withWrongBit: Act<ByteArray> = { genuine ->
            genuine().also { it[it.size - 1] = (it.last().toInt() xor 1).toByte() }
        }

        /** Another encoding of the right signature: 64 bytes, as JOSE has it. */
        val asJoseWritesIt: Act<ByteArray> = { genuine ->
            ECDSA.transcodeSignatureToConcat(genuine(), 64)
        }

        /** Bytes that are no signature. */
        fun answering(bytes: ByteArray): Act<ByteArray> = { bytes }

        private fun newPair(): KeyPair {
            val generator = KeyPairGenerator.getInstance("EC")
            generator.initialize(ECGenParameterSpec("secp256r1"))
            return generator.generateKeyPair()
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
        fun sec1(pair: KeyPair): ByteArray {
            val point = (pair.public as ECPublicKey).w
            return byteArrayOf(4) + fixed(point.affineX) + fixed(point.affineY)
        }

        private fun fixed(number: BigInteger): ByteArray {
            val bytes = number.toByteArray()
            return ByteArray(32).also { out ->
                val from = maxOf(0, bytes.size - 32)
                bytes.copyInto(out, 32 - (bytes.size - from), from)
            }
        }
    }
}
