package org.assenso.app.gallery

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.junit4.ComposeContentTestRule
import org.assenso.app.ResourceWords
import org.assenso.ui.components.LocalizedTimes
import org.assenso.ui.screens.AssensoApp
import org.assenso.ui.state.Action
import org.assenso.ui.text.Words
import org.robolectric.RuntimeEnvironment
import java.time.ZoneId
import java.util.Locale

/** Shows one sample after the other on a screen without an app behind it, at a fixed time and place. */
internal class Stage(
    private val rule: ComposeContentTestRule,
    private val dark: Boolean = false,
) {
    private var state by mutableStateOf(SAMPLES.first().state)
    val words: Words = ResourceWords(RuntimeEnvironment.getApplication().resources)
    val sent = mutableListOf<Action>()

    fun open() =
        rule.setContent {
            AssensoApp(
                state,
                words,
                sent::add,
                dark = dark,
                reducedMotion = true,
                times = LocalizedTimes(Locale.getDefault(), ZoneId.of("UTC")),
            )
        }

    fun show(sample: Sample) {
        rule.runOnIdle { state = sample.state }
        rule.waitForIdle()
    }
}
