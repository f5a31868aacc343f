package org.assenso.app.keys

import android.app.Application
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties.SECURITY_LEVEL_SOFTWARE
import android.security.keystore.KeyProperties.SECURITY_LEVEL_STRONGBOX
import android.security.keystore.KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT
import android.security.keystore.StrongBoxUnavailableException
import kotlinx.coroutines.test.runTest
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.fakes.faultOf
import org.assenso.app.keys.KeyBench.Companion.CHALLENGE
import org.assenso.app.keys.KeyBench.Companion.DEVICE
import org.assenso.app.keys.KeyBench.Companion.POSSESSION
import org.assenso.app.keys.KeyBench.Companion.approval
import org.assenso.app.keys.KeyBench.Companion.biometric
import org.assenso.app.keys.KeyBench.Companion.possession
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.ports.PortFault.Kind
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.security.InvalidAlgorithmParameterException
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import java.security.interfaces.ECPublicKey

/** How a key is made, and what is told of it. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class CreateTest {
    @get:Rule val bench = KeyBench()

    /** Refuses what [refused] picks, with [failure]. */
    private fun refuse(
        failure: Exception,
        refused: (KeyGenParameterSpec) -> Boolean,
    ) {
        FakeKeyStore.onGenerate = { if (refused(it)) throw failure }
    }

    private fun steps() = FakeKeyStore.specs.map { it.isStrongBoxBacked to (it.attestationChallenge != null) }

    @Test
    fun `the public key is the point, uncompressed`() =
        runTest {
            val point = bench.keys.create(possession()).publicKey
            val expected = (FakeKeyStore.publicKey(POSSESSION) as ECPublicKey).w
            assertEquals(65, point.size)
            assertEquals(4, point[0].toInt())
            assertEquals(expected.affineX, java.math.BigInteger(1, point.copyOfRange(1, 33)))
            assertEquals(expected.affineY, java.math.BigInteger(1, point.copyOfRange(33, 65)))
        }

    @Test
    fun `the attestation is the whole chain, leaf first`() =
        runTest {
            val chain = FakeKeyStore.run { bench.keys.create(approval()).attestation to chain(DEVICE) }
            assertEquals(2, chain.first.size)
            chain.second.forEachIndexed { place, expected -> assertArrayEquals(expected.encoded, chain.first[place]) }
        }

    @Test
    fun `a certificate that the key signed for itself is no attestation`() =
        runTest {
            assertTrue(
                bench.keys
                    .create(possession())
                    .attestation
                    .isEmpty(),
            )
            FakeKeyStore.attests = false
            assertTrue(
                bench.keys
                    .create(approval())
                    .attestation
                    .isEmpty(),
            )
        }

    @Test
    fun `the level is told as obtained`() =
        runTest {
            bench.strongBox(true)
            val expected =
                mapOf(
                    SECURITY_LEVEL_STRONGBOX to KeyLevel.StrongBox,
                    SECURITY_LEVEL_TRUSTED_ENVIRONMENT to KeyLevel.Tee,
                    SECURITY_LEVEL_SOFTWARE to KeyLevel.Software,
                )
            for ((level, told) in expected) {
                FakeKeyStore.securityLevel = level
                assertEquals(told, bench.keys.create(approval()).level)
            }
        }

    @Test
    fun `a security chip that does not take the key is asked once, then the trusted environment`() =
        runTest {
            bench.strongBox(true)
            for (failure in listOf(StrongBoxUnavailableException(), ProviderException("Keystore operation failed"))) {
                FakeKeyStore.install()
                refuse(failure) { it.isStrongBoxBacked }
                val created = bench.keys.create(approval())
                assertEquals(KeyLevel.Tee, created.level)
                assertEquals(2, created.attestation.size)
                assertEquals(listOf(true to true, false to true), steps())
            }
        }

    @Test
    fun `a phone that can't attest makes the key without attestation`() =
        runTest {
            refuse(ProviderException("Failed to generate attestation")) { it.attestationChallenge != null }
            val created = bench.keys.create(approval())
            assertTrue(created.attestation.isEmpty())
            assertEquals(listOf(false to true, false to false), steps())
        }

    @Test
    fun `a key stays in the security chip where only its attestation fails`() =
        runTest {
            bench.strongBox(true)
            refuse(ProviderException("no attestation keys")) { it.attestationChallenge != null }
            bench.keys.create(approval())
            assertEquals(listOf(true to true, false to true, true to false), steps())
        }

    @Test
    fun `no step is taken that weakens who is asked`() =
        runTest {
            bench.strongBox(true)
            refuse(ProviderException("no")) { it.isStrongBoxBacked || it.attestationChallenge != null }
            bench.keys.create(biometric())
            assertEquals(4, FakeKeyStore.specs.size)
            for (spec in FakeKeyStore.specs) {
                assertTrue(spec.isUserAuthenticationRequired)
                assertTrue(spec.isInvalidatedByBiometricEnrollment)
                assertEquals(0, spec.userAuthenticationValidityDurationSeconds)
            }
        }

    @Test
    fun `a key store that makes no key at all is unavailable, and leaves no key`() =
        runTest {
            bench.strongBox(true)
            refuse(ProviderException("no")) { true }
            assertEquals(Kind.Unavailable, faultOf { bench.keys.create(approval()) })
            assertEquals(4, FakeKeyStore.specs.size)
            assertEquals(emptyList<String>(), bench.keys.list())
        }

    @Test
    fun `an approval key needs a screen lock, a possession key needs none`() =
        runTest {
            bench.screenLock(false)
            assertEquals(Kind.NotEnrolled, faultOf { bench.keys.create(approval()) })
            assertEquals(Kind.NotEnrolled, faultOf { bench.keys.create(biometric()) })
            assertTrue(FakeKeyStore.specs.isEmpty())
            bench.keys.create(possession())
            assertEquals(listOf("p"), bench.keys.list())
        }

    @Test
    fun `a biometric key where nothing is enrolled is not enrolled`() =
        runTest {
            FakeKeyStore.onInitialize = {
                val reason = IllegalStateException("At least one biometric must be enrolled")
                throw InvalidAlgorithmParameterException(reason)
            }
            assertEquals(Kind.NotEnrolled, faultOf { bench.keys.create(biometric()) })
        }

    @Test
    fun `a key that can't be read back is deleted again`() =
        runTest {
            FakeKeyStore.onRead = { throw UnrecoverableKeyException("x").initCause(RuntimeException()) }
            assertEquals(Kind.Unavailable, faultOf { bench.keys.create(possession()) })
            assertTrue(FakeKeyStore.aliases.isEmpty())
        }

    @Test
    fun `the same name again replaces the key, whatever it was`() =
        runTest {
            val first = bench.keys.create(approval("same")).publicKey
            val second = bench.keys.create(approval("same", KeyClass.Biometric)).publicKey
            val third = bench.keys.create(possession("same", CHALLENGE)).publicKey
            assertFalse(first.contentEquals(second) || second.contentEquals(third))
            assertEquals(listOf("same"), bench.keys.list())
            assertEquals(listOf("assenso.possession.same"), FakeKeyStore.aliases)
        }
}
