package org.assenso.bridge.convert

import org.assenso.bridge.note
import org.assenso.bridge.ports.Clock

/**
 * The boot clock now, ms. A clock that fails says 0, so that every deadline made with it is over: the core takes it so too. To be read *before*
 * the time left is asked for, so that a deadline is rather early than late.
 */
internal fun Clock.nowMs(): Long =
    try {
        bootMs()
    } catch (thrown: Throwable) {
        note("a clock failed", thrown)
        0
    }

/** The boot instant, ms, that is [leftMs] after this one. */
internal fun Long.plusMs(leftMs: ULong): Long = if (leftMs > (Long.MAX_VALUE - this).toULong()) Long.MAX_VALUE else this + leftMs.toLong()
