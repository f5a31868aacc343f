package org.assenso.ffi

import org.assenso.tests.phone.LogSink
import org.assenso.tests.phone.Mark
import org.assenso.tests.scenario
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A panic in Rust, made through the internals of the generated code: nothing else reaches one. */
class PanicTest {
    private class Secretive(
        val mark: Mark,
    ) : PlatformLog {
        override fun log(
            level: LogLevel,
            line: String,
        ) = throw mark.unexpected()
    }

    @Test
    fun `a panic is an exception that says nothing, and ends nothing`() =
        scenario {
            associated()
            val mark = Mark()
            // A buffer that says it is longer than it is: the generated code never sends one.
            val level = RustBuffer.alloc(4uL).apply { writeField("len", 99L) }
            val status = UniffiRustCallStatus()
            val log = FfiConverterTypePlatformLog.lower(Secretive(mark))
            UniffiLib.uniffi_assenso_bindings_fn_func_start_log(log, level, status)
            assertEquals(2, status.code.toInt(), "how UniFFI carries a panic")
            val text = FfiConverterString.lift(status.error_buf)
            assertTrue("RustBuffer" in text, text)
            assertFalse(mark.leaked(InternalException(text)))

            val places = LogSink.lines.filter { "a panic" in it }
            assertTrue(places.isNotEmpty() && places.none { "99" in it }, "$places")
            assertEquals(1, app().accounts().size, "the process goes on")
        }
}
