package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.ui.state.Action
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Screen

/** The way to an association, at one of its pages. */
@Composable
fun PairingScreen(
    screen: Screen.Pairing,
    nowBootMs: Long,
    send: (Action) -> Unit,
) {
    when (val page = screen.page) {
        is PairingPage.SignIn -> SignInPage(screen, page, send)
        is PairingPage.SignInCode -> SignInCodePage(screen, page, nowBootMs, send)
        is PairingPage.Notice -> NoticePage(screen, send)
        is PairingPage.KeyClassChoice -> KeyClassPage(screen, page, send)
        is PairingPage.Missing -> MissingPage(screen, page, send)
        is PairingPage.AssociateCode -> AssociateCodePage(screen, page, nowBootMs, send)
        is PairingPage.Finishing -> FinishingPage(send)
        is PairingPage.Finish -> FinishPage(screen, send)
        is PairingPage.Recovery -> RecoveryPage(screen, page, send)
        is PairingPage.Recovered -> RecoveredPage(screen, send)
        is PairingPage.Activate -> ActivatePage(screen, send)
        is PairingPage.Mobile -> MobilePage(screen, page, send)
        is PairingPage.NumberCode -> NumberCodePage(screen, page, nowBootMs, send)
        is PairingPage.Success -> SuccessPage(screen, send)
    }
}

/** The mailbox, or whatever is known of it yet. */
internal val Screen.Pairing.mailbox: String get() = flow.email ?: flow.provider

internal val Screen.Pairing.isBusy: Boolean get() = busy != null
