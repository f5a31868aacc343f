package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.At
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Banner
import org.assenso.ui.components.Icons
import org.assenso.ui.components.MobileField
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text

/** "Activate verification": it is off, and this phone could confirm sign-ins from now on. */
@Composable
internal fun ActivatePage(
    screen: Screen.Pairing,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairActivateTitle),
    onBack = { send(Action.Back) },
    together = true,
    bottom = { PrimaryButton(say(Text.PairActivate), { send(Action.Continue) }, busy = screen.isBusy) },
    more = { CancelButton(send) },
) {
    Sign(Icons.Phone, Tone.Plain)
    Para(say(Text.PairActivateText, screen.mailbox))
    (screen.flow.at as? At.Activate)?.number?.let { Para(say(Text.PairActivateNumber, it.onOneLine)) }
    Banner(say(Text.PairActivateMail), Tone.Warning)
    OwnProblem(screen.problem)
    Aside(say(Text.PairActivateLater))
}

/** The mobile number, of which the provider knows none yet. */
@Composable
internal fun MobilePage(
    screen: Screen.Pairing,
    page: PairingPage.Mobile,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairMobileTitle),
    onBack = { send(Action.Back) },
    bottom = { PrimaryButton(say(Text.GoOn), { send(Action.Continue) }, busy = screen.isBusy) },
    more = { CancelButton(send) },
) {
    Para(say(Text.PairMobileText))
    MobileField(
        page.number,
        { send(Action.Typed(FieldName.Mobile, it)) },
        { send(Action.Continue) },
        !screen.isBusy,
    )
    OwnProblem(screen.problem)
    Aside(say(Text.PairMobileHold))
}
