package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Banner
import org.assenso.ui.components.Headline
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Tone
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text

/** The keys are being made. */
@Composable
internal fun FinishingPage(send: (Action) -> Unit) =
    Page(
        say(Text.PairFinishingTitle),
        onBack = { send(Action.Back) },
        bottom = { CancelButton(send) },
    ) {
        Sign(Icons.Key, Tone.Plain)
        Para(say(Text.PairFinishingText))
        Waiting(say(Text.Wait))
    }

/** Interrupted in the middle; nothing is lost. */
@Composable
internal fun FinishPage(
    screen: Screen.Pairing,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairFinishTitle),
    onBack = { send(Action.Back) },
    together = true,
    bottom = { PrimaryButton(say(Text.GoOn), { send(Action.Continue) }, busy = screen.isBusy) },
    more = {
        SecondaryButton(
            say(Text.PairStartAgain),
            { send(Action.StartAgain) },
            icon = Icons.Again,
            enabled = !screen.isBusy,
        )
        CancelButton(send)
    },
) {
    Sign(Icons.Clock, Tone.Warning)
    Para(say(Text.PairFinishText))
    OwnProblem(screen.problem)
}

@Composable
internal fun SuccessPage(
    screen: Screen.Pairing,
    send: (Action) -> Unit,
) = Page(
    say(if (screen.flow.activates) Text.PairActivateTitle else Text.PairNoticeTitle),
    bottom = { PrimaryButton(say(Text.PairDone), { send(Action.Continue) }) },
) {
    Sign(Icons.Good, Tone.Good)
    Headline(say(if (screen.flow.activates) Text.PairActivatedTitle else Text.PairSuccessTitle))
    Para(say(Text.PairSuccessText, screen.mailbox, screen.flow.provider))
    if (screen.flow.activates) Banner(say(Text.PairActivatedMail), Tone.Warning)
    Aside(say(Text.PairSuccessNext))
}
