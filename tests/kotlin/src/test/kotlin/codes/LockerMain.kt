package org.assenso.tests.codes

import java.nio.channels.FileChannel
import java.nio.file.Path
import java.nio.file.StandardOpenOption.READ
import java.nio.file.StandardOpenOption.WRITE

/** What the other process says once it holds the lock. */
const val LOCKED = "locked"

/** SQLite's pending, reserved and shared bytes. */
private const val PENDING_BYTE = 0x4000_0000L
private const val LOCK_BYTES = 512L

/** A process of its own: locks within one process do not exclude each other. Ends when it is killed. */
fun main(arguments: Array<String>) {
    FileChannel.open(Path.of(arguments.single()), READ, WRITE).use { file ->
        file.lock(PENDING_BYTE, LOCK_BYTES, false)
        println(LOCKED)
        Thread.currentThread().join()
    }
}
