package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.Problem
import org.assenso.ui.components.Headline
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LocalWords
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.ProblemCard
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Tone
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.AppLock
import org.assenso.ui.state.LockReason
import org.assenso.ui.state.Unlock
import org.assenso.ui.text.Text
import org.assenso.ui.text.problem

/** The core is being opened. */
@Composable
fun OpeningScreen() =
    Page(say(Text.AppName)) {
        Sign(Icons.Shield, Tone.Plain)
        Waiting(say(Text.Opening))
    }

/** The app can't start, and what to do about it. */
@Composable
fun StoppedScreen(
    problem: Problem,
    send: (Action) -> Unit,
) = Page(
    say(Text.AppName),
    bottom = { PrimaryButton(say(Text.TryAgain), { send(Action.Retry) }, icon = Icons.Again) },
) {
    Sign(Icons.Warning, Tone.Bad)
    Headline(say(Text.StoppedTitle))
    ProblemCard(LocalWords.current.problem(problem))
}

/** The app's own lock. */
@Composable
fun LockScreen(
    lock: AppLock.Locked,
    send: (Action) -> Unit,
) = Page(
    say(Text.AppName),
    bottom = {
        PrimaryButton(
            say(Text.LockUnlock),
            { send(Action.Unlock) },
            busy = lock.unlocking != null,
        )
    },
) {
    Sign(Icons.Lock, Tone.Plain)
    Headline(say(Text.LockTitle))
    val text =
        when (lock.reason) {
            LockReason.Started -> Text.LockText
            LockReason.Away -> Text.LockAway
        }
    Para(say(text))
    when (lock.failure) {
        Unlock.LockedOut -> ProblemCard(say(Text.LockLockedOut))
        Unlock.NotEnrolled, Unlock.Unavailable -> ProblemCard(say(Text.LockUnavailable))
        Unlock.Unlocked, Unlock.Cancelled, null -> Unit
    }
}

/** The first screen of a phone that knows no account. */
@Composable
fun WelcomeScreen(
    problem: Problem?,
    send: (Action) -> Unit,
) = Page(
    say(Text.AppName),
    together = true,
    bottom = {
        PrimaryButton(say(Text.AccountsAdd), { send(Action.AddAccount) }, icon = Icons.Add)
    },
    more = { SecondaryButton(say(Text.PairScan), { send(Action.OpenScan) }, icon = Icons.Scan) },
) {
    Sign(Icons.Shield, Tone.Plain)
    Headline(say(Text.WelcomeTitle))
    Para(say(Text.WelcomeText))
    Para(say(Text.WelcomeFirstStep))
    ForeignProblem(problem, send)
}
