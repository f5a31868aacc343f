package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.KeyClass
import org.assenso.ui.components.Banner
import org.assenso.ui.components.DangerButton
import org.assenso.ui.components.Fact
import org.assenso.ui.components.Facts
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LinkRow
import org.assenso.ui.components.LocalTimes
import org.assenso.ui.components.Name
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Tone
import org.assenso.ui.components.Waiting
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.Matter
import org.assenso.ui.state.Row
import org.assenso.ui.state.Screen
import org.assenso.ui.state.canAssociate
import org.assenso.ui.state.canCheck
import org.assenso.ui.state.canRemove
import org.assenso.ui.state.isDevice
import org.assenso.ui.state.matters
import org.assenso.ui.state.name
import org.assenso.ui.state.paired
import org.assenso.ui.state.unfinished
import org.assenso.ui.text.Text
import org.assenso.ui.text.progress
import org.assenso.ui.text.text

/** Settings → a mailbox. */
@Composable
fun MailboxScreen(
    accounts: Accounts,
    row: Row,
    send: (Action) -> Unit,
) = Page(say(Text.SettingsMailbox), onBack = { send(Action.Back) }) {
    Name(accounts.name(row))
    LinkRow(say(Text.SettingsAccount), { send(Action.OpenAccount) }, icon = Icons.Person)
}

/** … → Account. */
@Composable
fun AccountScreen(
    accounts: Accounts,
    row: Row,
    send: (Action) -> Unit,
) = Page(say(Text.SettingsAccount), onBack = { send(Action.Back) }) {
    Name(accounts.name(row))
    Facts(listOfNotNull(providerOf(accounts, row), issuerOf(accounts, row), stateOf(accounts, row)))
    LinkRow(say(Text.SettingsTwoStep), { send(Action.OpenTwoStep) }, icon = Icons.Shield)
    if (accounts.canRemove(row)) {
        SecondaryButton(say(Text.SettingsRemove), { send(Action.AskRemove) }, icon = Icons.Delete)
    }
}

/** … → 2-step verification: how this device stands, and what can be done about it. */
@Composable
fun TwoStepScreen(
    accounts: Accounts,
    screen: Screen.TwoStep,
    send: (Action) -> Unit,
) {
    val row = screen.row
    val busy = screen.busy != null
    Page(
        say(Text.SettingsTwoStep),
        onBack = { send(Action.Back) },
        bottom =
            if (accounts.canAssociate(row)) {
                {
                    PrimaryButton(
                        say(Text.PairAssociate),
                        { send(Action.Associate) },
                        icon = Icons.Phone,
                        enabled = !busy,
                    )
                }
            } else {
                null
            },
    ) {
        Name(accounts.name(row))
        Facts(listOfNotNull(stateOf(accounts, row)) + keysOf(accounts, row))
        holdOf(accounts, row)?.let { Banner(it, Tone.Plain, icon = Icons.Clock) }
        if (accounts.canCheck(row)) {
            SecondaryButton(
                say(Text.SettingsCheck),
                { send(Action.Check) },
                icon = Icons.Again,
                enabled = !busy,
            )
        }
        accounts.matters(row).forEach { MatterRow(it, send) }
        if (busy) Waiting(say(Text.Wait))
        if (screen.checked) Banner(say(Text.SettingsChecked), Tone.Good)
        OwnProblem(screen.problem)
    }
}

/** The way to something that the owner does with the account. */
@Composable
private fun MatterRow(
    matter: Matter,
    send: (Action) -> Unit,
) {
    val (title, icon) =
        when (matter) {
            Matter.SignOut -> Text.DeedSignOut to Icons.Phone
            Matter.Deactivate -> Text.DeedDeactivate to Icons.Shield
            Matter.NewCode -> Text.DeedNewCode to Icons.Key
            Matter.EnterCode -> Text.DeedEnterCode to Icons.Key
        }
    LinkRow(say(title), { send(Action.OpenDeed(matter)) }, icon = icon)
}

/** Asks whether to take a mailbox off the list. */
@Composable
fun RemoveScreen(
    accounts: Accounts,
    screen: Screen.Remove,
    send: (Action) -> Unit,
) = Page(
    say(Text.SettingsRemove),
    onBack = { send(Action.Back) },
    together = true,
    bottom = {
        DangerButton(
            say(Text.SettingsRemove),
            { send(Action.ConfirmRemove) },
            icon = Icons.Delete,
            busy = screen.busy != null,
        )
    },
    more = { CancelButton(send) },
) {
    Para(say(Text.SettingsRemoveText, accounts.name(screen.row)))
    OwnProblem(screen.problem)
}

@Composable
private fun providerOf(
    accounts: Accounts,
    row: Row,
): Fact? {
    val name = accounts.paired(row)?.provider ?: accounts.unfinished(row)?.provider
    return name?.let { Fact(say(Text.SettingsIssuer), it) }
}

@Composable
private fun issuerOf(
    accounts: Accounts,
    row: Row,
): Fact? {
    val issuer = accounts.paired(row)?.issuer ?: accounts.unfinished(row)?.issuer
    return issuer?.let { Fact(say(Text.PairProvider), it) }
}

@Composable
private fun stateOf(
    accounts: Accounts,
    row: Row,
): Fact? {
    val text = accounts.paired(row)?.association?.text ?: accounts.unfinished(row)?.progress
    return text?.let { Fact(say(Text.SettingsState), say(it)) }
}

/** What this phone has to wait with, and until when. */
@Composable
private fun holdOf(
    accounts: Accounts,
    row: Row,
): String? {
    val hold = accounts.paired(row)?.takeIf { it.isDevice }?.hold ?: return null
    return say(hold.held.text, LocalTimes.current.moment(hold.untilUnixMs))
}

/** Where the keys are, and what they ask for. */
@Composable
private fun keysOf(
    accounts: Accounts,
    row: Row,
): List<Fact> {
    val account = accounts.paired(row)?.takeIf { it.isDevice } ?: return emptyList()
    val asks =
        when (account.keyClass) {
            KeyClass.Device -> Text.PairClassDevice
            KeyClass.Biometric -> Text.PairClassBiometric
        }
    return listOf(
        Fact(say(Text.SettingsKeys), say(account.level.text)),
        Fact(say(Text.SettingsKeysAsk), say(asks)),
    )
}
