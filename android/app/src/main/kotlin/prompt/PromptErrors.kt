package org.assenso.app.prompt

import android.hardware.biometrics.BiometricPrompt
import org.assenso.bridge.ports.PortFault

/** What an error code of the system's prompt means. */
internal fun promptFault(code: Int): PortFault.Kind =
    when (code) {
        BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED,
        BiometricPrompt.BIOMETRIC_ERROR_CANCELED,
        BiometricPrompt.BIOMETRIC_ERROR_TIMEOUT,
        NEGATIVE_BUTTON,
        -> PortFault.Kind.Cancelled

        BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT,
        BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT_PERMANENT,
        -> PortFault.Kind.LockedOut

        BiometricPrompt.BIOMETRIC_ERROR_NO_BIOMETRICS,
        BiometricPrompt.BIOMETRIC_ERROR_HW_NOT_PRESENT,
        BiometricPrompt.BIOMETRIC_ERROR_NO_DEVICE_CREDENTIAL,
        NOT_ENABLED_FOR_APPS,
        -> PortFault.Kind.NotEnrolled

        else -> PortFault.Kind.Unavailable
    }

/** Some phones report the negative button as an error. */
private const val NEGATIVE_BUTTON = 13

/** Biometry is there and turned off for apps (Android 16). */
private const val NOT_ENABLED_FOR_APPS = 21
