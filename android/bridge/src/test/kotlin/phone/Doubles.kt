package org.assenso.bridge.phone

import org.assenso.bridge.ports.Clock
import org.assenso.bridge.ports.CodesVault
import org.assenso.bridge.ports.Posture
import org.assenso.bridge.ports.PostureView
import org.assenso.bridge.ports.Push
import org.assenso.bridge.ports.PushEndpoint
import org.assenso.bridge.ports.UnlockReason
import org.assenso.bridge.ports.Vault
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/** A vault in memory. */
class MemoryVault : Vault {
    private val secrets = ConcurrentHashMap<String, ByteArray>()

    /** How secrets are read. */
    val getting = Script<ByteArray?>()

    override suspend fun get(name: String): ByteArray? = getting.play { secrets[name]?.copyOf() }

    override suspend fun put(
        name: String,
        secret: ByteArray,
    ) {
        secrets[name] = secret.copyOf()
    }

    override suspend fun delete(name: String) {
        secrets.remove(name)
    }

    /** The phone was restored from a backup: everything is gone. */
    fun lose() = secrets.clear()
}

/** A codes vault in memory. */
class MemoryCodesVault : CodesVault {
    /** How it is unlocked. */
    val unlocking = Script<ByteArray>()

    /** Every reason that it was asked for. */
    val reasons = CopyOnWriteArrayList<UnlockReason>()

    /** Its key; another one if the platform lost it. */
    @Volatile var key = ByteArray(32) { 7 }

    override suspend fun unlock(reason: UnlockReason): ByteArray {
        reasons += reason
        return unlocking.play { key.copyOf() }
    }
}

/** A phone with a screen lock and notifications, or what a test says. */
class FixedPosture : Posture {
    /** How it answers. */
    val answering = Script<PostureView>()

    override suspend fun current(): PostureView = answering.play { PostureView(screenLock = true, biometrics = true, notifications = true) }
}

/** A phone that no push reaches, or what a test says. */
class FixedPush : Push {
    /** How it answers. */
    val answering = Script<PushEndpoint?>()

    override suspend fun endpoint(): PushEndpoint? = answering.play { null }
}

/** Clocks that stand until they are moved; the wall clock begins at this machine's time. */
class ManualClock : Clock {
    /** The wall clock, Unix time in ms. */
    @Volatile var wall: Long = System.currentTimeMillis()

    /** The clock since the phone was started, ms. */
    @Volatile var boot: Long = 1_000_000

    /** What reading either does in place of answering. */
    @Volatile var fault: (() -> Nothing)? = null

    /** What reading the boot clock does beside answering. */
    @Volatile var alsoAtBoot: () -> Unit = {}

    override fun wallUnixMs(): Long = fault?.invoke() ?: wall

    override fun bootMs(): Long {
        alsoAtBoot()
        return fault?.invoke() ?: boot
    }

    /** Time passes on both. */
    fun pass(milliseconds: Long) {
        wall += milliseconds
        boot += milliseconds
    }
}
