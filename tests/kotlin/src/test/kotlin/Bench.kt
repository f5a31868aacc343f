package org.assenso.tests

import kotlinx.coroutines.runBlocking
import org.assenso.ffi.Authenticator
import org.assenso.ffi.PlatformClock
import org.assenso.ffi.PlatformCodesVault
import org.assenso.ffi.PlatformPorts
import org.assenso.ffi.PlatformVault
import org.assenso.ffi.UnlockReason
import org.assenso.tests.phone.FixedPosture
import org.assenso.tests.phone.FixedPush
import org.assenso.tests.phone.Phone
import org.assenso.tests.phone.SoftwareKey
import java.util.HexFormat

/*
 * What crossing costs: medians in nanoseconds, a line of JSON each. `tests/bench/run.sh` prepares
 * the two databases, says where they are, and sets the figures beside those of Rust and Swift.
 */

private fun setting(name: String): String = checkNotNull(System.getenv(name)) { "$name is not set" }

private fun key(name: String): ByteArray = HexFormat.of().parseHex(setting(name))

private class GivenVault(
    private val key: ByteArray,
) : PlatformVault {
    override suspend fun get(name: String) = key.copyOf()

    override suspend fun put(
        name: String,
        secret: ByteArray,
    ) = error("the base key is there")

    override suspend fun delete(name: String) = error("nothing is deleted")
}

private class GivenCodesVault(
    private val key: ByteArray,
) : PlatformCodesVault {
    override suspend fun unlock(reason: UnlockReason) = key.copyOf()
}

private class RealClock : PlatformClock {
    override fun wallUnixMs(): Long = System.currentTimeMillis()

    override fun bootMs(): ULong = (System.nanoTime() / 1_000_000 + BOOTED).toULong()

    private companion object {
        /** `nanoTime` may begin anywhere. */
        const val BOOTED = 1_000_000_000L
    }
}

private suspend fun open(path: String): Authenticator {
    val vault = GivenVault(key("ASSENSO_BENCH_BASE_KEY"))
    val codes = GivenCodesVault(key("ASSENSO_BENCH_CODES_KEY"))
    val ports =
        PlatformPorts(SoftwareKey(), vault, codes, FixedPush(), FixedPosture(), RealClock())
    return Authenticator.open(path, ports, Phone.options())
}

private inline fun timed(work: () -> Unit): Long {
    val begun = System.nanoTime()
    work()
    return System.nanoTime() - begun
}

private fun report(
    name: String,
    times: List<Double>,
) = println("""{"name": "$name", "ns": ${times.sorted()[times.size / 2]}}""")

/** Measures, after as many calls as the just-in-time compiler wants to see. */
fun main() =
    runBlocking {
        val full = open(setting("ASSENSO_BENCH_DB"))
        val count = setting("ASSENSO_BENCH_CODES").toInt()
        val locked = full.unlockCodes().also { it.lock() }
        repeat(50_000) { locked.lock() }
        report("sync", List(200) { timed { repeat(1_000) { locked.lock() } } / 1_000.0 })

        val empty = open(setting("ASSENSO_BENCH_EMPTY_DB"))
        repeat(20_000) { empty.accounts() }
        report("async", List(4_000) { timed { empty.accounts() }.toDouble() })

        repeat(20) { full.unlockCodes().use { it.list() } }
        val lists =
            List(60) {
                full.unlockCodes().use { codes ->
                    val took = timed { check(codes.list().all { it.digits != null }) }
                    check(codes.list().size == count) { "not $count codes" }
                    took.toDouble()
                }
            }
        report("list", lists)
    }
