package org.assenso.app.prompt

import android.app.Application
import kotlinx.coroutines.test.runTest
import org.assenso.app.fakes.FakePrompter
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.PortFault.Kind
import org.assenso.ui.state.Unlock
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class AppUnlockTest {
    private val prompter = FakePrompter()
    private val unlock = AppUnlock(prompter)

    @Test
    fun `opening the app takes biometry or the phone's PIN and unlocks no key`() =
        runTest {
            assertEquals(Unlock.Unlocked, unlock.unlock())
            val shown = prompter.shown.single()
            assertNull(shown.crypto)
            assertEquals(PromptText.OpenApp, shown.text)
            assertEquals(KeyClass.Device, shown.allowed)
        }

    @Test
    fun `each way to fail is told`() =
        runTest {
            val told =
                mapOf(
                    Kind.Cancelled to Unlock.Cancelled,
                    Kind.LockedOut to Unlock.LockedOut,
                    Kind.NotEnrolled to Unlock.NotEnrolled,
                    Kind.Unavailable to Unlock.Unavailable,
                    Kind.Invalidated to Unlock.Unavailable,
                    Kind.Locked to Unlock.Unavailable,
                )
            for ((kind, expected) in told) {
                prompter.refuse(kind)
                assertEquals(expected, unlock.unlock())
            }
        }
}
