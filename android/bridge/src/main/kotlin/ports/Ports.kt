package org.assenso.bridge.ports

/** All that the core needs of a phone. */
class Ports(
    val keys: DeviceKeys,
    val vault: Vault,
    val codesVault: CodesVault,
    val push: Push,
    val posture: Posture,
    val clock: Clock,
)

/** A few named secrets of this device, there after the first unlock, never in a backup. */
interface Vault {
    /**
     * The secret of this name; null if there is none, or proven to be lost with the key that wrapped it.
     *
     * @throws PortFault
     */
    suspend fun get(name: String): ByteArray?

    /**
     * Keeps [secret], which is wiped when this returns: what stays is a copy, sealed.
     *
     * @throws PortFault
     */
    suspend fun put(
        name: String,
        secret: ByteArray,
    )

    /** @throws PortFault */
    suspend fun delete(name: String)
}

/** The codes key: 32 random bytes, given out only after the person was verified. */
fun interface CodesVault {
    /**
     * The key, after a prompt; made at the first call.
     *
     * @throws PortFault
     */
    suspend fun unlock(reason: UnlockReason): ByteArray
}

enum class UnlockReason { Associate, ShowCodes }

/** Where a push would go. */
fun interface Push {
    /** Null while there is no push service. */
    suspend fun endpoint(): PushEndpoint?
}

sealed interface PushEndpoint {
    data class WebPush(
        val url: String,
    ) : PushEndpoint

    data class Fcm(
        val token: String,
    ) : PushEndpoint
}

/** How the phone is set up now. */
fun interface Posture {
    suspend fun current(): PostureView
}

data class PostureView(
    val screenLock: Boolean,
    val biometrics: Boolean,
    val notifications: Boolean,
)

interface Clock {
    /** Unix time in ms; a person may have set it to anything. */
    fun wallUnixMs(): Long

    /** Since the start of the phone, sleep included, ms. */
    fun bootMs(): Long
}
