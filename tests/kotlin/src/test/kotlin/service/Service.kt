package org.assenso.tests.service

import com.nimbusds.jose.util.JSONObjectUtils
import java.io.BufferedReader
import java.net.InetSocketAddress
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively
import kotlin.io.path.readText

/** A seeded mailbox. */
data class Person(
    val email: String,
    val number: String,
    val password: String,
)

/**
 * The real stand-in provider, `assenso-service`, on a data folder of its own.
 *
 * It can be held in the middle of whatever it does, and goes on from there.
 */
class Service private constructor(
    /** Its data folder. */
    val data: Path,
    private val process: Process,
    /** What its phones call it. */
    val issuer: String,
    /** Where it listens: the same, unless somebody stands in between. */
    val origin: String,
    private val ours: Boolean,
) : AutoCloseable {
    private val seeded = AtomicInteger()

    /** The address that it listens on. */
    val address: InetSocketAddress
        get() =
            origin.removePrefix("http://").split(':').let { (host, port) ->
                InetSocketAddress(host, port.toInt())
            }

    /** Makes one more account, with a number of its own. */
    fun person(
        twoStep: Boolean = true,
        number: Boolean = true,
    ): Person {
        val n = seeded.incrementAndGet()
        val person = Person("anna$n@demo.example", "+3934712345%02d".format(n), "correct horse $n")
        val options =
            buildList {
                addAll(listOf("--email", person.email, "--name", "Anna $n", "--password-stdin"))
                if (number) addAll(listOf("--number", person.number))
                if (!twoStep) add("--two-step-off")
            }
        run(data, listOf("seed") + options, person.password)
        return person
    }

    /** Makes a new online key; with [dropPrevious] the earlier ones are believed no more. */
    fun rotateKeys(dropPrevious: Boolean = false) {
        run(data, listOf("rotate-keys") + if (dropPrevious) listOf("--drop-previous") else listOf())
    }

    /** Everything it would have sent, newest first, as `{channel, to, subject, text}`. */
    fun outbox(): List<Map<String, Any?>> = Http.getJson("$origin/outbox.json").objects("messages")

    /** The code of the newest SMS to a person. */
    fun smsCode(person: Person): String =
        outbox()
            .filter { it["channel"] == "sms" && it["to"] == person.number }
            .firstNotNullOf { SIX_DIGITS.find(it.text("text"))?.value }

    /** Stops it in the middle of what it does: connections stay open, nothing is answered. */
    fun hold() {
        signal("STOP")
        val state = Path.of("/proc/${process.pid()}/stat")
        while (state.readText().substringAfterLast(") ").first() != 'T') {
            check(process.isAlive) { "the service ended" }
            Thread.sleep(1)
        }
    }

    /** Lets it go on after [hold]. */
    fun goOn() = signal("CONT")

    /** Ends it. Its data folder stays. */
    fun stop() {
        goOn()
        process.destroy()
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor()
    }

    @OptIn(ExperimentalPathApi::class)
    override fun close() {
        stop()
        if (ours) data.parent.deleteRecursively()
    }

    private fun signal(name: String) {
        if (!process.isAlive) return
        val kill = ProcessBuilder("kill", "-$name", process.pid().toString()).inheritIO().start()
        check(kill.waitFor() == 0) { "kill -$name failed" }
    }

    companion object {
        private val SIX_DIGITS = Regex("(?<![0-9])[0-9]{6}(?![0-9])")
        private val binary = Path.of(System.getProperty("assenso.service")).toRealPath().toString()

        /** Starts one: on a new folder and a free port, if nothing else is said. */
        fun start(
            issuer: String? = null,
            data: Path? = null,
            listen: InetSocketAddress? = null,
        ): Service {
            val folder = data ?: createTempDirectory("assenso-service").resolve("data")
            val command =
                buildList {
                    // Tests sign in faster than people do.
                    addAll(
                        listOf(binary, "serve", "--data", folder.toString(), "--back-off-s", "0"),
                    )
                    if (issuer != null) addAll(listOf("--issuer", issuer))
                    if (listen !=
                        null
                    ) {
                        addAll(listOf("--listen", "${listen.hostString}:${listen.port}"))
                    }
                }
            val log = Files.createTempFile(folder.parent, "service", ".log")
            val process = ProcessBuilder(command).redirectError(log.toFile()).start()
            val line = process.inputReader().use(BufferedReader::readLine)
            if (line == null) {
                process.waitFor()
                error("the service did not start: ${log.readText()}")
            }
            val ready = JSONObjectUtils.parse(line)
            val origin = "http://${ready.text("address")}"
            return Service(folder, process, ready.text("issuer"), origin, data == null)
        }

        private fun run(
            data: Path,
            arguments: List<String>,
            input: String = "",
        ) {
            val (name, options) = arguments.first() to arguments.drop(1)
            val command = listOf(binary, name, "--data", data.toString()) + options
            val process = ProcessBuilder(command).redirectErrorStream(true).start()
            process.outputWriter().use { it.write(input) }
            val said = process.inputReader().readText()
            check(process.waitFor() == 0) { "assenso-service $name: $said" }
        }
    }
}
