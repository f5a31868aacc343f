package org.assenso.app.prompt

import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault
import org.assenso.ui.state.Unlock

/** Asks for biometry or the phone's PIN before the screens are shown. It hides them, and guards no key. */
class AppUnlock(
    private val prompter: Prompter,
) {
    suspend fun unlock(): Unlock =
        try {
            prompter.authenticate(crypto = null, text = PromptText.OpenApp, allowed = KeyClass.Device)
            Unlock.Unlocked
        } catch (fault: PortFault) {
            when (fault.kind) {
                PortFault.Kind.Cancelled -> Unlock.Cancelled
                PortFault.Kind.LockedOut -> Unlock.LockedOut
                PortFault.Kind.NotEnrolled -> Unlock.NotEnrolled
                PortFault.Kind.Invalidated, PortFault.Kind.Locked, PortFault.Kind.Unavailable -> Unlock.Unavailable
            }
        }
}
