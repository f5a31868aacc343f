package org.assenso.app.fakes

import android.hardware.biometrics.BiometricPrompt
import kotlinx.coroutines.CompletableDeferred
import org.assenso.app.prompt.PromptText
import org.assenso.app.prompt.Prompter
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault

/** A person who passes every prompt, unless a test says otherwise. */
class FakePrompter : Prompter {
    class Shown(
        val crypto: BiometricPrompt.CryptoObject?,
        val text: PromptText,
        val allowed: KeyClass,
    )

    /** Every prompt, in order. */
    val shown = mutableListOf<Shown>()

    /** What the person does; to dismiss the prompt is to throw. */
    var answer: suspend () -> Unit = {}

    fun refuse(kind: PortFault.Kind) {
        answer = { throw PortFault(kind) }
    }

    /** Keeps each prompt up until it is taken down. */
    fun waitForEver() {
        answer = { CompletableDeferred<Unit>().await() }
    }

    override suspend fun authenticate(
        crypto: BiometricPrompt.CryptoObject?,
        text: PromptText,
        allowed: KeyClass,
    ) {
        shown += Shown(crypto, text, allowed)
        answer()
        if (crypto != null) FakeKeyStore.verifyPerson()
    }
}
