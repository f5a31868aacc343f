package org.assenso.app.posture

import android.os.SystemClock
import org.assenso.bridge.ports.Clock

/** The phone's two clocks. */
object AndroidClock : Clock {
    override fun wallUnixMs(): Long = System.currentTimeMillis()

    override fun bootMs(): Long = SystemClock.elapsedRealtime()
}
