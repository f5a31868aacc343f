package org.assenso.app.keys

import android.app.Application
import android.security.keystore.KeyPermanentlyInvalidatedException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.fakes.faultOf
import org.assenso.app.keys.KeyBench.Companion.APPROVE
import org.assenso.app.keys.KeyBench.Companion.BIOMETRIC
import org.assenso.app.keys.KeyBench.Companion.DEVICE
import org.assenso.app.keys.KeyBench.Companion.PAYLOAD
import org.assenso.app.keys.KeyBench.Companion.POSSESSION
import org.assenso.app.keys.KeyBench.Companion.approval
import org.assenso.app.keys.KeyBench.Companion.biometric
import org.assenso.app.keys.KeyBench.Companion.possession
import org.assenso.app.keys.KeyBench.Companion.verifies
import org.assenso.app.prompt.PromptText
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault.Kind
import org.assenso.bridge.ports.SignReason
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.security.InvalidKeyException
import java.security.KeyStoreException
import java.security.ProviderException
import java.security.SignatureException
import java.security.UnrecoverableKeyException

/** How keys sign, whom they ask, and how they fail. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class SignTest {
    @get:Rule val bench = KeyBench()

    private suspend fun silently(id: String = "p") = bench.keys.sign(id, PAYLOAD, SignReason.Silent)

    private suspend fun approve(id: String = "a") = bench.keys.sign(id, PAYLOAD, APPROVE)

    @Test
    fun `a possession key signs without a prompt, payloads of any length`() =
        runTest {
            bench.keys.create(possession())
            for (length in listOf(0, 1, 32, 65_536)) {
                val payload = ByteArray(length) { 0x5a }
                val signature = bench.keys.sign("p", payload, SignReason.Silent)
                assertTrue(verifies(FakeKeyStore.publicKey(POSSESSION), payload, signature))
            }
            assertTrue(bench.prompter.shown.isEmpty())
        }

    @Test
    fun `an approval key signs after a prompt for this very signature`() =
        runTest {
            bench.keys.create(approval())
            val signature = approve()
            assertTrue(verifies(FakeKeyStore.publicKey(DEVICE), PAYLOAD, signature))
            assertNotNull(
                bench.prompter.shown
                    .single()
                    .crypto
                    ?.signature,
            )
            // One use was begun, and that one was ended: never a fresh one after the prompt.
            assertEquals(listOf(DEVICE), FakeKeyStore.operations)
        }

    @Test
    fun `each approval asks again`() =
        runTest {
            bench.keys.create(approval())
            repeat(3) { approve() }
            assertEquals(3, bench.prompter.shown.size)
        }

    @Test
    fun `a yes of the prompt alone signs nothing`() =
        runTest {
            bench.keys.create(approval())
            // The prompt says yes, and the hardware has verified nobody for this use.
            bench.prompter.answer = { FakeKeyStore.onFinish = { throw SignatureException("not authenticated") } }
            assertEquals(Kind.Unavailable, faultOf { approve() })
        }

    @Test
    fun `the prompt says what for, and takes what the key takes`() =
        runTest {
            bench.keys.create(approval())
            bench.keys.create(biometric())
            approve("a")
            bench.keys.sign("b", PAYLOAD, SignReason.Associate("Example Mail", "person@mail.example"))
            val (first, second) = bench.prompter.shown
            assertEquals(PromptText.Approve("Example Mail", "person@mail.example"), first.text)
            assertEquals(KeyClass.Device, first.allowed)
            assertEquals(PromptText.Associate("Example Mail", "person@mail.example"), second.text)
            assertEquals(KeyClass.Biometric, second.allowed)
            assertEquals(listOf(DEVICE, BIOMETRIC), FakeKeyStore.operations)
        }

    @Test
    fun `an approval key never signs silently, nor a possession key with a prompt`() =
        runTest {
            bench.keys.create(approval())
            bench.keys.create(possession())
            assertEquals(Kind.Unavailable, faultOf { silently("a") })
            assertEquals(Kind.Unavailable, faultOf { approve("p") })
            assertTrue(bench.prompter.shown.isEmpty())
            assertTrue(FakeKeyStore.operations.isEmpty())
        }

    @Test
    fun `what the prompt says is told, and nothing is signed`() =
        runTest {
            bench.keys.create(approval())
            var signed = false
            FakeKeyStore.onFinish = { signed = true }
            for (kind in listOf(Kind.Cancelled, Kind.LockedOut, Kind.NotEnrolled, Kind.Unavailable)) {
                bench.prompter.refuse(kind)
                assertEquals(kind, faultOf { approve() })
            }
            assertFalse(signed)
        }

    @Test
    fun `a call that is given up ends with its coroutine and signs nothing`() =
        runTest {
            bench.keys.create(approval())
            var signed = false
            FakeKeyStore.onFinish = { signed = true }
            bench.prompter.waitForEver()
            var ended: Throwable? = null
            val call = launch(Dispatchers.Unconfined) { ended = runCatching { approve() }.exceptionOrNull() }
            assertEquals(1, bench.prompter.shown.size)
            call.cancel()
            call.join()
            assertTrue(ended is CancellationException)
            assertFalse(signed)
        }

    @Test
    fun `a key that is gone, or never was, is invalidated`() =
        runTest {
            assertEquals(Kind.Invalidated, faultOf { silently("never was") })
            assertEquals(Kind.Invalidated, faultOf { approve("never was") })
            bench.keys.create(approval())
            bench.keys.delete("a")
            assertEquals(Kind.Invalidated, faultOf { approve() })
            assertTrue(bench.prompter.shown.isEmpty())
        }

    @Test
    fun `a key that an enrolment ended is invalidated, whenever the key store says so`() =
        runTest {
            bench.keys.create(biometric())
            FakeKeyStore.onRead = { if (it == BIOMETRIC) throw UnrecoverableKeyException("User changed credentials") }
            assertEquals(Kind.Invalidated, faultOf { approve("b") })
            FakeKeyStore.onRead = {}
            FakeKeyStore.onBegin = { throw KeyPermanentlyInvalidatedException() }
            assertEquals(Kind.Invalidated, faultOf { approve("b") })
            assertTrue(bench.prompter.shown.isEmpty())
            FakeKeyStore.onBegin = {}
            FakeKeyStore.onFinish = { throw SignatureException(KeyPermanentlyInvalidatedException()) }
            assertEquals(Kind.Invalidated, faultOf { approve("b") })
            assertEquals(listOf("b"), bench.keys.list())
        }

    @Test
    fun `a key store that fails is unavailable and no proof that the key is gone`() =
        runTest {
            bench.keys.create(possession())
            val failures =
                listOf(
                    InvalidKeyException("Keystore operation failed"),
                    ProviderException("binder died"),
                    IllegalStateException(),
                    UnrecoverableKeyException("busy").initCause(RuntimeException()),
                )
            for (failure in failures) {
                FakeKeyStore.onRead = { throw failure }
                assertEquals(Kind.Unavailable, faultOf { silently() })
                FakeKeyStore.onRead = {}
                FakeKeyStore.onBegin = { throw failure }
                assertEquals(Kind.Unavailable, faultOf { silently() })
                FakeKeyStore.onBegin = {}
            }
            FakeKeyStore.onFinish = { throw SignatureException("x") }
            assertEquals(Kind.Unavailable, faultOf { silently() })
            FakeKeyStore.onFinish = {}
            assertTrue(verifies(FakeKeyStore.publicKey(POSSESSION), PAYLOAD, silently()))
        }

    @Test
    fun `a fault carries no cause and no text of the key store`() =
        runTest {
            bench.keys.create(possession())
            FakeKeyStore.onBegin = { throw InvalidKeyException("person@mail.example") }
            val fault = runCatching { silently() }.exceptionOrNull()
            assertEquals("Unavailable", fault?.message)
            assertNull(fault?.cause)
        }

    @Test
    fun `the list names our keys and no others`() =
        runTest {
            assertEquals(emptyList<String>(), bench.keys.list())
            bench.keys.create(possession("p.1"))
            bench.keys.create(approval("a 1"))
            KeyMakerOfOthers.make("assenso.vault")
            KeyMakerOfOthers.make("keyring-default")
            assertEquals(listOf("a 1", "p.1"), bench.keys.list().sorted())
        }

    @Test
    fun `deleting is done once and for all, and what is not there is no fault`() =
        runTest {
            bench.keys.create(possession())
            repeat(2) { bench.keys.delete("p") }
            bench.keys.delete("never was")
            assertEquals(emptyList<String>(), FakeKeyStore.aliases)
        }

    @Test
    fun `a key that can't be deleted is a fault`() =
        runTest {
            bench.keys.create(possession())
            FakeKeyStore.onDelete = { throw KeyStoreException("Failed to delete entry") }
            assertEquals(Kind.Unavailable, faultOf { bench.keys.delete("p") })
        }
}
