package org.assenso.ui.screens

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import org.assenso.bridge.model.Sms
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Banner
import org.assenso.ui.components.CodeField
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Tone
import org.assenso.ui.components.minutes
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Field
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Screen
import org.assenso.ui.state.sms
import org.assenso.ui.text.Text

/** "Confirm authorization": the code of the sign-in. */
@Composable
internal fun SignInCodePage(
    screen: Screen.Pairing,
    page: PairingPage.SignInCode,
    nowBootMs: Long,
    send: (Action) -> Unit,
) = CodePage(
    say(Text.PairCodeTitle),
    say(Text.PairVerify),
    screen,
    send,
    more = { RecoveryCodeButton(screen, send) },
) {
    val number = screen.sms?.number
    Para(
        if (number != null) say(Text.PairCodeText, number) else say(Text.PairCodeTextAfterRestart),
    )
    Code(screen, page.code, nowBootMs, send)
}

/** The code that verifies the mobile number. */
@Composable
internal fun NumberCodePage(
    screen: Screen.Pairing,
    page: PairingPage.NumberCode,
    nowBootMs: Long,
    send: (Action) -> Unit,
) = CodePage(
    say(Text.PairNumberCodeTitle),
    say(Text.PairVerify),
    screen,
    send,
    more = {
        SecondaryButton(say(Text.PairMobileOther), { send(Action.StartAgain) }, enabled = !screen.isBusy)
    },
) {
    val number = screen.sms?.number
    Para(
        if (number != null) say(Text.PairCodeText, number) else say(Text.PairCodeTextAfterRestart),
    )
    Code(screen, page.code, nowBootMs, send)
}

/** The second code, which associates this device. */
@Composable
internal fun AssociateCodePage(
    screen: Screen.Pairing,
    page: PairingPage.AssociateCode,
    nowBootMs: Long,
    send: (Action) -> Unit,
) = CodePage(
    say(if (screen.flow.activates) Text.PairActivateTitle else Text.PairAssociateCodeTitle),
    say(Text.GoOn),
    screen,
    send,
) {
    val number = screen.sms?.number
    Para(
        if (number != null) {
            say(Text.PairAssociateCodeText, number)
        } else {
            say(Text.PairCodeTextAfterRestart)
        },
    )
    Code(screen, page.code, nowBootMs, send)
}

@Composable
private fun CodePage(
    title: String,
    button: String,
    screen: Screen.Pairing,
    send: (Action) -> Unit,
    more: @Composable () -> Unit = {},
    content: @Composable ColumnScope.() -> Unit,
) = Page(
    title,
    onBack = { send(Action.Back) },
    bottom = { PrimaryButton(button, { send(Action.Continue) }, busy = screen.isBusy) },
    more = {
        SecondaryButton(say(Text.PairResend), { send(Action.Resend) }, enabled = !screen.isBusy)
        more()
        CancelButton(send)
    },
    content = content,
)

@Composable
private fun Code(
    screen: Screen.Pairing,
    code: Field,
    nowBootMs: Long,
    send: (Action) -> Unit,
) {
    CodeField(
        code,
        { send(Action.Typed(FieldName.Code, it)) },
        { send(Action.Continue) },
        !screen.isBusy,
    )
    OwnProblem(screen.problem)
    if (screen.resent) Banner(say(Text.PairResent), Tone.Good)
    screen.sms?.let {
        Aside(say(Text.PairCodeLeft, minutes(it.expiresAtBootMs - nowBootMs), it.triesLeft))
    }
    Banner(say(Text.PairCodeWarning), Tone.Plain)
}

/** Where the message went, on one line. */
private val Sms.number: String get() = sentTo.onOneLine

/** A number that is not broken. */
internal val String.onOneLine: String get() = replace(' ', '\u00A0')
