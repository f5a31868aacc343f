package org.assenso.bridge.adapters

import org.assenso.bridge.LogSink
import org.assenso.bridge.convert.toFfi
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.ports.Ports
import org.assenso.bridge.ports.Posture
import org.assenso.bridge.ports.Push
import org.assenso.ffi.LogLevel
import org.assenso.ffi.PlatformClock
import org.assenso.ffi.PlatformException
import org.assenso.ffi.PlatformLog
import org.assenso.ffi.PlatformPorts
import org.assenso.ffi.PlatformPosture
import org.assenso.ffi.PlatformPush
import org.assenso.ffi.PushEndpoint
import org.assenso.ffi.Posture as FfiPosture

/** All ports, as the core calls them. */
internal fun Ports.toFfi() =
    PlatformPorts(
        key = KeyAdapter(keys),
        vault = VaultAdapter(vault),
        codesVault = CodesVaultAdapter(codesVault),
        push = PushAdapter(push),
        posture = PostureAdapter(posture),
        clock = ClockAdapter(clock),
    )

internal class PushAdapter(
    private val push: Push,
) : PlatformPush {
    override suspend fun endpoint(): PushEndpoint? = port({ PlatformException.Unavailable() }) { push.endpoint()?.toFfi() }
}

internal class PostureAdapter(
    private val posture: Posture,
) : PlatformPosture {
    override suspend fun current(): FfiPosture = port({ PlatformException.Unavailable() }) { posture.current().toFfi() }
}

internal class ClockAdapter(
    private val clock: Clock,
) : PlatformClock {
    override fun wallUnixMs(): Long = port({ PlatformException.Unavailable() }) { clock.wallUnixMs() }

    // A negative time makes a time past every other: 0 is what the core takes for a failure.
    override fun bootMs(): ULong = port({ PlatformException.Unavailable() }) { clock.bootMs().coerceAtLeast(0).toULong() }
}

internal class LogAdapter(
    private val sink: LogSink,
) : PlatformLog {
    override fun log(
        level: LogLevel,
        line: String,
    ) {
        try {
            sink.log(level.toModel(), line)
        } catch (_: Throwable) {
            // A log that fails can't be logged.
        }
    }
}
