package org.assenso.app.prompt

import android.app.Activity
import android.hardware.biometrics.BiometricManager.Authenticators.BIOMETRIC_STRONG
import android.hardware.biometrics.BiometricManager.Authenticators.DEVICE_CREDENTIAL
import android.hardware.biometrics.BiometricPrompt
import android.os.CancellationSignal
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.withLock
import org.assenso.app.R
import org.assenso.app.keys.guarded
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * The system's own prompt, over the activity that the person is looking at; one at a time, others wait.
 *
 * With no such activity within [patience] nobody can answer, and the prompt counts as dismissed.
 */
class BiometricPrompter(
    private val activities: ActivityHolder,
    private val main: CoroutineDispatcher = Dispatchers.Main.immediate,
    private val patience: Duration = 3.seconds,
) : Prompter {
    override suspend fun authenticate(
        crypto: BiometricPrompt.CryptoObject?,
        text: PromptText,
        allowed: KeyClass,
    ) = activities.turn.withLock {
        guarded(main) {
            val activity = activities.inFront(patience) ?: throw PortFault(PortFault.Kind.Cancelled)
            show(activity, crypto, text, allowed)
        }
    }

    private suspend fun show(
        activity: Activity,
        crypto: BiometricPrompt.CryptoObject?,
        text: PromptText,
        allowed: KeyClass,
    ) = suspendCancellableCoroutine { continuation ->
        val executor = activity.mainExecutor
        val prompt =
            BiometricPrompt
                .Builder(activity)
                .setTitle(text.title(activity.resources))
                .setDescription(text.description(activity.resources))
                .setConfirmationRequired(true)
                .apply {
                    when (allowed) {
                        KeyClass.Device -> {
                            setAllowedAuthenticators(BIOMETRIC_STRONG or DEVICE_CREDENTIAL)
                        }

                        KeyClass.Biometric -> {
                            setAllowedAuthenticators(BIOMETRIC_STRONG)
                            setNegativeButton(activity.getText(R.string.prompt_cancel), executor) { _, _ ->
                                continuation.fail(PortFault.Kind.Cancelled)
                            }
                        }
                    }
                }.build()
        val signal = CancellationSignal()
        continuation.invokeOnCancellation { signal.cancel() }
        val answer = Answer(continuation)
        if (crypto == null) {
            prompt.authenticate(signal, executor, answer)
        } else {
            prompt.authenticate(crypto, signal, executor, answer)
        }
    }

    /** A try that failed is no answer: the prompt stays and says so itself. */
    private class Answer(
        private val continuation: CancellableContinuation<Unit>,
    ) : BiometricPrompt.AuthenticationCallback() {
        override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) {
            if (continuation.isActive) continuation.resume(Unit)
        }

        override fun onAuthenticationError(
            code: Int,
            message: CharSequence,
        ) = continuation.fail(promptFault(code))
    }
}

/** The first answer counts; the system may send another while it closes the prompt. */
private fun CancellableContinuation<Unit>.fail(kind: PortFault.Kind) {
    if (isActive) resumeWithException(PortFault(kind))
}
