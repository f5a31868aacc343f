package org.assenso.app.whole

import org.assenso.app.AssensoApplication
import org.assenso.app.BuildInfo
import org.assenso.app.Graph
import org.assenso.bridge.CoreGateway
import org.assenso.bridge.Development
import org.assenso.bridge.Gateway
import org.assenso.bridge.Reply
import org.assenso.bridge.ports.Ports
import java.io.File

/** The app as it ships, except that it may speak plain HTTP to this machine, and has no certificates to check. */
class TestApplication : AssensoApplication() {
    private var core: CoreGateway? = null
    private var made: Graph? = null

    override val graph: Graph get() = made ?: makeGraph().also { made = it }

    override fun startTls() = Unit

    override suspend fun openCore(ports: Ports): Reply<Gateway> {
        val path = File(noBackupFilesDir, DATABASE).path
        val reply = CoreGateway.open(path, ports, BuildInfo.APP, deviceName(), emptyList(), Development(loopbackHttp = true))
        if (reply is Reply.Ok) core = reply.value
        return reply
    }

    /** The end of the process. */
    fun die() {
        made?.close()
        made = null
        core?.close()
        core = null
    }
}
