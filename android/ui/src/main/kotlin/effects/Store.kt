package org.assenso.ui.effects

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import org.assenso.ui.state.Action
import org.assenso.ui.state.Effect
import org.assenso.ui.state.State
import org.assenso.ui.state.reduce

/**
 * Holds the state, and is the only one that replaces it. Everything here runs on the main thread.
 *
 * A text field needs its text back in the same frame: so [send] has the next [state] when it returns.
 */
class Store(
    initial: State,
    private val run: (Effect) -> Unit,
) {
    var state: State by mutableStateOf(initial)
        private set

    private val actions = ArrayDeque<Action>()

    /** Takes an action in, then has what follows carried out. What that sends meanwhile comes after. */
    fun send(action: Action) {
        actions.addLast(action)
        if (actions.size > 1) return
        while (actions.isNotEmpty()) {
            val next = reduce(state, actions.first())
            state = next.state
            next.effects.forEach(run)
            actions.removeFirst()
        }
    }
}
