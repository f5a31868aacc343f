package org.assenso.tests.codes

import org.assenso.ffi.OpenException.Busy
import org.assenso.ffi.OpenException.InvalidInput
import org.assenso.ffi.OpenException.KeyLost
import org.assenso.ffi.OpenException.Locked
import org.assenso.ffi.OpenException.NotWritable
import org.assenso.ffi.OpenException.SetAside
import org.assenso.ffi.OpenException.TooNew
import org.assenso.ffi.OpenException.Unavailable
import org.assenso.ffi.PlatformVaultException
import org.assenso.tests.Scenario
import org.assenso.tests.phone.Phone
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Path
import java.nio.file.StandardOpenOption.WRITE
import kotlin.io.path.writeBytes

/** How the app can't be opened. */
val openCases =
    listOf(
        "open.locked" to Locked::class by {
            phone.vault.getting.failNext(PlatformVaultException.Locked())
            phone.open()
        },
        "open.key_lost" to KeyLost::class by {
            app()
            phone.vault.lose()
            restartApp()
        },
        "open.wrong_key" to KeyLost::class by {
            app()
            phone.vault.replace()
            restartApp()
        },
        "open.too_new" to TooNew::class by {
            closedFile { write(ByteBuffer.allocate(4).putInt(0, 99), USER_VERSION) }
            phone.open()
        },
        "open.set_aside" to SetAside::class by {
            closedFile { }
            phone.file.writeBytes(ByteArray(10_000) { 0x55 })
            phone.open()
        },
        "open.read_only" to NotWritable::class by { phone.open(path = "/sys/assenso.db") },
        "open.busy" to Busy::class by {
            closedFile { }
            Locker.of(phone.file).use { phone.open() }
        },
        "open.invalid_input" to InvalidInput::class by {
            phone.open(Phone.options(app = "\u0000"))
        },
        "open.vault" to Unavailable::class by {
            phone.vault.getting.failNext(PlatformVaultException.Unavailable())
            phone.open()
        },
        "open.foreign_file" to Unavailable::class by {
            closedFile { write(ByteBuffer.allocate(4).putInt(0, 99), APPLICATION_ID) }
            phone.open()
        },
        "open.storage" to Unavailable::class by { phone.open(path = "/not/there/assenso.db") },
    )

/** Where SQLite keeps `user_version`, big endian. */
private const val USER_VERSION = 60L

/** Where SQLite keeps `application_id`. */
private const val APPLICATION_ID = 68L

/** The app was opened once, and its file is changed while it is closed. */
private suspend fun Scenario.closedFile(change: FileChannel.() -> Unit) {
    app()
    phone.kill()
    FileChannel.open(phone.file, WRITE).use(change)
}

/** Another process that holds the lock of a database, as SQLite itself would. */
class Locker private constructor(
    private val process: Process,
) : AutoCloseable {
    override fun close() {
        process.destroyForcibly().waitFor()
    }

    companion object {
        /** Holds the lock of [file] until it is closed. */
        fun of(file: Path): Locker {
            val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
            val classes = System.getProperty("java.class.path")
            val command =
                listOf(java, "-cp", classes, "org.assenso.tests.codes.LockerMainKt", "$file")
            val process = ProcessBuilder(command).redirectErrorStream(true).start()
            val said = process.inputReader().readLine()
            check(said == LOCKED) { "the other process says: $said" }
            return Locker(process)
        }
    }
}
