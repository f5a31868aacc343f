package org.assenso.ui.state

import org.assenso.bridge.ports.PostureView

/** While a prompt may be up the person can't be told from one who is away: so much time is given. */
private const val PROMPT_GRACE_MS = 60_000L

private const val MS_PER_S = 1_000L

/** The person may have come back from turning it on. */
private val CAMERA_OFF = setOf(Camera.Refused, Camera.Failed)

internal fun State.foreground(bootMs: Long): Next {
    val away = books.leftAtBootMs?.let { bootMs - it }
    val now = copy(nowBootMs = maxOf(nowBootMs, bootMs), books = books.copy(leftAtBootMs = null))
    val effects =
        buildList {
            if (phase == Phase.Opening) add(Effect.Open)
            if (phase == Phase.Open) add(Effect.Watch)
            add(Effect.ReadPosture)
            if ((screen as? Screen.Scan)?.camera in CAMERA_OFF) add(Effect.ReadCamera)
        }
    val next = if (away != null && away >= now.lockAfterMs) now.locked() else now
    return next.then(effects)
}

internal fun State.background(bootMs: Long): Next =
    copy(nowBootMs = maxOf(nowBootMs, bootMs), books = books.copy(leftAtBootMs = bootMs))
        .then(Effect.StopWatching)
        .and { lockShownCodes() }

private val State.lockAfterMs: Long
    get() {
        val chosen = preferences.lockAfterSeconds * MS_PER_S
        return if (promptMayBeUp) maxOf(chosen, PROMPT_GRACE_MS) else chosen
    }

private val State.promptMayBeUp: Boolean
    get() {
        val screen = screen
        return isUnlocking ||
            (front as? Front.Asked)?.sending == Sending.Approve ||
            (screen is Screen.Codes && screen.isOpening) ||
            (screen is Screen.Deed && screen.busy != null) ||
            (screen is Screen.Pairing && screen.busy != null && screen.page == PairingPage.Finishing)
    }

internal val State.isUnlocking: Boolean
    get() = (lock as? AppLock.Locked)?.unlocking != null

/** Locks the app, if it is open and the phone has something to open it with. */
private fun State.locked(): State =
    if (lock == AppLock.Open && posture?.screenLock != false) {
        withoutSecrets().copy(lock = AppLock.Locked(LockReason.Away))
    } else {
        this
    }

internal fun State.postureIs(posture: PostureView): Next {
    val known = copy(posture = posture)
    return when {
        !posture.screenLock && !isUnlocking -> known.copy(lock = AppLock.Open).then()
        known.mayAskToUnlock -> known.unlock()
        else -> known.then()
    }.and { prerequisitesChanged() }
}

/** Whether the prompt comes by itself: once, and not before a request that the person came for. */
private val State.mayAskToUnlock: Boolean
    get() =
        (lock as? AppLock.Locked)?.failure == null &&
            books.leftAtBootMs == null &&
            books.wanted == null &&
            front == null

internal fun State.unlock(): Next {
    val locked = lock as? AppLock.Locked ?: return then()
    if (locked.unlocking != null) return then()
    return withTicket { ticket ->
        copy(lock = locked.copy(unlocking = ticket, failure = null)).then(Effect.UnlockApp(ticket))
    }
}

internal fun State.unlockEnded(
    ticket: Ticket,
    unlock: Unlock,
): Next {
    val locked = lock as? AppLock.Locked ?: return then()
    if (locked.unlocking != ticket) return then()
    return when (unlock) {
        Unlock.Unlocked -> {
            copy(lock = AppLock.Open).prerequisitesChanged()
        }

        // Nothing to ask for: the posture that is read now opens it.
        Unlock.NotEnrolled -> {
            copy(lock = locked.copy(unlocking = null, failure = unlock)).then(Effect.ReadPosture)
        }

        Unlock.Cancelled, Unlock.LockedOut, Unlock.Unavailable -> {
            copy(lock = locked.copy(unlocking = null, failure = unlock)).then()
        }
    }
}

internal fun State.setLockAfter(seconds: Int): Next {
    if (seconds !in Preferences.LOCK_AFTER_SECONDS) return then()
    val chosen = preferences.copy(lockAfterSeconds = seconds)
    return copy(preferences = chosen).then(Effect.Keep(chosen))
}
