package org.assenso.ui.effects

import org.assenso.bridge.Problem
import org.assenso.ui.NOW_MS
import org.assenso.ui.state.Action
import org.assenso.ui.state.Effect
import org.assenso.ui.state.Phase
import org.assenso.ui.state.State
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The one place that holds the state. */
class StoreTest {
    @Test
    fun `the next state is there when sending returns`() {
        val store = Store(State.initial(NOW_MS)) {}
        store.send(Action.Tick(NOW_MS + 1))
        assertEquals(NOW_MS + 1, store.state.nowBootMs)
    }

    @Test
    fun `what an effect sends at once is taken in after the effects before it`() {
        val ran = mutableListOf<Effect>()
        lateinit var store: Store
        store =
            Store(State.initial(NOW_MS)) { effect ->
                ran += effect
                if (effect == Effect.Open) store.send(Action.Opened(Problem.Plain.Storage))
                if (effect == Effect.ReadPosture) store.send(Action.Retry)
            }
        store.send(Action.Foreground(NOW_MS))
        assertEquals(listOf(Effect.Open, Effect.ReadPosture, Effect.Open), ran)
        assertEquals(Phase.Stopped(Problem.Plain.Storage), store.state.phase)
    }
}
