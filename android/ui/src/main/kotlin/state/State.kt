package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Request
import org.assenso.bridge.ports.PostureView

/** The app's whole state. Screens read it; only [reduce] makes the next one. */
data class State(
    val phase: Phase = Phase.Opening,
    val lock: AppLock = AppLock.Locked(LockReason.Started),
    /** The screens that the person went to, the one on top last; never empty. */
    val stack: List<Screen> = listOf(Screen.Accounts),
    /** What came by itself and stands before them. */
    val front: Front? = null,
    val accounts: Accounts = Accounts(),
    /** What went wrong outside every screen. */
    val problem: Problem? = null,
    /** Requests that wait, the one that ends first in front. */
    val waiting: List<Request> = emptyList(),
    /** Accounts whose provider can't be reached. */
    val offline: Set<AccountKey> = emptySet(),
    /** What is wrong with an account. */
    val troubles: Map<AccountKey, Problem> = emptyMap(),
    /** How the phone is set up; null until it is known. */
    val posture: PostureView? = null,
    /** What weakens the phone, as far as it was looked for. */
    val signs: Set<PhoneSign> = emptySet(),
    val preferences: Preferences = Preferences(),
    /** Providers that this app knows; the first one's address is suggested. */
    val known: List<KnownProvider> = emptyList(),
    /** Since the start of the phone, ms, as the last tick told. */
    val nowBootMs: Long = 0,
    internal val books: Bookkeeping = Bookkeeping(),
) {
    /** The screen on top. */
    val screen: Screen get() = stack.last()

    /** What is to be drawn. */
    val shown: Shown
        get() =
            when {
                phase is Phase.Stopped -> Shown.Stopped(phase.problem)
                phase is Phase.Opening -> Shown.Opening
                front != null -> Shown.InFront(front)
                lock is AppLock.Locked -> Shown.Locked(lock)
                else -> Shown.Page(screen)
            }

    /** Whether the system's "back" is the app's: on the first screen it leaves the app. */
    val goesBack: Boolean
        get() = shown is Shown.InFront || (shown is Shown.Page && stack.size > 1)

    companion object {
        /** The state of an app that was just started. */
        fun initial(
            nowBootMs: Long,
            preferences: Preferences = Preferences(),
            known: List<KnownProvider> = emptyList(),
            saved: String? = null,
        ): State =
            State(
                nowBootMs = nowBootMs,
                preferences = preferences,
                known = known,
                books = Bookkeeping(route = saved?.let(Route::parse)),
            )
    }
}

/** How far the app has come. */
sealed interface Phase {
    data object Opening : Phase

    /** The app can't start; it can be tried again. */
    data class Stopped(
        val problem: Problem,
    ) : Phase

    data object Open : Phase
}

/** What is to be drawn. */
sealed interface Shown {
    data object Opening : Shown

    data class Stopped(
        val problem: Problem,
    ) : Shown

    data class InFront(
        val front: Front,
    ) : Shown

    data class Locked(
        val lock: AppLock.Locked,
    ) : Shown

    data class Page(
        val screen: Screen,
    ) : Shown
}

/** Says which question a result answers; the result of an older one is not looked at. */
@JvmInline
value class Ticket(
    val number: Long,
)

/** What only the reducer needs to know. */
@ConsistentCopyVisibility
data class Bookkeeping internal constructor(
    /** Requests that the person wants to answer later. */
    internal val putOff: Set<String> = emptySet(),
    /** Requests whose answer is given and not sent yet, by their ids. */
    internal val kept: Map<String, Request> = emptyMap(),
    /** Requests that are not open any more, by their ids, while it is asked how they ended. */
    internal val ending: Map<String, Request> = emptyMap(),
    /** Outcomes that came while something else was in front, the oldest first. */
    internal val untold: List<Front.Over> = emptyList(),
    /** Requests that are over, the newest last; a list that was on its way may still name them. */
    internal val settled: List<String> = emptyList(),
    /** The request whose notification was tapped, until it is there. */
    internal val wanted: Wanted? = null,
    /** Where to go once the accounts are known. */
    internal val route: Route? = null,
    /** When the app left the foreground, on the boot clock, ms; null while it is there. */
    internal val leftAtBootMs: Long? = null,
    internal val tickets: Long = 0,
)

/** A request that the person asked for. */
internal data class Wanted(
    val account: AccountKey,
    val requestId: String,
)
