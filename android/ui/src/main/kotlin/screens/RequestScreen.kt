package org.assenso.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import org.assenso.bridge.Problem
import org.assenso.ui.components.Aside
import org.assenso.ui.components.CountdownBar
import org.assenso.ui.components.DangerButton
import org.assenso.ui.components.Headline
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LocalWords
import org.assenso.ui.components.NumberField
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.SideBySide
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.rememberRoom
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Front
import org.assenso.ui.state.Sending
import org.assenso.ui.text.Plural
import org.assenso.ui.text.Text
import org.assenso.ui.theme.Space

/** How long a request lives, ms: the whole of its bar. */
private const val LIFE_MS = 120_000L

/** "Is this you?": what waits, for how long, the number, and the two answers. "Deny" never has to be looked for. */
@Composable
fun RequestScreen(
    asked: Front.Asked,
    nowBootMs: Long,
    moreWaiting: Int,
    send: (Action) -> Unit,
) {
    val room = rememberRoom()
    val id = asked.request.id
    Page(
        say(
            when {
                !asked.isKnown -> Text.RequestUnknownTitle
                asked.request.change != null -> Text.RequestActionTitle
                else -> Text.RequestTitle
            },
        ),
        onBack = { send(Action.Later(id)) },
        pinned = true,
        wide = room.sideBySide,
        bottom = {
            when {
                asked.sending == Sending.Kept -> {
                    PrimaryButton(say(Text.Close), { send(Action.Later(id)) })
                }

                asked.isKnown && !room.largeLetters -> {
                    SideBySide(gap = if (room.narrow) Space.normal else Space.large) {
                        Deny(asked, send)
                        Authorize(asked, send)
                    }
                }

                else -> {
                    Deny(asked, send)
                }
            }
        },
    ) {
        if (room.sideBySide) {
            Row(horizontalArrangement = Arrangement.spacedBy(Space.large)) {
                Half(Modifier.weight(1f)) { Asking(asked, nowBootMs) }
                Half(Modifier.weight(1f)) { Answering(asked, moreWaiting, false, send) }
            }
        } else {
            Asking(asked, nowBootMs)
            Answering(asked, moreWaiting, room.largeLetters, send)
        }
    }
}

@Composable
private fun Half(
    modifier: Modifier,
    content: @Composable () -> Unit,
) = Column(modifier, Arrangement.spacedBy(Space.normal)) { content() }

@Composable
private fun Asking(
    asked: Front.Asked,
    nowBootMs: Long,
) {
    CountdownBar(say(Text.RequestLeft), asked.request.deadlineBootMs - nowBootMs, LIFE_MS)
    Headline(say(Text.RequestQuestion))
    RequestFacts(asked.request)
}

@Composable
private fun Answering(
    asked: Front.Asked,
    moreWaiting: Int,
    withAuthorize: Boolean,
    send: (Action) -> Unit,
) {
    val id = asked.request.id
    if (asked.isKnown) {
        NumberField(
            asked.number,
            asked.request.digits,
            { send(Action.TypedNumber(id, it)) },
            { send(Action.Approve(id)) },
            asked.sending == null,
        )
    } else {
        Para(say(Text.RequestUnknownText))
    }
    when (asked.sending) {
        Sending.Approve -> Waiting(say(Text.RequestConfirming))
        Sending.Deny -> Waiting(say(Text.RequestSending))
        Sending.Kept -> OwnProblem(asked.problem ?: Problem.Plain.AnswerKept)
        null -> OwnProblem(asked.problem)
    }
    if (asked.isKnown && withAuthorize && asked.sending != Sending.Kept) Authorize(asked, send)
    if (asked.sending == null || asked.sending == Sending.Approve) {
        SecondaryButton(say(Text.RequestLater), { send(Action.Later(id)) }, icon = Icons.Clock)
    }
    if (moreWaiting > 0) Aside(LocalWords.current.count(Plural.RequestMore, moreWaiting))
}

@Composable
private fun Deny(
    asked: Front.Asked,
    send: (Action) -> Unit,
) = DangerButton(
    say(Text.RequestDeny),
    { send(Action.Deny(asked.request.id)) },
    icon = Icons.Close.takeUnless { rememberRoom().narrow },
    enabled = asked.sending == null,
)

@Composable
private fun Authorize(
    asked: Front.Asked,
    send: (Action) -> Unit,
) = PrimaryButton(
    say(Text.RequestAuthorize),
    { send(Action.Approve(asked.request.id)) },
    icon = Icons.Check.takeUnless { rememberRoom().narrow },
    enabled = asked.sending == null,
)
