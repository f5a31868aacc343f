package org.assenso.tests.codes

import org.assenso.tests.Scenario
import org.assenso.tests.service.Lost
import org.assenso.tests.service.Middle
import org.assenso.tests.service.Service
import org.assenso.tests.service.Signer
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.StandardOpenOption.WRITE
import kotlin.io.path.Path
import kotlin.io.path.fileSize

/** Does [work], which has to fail, so that what comes after it can. */
suspend fun refused(work: suspend () -> Any?) {
    check(runCatching { work() }.isFailure) { "it was not refused" }
}

/** The app's file goes bad under its feet, its log is gone, and so is the index of that. */
fun Scenario.breakFile() {
    val bad = ByteBuffer.wrap(ByteArray(Path("${phone.file}").fileSize().toInt()) { 0x55 })
    FileChannel.open(phone.file, WRITE).use { it.write(bad, 0) }
    FileChannel.open(Path("${phone.file}-wal"), WRITE).use { it.truncate(0) }
    // Written over and not cut: SQLite has it in its memory.
    val index = Path("${phone.file}-shm")
    val none = ByteBuffer.wrap(ByteArray(index.fileSize().toInt()))
    FileChannel.open(index, WRITE).use { it.write(none, 0) }
}

/** The provider does what it is asked on [routes], and its reply is lost. */
fun Middle.lose(vararg routes: String) = meddle { if (it.route in routes) throw Lost() }

/** A key that no phone has pinned. */
fun stranger(): Signer = Service.start().use(Signer::stolen)
