package org.assenso.app.keys

import android.app.Application
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.KeyProperties.AUTH_BIOMETRIC_STRONG
import android.security.keystore.KeyProperties.AUTH_DEVICE_CREDENTIAL
import kotlinx.coroutines.test.runTest
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.keys.KeyBench.Companion.CHALLENGE
import org.assenso.app.keys.KeyBench.Companion.approval
import org.assenso.app.keys.KeyBench.Companion.biometric
import org.assenso.app.keys.KeyBench.Companion.possession
import org.assenso.bridge.ports.KeySpec
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
import java.security.spec.ECGenParameterSpec

/** What the key store is asked for. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class KeyParametersTest {
    @get:Rule val bench = KeyBench()

    private suspend fun asked(spec: KeySpec): KeyGenParameterSpec {
        bench.keys.create(spec)
        return FakeKeyStore.specs.last()
    }

    @Test
    fun `every key is a P-256 key that signs over SHA-256 and does nothing else`() =
        runTest {
            for (spec in listOf(possession(), approval(), biometric())) {
                val asked = asked(spec)
                assertEquals("secp256r1", (asked.algorithmParameterSpec as ECGenParameterSpec).name)
                assertEquals(KeyProperties.PURPOSE_SIGN, asked.purposes)
                assertArrayEquals(arrayOf(KeyProperties.DIGEST_SHA256), asked.digests)
            }
        }

    @Test
    fun `a possession key asks nobody and works on a locked phone`() =
        runTest {
            val asked = asked(possession())
            assertEquals("assenso.possession.p", asked.keystoreAlias)
            assertFalse(asked.isUserAuthenticationRequired)
            assertFalse(asked.isUnlockedDeviceRequired)
            assertFalse(asked.isUserPresenceRequired)
        }

    @Test
    fun `an approval key of class device takes biometry or the phone's PIN for each use and survives an enrolment`() =
        runTest {
            val asked = asked(approval())
            assertEquals("assenso.approval-device.a", asked.keystoreAlias)
            assertTrue(asked.isUserAuthenticationRequired)
            assertEquals(0, asked.userAuthenticationValidityDurationSeconds)
            assertEquals(AUTH_BIOMETRIC_STRONG or AUTH_DEVICE_CREDENTIAL, asked.userAuthenticationType)
            assertFalse(asked.isInvalidatedByBiometricEnrollment)
            assertTrue(asked.isUnlockedDeviceRequired)
        }

    @Test
    fun `an approval key of class biometric takes strong biometry alone for each use and ends with an enrolment`() =
        runTest {
            val asked = asked(biometric())
            assertEquals("assenso.approval-biometric.b", asked.keystoreAlias)
            assertTrue(asked.isUserAuthenticationRequired)
            assertEquals(0, asked.userAuthenticationValidityDurationSeconds)
            assertEquals(AUTH_BIOMETRIC_STRONG, asked.userAuthenticationType)
            assertTrue(asked.isInvalidatedByBiometricEnrollment)
            assertTrue(asked.isUnlockedDeviceRequired)
        }

    @Test
    fun `verification by looking at the phone or wearing it is never enough`() =
        runTest {
            for (spec in listOf(approval(), biometric())) {
                assertFalse(asked(spec).isUserAuthenticationValidWhileOnBody)
            }
        }

    @Test
    fun `the challenge is asked to be attested, and nothing of the device beside it`() =
        runTest {
            for (spec in listOf(possession(challenge = CHALLENGE), approval(), biometric())) {
                val asked = asked(spec)
                assertArrayEquals(CHALLENGE, asked.attestationChallenge)
                assertFalse(asked.isDevicePropertiesAttestationIncluded)
            }
        }

    @Test
    fun `without a challenge no attestation is asked for`() =
        runTest {
            assertNull(asked(possession()).attestationChallenge)
        }

    @Test
    fun `the security chip is asked for where there is one, for both roles and classes`() =
        runTest {
            bench.strongBox(true)
            for (spec in listOf(possession(), approval(), biometric())) assertTrue(asked(spec).isStrongBoxBacked)
        }

    @Test
    fun `no security chip is asked for where there is none`() =
        runTest {
            for (spec in listOf(possession(), approval(), biometric())) assertFalse(asked(spec).isStrongBoxBacked)
        }
}
