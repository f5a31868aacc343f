package org.assenso.app.prompt

import android.app.Activity
import android.hardware.biometrics.BiometricPrompt
import android.os.Looper
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault
import org.junit.rules.ExternalResource
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowBiometricPrompt
import java.time.Duration

/** The prompt over a real activity, under the system's shadow prompt. */
class PromptBench : ExternalResource() {
    private val holder = ActivityHolder()
    val prompter = BiometricPrompter(holder)

    override fun before() {
        RuntimeEnvironment.getApplication().registerActivityLifecycleCallbacks(holder)
    }

    override fun after() {
        RuntimeEnvironment.getApplication().unregisterActivityLifecycleCallbacks(holder)
    }

    /** A call that was begun; it goes on while the main looper does. */
    class Call {
        lateinit var job: Job
        var result: Result<Unit>? = null

        val isOpen get() = result == null

        /** How it failed; null if it did not, or not yet. */
        val fault get() = (result?.exceptionOrNull() as? PortFault)?.kind
    }

    fun resumedActivity(): ActivityController<Activity> = Robolectric.buildActivity(Activity::class.java).setup()

    fun ask(
        text: PromptText = PromptText.ShowCodes,
        allowed: KeyClass = KeyClass.Device,
        crypto: BiometricPrompt.CryptoObject? = null,
    ): Call {
        val call = Call()
        call.job =
            CoroutineScope(Dispatchers.Unconfined).launch {
                call.result = runCatching { prompter.authenticate(crypto, text, allowed) }
            }
        settle()
        return call
    }

    fun succeed() {
        ShadowBiometricPrompt.authenticateCurrentSessionSuccessfully()
        settle()
    }

    fun fail(code: Int) {
        ShadowBiometricPrompt.authenticateCurrentSessionWithError(code, "text of the system")
        settle()
    }

    fun settle() = shadowOf(Looper.getMainLooper()).idle()

    fun letPass(time: Duration) = shadowOf(Looper.getMainLooper()).idleFor(time)

    val shown: BiometricPrompt? get() = ShadowBiometricPrompt.getCurrentPrompt()
}
