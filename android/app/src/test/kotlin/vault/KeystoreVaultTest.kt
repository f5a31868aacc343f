package org.assenso.app.vault

import android.app.Application
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.UserNotAuthenticatedException
import kotlinx.coroutines.test.runTest
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.fakes.faultOf
import org.assenso.app.vault.VaultBench.Companion.VAULT_KEY
import org.assenso.app.vault.VaultBench.Companion.holds
import org.assenso.bridge.ports.PortFault.Kind
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.File
import java.security.InvalidKeyException
import java.security.ProviderException
import java.security.UnrecoverableKeyException

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class KeystoreVaultTest {
    @get:Rule val bench = VaultBench()

    private val secret = ByteArray(32) { (it * 7 + 1).toByte() }

    @Test
    fun `a secret is there again after the process ended`() =
        runTest {
            assertNull(bench.vault.get("base-key"))
            bench.vault.put("base-key", secret)
            assertArrayEquals(secret, bench.vault.get("base-key"))
            val other = ByteArray(32) { 9 }
            bench.vault.put("base-key", other)
            assertArrayEquals(other, bench.vault.get("base-key"))
        }

    @Test
    fun `its key is AES-256-GCM, asks nobody and works on a locked phone`() =
        runTest {
            bench.vault.put("base-key", secret)
            val spec = FakeKeyStore.specs.single()
            assertEquals(VAULT_KEY, spec.keystoreAlias)
            assertEquals(256, spec.keySize)
            assertArrayEquals(arrayOf(KeyProperties.BLOCK_MODE_GCM), spec.blockModes)
            assertArrayEquals(arrayOf(KeyProperties.ENCRYPTION_PADDING_NONE), spec.encryptionPaddings)
            assertEquals(KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT, spec.purposes)
            assertTrue(spec.isRandomizedEncryptionRequired)
            assertFalse(spec.isUserAuthenticationRequired)
            assertFalse(spec.isUnlockedDeviceRequired)
        }

    @Test
    fun `one key serves all names, and each secret opens under its own name only`() =
        runTest {
            bench.vault.put("one", secret)
            bench.vault.put("two", ByteArray(32))
            assertEquals(1, FakeKeyStore.specs.size)
            bench.vaultFile("one").copyTo(bench.vaultFile("two"), overwrite = true)
            assertNull(bench.vault.get("two"))
            assertArrayEquals(secret, bench.vault.get("one"))
        }

    @Test
    fun `no file holds the secret, and the file is where no backup looks`() =
        runTest {
            bench.vault.put("base-key", secret)
            assertTrue(bench.vaultFile("base-key").isFile)
            for (file in bench.files()) assertFalse(file.path, file.readBytes().holds(secret))
            assertFalse(bench.vaultFile("base-key").readBytes().holds(secret.copyOf(8)))
        }

    @Test
    fun `the caller's secret is left alone`() =
        runTest {
            val given = secret.copyOf()
            bench.vault.put("base-key", given)
            assertArrayEquals(secret, given)
        }

    @Test
    fun `a deleted secret is gone, and deleting what is not there is no fault`() =
        runTest {
            bench.vault.put("one", secret)
            bench.vault.put("two", secret)
            repeat(2) { bench.vault.delete("one") }
            assertNull(bench.vault.get("one"))
            assertArrayEquals(secret, bench.vault.get("two"))
        }

    @Test
    fun `a restored phone, with the file and without the key, has proven the loss and deletes nothing`() =
        runTest {
            bench.vault.put("base-key", secret)
            FakeKeyStore.lose(VAULT_KEY)
            assertNull(bench.vault.get("base-key"))
            assertTrue(bench.vaultFile("base-key").isFile)
            bench.vault.put("base-key", secret)
            assertArrayEquals(secret, bench.vault.get("base-key"))
        }

    @Test
    fun `a key that was made anew has proven the loss of what the old one wrapped`() =
        runTest {
            bench.vault.put("one", secret)
            FakeKeyStore.lose(VAULT_KEY)
            bench.vault.put("two", secret)
            assertNull(bench.vault.get("one"))
            assertTrue(bench.vaultFile("one").isFile)
            assertArrayEquals(secret, bench.vault.get("two"))
        }

    @Test
    fun `a key that the key store calls invalidated is gone, and putting makes another`() =
        runTest {
            bench.vault.put("base-key", secret)
            FakeKeyStore.onBegin = { throw KeyPermanentlyInvalidatedException() }
            assertNull(bench.vault.get("base-key"))
            FakeKeyStore.onBegin = {}
            FakeKeyStore.onRead = { throw UnrecoverableKeyException("User changed or deleted their auth credentials") }
            assertNull(bench.vault.get("base-key"))
            bench.vault.put("base-key", secret)
            assertEquals(2, FakeKeyStore.specs.size)
        }

    @Test
    fun `a damaged file is proven lost and stays where it is`() =
        runTest {
            bench.vault.put("base-key", secret)
            val file = bench.vaultFile("base-key")
            val whole = file.readBytes()
            for (place in 1 until whole.size) {
                file.writeBytes(whole.copyOf().also { it[place] = (it[place] + 1).toByte() })
                assertNull("byte $place", bench.vault.get("base-key"))
            }
            for (length in 0 until whole.size) {
                file.writeBytes(whole.copyOf(length))
                assertNull("$length bytes", bench.vault.get("base-key"))
            }
            file.writeBytes(whole)
            assertArrayEquals(secret, bench.vault.get("base-key"))
        }

    @Test
    fun `a file of a newer version is not lost`() =
        runTest {
            bench.vault.put("base-key", secret)
            val file = bench.vaultFile("base-key")
            file.writeBytes(file.readBytes().also { it[0] = 2 })
            assertEquals(Kind.Unavailable, faultOf { bench.vault.get("base-key") })
        }

    @Test
    fun `a key store that fails is no proof of loss, and keeps what is there`() =
        runTest {
            bench.vault.put("base-key", secret)
            val failures =
                listOf(ProviderException("x"), InvalidKeyException("x"), UnrecoverableKeyException("x").initCause(RuntimeException()))
            for (failure in failures) {
                FakeKeyStore.onRead = { throw failure }
                assertEquals(Kind.Unavailable, faultOf { bench.vault.get("base-key") })
                assertEquals(Kind.Unavailable, faultOf { bench.vault.put("base-key", ByteArray(32)) })
                FakeKeyStore.onRead = {}
                FakeKeyStore.onBegin = { throw failure }
                assertEquals(Kind.Unavailable, faultOf { bench.vault.get("base-key") })
                assertEquals(Kind.Unavailable, faultOf { bench.vault.put("base-key", ByteArray(32)) })
                FakeKeyStore.onBegin = {}
            }
            FakeKeyStore.onFinish = { throw ProviderException("x") }
            assertEquals(Kind.Unavailable, faultOf { bench.vault.get("base-key") })
            FakeKeyStore.onFinish = {}
            assertEquals(1, FakeKeyStore.specs.size)
            assertArrayEquals(secret, bench.vault.get("base-key"))
        }

    @Test
    fun `before the first unlock it is locked, and nothing is looked at`() =
        runTest {
            bench.vault.put("base-key", secret)
            bench.unlocked(false)
            FakeKeyStore.onRead = { error("looked") }
            assertEquals(Kind.Locked, faultOf { bench.vault.get("base-key") })
            assertEquals(Kind.Locked, faultOf { bench.vault.put("base-key", secret) })
            assertEquals(Kind.Locked, faultOf { bench.vault.delete("base-key") })
            FakeKeyStore.onRead = {}
            bench.unlocked(true)
            assertArrayEquals(secret, bench.vault.get("base-key"))
        }

    @Test
    fun `a key store that waits for the first unlock is locked`() =
        runTest {
            bench.vault.put("base-key", secret)
            FakeKeyStore.onBegin = { throw UserNotAuthenticatedException() }
            assertEquals(Kind.Locked, faultOf { bench.vault.get("base-key") })
        }

    @Test
    fun `a process killed while putting leaves the old secret`() =
        runTest {
            bench.vault.put("base-key", secret)
            FakeKeyStore.onFinish = { throw Killed() }
            faultOf { bench.vault.put("base-key", ByteArray(32)) }
            FakeKeyStore.onFinish = {}
            assertArrayEquals(secret, bench.vault.get("base-key"))
            // Killed while the new file was written: half of it lies beside the old one.
            File(bench.vaultFile("base-key").path + ".new").writeBytes(byteArrayOf(1, 2, 3))
            assertArrayEquals(secret, bench.vault.get("base-key"))
            val next = ByteArray(32) { 3 }
            bench.vault.put("base-key", next)
            assertArrayEquals(next, bench.vault.get("base-key"))
        }

    @Test
    fun `a folder that can't be read is no proof of loss`() =
        runTest {
            bench.vaultFile("base-key").mkdirs()
            assertEquals(Kind.Unavailable, faultOf { bench.vault.get("base-key") })
        }

    @Test
    fun `a name that would leave the folder is refused`() =
        runTest {
            for (name in listOf("", "../codes/codes-key", "a/b", ".", "A", "a.new")) {
                assertEquals(Kind.Unavailable, faultOf { bench.vault.put(name, secret) })
            }
            assertTrue(FakeKeyStore.specs.isEmpty())
        }

    private class Killed : Error()
}
