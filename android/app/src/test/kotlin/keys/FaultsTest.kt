package org.assenso.app.keys

import android.app.Application
import android.security.KeyStoreException
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.PortFault.Kind
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.security.InvalidAlgorithmParameterException
import java.security.InvalidKeyException
import java.security.ProviderException
import java.security.UnrecoverableKeyException

/** What failures of the key store mean. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class FaultsTest {
    private fun caused(by: Int) = InvalidKeyException("Keystore operation failed", KeyStoreException(by, "x"))

    @Test
    fun `only a proof says invalidated`() {
        assertEquals(Kind.Invalidated, faultOf(KeyPermanentlyInvalidatedException()))
        assertEquals(Kind.Invalidated, faultOf(ProviderException(KeyPermanentlyInvalidatedException())))
        assertEquals(Kind.Invalidated, faultOf(UnrecoverableKeyException("User changed or deleted their auth credentials")))
        assertEquals(Kind.Invalidated, faultOf(caused(KEY_NOT_FOUND)))
        assertEquals(Kind.Invalidated, faultOf(caused(KEY_PERMANENTLY_INVALIDATED)))
        assertEquals(Kind.Unavailable, faultOf(UnrecoverableKeyException("x").initCause(KeyStoreException(SYSTEM_ERROR, "x"))))
        assertEquals(Kind.Unavailable, faultOf(caused(SYSTEM_ERROR)))
        assertEquals(Kind.Unavailable, faultOf(ProviderException("x")))
    }

    @Test
    fun `a phone that was not unlocked yet is locked`() {
        assertEquals(Kind.Locked, faultOf(UserNotAuthenticatedException()))
    }

    @Test
    fun `only the key store's own word says not enrolled`() {
        assertEquals(Kind.NotEnrolled, faultOf(InvalidAlgorithmParameterException(IllegalStateException())))
        assertEquals(Kind.Unavailable, faultOf(InvalidAlgorithmParameterException("Unsupported EC curve")))
        assertEquals(Kind.Unavailable, faultOf(IllegalStateException()))
    }

    @Test
    fun `a fault inside another failure keeps its meaning`() {
        assertEquals(Kind.LockedOut, faultOf(RuntimeException(PortFault(Kind.LockedOut))))
    }

    @Test
    fun `causes that run in a circle end`() {
        val one = RuntimeException()
        val other = RuntimeException(one)
        one.initCause(other)
        assertEquals(Kind.Unavailable, faultOf(one))
    }

    /** Response codes of the Keystore. */
    private companion object {
        const val SYSTEM_ERROR = 4
        const val KEY_NOT_FOUND = 7
        const val KEY_PERMANENTLY_INVALIDATED = 17
    }
}
