package org.assenso.app.vault

import android.app.Application
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.fakes.faultOf
import org.assenso.app.prompt.PromptText
import org.assenso.app.vault.VaultBench.Companion.CODES_KEY
import org.assenso.app.vault.VaultBench.Companion.holds
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault.Kind
import org.assenso.bridge.ports.UnlockReason
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.security.InvalidAlgorithmParameterException
import java.security.InvalidKeyException
import java.security.ProviderException
import java.security.UnrecoverableKeyException

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class KeystoreCodesVaultTest {
    @get:Rule val bench = VaultBench()

    private suspend fun unlock(reason: UnlockReason = UnlockReason.ShowCodes) = bench.codes.unlock(reason)

    private fun prompts() = bench.prompter.shown.size

    /** Keeps a key and forgets the prompt that it took. */
    private suspend fun kept(): ByteArray = unlock().also { bench.prompter.shown.clear() }

    @Test
    fun `the first unlock makes a random key with one prompt, and later ones give the same key`() =
        runTest {
            val key = unlock(UnlockReason.Associate)
            assertEquals(32, key.size)
            assertFalse(key.contentEquals(ByteArray(32)))
            assertEquals(1, prompts())
            repeat(2) { assertArrayEquals(key, unlock()) }
            assertEquals(3, prompts())
            assertEquals(1, FakeKeyStore.specs.size)
        }

    @Test
    fun `two phones have two keys`() =
        runTest {
            val one = unlock()
            bench.codesFile.delete()
            FakeKeyStore.install()
            assertFalse(one.contentEquals(unlock()))
        }

    @Test
    fun `its wrapping key asks the person for each use on an unlocked phone and survives an enrolment`() =
        runTest {
            unlock()
            val spec = FakeKeyStore.specs.single()
            assertEquals(CODES_KEY, spec.keystoreAlias)
            assertEquals(256, spec.keySize)
            assertArrayEquals(arrayOf(KeyProperties.BLOCK_MODE_GCM), spec.blockModes)
            assertTrue(spec.isUserAuthenticationRequired)
            assertEquals(0, spec.userAuthenticationValidityDurationSeconds)
            assertEquals(
                KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL,
                spec.userAuthenticationType,
            )
            assertTrue(spec.isUnlockedDeviceRequired)
            assertFalse(spec.isInvalidatedByBiometricEnrollment)
        }

    @Test
    fun `each prompt is for its own use of the key, and says what for`() =
        runTest {
            unlock(UnlockReason.Associate)
            unlock(UnlockReason.ShowCodes)
            assertEquals(listOf(PromptText.SealCodes, PromptText.ShowCodes), bench.prompter.shown.map { it.text })
            for (shown in bench.prompter.shown) {
                assertNotNull(shown.crypto?.cipher)
                assertEquals(KeyClass.Device, shown.allowed)
            }
            assertEquals(listOf(CODES_KEY, CODES_KEY), FakeKeyStore.operations)
        }

    @Test
    fun `no file holds the key`() =
        runTest {
            val key = unlock()
            for (file in bench.files()) assertFalse(file.path, file.readBytes().holds(key))
            assertFalse(bench.codesFile.readBytes().holds(key.copyOf(8)))
        }

    @Test
    fun `what the prompt says is told, and nothing is given out or changed`() =
        runTest {
            for (kind in listOf(Kind.Cancelled, Kind.LockedOut, Kind.NotEnrolled, Kind.Unavailable)) {
                bench.prompter.refuse(kind)
                assertEquals(kind, faultOf { unlock() })
                assertFalse(bench.codesFile.exists())
            }
            bench.prompter.answer = {}
            val key = unlock()
            bench.prompter.refuse(Kind.Cancelled)
            assertEquals(Kind.Cancelled, faultOf { unlock() })
            bench.prompter.answer = {}
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `a yes of the prompt alone opens nothing`() =
        runTest {
            val key = kept()
            FakeKeyStore.onFinish = { throw IllegalStateException("not authenticated") }
            assertEquals(Kind.Unavailable, faultOf { unlock() })
            FakeKeyStore.onFinish = {}
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `an unlock that is given up ends with its coroutine, and the next one prompts`() =
        runTest {
            val key = kept()
            bench.prompter.waitForEver()
            val codes = bench.codes
            var ended: Throwable? = null
            val call =
                launch(Dispatchers.Unconfined) {
                    ended = runCatching { codes.unlock(UnlockReason.ShowCodes) }.exceptionOrNull()
                }
            call.cancel()
            call.join()
            assertTrue(ended is CancellationException)
            bench.prompter.answer = {}
            assertArrayEquals(key, codes.unlock(UnlockReason.ShowCodes))
        }

    @Test
    fun `a process killed before the file was written begins anew, with one prompt`() =
        runTest {
            bench.prompter.answer = { throw Killed() }
            runCatching { unlock() }
            bench.prompter.answer = {}
            FakeKeyStore.onFinish = { throw Killed() }
            runCatching { unlock() }
            FakeKeyStore.onFinish = {}
            assertEquals(listOf(CODES_KEY), FakeKeyStore.aliases)
            assertFalse(bench.codesFile.exists())
            bench.prompter.shown.clear()
            val key = unlock()
            assertEquals(1, prompts())
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `half a file beside the place of the real one is no file`() =
        runTest {
            val half = bench.codesFile.resolveSibling("codes-key.new")
            checkNotNull(half.parentFile).mkdirs()
            half.writeBytes(byteArrayOf(1, 2, 3))
            val key = unlock()
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `a wrapping key that is gone for good makes a new key with one prompt and sets the old file aside`() =
        runTest {
            val losses =
                listOf(
                    { FakeKeyStore.lose(CODES_KEY) },
                    { FakeKeyStore.onBegin = once(KeyPermanentlyInvalidatedException()) },
                    { FakeKeyStore.onRead = once(UnrecoverableKeyException("User changed credentials")) },
                )
            for (lose in losses) {
                val old = kept()
                val wrapped = bench.codesFile.readBytes()
                lose()
                val new = unlock()
                assertFalse(old.contentEquals(new))
                assertEquals(1, prompts())
                assertArrayEquals(wrapped, bench.lostCodesFile.readBytes())
                assertArrayEquals(new, unlock())
            }
        }

    @Test
    fun `killed after the loss was seen, the next unlock makes the new key`() =
        runTest {
            kept()
            FakeKeyStore.lose(CODES_KEY)
            FakeKeyStore.onGenerate = { throw Killed() }
            runCatching { unlock() }
            FakeKeyStore.onGenerate = {}
            val key = unlock()
            assertEquals(1, prompts())
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `a file that another key wrapped is proven lost after its prompt`() =
        runTest {
            kept()
            WrappingKey(CODES_KEY, KeyClass.Device).make()
            val key = unlock()
            assertEquals(2, prompts())
            assertTrue(bench.lostCodesFile.isFile)
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `a damaged file is proven lost and set aside`() =
        runTest {
            kept()
            for (damaged in listOf(ByteArray(0), ByteArray(10) { 1 }, ByteArray(61) { 1 })) {
                bench.codesFile.writeBytes(damaged)
                val key = unlock()
                assertArrayEquals(damaged, bench.lostCodesFile.readBytes())
                assertArrayEquals(key, unlock())
            }
        }

    @Test
    fun `a file of a newer version is not lost`() =
        runTest {
            val key = kept()
            bench.codesFile.writeBytes(bench.codesFile.readBytes().also { it[0] = 2 })
            assertEquals(Kind.Unavailable, faultOf { unlock() })
            bench.codesFile.writeBytes(bench.codesFile.readBytes().also { it[0] = 1 })
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `a key store that fails is no proof of loss`() =
        runTest {
            val key = kept()
            val failures =
                listOf(ProviderException("x"), InvalidKeyException("x"), UnrecoverableKeyException("x").initCause(RuntimeException()))
            for (failure in failures) {
                FakeKeyStore.onRead = { throw failure }
                assertEquals(Kind.Unavailable, faultOf { unlock() })
                FakeKeyStore.onRead = {}
                FakeKeyStore.onBegin = { throw failure }
                assertEquals(Kind.Unavailable, faultOf { unlock() })
                FakeKeyStore.onBegin = {}
            }
            assertEquals(0, prompts())
            assertEquals(1, FakeKeyStore.specs.size)
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `without a screen lock nothing is touched`() =
        runTest {
            val key = kept()
            bench.screenLock(false)
            FakeKeyStore.onRead = { throw UnrecoverableKeyException("User changed credentials") }
            assertEquals(Kind.NotEnrolled, faultOf { unlock() })
            assertTrue(bench.codesFile.isFile)
            FakeKeyStore.onRead = {}
            bench.screenLock(true)
            assertArrayEquals(key, unlock())
        }

    @Test
    fun `a key store that finds no screen lock says not enrolled`() =
        runTest {
            FakeKeyStore.onInitialize = { throw InvalidAlgorithmParameterException(IllegalStateException()) }
            assertEquals(Kind.NotEnrolled, faultOf { unlock() })
        }

    @Test
    fun `before the first unlock of the phone it is locked`() =
        runTest {
            val key = kept()
            bench.unlocked(false)
            assertEquals(Kind.Locked, faultOf { unlock() })
            assertEquals(0, prompts())
            bench.unlocked(true)
            assertArrayEquals(key, unlock())
        }

    /** Fails the first time only. */
    private fun once(failure: Exception): (String) -> Unit {
        var failed = false
        return {
            if (!failed) {
                failed = true
                throw failure
            }
        }
    }

    private class Killed : Error()
}
