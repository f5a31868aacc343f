package org.assenso.app.whole

import android.os.SystemClock
import android.view.InputDevice
import android.view.MotionEvent
import android.view.MotionEvent.FLAG_WINDOW_IS_OBSCURED
import android.view.MotionEvent.FLAG_WINDOW_IS_PARTIALLY_OBSCURED
import android.view.MotionEvent.PointerCoords
import android.view.MotionEvent.PointerProperties
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import org.assenso.app.MainActivity
import org.assenso.ui.text.Text
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

/** What other apps can see of the window, and do to it. */
class WindowTest : WholeApp() {
    /** A finger that comes down in the middle; whether the window took it. */
    private fun MainActivity.touch(flags: Int): Boolean {
        val now = SystemClock.uptimeMillis()
        val finger = arrayOf(PointerProperties().apply { id = 0 })
        val middle =
            arrayOf(
                PointerCoords().apply {
                    x = window.decorView.width / 2f
                    y = window.decorView.height / 2f
                },
            )
        val source = InputDevice.SOURCE_TOUCHSCREEN
        val down = MotionEvent.obtain(now, now, MotionEvent.ACTION_DOWN, 1, finger, middle, 0, 0, 1f, 1f, 0, 0, source, flags)
        return dispatchTouchEvent(down).also { down.recycle() }
    }

    @Test
    fun `nobody takes a picture of it`() {
        phone.open()
        phone.window { assertTrue(it.window.attributes.flags and FLAG_SECURE != 0) }
    }

    @Test
    fun `a touch under another app's window answers nothing, and the screen says why`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.window { it.touch(flags = 0) }
        assertFalse(phone.sees(Text.ProblemCovered))
        for (flag in listOf(FLAG_WINDOW_IS_OBSCURED, FLAG_WINDOW_IS_PARTIALLY_OBSCURED)) {
            phone.window { assertTrue(it.touch(flag)) }
            phone.see(Text.ProblemCovered)
        }
        phone.press(Text.RequestDeny)
        phone.see(Text.OutcomeDenied)
        phone.window { it.touch(FLAG_WINDOW_IS_OBSCURED) }
        assertFalse(phone.sees(Text.ProblemCovered))
    }
}
