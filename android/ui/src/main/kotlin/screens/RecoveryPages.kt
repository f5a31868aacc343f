package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.RecoveryCodeField
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text

/** The way to the recovery code. */
@Composable
internal fun RecoveryCodeButton(
    screen: Screen.Pairing,
    send: (Action) -> Unit,
) = SecondaryButton(say(Text.PairRecoveryCode), { send(Action.UseRecoveryCode) }, enabled = !screen.isBusy)

/** The recovery code, in place of an SMS. */
@Composable
internal fun RecoveryPage(
    screen: Screen.Pairing,
    page: PairingPage.Recovery,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairRecoveryCode),
    onBack = { send(Action.Back) },
    bottom = { PrimaryButton(say(Text.GoOn), { send(Action.Continue) }, busy = screen.isBusy) },
    more = { SecondaryButton(say(Text.Back), { send(Action.Back) }) },
) {
    Para(say(Text.PairRecoveryText))
    RecoveryCodeField(
        page.code,
        { send(Action.Typed(FieldName.RecoveryCode, it)) },
        { send(Action.Continue) },
        !screen.isBusy,
    )
    OwnProblem(screen.problem)
}

/** The recovery code is right: this phone may take the place of the lost one. */
@Composable
internal fun RecoveredPage(
    screen: Screen.Pairing,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairNoticeTitle),
    onBack = { send(Action.Back) },
    together = true,
    bottom = { PrimaryButton(say(Text.PairAssociate), { send(Action.Continue) }, busy = screen.isBusy) },
    more = { CancelButton(send) },
) {
    Sign(Icons.Phone, Tone.Plain)
    Para(say(Text.PairRecoveredText, screen.mailbox))
    OwnProblem(screen.problem)
}
