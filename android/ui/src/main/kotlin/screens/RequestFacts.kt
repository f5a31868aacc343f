package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.AccountChange
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
        ) + request.change?.let { facts(it) }.orEmpty() + request.signIn?.let { facts(it) }.orEmpty() + time,
    )
}

@Composable
private fun facts(change: AccountChange): List<Fact> {
    val what =
        when (change) {
            AccountChange.Deactivate -> Text.ChangeDeactivate
            is AccountChange.Number -> Text.ChangeNumber
            is AccountChange.NoticeAddress -> Text.ChangeNoticeAddress
            is AccountChange.Methods -> Text.ChangeMethods
        }
    val parameters =
        when (change) {
            AccountChange.Deactivate -> emptyList()
            is AccountChange.Number -> listOf(Fact(say(Text.ChangeNew), change.number))
            is AccountChange.NoticeAddress -> listOf(Fact(say(Text.ChangeNew), change.address))
            is AccountChange.Methods -> methods(change)
        }
    return listOf(Fact(say(Text.RequestChange), say(what))) + parameters
}

@Composable
private fun methods(change: AccountChange.Methods): List<Fact> {
    val also =
        when {
            change.code && change.sms -> Text.ChangeAlsoBoth
            change.code -> Text.ChangeAlsoCode
            change.sms -> Text.ChangeAlsoSms
            else -> Text.ChangeAlsoNone
        }
    return listOf(
        Fact(say(Text.ChangeFirst), say(if (change.codeFirst) Text.ChangeFirstCode else Text.ChangeFirstPhone)),
        Fact(say(Text.ChangeAlso), say(also)),
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
