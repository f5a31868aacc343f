package org.assenso.app.keys

import android.app.Application
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.bridge.ports.PortFault
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.security.KeyPairGenerator
import java.security.PublicKey
import java.security.spec.ECGenParameterSpec

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class CertificatesTest {
    private fun key(curve: String): PublicKey =
        KeyPairGenerator.getInstance("EC", FakeKeyStore.SOFTWARE).run {
            initialize(ECGenParameterSpec(curve))
            generateKeyPair().public
        }

    /** A key of these bytes. */
    private fun of(bytes: ByteArray?) =
        object : PublicKey {
            override fun getAlgorithm() = "EC"

            override fun getFormat() = "X.509"

            override fun getEncoded() = bytes
        }

    @Test
    fun `a P-256 key is its last 65 bytes`() {
        val key = key("secp256r1")
        assertEquals(key.encoded.takeLast(65), key.sec1().toList())
    }

    @Test
    fun `whatever is no P-256 key is refused`() {
        val good = key("secp256r1").encoded
        val refused =
            listOf(
                key("secp384r1"),
                key("secp256k1"),
                of(null),
                of(ByteArray(0)),
                of(good.copyOf(good.size - 1)),
                of(good + 0),
                of(good.copyOf().also { it[26] = 2 }),
                of(good.copyOf().also { it[10] = 0 }),
            )
        for (key in refused) assertThrows(PortFault::class.java) { key.sec1() }
    }
}
