package org.assenso.ui.screens

import androidx.compose.runtime.Composable
import org.assenso.ui.components.AddressField
import org.assenso.ui.components.Icons
import org.assenso.ui.components.Page
import org.assenso.ui.components.Para
import org.assenso.ui.components.PrimaryButton
import org.assenso.ui.components.SecondaryButton
import org.assenso.ui.components.say
import org.assenso.ui.state.Action
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text

/** Asks where the mailbox is. */
@Composable
fun ProviderScreen(
    screen: Screen.Provider,
    send: (Action) -> Unit,
) {
    val busy = screen.busy != null
    Page(
        say(Text.PairProviderTitle),
        onBack = { send(Action.Back) },
        bottom = { PrimaryButton(say(Text.GoOn), { send(Action.Continue) }, busy = busy) },
        more = {
            SecondaryButton(
                say(Text.PairScan),
                { send(Action.OpenScan) },
                icon = Icons.Scan,
                enabled = !busy,
            )
            CancelButton(send)
        },
    ) {
        Para(say(Text.PairProviderText))
        AddressField(
            screen.address,
            { send(Action.Typed(FieldName.Address, it)) },
            { send(Action.Continue) },
            !busy,
        )
        OwnProblem(screen.problem)
    }
}
