package org.assenso.app.whole

import org.assenso.app.AssensoApplication
import org.assenso.app.BuildInfo
import org.assenso.app.Graph
import org.assenso.app.posture.AndroidClock
import org.assenso.bridge.CoreGateway
import org.assenso.bridge.Development
import org.assenso.bridge.Gateway
import org.assenso.bridge.Reply
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.ports.Ports
import org.assenso.ui.state.KnownProvider
import java.io.File

/** The app as it ships, except that it may speak plain HTTP to this machine, and has no certificates to check. */
class TestApplication : AssensoApplication() {
    private var core: CoreGateway? = null
    private var made: Graph? = null

    override val graph: Graph get() = made ?: makeGraph().also { made = it }

    /** How far the phone's wall clock is ahead of this machine's, ms. */
    @Volatile var aheadMs = 0L

    /** Providers that the app is to know beside those that it ships with. */
    val alsoKnown = mutableListOf<KnownProvider>()

    override fun knownProviders(): List<KnownProvider> = super.knownProviders() + alsoKnown

    override fun clock(): Clock =
        object : Clock by AndroidClock {
            override fun wallUnixMs() = AndroidClock.wallUnixMs() + aheadMs
        }

    override fun startTls() = Unit

    override suspend fun openCore(ports: Ports): Reply<Gateway> {
        val path = File(noBackupFilesDir, DATABASE).path
        val known = knownProviders().map { it.issuer }
        val reply = CoreGateway.open(path, ports, BuildInfo.APP, deviceName(), known, Development(loopbackHttp = true))
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
