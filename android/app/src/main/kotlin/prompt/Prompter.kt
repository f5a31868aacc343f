package org.assenso.app.prompt

import android.hardware.biometrics.BiometricPrompt
import org.assenso.bridge.model.KeyClass

/** Asks the person in front of the phone. */
fun interface Prompter {
    /**
     * Shows the system's prompt and returns once the person was verified, which makes the object inside [crypto] usable. Without [crypto]
     * it protects nothing but the screen. A cancelled coroutine takes the prompt down.
     *
     * @throws org.assenso.bridge.ports.PortFault
     */
    suspend fun authenticate(
        crypto: BiometricPrompt.CryptoObject?,
        text: PromptText,
        allowed: KeyClass,
    )
}
