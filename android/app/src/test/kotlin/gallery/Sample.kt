package org.assenso.app.gallery

import org.assenso.ui.state.State

/** A state of the app to look at; [name] is its picture's, too. */
class Sample(
    val name: String,
    val state: State,
) {
    override fun toString() = name
}

/** Every screen in every state that looks different. */
val SAMPLES: List<Sample> =
    START_SAMPLES + ACCOUNT_SAMPLES + PAIRING_SAMPLES + REQUEST_SAMPLES + OUTCOME_SAMPLES +
        CODES_SAMPLES + SETTINGS_SAMPLES + DEED_SAMPLES
