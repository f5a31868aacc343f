package org.assenso.app.keys

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import org.assenso.bridge.model.KeyClass
import java.security.spec.ECGenParameterSpec

/** The only curve that every security chip has. */
private const val CURVE = "secp256r1"

/** Zero seconds: one verification is good for one signature. */
private const val EACH_USE = 0

/**
 * What a signing key is to be. A possession key asks nobody and works on a locked phone; an approval key asks for each signature. An
 * empty [challenge] asks for no attestation.
 */
internal fun signingKey(
    alias: String,
    kind: KeyKind,
    challenge: ByteArray,
    strongBox: Boolean,
): KeyGenParameterSpec =
    KeyGenParameterSpec
        .Builder(alias, KeyProperties.PURPOSE_SIGN)
        .setAlgorithmParameterSpec(ECGenParameterSpec(CURVE))
        .setDigests(KeyProperties.DIGEST_SHA256)
        .setIsStrongBoxBacked(strongBox)
        .apply {
            if (challenge.isNotEmpty()) setAttestationChallenge(challenge)
            when (kind.verification) {
                null -> setUserAuthenticationRequired(false)
                else -> setVerification(kind.verification)
            }
        }.build()

/** Asks the person for each use of the key, on an unlocked phone. */
internal fun KeyGenParameterSpec.Builder.setVerification(asked: KeyClass): KeyGenParameterSpec.Builder {
    val authenticators =
        when (asked) {
            KeyClass.Device -> KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL
            KeyClass.Biometric -> KeyProperties.AUTH_BIOMETRIC_STRONG
        }
    return setUserAuthenticationRequired(true)
        .setUserAuthenticationParameters(EACH_USE, authenticators)
        .setInvalidatedByBiometricEnrollment(asked == KeyClass.Biometric)
        .setUnlockedDeviceRequired(true)
}
