package org.assenso.ui.screens

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Code
import org.assenso.bridge.model.Digits
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Card
import org.assenso.ui.components.CountdownBar
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LargeCode
import org.assenso.ui.components.LongPage
import org.assenso.ui.components.Name
import org.assenso.ui.components.NextCode
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Standing
import org.assenso.ui.components.Tone
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.say
import org.assenso.ui.components.secondsOf
import org.assenso.ui.state.Action
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text

/** The fallback codes: locked, or shown until they lock again. */
@Composable
fun CodesScreen(
    screen: Screen.Codes,
    nowBootMs: Long,
    send: (Action) -> Unit,
) {
    val codes = screen.codes
    if (codes.isNullOrEmpty()) {
        Page(
            say(Text.CodesTitle),
            onBack = { send(Action.Back) },
            bottom = if (codes == null) ({ Unlock(screen, send) }) else null,
        ) {
            if (codes == null) Locked(screen) else Para(say(Text.CodesNone))
        }
    } else {
        LongPage(
            say(Text.CodesTitle),
            rows(codes, screen, nowBootMs, send),
            notice = screen.problem,
            onBack = { send(Action.Back) },
        )
    }
}

@Composable
private fun Unlock(
    screen: Screen.Codes,
    send: (Action) -> Unit,
) = PrimaryButton(
    say(Text.CodesUnlock),
    { send(Action.UnlockCodes) },
    icon = Icons.Lock,
    busy = screen.isOpening,
)

@Composable
private fun ColumnScope.Locked(screen: Screen.Codes) {
    Sign(Icons.Lock, Tone.Plain)
    if (screen.isOpening) Waiting(say(Text.CodesOpening)) else Para(say(Text.CodesLocked))
    OwnProblem(screen.problem)
}

private fun rows(
    codes: List<Code>,
    screen: Screen.Codes,
    nowBootMs: Long,
    send: (Action) -> Unit,
): List<@Composable () -> Unit> =
    buildList {
        add { Para(say(Text.CodesText)) }
        if (screen.problem != null) add { OwnProblem(screen.problem) }
        codes.forEach { add { CodeCard(it, screen.copied, nowBootMs, send) } }
        screen.locksAtBootMs?.let { add { Aside(say(Text.CodesLocksIn, secondsOf(it - nowBootMs))) } }
    }

@Composable
private fun CodeCard(
    code: Code,
    copied: AccountKey?,
    nowBootMs: Long,
    send: (Action) -> Unit,
) = Card {
    Name(code.name)
    Aside(code.provider)
    val digits = code.digits
    if (digits == null) {
        Standing(say(Text.CodesLost), Tone.Bad)
    } else {
        CodeNow(digits, nowBootMs)
        SecondaryButton(
            say(Text.CodesCopy),
            { send(Action.CopyCode(code.account)) },
            icon = Icons.Copy,
        )
        if (copied == code.account) Standing(say(Text.CodesCopied), Tone.Good, live = true)
        if (code.clockAheadS != 0L) Aside(clock(code.clockAheadS))
    }
}

@Composable
private fun CodeNow(
    digits: Digits,
    nowBootMs: Long,
) {
    LargeCode(digits.now)
    CountdownBar(
        say(Text.RequestLeft),
        digits.validUntilBootMs - nowBootMs,
        digits.periodMs,
        announces = false,
    )
    NextCode(digits.next)
}

/** Which way the phone's clock is off; it is corrected already. */
@Composable
private fun clock(aheadS: Long): String = say(if (aheadS > 0) Text.CodesClockAhead else Text.CodesClockBehind)
