package org.assenso.ui.text

import org.assenso.ui.state.PhoneSign

/** What a sign means for the person. */
val PhoneSign.text: Text
    get() =
        when (this) {
            PhoneSign.RootProgram -> Text.SignRootProgram
            PhoneSign.TestKeys -> Text.SignTestKeys
            PhoneSign.DebuggableSystem -> Text.SignDebuggableSystem
            PhoneSign.DebuggableApp -> Text.SignDebuggableApp
            PhoneSign.OverlaysPossible -> Text.SignOverlaysPossible
        }
