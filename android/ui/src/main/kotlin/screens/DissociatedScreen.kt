package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.bridge.model.Account
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.Sign
import org.assenso.ui.components.Tone
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.text.Text
import org.assenso.ui.text.text

/** This phone is no longer an account's device, and why. */
@Composable
fun DissociatedScreen(
    account: Account?,
    send: (Action) -> Unit,
) {
    // Gone from the list meanwhile: the page goes with it.
    if (account == null) return
    Page(
        say(Text.DissociatedTitle),
        onBack = { send(Action.Back) },
        together = true,
        bottom = {
            PrimaryButton(say(Text.PairAssociate), { send(Action.Associate) }, icon = Icons.Phone)
        },
        more = {
            SecondaryButton(say(Text.SettingsRemove), { send(Action.AskRemove) }, icon = Icons.Delete)
            SecondaryButton(say(Text.Close), { send(Action.Back) })
        },
    ) {
        Sign(Icons.Denied, Tone.Bad)
        Para(say(Text.DissociatedText, account.name, say(account.association.text)))
        Para(say(Text.DissociatedNext))
    }
}
