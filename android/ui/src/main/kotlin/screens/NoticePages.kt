package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.KeyClass
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Card
import org.assenso.ui.components.Choices
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Standing
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Prerequisite
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text

/** "Associate device": signed in, and this phone could confirm sign-ins from now on. */
@Composable
internal fun NoticePage(
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
    Para(say(Text.PairNoticeText, screen.mailbox))
    OwnProblem(screen.problem)
    Aside(say(Text.PairWayBack))
}

/** What the phone is to ask for at each approval. */
@Composable
internal fun KeyClassPage(
    screen: Screen.Pairing,
    page: PairingPage.KeyClassChoice,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairClassTitle),
    onBack = { send(Action.Back) },
    together = true,
    bottom = { PrimaryButton(say(Text.GoOn), { send(Action.Continue) }, busy = screen.isBusy) },
    more = { CancelButton(send) },
) {
    Para(say(Text.PairClassText))
    Choices(
        screen.flow.keyClasses,
        page.choice,
        { say(it.title) },
        { send(Action.ChooseKeyClass(it)) },
        enabled = !screen.isBusy,
        text = { say(it.text) },
    )
    OwnProblem(screen.problem)
}

private val KeyClass.title: Text
    get() =
        when (this) {
            KeyClass.Device -> Text.PairClassDevice
            KeyClass.Biometric -> Text.PairClassBiometric
        }

private val KeyClass.text: Text
    get() =
        when (this) {
            KeyClass.Device -> Text.PairClassDeviceText
            KeyClass.Biometric -> Text.PairClassBiometricText
        }

/** What this phone still needs, each with the way to turn it on. */
@Composable
internal fun MissingPage(
    screen: Screen.Pairing,
    page: PairingPage.Missing,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairMissingTitle),
    onBack = { send(Action.Back) },
    together = true,
    bottom = { PrimaryButton(say(Text.GoOn), { send(Action.Continue) }, busy = screen.isBusy) },
    more = { CancelButton(send) },
) {
    Para(say(Text.PairMissingText))
    page.needs.sorted().forEach { need ->
        Card {
            Standing(say(need.text), Tone.Plain, icon = need.icon)
            SecondaryButton(say(need.button), { send(Action.TurnOn(need)) }, enabled = !screen.isBusy)
        }
    }
    OwnProblem(screen.problem)
    Aside(say(Text.PairGoesOn))
}

private val Prerequisite.text: Text
    get() =
        when (this) {
            Prerequisite.ScreenLock -> Text.PairMissingLock
            Prerequisite.Biometrics -> Text.PairMissingBiometrics
            Prerequisite.Notifications -> Text.PairMissingNotifications
        }

private val Prerequisite.button: Text
    get() =
        when (this) {
            Prerequisite.ScreenLock -> Text.PairSetLock
            Prerequisite.Biometrics -> Text.PairSetBiometrics
            Prerequisite.Notifications -> Text.PairTurnOn
        }

private val Prerequisite.icon
    get() =
        when (this) {
            Prerequisite.ScreenLock -> Icons.Lock
            Prerequisite.Biometrics -> Icons.Person
            Prerequisite.Notifications -> Icons.Bell
        }
