package org.assenso.tests.phone

import org.assenso.ffi.PlatformClock
import org.assenso.ffi.PlatformCodesVault
import org.assenso.ffi.PlatformPosture
import org.assenso.ffi.PlatformPush
import org.assenso.ffi.PlatformVault
import org.assenso.ffi.Posture
import org.assenso.ffi.PushEndpoint
import org.assenso.ffi.UnlockReason
import java.time.LocalDate
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/** A vault in memory. */
class MemoryVault : PlatformVault {
    private val secrets = ConcurrentHashMap<String, ByteArray>()

    /** How secrets are read. */
    val getting = Script<ByteArray?>()

    /** How secrets are kept. */
    val putting = Script<Unit>()

    override suspend fun get(name: String): ByteArray? = getting.play { secrets[name] }

    override suspend fun put(
        name: String,
        secret: ByteArray,
    ) = putting.play { secrets[name] = secret }

    override suspend fun delete(name: String) {
        secrets.remove(name)
    }

    /** The phone was restored from a backup: everything is gone. */
    fun lose() = secrets.clear()

    /** Somebody put other secrets in place of those that were here. */
    fun replace() = secrets.replaceAll { _, secret -> ByteArray(secret.size) { 9 } }
}

/** A codes vault in memory. */
class MemoryCodesVault : PlatformCodesVault {
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
class FixedPosture : PlatformPosture {
    /** How it answers. */
    val answering = Script<Posture>()

    override suspend fun current(): Posture = answering.play { Posture(true, true, true) }
}

/** A phone that no push reaches, or what a test says. */
class FixedPush : PlatformPush {
    /** How it answers. */
    val answering = Script<PushEndpoint?>()

    override suspend fun endpoint(): PushEndpoint? = answering.play { null }
}

/** Clocks that stand until they are moved; the wall clock begins at this machine's time. */
class ManualClock : PlatformClock {
    /** The wall clock. */
    @Volatile var wall: Long = System.currentTimeMillis()

    /** The clock since the phone was started. */
    @Volatile var boot: Long = 1_000_000

    /** What reading either does in place of answering. */
    @Volatile var fault: (() -> Nothing)? = null

    override fun wallUnixMs(): Long = fault?.invoke() ?: wall

    override fun bootMs(): ULong = (fault?.invoke() ?: boot).toULong()

    /** Time passes on both. */
    fun pass(milliseconds: Long) {
        wall += milliseconds
        boot += milliseconds
    }

    /** Somebody sets the wall clock to the beginning of [year]; no time passes. */
    fun setYear(year: Int) {
        wall = LocalDate.of(year, 1, 1).toEpochDay() * DAY_MS
    }

    private companion object {
        const val DAY_MS = 86_400_000L
    }
}
