package org.assenso.app

import android.os.Bundle
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.ViewModelProvider.AndroidViewModelFactory.Companion.APPLICATION_KEY
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewModelScope
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import org.assenso.app.prompt.AppUnlock
import org.assenso.app.prompt.BiometricPrompter
import org.assenso.ui.effects.Runner
import org.assenso.ui.effects.Store
import org.assenso.ui.state.Action
import org.assenso.ui.state.State
import org.assenso.ui.state.saved

/** Keeps the screens' state while activities come and go. After the process died only the route is left of it, and no secret. */
class PhoneViewModel(
    application: AssensoApplication,
    handle: SavedStateHandle,
) : ViewModel() {
    private val graph = application.graph
    val permissions = Permissions()

    private val platform =
        AndroidPlatform(
            context = application,
            activities = application.activities,
            permissions = permissions,
            lock = AppUnlock(BiometricPrompter(application.activities)),
            posture = graph.ports.posture,
            clock = graph.ports.clock,
            clipboard = graph.clipboard,
        )
    private val runner: Runner = Runner(viewModelScope, graph::gateway, platform) { store.send(it) }
    private val store: Store = Store(beginning(application, handle), runner::run)

    val state: State get() = store.state

    init {
        handle.setSavedStateProvider(ROUTE) { Bundle().apply { putString(ROUTE, state.saved) } }
    }

    fun send(action: Action) = store.send(action)

    private fun beginning(
        application: AssensoApplication,
        handle: SavedStateHandle,
    ): State {
        val route = handle.get<Bundle>(ROUTE)?.getString(ROUTE)
        return State.initial(platform.bootMs(), platform.kept(), application.knownProviders(), route)
    }

    companion object {
        private const val ROUTE = "route"

        val Factory =
            viewModelFactory {
                initializer { PhoneViewModel(this[APPLICATION_KEY] as AssensoApplication, createSavedStateHandle()) }
            }
    }
}
