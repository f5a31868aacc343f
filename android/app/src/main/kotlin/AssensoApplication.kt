package org.assenso.app

import android.app.Application
import android.content.res.Configuration
import android.os.Build
import android.provider.Settings
import org.assenso.app.keys.KeystoreDeviceKey
import org.assenso.app.notify.RequestNotifications
import org.assenso.app.posture.AndroidClock
import org.assenso.app.posture.AndroidPosture
import org.assenso.app.prompt.ActivityHolder
import org.assenso.app.prompt.BiometricPrompter
import org.assenso.app.vault.KeystoreCodesVault
import org.assenso.app.vault.KeystoreVault
import org.assenso.bridge.CoreGateway
import org.assenso.bridge.Gateway
import org.assenso.bridge.LogLevel
import org.assenso.bridge.Reply
import org.assenso.bridge.ports.Clock
import org.assenso.bridge.ports.Ports
import org.assenso.bridge.ports.Push
import org.assenso.bridge.startLog
import org.assenso.ui.state.KnownProvider
import java.io.File

/** The process. Everything in it is made when it is first needed: a start from a broadcast opens no screen. */
open class AssensoApplication : Application() {
    val activities = ActivityHolder()
    open val graph: Graph by lazy { makeGraph() }

    override fun onCreate() {
        super.onCreate()
        startLog(CoreLog, LogLevel.Warn)
        registerActivityLifecycleCallbacks(activities)
        graph.notifications.makeChannel()
        Network(this).whenAvailable { graph.wake() }
    }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        graph.notifications.makeChannel()
    }

    protected fun makeGraph() = Graph(this, ports(), ::startTls, ::openCore)

    /** The phone's hardware and settings. */
    protected open fun ports(): Ports {
        val prompter = BiometricPrompter(activities)
        return Ports(
            keys = KeystoreDeviceKey(this, prompter),
            vault = KeystoreVault(this),
            codesVault = KeystoreCodesVault(this, prompter),
            // No push service yet: the app looks for requests itself while it runs.
            push = Push { null },
            posture = AndroidPosture(this, RequestNotifications.CHANNEL),
            clock = clock(),
        )
    }

    protected open fun clock(): Clock = AndroidClock

    /** The providers that this build of the app knows. */
    open fun knownProviders(): List<KnownProvider> =
        resources.getStringArray(R.array.known_providers).map { line ->
            val (issuer, name) = line.split('|', limit = 2)
            KnownProvider(issuer, name)
        }

    /** The phone's own check of certificates, for the core. */
    protected open fun startTls() = Tls.start(this)

    /** The core with its file, which no backup takes. */
    protected open suspend fun openCore(ports: Ports): Reply<Gateway> =
        CoreGateway.open(File(noBackupFilesDir, DATABASE).path, ports, BuildInfo.APP, deviceName(), knownProviders().map { it.issuer })

    protected fun deviceName(): String =
        Settings.Global.getString(contentResolver, Settings.Global.DEVICE_NAME)?.takeIf { it.isNotBlank() } ?: Build.MODEL

    companion object {
        const val DATABASE = "assenso.db"
    }
}
