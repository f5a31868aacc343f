package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.Request
import org.assenso.bridge.model.SignIn
import org.assenso.ui.components.Fact
import org.assenso.ui.components.Facts
import org.assenso.ui.components.LocalTimes
import org.assenso.ui.components.LocalWords
import org.assenso.ui.components.Note
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.text.Text
import org.assenso.ui.text.browser

/** All that is known of a request. */
@Composable
internal fun RequestFacts(request: Request) {
    val time = Fact(say(Text.RequestTime), LocalTimes.current.time(request.createdUnixMs))
    Facts(
        listOf(
            Fact(say(Text.RequestProvider), request.provider),
            Fact(say(Text.RequestAccount), request.name),
        ) + request.signIn?.let { facts(it) }.orEmpty() + time,
    )
}

@Composable
private fun facts(signIn: SignIn): List<Fact> {
    val note =
        if (signIn.known) {
            Note(say(Text.RequestKnown), Tone.Good)
        } else {
            Note(say(Text.RequestNew), Tone.Warning)
        }
    return listOf(
        Fact(say(Text.RequestBrowser), LocalWords.current.browser(signIn), note),
        Fact(say(Text.RequestAddress), signIn.address),
        Fact(say(Text.RequestPlace), signIn.place ?: say(Text.RequestPlaceUnknown)),
    )
}
