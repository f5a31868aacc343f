package org.assenso.app

import android.util.Log
import org.assenso.bridge.LogLevel
import org.assenso.bridge.LogSink

/** The system's log: the core's lines, which name incidents and kinds of faults, never a person, a secret or a request. */
object CoreLog : LogSink {
    override fun log(
        level: LogLevel,
        line: String,
    ) {
        val priority =
            when (level) {
                LogLevel.Error -> Log.ERROR
                LogLevel.Warn -> Log.WARN
                LogLevel.Info -> Log.INFO
                LogLevel.Debug -> Log.DEBUG
            }
        Log.println(priority, "assenso", line)
    }
}
