package org.assenso.app.keys

import android.os.Build
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import org.assenso.bridge.model.KeyLevel
import java.security.KeyFactory
import java.security.PrivateKey

/** Where the key store says that this key is. */
internal fun levelOf(key: PrivateKey): KeyLevel {
    val info = KeyFactory.getInstance(key.algorithm, AndroidKeystore.NAME).getKeySpec(key, KeyInfo::class.java)
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) return levelOf(info.securityLevel)
    @Suppress("DEPRECATION")
    return levelOf(info.isInsideSecureHardware)
}

/** From Android 12: what is not known counts as software. */
internal fun levelOf(securityLevel: Int): KeyLevel =
    when (securityLevel) {
        KeyProperties.SECURITY_LEVEL_STRONGBOX -> KeyLevel.StrongBox

        // "Unknown, but secure" is defined as no less than the trusted environment.
        KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT, KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE -> KeyLevel.Tee

        else -> KeyLevel.Software
    }

/** Android 11 doesn't tell a security chip from the trusted environment: the lower one counts. */
internal fun levelOf(insideSecureHardware: Boolean): KeyLevel = if (insideSecureHardware) KeyLevel.Tee else KeyLevel.Software
