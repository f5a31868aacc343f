package org.assenso.ui.screens

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import org.assenso.ui.components.Banner
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LocalBanners
import org.assenso.ui.components.LocalTimes
import org.assenso.ui.components.LocalWords
import org.assenso.ui.components.Times
import org.assenso.ui.components.Tone
import org.assenso.ui.components.rememberTimes
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Front
import org.assenso.ui.state.Row
import org.assenso.ui.state.Screen
import org.assenso.ui.state.Shown
import org.assenso.ui.state.State
import org.assenso.ui.state.hasHiddenRequest
import org.assenso.ui.state.moreWaiting
import org.assenso.ui.state.paired
import org.assenso.ui.text.Text
import org.assenso.ui.text.Words
import org.assenso.ui.theme.AssensoTheme

/**
 * The whole app: draws [State.shown] in the language of [words] and tells what the person does to [send]. The platform sends
 * [Action.Back] for its own "back", and draws with [camera] what the camera sees.
 */
@Composable
fun AssensoApp(
    state: State,
    words: Words,
    send: (Action) -> Unit,
    dark: Boolean = isSystemInDarkTheme(),
    reducedMotion: Boolean = false,
    times: Times = rememberTimes(),
    camera: @Composable (Modifier) -> Unit = {},
) = AssensoTheme(dark, reducedMotion) {
    CompositionLocalProvider(
        LocalWords provides words,
        LocalTimes provides times,
        LocalBanners provides { Waits(state, send) },
    ) {
        // Each page begins at its top, whatever was scrolled before.
        key(state.shown.place) {
            when (val shown = state.shown) {
                is Shown.Opening -> OpeningScreen()
                is Shown.Stopped -> StoppedScreen(shown.problem, send)
                is Shown.InFront -> FrontScreen(shown.front, state, send)
                is Shown.Locked -> LockScreen(shown.lock, send)
                is Shown.Page -> ScreenOf(shown.screen, state, send, camera)
            }
        }
    }
}

/** A request waits behind whatever is on the screen. */
@Composable
private fun Waits(
    state: State,
    send: (Action) -> Unit,
) {
    if (!state.hasHiddenRequest) return
    Banner(
        say(Text.RequestWaits),
        Tone.Warning,
        icon = Icons.Bell,
        action = say(Text.RequestShow),
        onAction = { send(Action.ShowRequest) },
    )
}

@Composable
private fun FrontScreen(
    front: Front,
    state: State,
    send: (Action) -> Unit,
) = when (front) {
    is Front.Asked -> RequestScreen(front, state.nowBootMs, state.moreWaiting, send)
    is Front.Over -> OutcomeScreen(front, send)
}

@Composable
private fun ScreenOf(
    screen: Screen,
    state: State,
    send: (Action) -> Unit,
    camera: @Composable (Modifier) -> Unit,
) {
    when (screen) {
        is Screen.Welcome -> WelcomeScreen(state.problem, send)
        is Screen.Accounts -> AccountsScreen(state, send)
        is Screen.Provider -> ProviderScreen(screen, send)
        is Screen.Scan -> ScanScreen(screen, send, camera)
        is Screen.Invited -> InvitedScreen(screen, send)
        is Screen.Pairing -> PairingScreen(screen, state.nowBootMs, send)
        is Screen.Codes -> CodesScreen(screen, state.nowBootMs, send)
        is Screen.Settings -> SettingsScreen(state, send)
        is Screen.Mailbox -> MailboxScreen(state.accounts, screen.row, send)
        is Screen.Account -> AccountScreen(state.accounts, screen.row, send)
        is Screen.TwoStep -> TwoStepScreen(state.accounts, screen, send)
        is Screen.Deed -> DeedScreen(screen, state.accounts.paired(Row.Paired(screen.account)), send)
        is Screen.Remove -> RemoveScreen(state.accounts, screen, send)
        is Screen.Dissociated -> DissociatedScreen(state.accounts.paired(screen.account), send)
    }
}

/** Where the person is: the same while only what is on the page changes. */
private val Shown.place: Any
    get() =
        when (this) {
            is Shown.InFront -> {
                when (val front = front) {
                    is Front.Asked -> front.request.id
                    is Front.Over -> front.requestId to front.outcome
                }
            }

            is Shown.Page -> {
                when (val screen = screen) {
                    is Screen.Pairing -> screen.page::class
                    is Screen.Deed -> screen.page::class
                    is Screen.Codes -> screen.codes == null
                    else -> screen::class
                }
            }

            is Shown.Opening, is Shown.Stopped, is Shown.Locked -> {
                this::class
            }
        }
