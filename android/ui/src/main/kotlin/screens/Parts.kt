package org.assenso.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import org.assenso.bridge.Problem
import org.assenso.ui.components.LocalWords
import org.assenso.ui.components.ProblemCard
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.text.Text
import org.assenso.ui.text.problem
import org.assenso.ui.theme.Space

/** What went wrong on this page. */
@Composable
internal fun OwnProblem(problem: Problem?) {
    if (problem == null) return
    // What was said is safe: nothing went wrong that the person could put right.
    val kept = problem == Problem.Plain.AnswerKept || problem == Problem.Plain.ReportKept
    ProblemCard(LocalWords.current.problem(problem), tone = if (kept) Tone.Plain else Tone.Bad)
}

/** What went wrong outside every page: it stays until it was read. */
@Composable
internal fun ForeignProblem(
    problem: Problem?,
    send: (Action) -> Unit,
) {
    if (problem == null) return
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        OwnProblem(problem)
        SecondaryButton(say(Text.Close), { send(Action.DismissProblem) })
    }
}

@Composable
internal fun CancelButton(
    send: (Action) -> Unit,
    enabled: Boolean = true,
) = SecondaryButton(say(Text.Cancel), { send(Action.Cancel) }, enabled = enabled)
