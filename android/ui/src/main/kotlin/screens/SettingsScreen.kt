package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Choices
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LinkRow
import org.assenso.ui.components.Page
import org.assenso.ui.components.Standing
import org.assenso.ui.components.Subtitle
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.PhoneSign
import org.assenso.ui.state.Preferences
import org.assenso.ui.state.Prerequisite
import org.assenso.ui.state.State
import org.assenso.ui.state.name
import org.assenso.ui.state.paired
import org.assenso.ui.state.rows
import org.assenso.ui.state.unfinished
import org.assenso.ui.text.Text
import org.assenso.ui.text.text

private const val MINUTE_S = 60

/** Notifications, the app's lock, and the mailboxes. */
@Composable
fun SettingsScreen(
    state: State,
    send: (Action) -> Unit,
) = Page(say(Text.SettingsTitle), onBack = { send(Action.Back) }) {
    val on = state.posture?.notifications
    LinkRow(
        say(Text.SettingsNotifications),
        { send(Action.TurnOn(Prerequisite.Notifications)) },
        icon = Icons.Bell,
        detail = on?.let { say(if (it) Text.SettingsOn else Text.SettingsOff) },
    )
    if (state.accounts.rows.isNotEmpty()) {
        Subtitle(say(Text.SettingsMailboxes))
        state.accounts.rows.forEach { row ->
            val provider = state.accounts.paired(row)?.provider ?: state.accounts.unfinished(row)?.provider
            LinkRow(
                state.accounts.name(row),
                { send(Action.OpenMailbox(row)) },
                icon = Icons.Mail,
                detail = provider,
            )
        }
    }
    Subtitle(say(Text.SettingsLock))
    Aside(say(Text.SettingsLockText))
    Choices(
        Preferences.LOCK_AFTER_SECONDS,
        state.preferences.lockAfterSeconds,
        { after(it) },
        { send(Action.SetLockAfter(it)) },
    )
    Signs(state.signs)
}

/** Told to whoever looks, and nowhere in the way: a phone is no worse for being its owner's. */
@Composable
private fun Signs(signs: Set<PhoneSign>) {
    if (signs.isEmpty()) return
    Subtitle(say(Text.SettingsSigns))
    signs.forEach { Standing(say(it.text), Tone.Warning) }
}

@Composable
private fun after(seconds: Int): String =
    when {
        seconds == 0 -> say(Text.SettingsLockAtOnce)
        seconds < MINUTE_S -> say(Text.SettingsLockSeconds, seconds)
        seconds == MINUTE_S -> say(Text.SettingsLockMinute)
        else -> say(Text.SettingsLockMinutes, seconds / MINUTE_S)
    }
