package org.assenso.bridge

import org.assenso.bridge.adapters.LogAdapter
import org.assenso.bridge.convert.toFfi
import java.util.concurrent.atomic.AtomicReference
import org.assenso.ffi.startLog as startFfiLog

/** How much is logged. A release takes [Info]. */
enum class LogLevel {
    /** A call failed in a way that nobody foresaw. */
    Error,

    /** A call failed; its line has an incident id, for support. */
    Warn,

    /** What changed for good. */
    Info,

    /** Every step, for development. */
    Debug,
}

/** Takes the lines of the log, none of which has a secret in it. Called on any thread; it must not call back. */
fun interface LogSink {
    fun log(
        level: LogLevel,
        line: String,
    )
}

/** The process's log. The core has one and no more, so this module has one too. */
private val log = AtomicReference<LogSink?>()

/** Hands the log to [sink] from now on, for the life of the process; false if that was done before. */
fun startLog(
    sink: LogSink,
    level: LogLevel,
): Boolean {
    val adapter = LogAdapter(sink)
    if (!log.compareAndSet(null) { at, line -> adapter.log(at.toFfi(), line) }) return false
    return try {
        startFfiLog(adapter, level.toFfi())
    } catch (thrown: Throwable) {
        note("the core has no log", thrown)
        false
    }
}

/** Notes what nobody foresaw, by its kind alone: its text could quote anything. */
internal fun note(
    where: String,
    thrown: Throwable,
) {
    log.get()?.log(LogLevel.Error, "assenso_bridge: $where kind=${thrown.javaClass.name}")
}
