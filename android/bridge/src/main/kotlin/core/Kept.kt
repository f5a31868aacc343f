package org.assenso.bridge.core

/**
 * An object of the core that several calls use at once. It is closed when it was let go and the last of them has ended, so that no call finds it
 * closed under its hands.
 */
internal class Kept<T : AutoCloseable>(
    private val value: T,
) {
    private var users = 0
    private var isLetGo = false

    /** Whether a call uses it now. */
    val isUsed: Boolean @Synchronized get() = users > 0

    /** Calls [work] with it; null if it is closed already. */
    inline fun <R : Any> use(work: (T) -> R): R? {
        val entered = enter() ?: return null
        return try {
            work(entered)
        } finally {
            leave()
        }
    }

    /** No new call will come: closes it as soon as none is left. */
    fun letGo() = closeIf { isLetGo = true }

    @Synchronized
    fun enter(): T? {
        if (isLetGo && users == 0) return null
        users += 1
        return value
    }

    fun leave() = closeIf { users -= 1 }

    private inline fun closeIf(change: () -> Unit) {
        val over =
            synchronized(this) {
                val was = isLetGo && users == 0
                change()
                !was && isLetGo && users == 0
            }
        if (over) value.close()
    }
}
