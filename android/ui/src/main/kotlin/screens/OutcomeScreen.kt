package org.assenso.ui.screens

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.vector.ImageVector
import org.assenso.bridge.Problem
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.ui.components.Banner
import org.assenso.ui.components.DangerButton
import org.assenso.ui.components.Headline
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Subtitle
import org.assenso.ui.components.Tone
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Asking
import org.assenso.ui.state.Front
import org.assenso.ui.text.Text
import org.assenso.ui.text.said
import org.assenso.ui.text.text
import org.assenso.ui.text.title

/** What became of a request, and after a denial a question. */
@Composable
fun OutcomeScreen(
    over: Front.Over,
    send: (Action) -> Unit,
) {
    val asking = over.question?.asking
    Page(
        say(Text.RequestTitle),
        together = true,
        bottom = {
            if (asking is Asking.Open) {
                NotMe(over.requestId, send)
            } else {
                PrimaryButton(say(Text.GoOn), { send(Action.CloseOutcome(over.requestId)) })
            }
        },
        more = { if (asking is Asking.Open) OtherAnswers(over.requestId, send) },
    ) {
        val (icon, tone) = over.outcome.sign
        Sign(icon, tone)
        Headline(say(over.outcome.title))
        Para(say(over.outcome.text))
        if (asking != null) Denial(asking)
    }
}

/** How an outcome looks; a denial is what the person wanted, so it alarms nobody. */
private val Outcome.sign: Pair<ImageVector, Tone>
    get() =
        when (this) {
            Outcome.Approved -> Icons.Good to Tone.Good
            Outcome.Denied, Outcome.DeniedElsewhere -> Icons.Denied to Tone.Plain
            Outcome.WrongNumber -> Icons.Warning to Tone.Bad
            Outcome.Expired -> Icons.Clock to Tone.Warning
            Outcome.Withdrawn -> Icons.Info to Tone.Plain
            Outcome.ApprovedElsewhere -> Icons.Warning to Tone.Warning
            Outcome.NotKnown -> Icons.Question to Tone.Warning
        }

@Composable
private fun ColumnScope.Denial(asking: Asking) {
    when (asking) {
        is Asking.Open -> {
            Subtitle(say(Text.ReportQuestion))
            OwnProblem(asking.problem)
        }

        is Asking.Sending -> {
            Waiting(say(Text.Wait))
        }

        is Asking.Kept -> {
            OwnProblem(Problem.Plain.ReportKept)
        }

        is Asking.Said -> {
            val tone = if (asking.outcome == ReportOutcome.Taken) Tone.Good else Tone.Warning
            Banner(say(said(asking.reason, asking.outcome)), tone)
        }
    }
}

@Composable
private fun NotMe(
    requestId: String,
    send: (Action) -> Unit,
) = DangerButton(
    say(Text.ReportNotMe),
    { send(Action.Report(requestId, ReportReason.NotMe)) },
    icon = Icons.Warning,
)

@Composable
private fun OtherAnswers(
    requestId: String,
    send: (Action) -> Unit,
) {
    SecondaryButton(
        say(Text.ReportMistake),
        { send(Action.Report(requestId, ReportReason.Mistake)) },
        icon = Icons.Person,
    )
    SecondaryButton(say(Text.ReportLeave), { send(Action.CloseOutcome(requestId)) })
}
