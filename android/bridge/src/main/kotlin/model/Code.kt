package org.assenso.bridge.model

import org.assenso.bridge.Problem

/** The codes of one visit to their screen. */
sealed interface CodesState {
    /** Unlocked; told anew when a code changes. They lock at [locksAtBootMs] on the boot clock. */
    data class Shown(
        val codes: List<Code>,
        val locksAtBootMs: Long,
    ) : CodesState

    /** The time is over, or they were locked. The last one. */
    data object Locked : CodesState

    /** They can't be shown. The last one. */
    data class Failed(
        val problem: Problem,
    ) : CodesState
}

/** One account's fallback code. */
data class Code(
    val account: AccountKey,
    val provider: String,
    val name: String,
    /** How far the phone's clock is ahead of the provider's, seconds; corrected already. */
    val clockAheadS: Long,
    /** Null if the secret is not there any more: associate again. */
    val digits: Digits?,
)

/** The digits themselves. They print as nothing. */
class Digits(
    val now: String,
    val next: String,
    /** Until when [now] is good, on the boot clock, ms. */
    val validUntilBootMs: Long,
    val periodMs: Long,
) {
    override fun equals(other: Any?) =
        other is Digits && other.now == now && other.next == next && other.validUntilBootMs == validUntilBootMs

    override fun hashCode() = validUntilBootMs.hashCode()

    override fun toString() = "Digits"
}
