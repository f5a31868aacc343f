package org.assenso.tests.phone

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.update
import org.assenso.ffi.Change
import org.assenso.ffi.CodeView
import org.assenso.ffi.CodesObserver
import org.assenso.ffi.LogLevel
import org.assenso.ffi.Observer
import org.assenso.ffi.PlatformLog
import org.assenso.ffi.startLog
import java.util.concurrent.CopyOnWriteArrayList

/** An observer that keeps every change. */
class Recorder : Observer {
    private val all = MutableStateFlow(listOf<Change>())

    /** What it does beside keeping; may throw. */
    @Volatile var also: (Change) -> Unit = {}

    /** Every change so far. */
    val changes: List<Change> get() = all.value

    override fun changed(change: Change) {
        all.update { it + change }
        also(change)
    }

    /** Waits until a change, after the first [after], is as [wanted]. */
    suspend fun await(
        after: Int = 0,
        wanted: (Change) -> Boolean,
    ): Change = all.mapNotNull { it.drop(after).firstOrNull(wanted) }.first()

    /** Waits until [count] changes have come. */
    suspend fun count(count: Int): List<Change> = all.first { it.size >= count }
}

/** An observer of codes that keeps everything. */
class CodesRecorder : CodesObserver {
    private val all = MutableStateFlow(listOf<List<CodeView>?>())

    /** The lists so far; `null` where it was told that they are locked. */
    val told: List<List<CodeView>?> get() = all.value

    override fun changed(codes: List<CodeView>) = all.update { it + listOf(codes) }

    override fun locked() = all.update { it + null }

    /** Waits until it was told [count] times; the last of these. */
    suspend fun await(count: Int): List<CodeView>? = all.first { it.size >= count }[count - 1]
}

/** The log of the whole process, at its loudest. A process has one log, so all tests share it. */
object LogSink : PlatformLog {
    private val kept = CopyOnWriteArrayList<String>()

    /** What it does beside keeping; may throw. */
    @Volatile var also: (String) -> Unit = {}

    /** Every line so far. */
    val lines: List<String> get() = kept

    /** Whether it was this sink that was taken as the process's log. */
    val taken: Boolean = startLog(this, LogLevel.DEBUG)

    override fun log(
        level: LogLevel,
        line: String,
    ) {
        kept += "$level $line"
        also(line)
    }
}
