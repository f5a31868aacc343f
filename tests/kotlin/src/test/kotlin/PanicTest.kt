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
    private object Quiet : PlatformLog {
        override fun log(
            level: LogLevel,
            line: String,
        ) = Unit
    }

    @Test
    fun `a panic is an exception that says nothing, and ends nothing`() =
        scenario {
            associated()
            val mark = Mark()
            // A buffer that says it is longer than it is: the generated code never sends one.
            val data = mark.text.encodeToByteArray()
            val level = RustBuffer.alloc(data.size.toULong())
            level.data!!.write(0, data, 0, data.size)
            level.writeField("len", data.size + 99L)
            val status = UniffiRustCallStatus()
            val log = FfiConverterTypePlatformLog.lower(Quiet)
            UniffiLib.uniffi_assenso_bindings_fn_func_start_log(log, level, status)
            assertEquals(2, status.code.toInt(), "how UniFFI carries a panic")
            val text = FfiConverterString.lift(status.error_buf)
            assertTrue("RustBuffer" in text, text)
            assertFalse(mark.leaked(InternalException(text)))

            val places = LogSink.lines.filter { "a panic" in it }
            assertTrue(places.isNotEmpty() && places.none { mark.text in it }, "$places")
            assertEquals(1, app().accounts().size, "the process goes on")
        }
}
