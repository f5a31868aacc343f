package org.assenso.app.prompt

import android.app.Activity
import android.app.Application
import android.os.Bundle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.time.Duration

/** Knows the activity that the person is looking at: only that one may prompt. Register it with the application. */
class ActivityHolder : Application.ActivityLifecycleCallbacks {
    private val resumed = MutableStateFlow<Activity?>(null)

    /** Held while a prompt is up: the system knows one at a time. */
    internal val turn = Mutex()

    /** The activity in front now. */
    val current: Activity? get() = resumed.value

    /** The activity in front; waits for one up to [patience], null if none came. */
    internal suspend fun inFront(patience: Duration): Activity? =
        withTimeoutOrNull(patience) { resumed.first { it != null && !it.isFinishing } }

    override fun onActivityResumed(activity: Activity) {
        resumed.value = activity
    }

    override fun onActivityPaused(activity: Activity) {
        resumed.compareAndSet(activity, null)
    }

    override fun onActivityCreated(
        activity: Activity,
        savedInstanceState: Bundle?,
    ) = Unit

    override fun onActivityStarted(activity: Activity) = Unit

    override fun onActivityStopped(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(
        activity: Activity,
        outState: Bundle,
    ) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
