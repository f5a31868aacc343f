package org.assenso.bridge.ports

import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel

/** The phone's hardware keys: P-256, one pair of keys an account. Calls may come from any thread. */
interface DeviceKeys {
    /**
     * Makes a key; one with the same id is replaced.
     *
     * @throws PortFault
     */
    suspend fun create(spec: KeySpec): CreatedKey

    /**
     * Signs [payload] with ECDSA over SHA-256, ASN.1 DER. With [SignReason.Silent] nothing is shown; any other asks the person, who sees
     * what it is for.
     *
     * @throws PortFault
     */
    suspend fun sign(
        id: String,
        payload: ByteArray,
        reason: SignReason,
    ): ByteArray

    /**
     * The ids of all keys of this app.
     *
     * @throws PortFault
     */
    suspend fun list(): List<String>

    /**
     * Deletes a key; one that is not there is no fault.
     *
     * @throws PortFault
     */
    suspend fun delete(id: String)
}

enum class KeyRole { Possession, Approval }

/** What a key is to be. */
class KeySpec(
    val id: String,
    val role: KeyRole,
    val keyClass: KeyClass,
    /** Attestation challenge, 32 bytes. */
    val challenge: ByteArray,
)

/** A key that was made. */
class CreatedKey(
    /** SEC1, uncompressed, 65 bytes. */
    val publicKey: ByteArray,
    /** As obtained, never as asked for. */
    val level: KeyLevel,
    /** X.509 in DER, leaf first; empty where there is no attestation. */
    val attestation: List<ByteArray>,
)

/** What a signature is for. */
sealed interface SignReason {
    data object Silent : SignReason

    data class Associate(
        val provider: String,
        val account: String,
    ) : SignReason

    data class Deactivate(
        val provider: String,
        val account: String,
    ) : SignReason

    data class RecoveryCode(
        val provider: String,
        val account: String,
    ) : SignReason

    data class Approve(
        val requestId: String,
        val provider: String,
        val account: String,
    ) : SignReason
}

/** Why a port did not do what it was asked. It carries no text of the platform: that could quote anything. */
class PortFault(
    val kind: Kind,
) : Exception(kind.name) {
    enum class Kind {
        /** The person dismissed the prompt, or it was withdrawn. */
        Cancelled,

        /** Too many failed tries. */
        LockedOut,

        /** No screen lock or no biometry. */
        NotEnrolled,

        /** The key is gone for good: a new enrolment, no more screen lock, or it never was. */
        Invalidated,

        /** Locked until the first unlock after a start. */
        Locked,

        /** Anything else. */
        Unavailable,
    }
}
