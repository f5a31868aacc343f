package org.assenso.ui.screens

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.Hold
import org.assenso.ui.components.Banner
import org.assenso.ui.components.DangerButton
import org.assenso.ui.components.GroupField
import org.assenso.ui.components.Groups
import org.assenso.ui.components.Headline
import org.assenso.ui.components.Icons
import org.assenso.ui.components.LocalTimes
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PasswordField
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.RecoveryCodeField
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.DeedPage
import org.assenso.ui.state.Field
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.Matter
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text
import org.assenso.ui.text.text

/** Something that the owner does with the account. */
@Composable
internal fun DeedScreen(
    screen: Screen.Deed,
    account: Account?,
    send: (Action) -> Unit,
) = when (val page = screen.page) {
    DeedPage.SignOut -> SignOutPage(screen, account, send)
    DeedPage.Deactivate -> DeactivatePage(screen, account, send)
    is DeedPage.ReallyDeactivate -> ReallyDeactivatePage(screen, page, send)
    is DeedPage.NewCode -> NewCodePage(screen, page, account, send)
    is DeedPage.WriteCode -> WriteCodePage(screen, page, send)
    is DeedPage.EnterCode -> EnterCodePage(screen, page, send)
    is DeedPage.Finished -> FinishedPage(page, send)
}

@Composable
private fun SignOutPage(
    screen: Screen.Deed,
    account: Account?,
    send: (Action) -> Unit,
) = DeedPage(say(Text.DeedSignOut), screen, send, together = true, danger = say(Text.DeedSignOut)) {
    Para(say(Text.DeedSignOutText, account?.name.orEmpty()))
    Banner(say(Text.DeedSignOutWarning), Tone.Warning)
    OwnProblem(screen.problem)
}

@Composable
private fun DeactivatePage(
    screen: Screen.Deed,
    account: Account?,
    send: (Action) -> Unit,
) = DeedPage(say(Text.DeedDeactivate), screen, send, together = true, danger = say(Text.DeedDeactivate)) {
    HoldBanner(account?.hold?.takeIf { it.held == Held.Widening }, send)
    Para(say(Text.DeedDeactivateText, account?.name.orEmpty()))
    OwnProblem(screen.problem)
}

@Composable
private fun ReallyDeactivatePage(
    screen: Screen.Deed,
    page: DeedPage.ReallyDeactivate,
    send: (Action) -> Unit,
) = DeedPage(say(Text.DeedDeactivate), screen, send, danger = say(Text.DeedDeactivate)) {
    Banner(say(Text.DeedDeactivateSure), Tone.Warning)
    Password(page.password, screen, send)
    OwnProblem(screen.problem)
}

@Composable
private fun NewCodePage(
    screen: Screen.Deed,
    page: DeedPage.NewCode,
    account: Account?,
    send: (Action) -> Unit,
) = DeedPage(say(Text.DeedNewCode), screen, send) {
    HoldBanner(account?.hold, send)
    Para(say(Text.DeedNewCodeText))
    Password(page.password, screen, send)
    OwnProblem(screen.problem)
}

@Composable
private fun WriteCodePage(
    screen: Screen.Deed,
    page: DeedPage.WriteCode,
    send: (Action) -> Unit,
) = DeedPage(say(Text.DeedWriteTitle), screen, send, button = say(Text.DeedWritten)) {
    Para(say(Text.DeedWriteText))
    Groups(page.code.groups)
    Para(say(Text.DeedWriteAsked, page.code.asked + 1, page.code.groups.size))
    GroupField(
        page.group,
        { send(Action.Typed(FieldName.Group, it)) },
        { send(Action.Continue) },
        screen.busy == null,
    )
    OwnProblem(screen.problem)
}

@Composable
private fun EnterCodePage(
    screen: Screen.Deed,
    page: DeedPage.EnterCode,
    send: (Action) -> Unit,
) = DeedPage(say(Text.DeedEnterCode), screen, send) {
    Para(say(Text.DeedEnterCodeText))
    RecoveryCodeField(
        page.code,
        { send(Action.Typed(FieldName.RecoveryCode, it)) },
        { send(Action.Continue) },
        screen.busy == null,
    )
    Password(page.password, screen, send)
    OwnProblem(screen.problem)
}

@Composable
private fun FinishedPage(
    page: DeedPage.Finished,
    send: (Action) -> Unit,
) = Page(
    say(Text.SettingsTwoStep),
    bottom = { PrimaryButton(say(Text.PairDone), { send(Action.Continue) }) },
) {
    Sign(Icons.Good, Tone.Good)
    val done =
        when (page.matter) {
            Matter.SignOut -> Text.DeedSignedOut
            Matter.Deactivate -> Text.DeedDeactivated
            Matter.NewCode -> Text.DeedCodeKept
            Matter.EnterCode -> Text.DeedFullPower
        }
    Headline(say(done))
}

/** A page with a button that goes on, or one that takes something away ([danger]), and "Cancel". */
@Composable
private fun DeedPage(
    title: String,
    screen: Screen.Deed,
    send: (Action) -> Unit,
    together: Boolean = false,
    button: String = say(Text.GoOn),
    danger: String? = null,
    content: @Composable ColumnScope.() -> Unit,
) = Page(
    title,
    onBack = { send(Action.Back) },
    together = together,
    bottom = {
        val busy = screen.busy != null
        if (danger != null) {
            DangerButton(danger, { send(Action.Continue) }, busy = busy)
        } else {
            PrimaryButton(button, { send(Action.Continue) }, busy = busy)
        }
    },
    more = { CancelButton(send, enabled = screen.busy == null) },
    content = content,
)

/** What this phone has to wait with, before the person types anything for it; a probation is ended by the recovery code. */
@Composable
private fun HoldBanner(
    hold: Hold?,
    send: (Action) -> Unit,
) {
    if (hold == null) return
    val text = say(hold.held.text, LocalTimes.current.moment(hold.untilUnixMs))
    if (hold.held == Held.Widening) {
        Banner(text, Tone.Warning, action = say(Text.DeedEnterCode), onAction = { send(Action.OpenDeed(Matter.EnterCode)) })
    } else {
        Banner(text, Tone.Warning)
    }
}

@Composable
private fun Password(
    field: Field,
    screen: Screen.Deed,
    send: (Action) -> Unit,
) = PasswordField(
    field,
    { send(Action.Typed(FieldName.Password, it)) },
    { send(Action.Continue) },
    screen.busy == null,
)
