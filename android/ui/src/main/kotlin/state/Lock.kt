package org.assenso.ui.state

/** The app's own lock: it hides the screens, not the requests, whose approval asks for itself. */
sealed interface AppLock {
    data object Open : AppLock

    data class Locked(
        val reason: LockReason,
        /** The platform's prompt is up. */
        val unlocking: Ticket? = null,
        /** Why the last try did not open it. */
        val failure: Unlock? = null,
    ) : AppLock
}

enum class LockReason {
    /** The app was just started. */
    Started,

    /** The person was away for longer than [Preferences.lockAfterSeconds]. */
    Away,
}

/** What became of the prompt that opens the app. */
enum class Unlock {
    Unlocked,

    /** The person dismissed it. */
    Cancelled,

    /** Too many failed tries. */
    LockedOut,

    /** The phone has no screen lock: there is nothing to ask for. */
    NotEnrolled,

    /** Anything else. */
    Unavailable,
}

/** What a person chose in the settings. It is kept by the platform. */
data class Preferences(
    /** The app locks after so many seconds in the background; one of [LOCK_AFTER_SECONDS]. */
    val lockAfterSeconds: Int = 60,
) {
    companion object {
        /** What can be chosen. */
        val LOCK_AFTER_SECONDS = listOf(0, 30, 60, 300)
    }
}
