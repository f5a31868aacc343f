package org.assenso.app.vault

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import org.assenso.app.keys.AndroidKeystore
import org.assenso.app.keys.faultOf
import org.assenso.app.keys.setVerification
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault
import java.security.GeneralSecurityException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey

private const val KEY_BITS = 256

/** An AES key in the Keystore that wraps secrets. With [verification] it asks the person for each use. Everything here blocks. */
internal class WrappingKey(
    private val alias: String,
    private val verification: KeyClass?,
) {
    /**
     * Begins to use the key; null if it is proven to be gone for good: the Keystore has no such key, or says that it was invalidated.
     * Any other failure throws.
     */
    fun begin(use: (SecretKey) -> Cipher): Cipher? =
        try {
            (AndroidKeystore.key(alias) as? SecretKey)?.let(use)
        } catch (failure: GeneralSecurityException) {
            if (faultOf(failure) == PortFault.Kind.Invalidated) null else throw failure
        }

    /** Makes it; whatever an earlier one wrapped is lost. */
    fun make(): SecretKey =
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, AndroidKeystore.NAME).run {
            init(parameters())
            generateKey()
        }

    private fun parameters(): KeyGenParameterSpec =
        KeyGenParameterSpec
            .Builder(alias, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setKeySize(KEY_BITS)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .apply {
                when (verification) {
                    null -> setUserAuthenticationRequired(false)
                    else -> setVerification(verification)
                }
            }.build()
}
