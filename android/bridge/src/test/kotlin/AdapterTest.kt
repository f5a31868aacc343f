package org.assenso.bridge

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.runBlocking
import org.assenso.bridge.adapters.ClockAdapter
import org.assenso.bridge.adapters.CodesVaultAdapter
import org.assenso.bridge.adapters.KeyAdapter
import org.assenso.bridge.adapters.LogAdapter
import org.assenso.bridge.adapters.PostureAdapter
import org.assenso.bridge.adapters.PushAdapter
import org.assenso.bridge.adapters.VaultAdapter
import org.assenso.bridge.phone.FixedPosture
import org.assenso.bridge.phone.FixedPush
import org.assenso.bridge.phone.ManualClock
import org.assenso.bridge.phone.MemoryCodesVault
import org.assenso.bridge.phone.MemoryVault
import org.assenso.bridge.phone.SoftwareKeys
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.PortFault.Kind
import org.assenso.bridge.ports.Vault
import org.assenso.ffi.KeyClass
import org.assenso.ffi.KeyRole
import org.assenso.ffi.KeySpec
import org.assenso.ffi.PlatformCodesVaultException
import org.assenso.ffi.PlatformException
import org.assenso.ffi.PlatformKeyException
import org.assenso.ffi.PlatformVaultException
import org.assenso.ffi.SignReason
import org.assenso.ffi.UnlockReason
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import kotlin.reflect.KClass
import org.assenso.ffi.LogLevel as FfiLogLevel

/** Whatever a port throws, the core gets an error that it knows, and no text. */
class AdapterTest {
    /** What no port may throw, and can't be kept from throwing. */
    private val unforeseen = listOf(IllegalStateException("alias"), LinkageError("alias"), StackOverflowError())

    private fun thrownBy(work: suspend () -> Any?): Throwable =
        runBlocking {
            try {
                throw AssertionError("it answered ${work()}")
            } catch (thrown: AssertionError) {
                throw thrown
            } catch (thrown: Throwable) {
                thrown
            }
        }

    private fun check(
        expected: Map<Kind, KClass<out Throwable>>,
        unavailable: KClass<out Throwable>,
        fail: (Throwable) -> Unit,
        call: suspend () -> Any?,
    ) {
        assertEquals(Kind.entries.toSet(), expected.keys)
        val thrown = expected.keys.map(::PortFault) + unforeseen + CancellationException("a prompt")
        val kinds = expected.values + unforeseen.map { unavailable } + expected.getValue(Kind.Cancelled)
        val told =
            thrown.map {
                fail(it)
                thrownBy(call)
            }
        assertEquals(kinds, told.map { it::class })
        assertEquals(listOf<Throwable>(), told.filter { it.cause != null || "alias" in it.toString() })
    }

    @Test
    fun `a key's faults keep their kind`() {
        val keys = SoftwareKeys()
        val adapter = KeyAdapter(keys)
        val spec = KeySpec("k", KeyRole.POSSESSION, KeyClass.DEVICE, byteArrayOf())
        runBlocking { adapter.create(spec) }
        val expected =
            mapOf(
                Kind.Cancelled to PlatformKeyException.Cancelled::class,
                Kind.LockedOut to PlatformKeyException.LockedOut::class,
                Kind.NotEnrolled to PlatformKeyException.NotEnrolled::class,
                Kind.Invalidated to PlatformKeyException.Invalidated::class,
                Kind.Locked to PlatformKeyException.Unavailable::class,
                Kind.Unavailable to PlatformKeyException.Unavailable::class,
            )
        val unavailable = PlatformKeyException.Unavailable::class
        check(expected, unavailable, keys.signingSilently::failNext) { adapter.sign("k", byteArrayOf(1), SignReason.Silent) }
        check(expected, unavailable, keys.creating::failNext) { adapter.create(spec) }
    }

    @Test
    fun `a vault that is locked says so, and no other fault proves a loss`() {
        val vault = MemoryVault()
        val adapter = VaultAdapter(vault)
        val unavailable = PlatformVaultException.Unavailable::class
        val expected = Kind.entries.associateWith { if (it == Kind.Locked) PlatformVaultException.Locked::class else unavailable }
        check(expected, unavailable, vault.getting::failNext) { adapter.get("base") }
    }

    @Test
    fun `a codes vault's faults keep their kind`() {
        val vault = MemoryCodesVault()
        val adapter = CodesVaultAdapter(vault)
        val expected =
            mapOf(
                Kind.Cancelled to PlatformCodesVaultException.Cancelled::class,
                Kind.LockedOut to PlatformCodesVaultException.LockedOut::class,
                Kind.NotEnrolled to PlatformCodesVaultException.NotEnrolled::class,
                Kind.Invalidated to PlatformCodesVaultException.Unavailable::class,
                Kind.Locked to PlatformCodesVaultException.Unavailable::class,
                Kind.Unavailable to PlatformCodesVaultException.Unavailable::class,
            )
        check(expected, PlatformCodesVaultException.Unavailable::class, vault.unlocking::failNext) {
            adapter.unlock(UnlockReason.SHOW_CODES)
        }
    }

    @Test
    fun `posture, push and clocks that fail can't say`() {
        val unavailable = PlatformException.Unavailable::class
        val expected = Kind.entries.associateWith { unavailable }
        val posture = FixedPosture()
        check(expected, unavailable, posture.answering::failNext) { PostureAdapter(posture).current() }
        val push = FixedPush()
        check(expected, unavailable, push.answering::failNext) { PushAdapter(push).endpoint() }
        val clock = ManualClock()
        check(expected, unavailable, { clock.fault = { throw it } }) { ClockAdapter(clock).bootMs() }
        check(expected, unavailable, { clock.fault = { throw it } }) { ClockAdapter(clock).wallUnixMs() }
    }

    @Test
    fun `a boot clock before its beginning is one that failed`() {
        val clock = ManualClock().apply { boot = -1 }
        assertEquals(0uL, ClockAdapter(clock).bootMs())
    }

    @Test
    fun `a secret is wiped once the vault has kept it, or has not`() {
        val seen = mutableListOf<ByteArray>()
        val vault =
            object : Vault by MemoryVault() {
                override suspend fun put(
                    name: String,
                    secret: ByteArray,
                ) {
                    seen += secret.copyOf()
                    if (name == "full") throw PortFault(Kind.Unavailable)
                }
            }
        val secrets = List(2) { byteArrayOf(1, 2, 3) }
        runBlocking { VaultAdapter(vault).put("base", secrets[0]) }
        thrownBy { VaultAdapter(vault).put("full", secrets[1]) }
        seen.forEach { assertArrayEquals(byteArrayOf(1, 2, 3), it) }
        secrets.forEach { assertArrayEquals(ByteArray(3), it) }
    }

    @Test
    fun `a log that throws is of no consequence`() {
        val lines = mutableListOf<String>()
        val adapter =
            LogAdapter { level, line ->
                lines += "$level $line"
                throw LinkageError()
            }
        adapter.log(FfiLogLevel.WARN, "a line")
        assertEquals(listOf("Warn a line"), lines)
    }
}
