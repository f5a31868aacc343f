package org.assenso.app.whole

import com.sun.jna.Library
import com.sun.jna.Native

/**
 * A phone whose storage takes nothing more. The kernel refuses every write to a file, of SQLite and of the app alike, because the
 * process may make no file longer than nothing. It says "too large" where a full disk says "no space": one of those can't be had
 * without mounting something. Below that nothing is played.
 */
class NoSpace : AutoCloseable {
    private val before = LongArray(2)

    init {
        check(C.getrlimit(FILE_SIZE, before) == 0)
        // The second, up to which the first may be set again, stays.
        check(C.setrlimit(FILE_SIZE, longArrayOf(0, before[1])) == 0)
    }

    override fun close() = check(C.setrlimit(FILE_SIZE, before) == 0)

    private interface Libc : Library {
        fun getrlimit(
            resource: Int,
            limit: LongArray,
        ): Int

        fun setrlimit(
            resource: Int,
            limit: LongArray,
        ): Int
    }

    private companion object {
        /** RLIMIT_FSIZE, on Linux and macOS. */
        const val FILE_SIZE = 1
        val C: Libc = Native.load("c", Libc::class.java)
    }
}
