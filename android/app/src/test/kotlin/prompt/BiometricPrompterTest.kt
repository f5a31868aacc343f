package org.assenso.app.prompt

import android.app.Application
import android.hardware.biometrics.BiometricManager.Authenticators.BIOMETRIC_STRONG
import android.hardware.biometrics.BiometricManager.Authenticators.DEVICE_CREDENTIAL
import android.hardware.biometrics.BiometricPrompt
import android.hardware.biometrics.IBiometricServiceReceiver
import kotlinx.coroutines.CancellationException
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault.Kind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowBiometricPrompt
import org.robolectric.util.ReflectionHelpers
import java.security.Signature
import java.time.Duration

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class BiometricPrompterTest {
    @get:Rule val bench = PromptBench()

    @Test
    fun `a person who was verified ends the call`() {
        bench.resumedActivity()
        val call = bench.ask()
        assertTrue(call.isOpen)
        bench.succeed()
        assertEquals(Result.success(Unit), call.result)
    }

    @Test
    fun `a try that failed leaves the prompt up`() {
        bench.resumedActivity()
        val call = bench.ask()
        repeat(3) { ShadowBiometricPrompt.failCurrentSessionOnce() }
        bench.settle()
        assertTrue(call.isOpen)
        bench.succeed()
        assertEquals(Result.success(Unit), call.result)
    }

    @Test
    fun `each error of the system has its meaning`() {
        bench.resumedActivity()
        val meanings =
            mapOf(
                BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED to Kind.Cancelled,
                BiometricPrompt.BIOMETRIC_ERROR_CANCELED to Kind.Cancelled,
                BiometricPrompt.BIOMETRIC_ERROR_TIMEOUT to Kind.Cancelled,
                13 to Kind.Cancelled,
                BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT to Kind.LockedOut,
                BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT_PERMANENT to Kind.LockedOut,
                BiometricPrompt.BIOMETRIC_ERROR_NO_BIOMETRICS to Kind.NotEnrolled,
                BiometricPrompt.BIOMETRIC_ERROR_HW_NOT_PRESENT to Kind.NotEnrolled,
                BiometricPrompt.BIOMETRIC_ERROR_NO_DEVICE_CREDENTIAL to Kind.NotEnrolled,
                21 to Kind.NotEnrolled,
                BiometricPrompt.BIOMETRIC_ERROR_HW_UNAVAILABLE to Kind.Unavailable,
                BiometricPrompt.BIOMETRIC_ERROR_UNABLE_TO_PROCESS to Kind.Unavailable,
                BiometricPrompt.BIOMETRIC_ERROR_NO_SPACE to Kind.Unavailable,
                BiometricPrompt.BIOMETRIC_ERROR_VENDOR to Kind.Unavailable,
                BiometricPrompt.BIOMETRIC_ERROR_SECURITY_UPDATE_REQUIRED to Kind.Unavailable,
                1_000 to Kind.Unavailable,
            )
        for ((code, meaning) in meanings) {
            val call = bench.ask()
            bench.fail(code)
            assertEquals("code $code", meaning, call.fault)
        }
    }

    @Test
    fun `class device takes the phone's PIN as well, and needs no button to give up`() {
        bench.resumedActivity()
        bench.ask(allowed = KeyClass.Device)
        assertEquals(BIOMETRIC_STRONG or DEVICE_CREDENTIAL, bench.shown?.allowedAuthenticators)
        assertNull(bench.shown?.negativeButtonText)
        assertEquals(true, bench.shown?.isConfirmationRequired)
    }

    @Test
    @Config(qualifiers = "en")
    fun `class biometric takes strong biometry alone, with a button to give up`() {
        bench.resumedActivity()
        val call = bench.ask(allowed = KeyClass.Biometric)
        assertEquals(BIOMETRIC_STRONG, bench.shown?.allowedAuthenticators)
        assertEquals("Cancel", bench.shown?.negativeButtonText)
        val system = ReflectionHelpers.getField<IBiometricServiceReceiver>(bench.shown, "mBiometricServiceReceiver")
        system.onDialogDismissed(BiometricPrompt.DISMISSED_REASON_NEGATIVE)
        bench.settle()
        assertEquals(Kind.Cancelled, call.fault)
    }

    @Test
    fun `a call that is given up takes the prompt down`() {
        bench.resumedActivity()
        val call = bench.ask()
        assertNotNull(bench.shown)
        call.job.cancel()
        bench.settle()
        assertNull(bench.shown)
        assertTrue(call.result?.exceptionOrNull() is CancellationException)
    }

    @Test
    fun `after a call was given up the next one prompts`() {
        bench.resumedActivity()
        bench.ask().job.cancel()
        bench.settle()
        val next = bench.ask()
        bench.succeed()
        assertEquals(Result.success(Unit), next.result)
    }

    @Test
    @Config(qualifiers = "en")
    fun `prompts come one at a time`() {
        bench.resumedActivity()
        val first = bench.ask(PromptText.ShowCodes)
        val second = bench.ask(PromptText.OpenApp)
        assertEquals("To show your codes.", bench.shown?.description)
        bench.fail(BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED)
        assertEquals(Kind.Cancelled, first.fault)
        assertTrue(second.isOpen)
        assertEquals("To confirm that it is you.", bench.shown?.description)
        bench.succeed()
        assertEquals(Result.success(Unit), second.result)
    }

    @Test
    fun `one that waits for its turn can be given up, and never shows`() {
        bench.resumedActivity()
        val first = bench.ask()
        val second = bench.ask()
        second.job.cancel()
        bench.settle()
        bench.succeed()
        assertEquals(Result.success(Unit), first.result)
        assertTrue(second.result?.exceptionOrNull() is CancellationException)
        assertNull(bench.shown)
    }

    @Test
    fun `with no activity in front it waits a little, then counts as dismissed`() {
        val call = bench.ask()
        bench.letPass(Duration.ofMillis(2_900))
        assertTrue(call.isOpen)
        bench.letPass(Duration.ofMillis(200))
        assertEquals(Kind.Cancelled, call.fault)
        assertNull(bench.shown)
    }

    @Test
    fun `a paused, stopped or closing activity prompts nobody`() {
        val paused = bench.resumedActivity().pause()
        val call = bench.ask()
        paused.stop()
        bench.letPass(Duration.ofSeconds(3))
        assertEquals(Kind.Cancelled, call.fault)

        bench.resumedActivity().get().finish()
        val other = bench.ask()
        bench.letPass(Duration.ofSeconds(3))
        assertEquals(Kind.Cancelled, other.fault)
        assertNull(bench.shown)
    }

    @Test
    fun `an activity that comes to the front meanwhile prompts`() {
        val call = bench.ask()
        bench.letPass(Duration.ofSeconds(1))
        bench.resumedActivity()
        bench.settle()
        assertNotNull(bench.shown)
        bench.succeed()
        assertEquals(Result.success(Unit), call.result)
    }

    @Test
    fun `leaving an activity for another prompts over the other`() {
        val first = bench.resumedActivity()
        bench.resumedActivity()
        first.pause()
        bench.ask()
        assertNotNull(bench.shown)
    }

    @Test
    fun `what is to be unlocked goes through the prompt`() {
        bench.resumedActivity()
        val crypto = BiometricPrompt.CryptoObject(Signature.getInstance("SHA256withECDSA"))
        val call = bench.ask(crypto = crypto)
        assertSame(crypto, ReflectionHelpers.getField(bench.shown, "mCryptoObject"))
        bench.succeed()
        assertEquals(Result.success(Unit), call.result)
    }
}
