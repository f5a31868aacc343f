package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.ui.components.EmailField
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PasswordField
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Screen
import org.assenso.ui.state.offersRecovery
import org.assenso.ui.text.Text

/** E-mail and password; says whose they are. */
@Composable
internal fun SignInPage(
    screen: Screen.Pairing,
    page: PairingPage.SignIn,
    send: (Action) -> Unit,
) = Page(
    say(Text.PairSignInTitle),
    onBack = { send(Action.Back) },
    bottom = { PrimaryButton(say(Text.PairSignIn), { send(Action.Continue) }, busy = screen.isBusy) },
    more = {
        if (screen.offersRecovery) RecoveryCodeButton(screen, send)
        CancelButton(send)
    },
) {
    Para(say(Text.PairSignInText, screen.flow.provider, screen.flow.issuer))
    EmailField(page.email, { send(Action.Typed(FieldName.Email, it)) }, !screen.isBusy)
    PasswordField(
        page.password,
        { send(Action.Typed(FieldName.Password, it)) },
        { send(Action.Continue) },
        !screen.isBusy,
    )
    OwnProblem(screen.problem)
}
