package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.PairingFlow
import org.assenso.ui.components.Aside
import org.assenso.ui.components.Banner
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LinkCard
import org.assenso.ui.components.LocalTimes
import org.assenso.ui.components.LocalWords
import org.assenso.ui.components.LongPage
import org.assenso.ui.components.Name
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.SideBySide
import org.assenso.ui.components.Standing
import org.assenso.ui.components.ToDo
import org.assenso.ui.components.Tone
import org.assenso.ui.components.rememberRoom
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Prerequisite
import org.assenso.ui.state.Row
import org.assenso.ui.state.State
import org.assenso.ui.state.banners
import org.assenso.ui.state.isDevice
import org.assenso.ui.text.Text
import org.assenso.ui.text.problem
import org.assenso.ui.text.progress
import org.assenso.ui.text.text
import org.assenso.ui.state.Banner as News

/** The list of accounts, how each stands, and what there is to do. */
@Composable
fun AccountsScreen(
    state: State,
    send: (Action) -> Unit,
) {
    val room = rememberRoom()
    LongPage(
        say(Text.AccountsTitle),
        rows(state, send, withWays = room.largeLetters),
        notice = state.problem,
        // Large letters need the room for the list; then the ways to the other pages come after it.
        bottom = if (room.largeLetters) null else ({ Ways(send) }),
    )
}

private fun rows(
    state: State,
    send: (Action) -> Unit,
    withWays: Boolean,
): List<@Composable () -> Unit> =
    buildList {
        state.banners.distinctBy { it.subject }.forEach { add { NewsBanner(it, send) } }
        if (state.problem != null) add { ForeignProblem(state.problem, send) }
        state.accounts.paired.forEach { add { AccountCard(it, state, send) } }
        state.accounts.unfinished.forEach { add { UnfinishedCard(it, send) } }
        if (state.accounts.paired.any { it.isDevice }) add { Aside(say(Text.AccountsWatching)) }
        add { SecondaryButton(say(Text.AccountsAdd), { send(Action.AddAccount) }, icon = Icons.Add) }
        if (withWays) add { Ways(send) }
    }

@Composable
private fun Ways(send: (Action) -> Unit) =
    SideBySide {
        SecondaryButton(say(Text.SettingsTitle), { send(Action.OpenSettings) }, icon = Icons.Settings)
        SecondaryButton(say(Text.CodesTitle), { send(Action.OpenCodes) }, icon = Icons.Key)
    }

/** What a banner is about: a provider that can't be reached is named once, however many accounts it has. */
private val News.subject: Any
    get() = if (this is News.Offline) account.issuer else this

@Composable
private fun NewsBanner(
    news: News,
    send: (Action) -> Unit,
) {
    when (news) {
        is News.NotificationsOff -> {
            Banner(
                say(Text.BannerNotifications),
                Tone.Warning,
                icon = Icons.Bell,
                action = say(Text.PairTurnOn),
                onAction = { send(Action.TurnOn(Prerequisite.Notifications)) },
            )
        }

        is News.Offline -> {
            Banner(say(Text.BannerOffline, news.account.provider), Tone.Plain, icon = Icons.Offline)
        }

        is News.Dissociated -> {
            Banner(
                say(Text.BannerDissociated, news.account.name),
                Tone.Warning,
                action = say(Text.PairAssociate),
                onAction = { send(Action.OpenRow(Row.Paired(news.account.key))) },
            )
        }
    }
}

@Composable
private fun AccountCard(
    account: Account,
    state: State,
    send: (Action) -> Unit,
) {
    LinkCard({ send(Action.OpenRow(Row.Paired(account.key))) }) {
        Name(account.name)
        Aside(account.provider)
        val (tone, icon) =
            when (account.association) {
                Association.Associated -> Tone.Good to Icons.Good
                Association.Frozen -> Tone.Warning to Icons.Warning
                else -> Tone.Bad to Icons.Denied
            }
        Standing(say(account.association.text), tone, icon = icon)
        if (account.key in state.offline) {
            Standing(say(Text.Offline), Tone.Warning, icon = Icons.Offline)
        }
        if (account.alarm) Standing(say(Text.AccountsAlarm), Tone.Bad)
        val trouble = state.troubles[account.key]?.takeIf { account.isDevice && !it.isOffline }
        if (trouble != null) Standing(LocalWords.current.problem(trouble), Tone.Bad)
        account.hold?.takeIf { account.isDevice }?.let {
            val until = LocalTimes.current.moment(it.untilUnixMs)
            Standing(say(it.held.text, until), Tone.Plain, icon = Icons.Clock)
        }
        if (!account.isDevice) ToDo(say(Text.PairAssociate))
    }
}

@Composable
private fun UnfinishedCard(
    pairing: PairingFlow,
    send: (Action) -> Unit,
) {
    LinkCard({ send(Action.OpenRow(Row.Unfinished(pairing.key))) }) {
        Name(pairing.email ?: pairing.issuer)
        Aside(pairing.provider)
        Standing(say(pairing.progress), Tone.Warning, icon = Icons.Clock)
    }
}
