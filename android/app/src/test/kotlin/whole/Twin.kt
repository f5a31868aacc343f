package org.assenso.app.whole

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.assenso.app.AssensoApplication
import org.assenso.bridge.CoreGateway
import org.assenso.bridge.Development
import org.assenso.bridge.phone.ok
import java.io.File
import kotlin.io.path.createTempDirectory

/** The same phone once more, with its file and its keys, which no hardware allows: whatever it answers was answered elsewhere. */
class Twin(
    private val phone: Handset,
) : AutoCloseable {
    private val folder = createTempDirectory("assenso-twin").toFile()
    private val scope = CoroutineScope(Dispatchers.Default)
    private val core: CoreGateway

    init {
        // Nothing is written while the app is closed.
        phone.close(die = true)
        val file = File(phone.app.noBackupFilesDir, AssensoApplication.DATABASE)
        phone.until("the file to be closed") { file.parentFile!!.list()!!.none { it.endsWith("-wal") } }
        val copy = file.copyTo(File(folder, file.name))
        phone.open()
        core = inTime { CoreGateway.open(copy.path, phone.app.graph.ports, "Twin", "Twin", development = Development(true)).ok() }
    }

    /** Denies the one request that waits. */
    fun deny() =
        inTime {
            val request = core.firstRequest()
            core.deny(request.account, request.id).ok()
        }

    /** The phone's ports want its main thread: it goes on while somebody waits here. */
    private fun <T> inTime(work: suspend () -> T): T {
        val call = scope.async { work() }
        phone.until("the twin") { call.isCompleted }
        return runBlocking { call.await() }
    }

    override fun close() {
        scope.cancel()
        core.close()
        folder.deleteRecursively()
    }
}
