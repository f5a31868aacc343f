package org.assenso.app.keys

import android.app.Application
import android.security.keystore.KeyProperties
import org.assenso.bridge.model.KeyLevel
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class LevelTest {
    @Test
    fun `a level is never told higher than it is known to be`() {
        assertEquals(KeyLevel.StrongBox, levelOf(KeyProperties.SECURITY_LEVEL_STRONGBOX))
        assertEquals(KeyLevel.Tee, levelOf(KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT))
        assertEquals(KeyLevel.Tee, levelOf(KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE))
        assertEquals(KeyLevel.Software, levelOf(KeyProperties.SECURITY_LEVEL_UNKNOWN))
        assertEquals(KeyLevel.Software, levelOf(KeyProperties.SECURITY_LEVEL_SOFTWARE))
        assertEquals(KeyLevel.Software, levelOf(securityLevel = 99))
    }

    @Test
    fun `Android 11 tells a security chip as the trusted environment`() {
        assertEquals(KeyLevel.Tee, levelOf(insideSecureHardware = true))
        assertEquals(KeyLevel.Software, levelOf(insideSecureHardware = false))
    }
}
