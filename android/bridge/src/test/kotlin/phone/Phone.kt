package org.assenso.bridge.phone

import org.assenso.bridge.CoreGateway
import org.assenso.bridge.Development
import org.assenso.bridge.Reply
import org.assenso.bridge.ports.Ports
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.copyToRecursively
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively

/** One phone: hardware that tests can push around, a folder for the app's file, and the core. */
class Phone private constructor(
    val keys: SoftwareKeys,
    val vault: MemoryVault,
    val codesVault: MemoryCodesVault,
    val clock: ManualClock,
) : AutoCloseable {
    constructor() : this(SoftwareKeys(), MemoryVault(), MemoryCodesVault(), ManualClock())

    val push = FixedPush()
    val posture = FixedPosture()

    private val folder: Path = createTempDirectory("assenso-phone")
    private val opened = mutableListOf<CoreGateway>()

    /** Where the app keeps its file. */
    val file: Path = folder.resolve("assenso.db")

    /** The ports. */
    fun ports() = Ports(keys, vault, codesVault, push, posture, clock)

    /** Starts the app; again, after it was killed. */
    suspend fun tryOpen(
        path: String = file.toString(),
        app: String = "Assenso tests",
        development: Development? = Development(loopbackHttp = true),
    ): Reply<CoreGateway> {
        val reply = CoreGateway.open(path, ports(), app, "Test phone", emptyList(), development)
        if (reply is Reply.Ok) opened += reply.value
        return reply
    }

    /** Starts the app, which has to go well. */
    suspend fun open(): CoreGateway =
        when (val reply = tryOpen()) {
            is Reply.Ok -> reply.value
            is Reply.Failed -> error("the app does not open: ${reply.problem}")
        }

    /** The app's process dies. */
    fun kill() {
        opened.forEach { it.close() }
        opened.clear()
    }

    /** Another phone with the same keys and, once the app was killed, the same file: what no hardware allows. */
    @OptIn(ExperimentalPathApi::class)
    fun twin(): Phone {
        check(opened.isEmpty()) { "the app still runs" }
        val twin = Phone(keys, vault, codesVault, clock)
        folder.copyToRecursively(twin.folder, followLinks = false, overwrite = true)
        return twin
    }

    @OptIn(ExperimentalPathApi::class)
    override fun close() {
        kill()
        folder.deleteRecursively()
    }
}
