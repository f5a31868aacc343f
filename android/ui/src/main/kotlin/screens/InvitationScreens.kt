package org.assenso.ui.screens

import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.unit.dp
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Banner
import org.assenso.ui.components.Fact
import org.assenso.ui.components.Facts
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Tone
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.rememberRoom
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Camera
import org.assenso.ui.state.InvitationView
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text
import org.assenso.ui.theme.Size

/** How wide the square is at most, and on a phone on its side. */
private val FINDER = 420.dp
private val LOW_FINDER = 220.dp

/** Reads a QR code; [camera] draws what the camera sees into the space it is given. */
@Composable
fun ScanScreen(
    screen: Screen.Scan,
    send: (Action) -> Unit,
    camera: @Composable (Modifier) -> Unit,
) = Page(
    say(Text.PairScanTitle),
    onBack = { send(Action.Back) },
    more = { CancelButton(send) },
) {
    Para(say(Text.PairScanText))
    OwnProblem(screen.problem)
    when (screen.camera) {
        Camera.Refused -> {
            Banner(say(Text.PairScanRefused), Tone.Warning)
            SecondaryButton(say(Text.PairScanAllow), { send(Action.AllowCamera) })
        }

        Camera.Failed -> {
            Banner(say(Text.PairScanFailed), Tone.Warning)
            SecondaryButton(say(Text.TryAgain), { send(Action.RetryCamera) })
        }

        // Also while a code is looked at: the camera is not begun anew for each.
        Camera.Asked, Camera.Allowed -> {
            Finder(screen.camera, camera)
        }
    }
}

/** The square that a QR code has to be in. */
@Composable
private fun ColumnScope.Finder(
    state: Camera,
    camera: @Composable (Modifier) -> Unit,
) {
    val shape = MaterialTheme.shapes.extraLarge
    Box(
        Modifier
            .align(Alignment.CenterHorizontally)
            .widthIn(max = if (rememberRoom().low) LOW_FINDER else FINDER)
            .fillMaxWidth()
            .aspectRatio(1f)
            .clip(shape)
            .border(3.dp, MaterialTheme.colorScheme.primary, shape),
        Alignment.Center,
    ) {
        if (state == Camera.Allowed) {
            camera(Modifier.matchParentSize())
        } else {
            Icon(Icons.Scan, null, Modifier.size(Size.sign), MaterialTheme.colorScheme.outline)
        }
    }
}

/** What an invitation will do, before it does it. */
@Composable
fun InvitedScreen(
    screen: Screen.Invited,
    send: (Action) -> Unit,
) {
    val view = screen.view
    val busy = screen.busy != null
    val goOn = say(Text.GoOn)
    val warns = view != null && !view.onList
    Page(
        say(Text.PairInvitedTitle),
        onBack = { send(Action.Back) },
        together = true,
        bottom =
            when {
                view == null -> null
                warns -> ({ CancelFirst(send) })
                else -> ({ PrimaryButton(goOn, { send(Action.Continue) }, busy = busy) })
            },
        more = {
            if (warns) SecondaryButton(goOn, { send(Action.Continue) }, busy = busy) else CancelButton(send)
        },
    ) {
        if (view == null && busy) Waiting(say(Text.Wait))
        if (view != null) Invitation(view, sound = screen.problem == null)
        OwnProblem(screen.problem)
    }
}

/** "Cancel" where going on is the exception: the Enter key presses it, and the eye finds it first. */
@Composable
private fun CancelFirst(send: (Action) -> Unit) {
    val focus = remember { FocusRequester() }
    PrimaryButton(say(Text.Cancel), { send(Action.Cancel) }, Modifier.focusRequester(focus))
    // Under a finger nothing has the focus, and then this does nothing.
    LaunchedEffect(focus) { focus.requestFocus() }
}

/** [sound] as long as nothing is wrong with it: no good word beside a warning. */
@Composable
private fun Invitation(
    view: InvitationView,
    sound: Boolean,
) {
    Para(say(Text.PairInvitedText, view.domain))
    Facts(
        listOfNotNull(
            view.provider?.let { Fact(say(Text.RequestProvider), it) },
            Fact(say(Text.PairInvitedDomain), view.domain),
        ),
    )
    if (!view.onList) Banner(say(Text.PairInvitedWarning, view.domain), Tone.Warning)
    if (!sound) return
    if (view.onList) Banner(say(Text.PairInvitedOnList, view.provider ?: view.domain), Tone.Good)
    Aside(say(Text.PairInvitedNext))
}
