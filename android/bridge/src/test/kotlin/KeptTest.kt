package org.assenso.bridge

import org.assenso.bridge.core.Kept
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

class KeptTest {
    private class Thing : AutoCloseable {
        var closed = 0

        override fun close() {
            closed += 1
        }
    }

    private val thing = Thing()
    private val kept = Kept(thing)

    @Test
    fun `what nobody uses is closed when it is let go, once`() {
        kept.letGo()
        kept.letGo()
        assertEquals(1, thing.closed)
        assertNull(kept.use { it })
    }

    @Test
    fun `what is used is closed when its last user has left`() {
        kept.use {
            kept.use {
                kept.letGo()
                assertEquals(true, kept.isUsed)
            }
            assertEquals(0, thing.closed)
            assertEquals(thing, kept.use { it })
        }
        assertEquals(1, thing.closed)
    }

    @Test
    fun `a call that throws leaves it too`() {
        runCatching { kept.use<Unit> { error("fails") } }
        assertEquals(false, kept.isUsed)
        kept.letGo()
        assertEquals(1, thing.closed)
    }
}
