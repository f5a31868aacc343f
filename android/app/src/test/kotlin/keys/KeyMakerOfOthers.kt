package org.assenso.app.keys

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.security.KeyPairGenerator
import java.security.spec.ECGenParameterSpec

/** Makes a key in the key store that is none of the device keys. */
internal object KeyMakerOfOthers {
    fun make(alias: String) {
        val spec =
            KeyGenParameterSpec
                .Builder(alias, KeyProperties.PURPOSE_SIGN)
                .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
                .build()
        KeyPairGenerator.getInstance("EC", AndroidKeystore.NAME).run {
            initialize(spec)
            generateKeyPair()
        }
    }
}
