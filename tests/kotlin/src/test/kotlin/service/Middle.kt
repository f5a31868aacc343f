package org.assenso.tests.service

import com.nimbusds.jose.util.JSONObjectUtils
import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/** A call that passed by, with its reply as the phone gets it. */
class Passing(
    /** The route, without the base's path. */
    val route: String,
    /** What the phone sent. */
    val body: String,
    /** The reply's status. */
    var status: Int,
    /** The reply. */
    var reply: Map<String, Any?>,
)

/**
 * Somebody between the phone and the provider, who reads everything and may change any reply.
 *
 * The provider behind it takes [origin] as its issuer.
 */
class Middle private constructor(
    private val server: HttpServer,
) : AutoCloseable {
    private val client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
    private val threads = Executors.newCachedThreadPool()
    private val arrived = MutableStateFlow(listOf<String>())

    @Volatile private var target = ""

    @Volatile private var meddler: (Passing) -> Unit = {}

    @Volatile private var isCut = false

    @Volatile private var holding: Pair<String, () -> Unit>? = null

    /** Everything that passed by, in order. */
    val seen = CopyOnWriteArrayList<Passing>()

    /** Its own origin. */
    val origin = "http://127.0.0.1:${server.address.port}"

    /** Starts a provider behind it. */
    fun service(): Service = Service.start(issuer = origin).also { forwardTo(it) }

    /** Forwards to [service] from now on. */
    fun forwardTo(service: Service) {
        target = service.origin
    }

    /** From now on, [change] looks at every call before the phone gets its reply. */
    fun meddle(change: (Passing) -> Unit) {
        meddler = change
    }

    /** From now on, changes the object under [member] of good replies to [route]. */
    fun change(
        route: String,
        member: String,
        change: (String) -> String,
    ) = meddle {
        if (it.route == route && it.status == 200) {
            it.reply = it.reply + (member to change(it.reply.text(member)))
        }
    }

    /** From now on, replies to [route] say [code] with [status], whatever the provider said. */
    fun refuse(
        route: String,
        status: Int,
        code: String,
        vararg more: Pair<String, Any?>,
    ) = meddle {
        if (it.route == route) {
            it.status = status
            it.reply = mapOf("type" to "about:blank", "status" to status, "code" to code) + more
        }
    }

    /** From now on every connection breaks off: nothing reaches the provider. */
    fun cut() {
        isCut = true
    }

    /** Lets calls through again. */
    fun mend() {
        isCut = false
    }

    /** Does [hold] before the next call of [route] is let through to the provider. */
    fun holdAt(
        route: String,
        hold: () -> Unit,
    ) {
        holding = route to hold
    }

    /** Is honest again. */
    fun behave() = meddle {}

    /** Waits until [count] calls of [route] have arrived since the beginning. */
    suspend fun arrived(
        route: String,
        count: Int = 1,
    ) {
        arrived.first { routes -> routes.count { it == route } >= count }
    }

    /** How many calls of [route] have arrived. */
    fun count(route: String): Int = arrived.value.count { it == route }

    override fun close() {
        server.stop(0)
        threads.shutdownNow()
    }

    private fun forward(exchange: HttpExchange) {
        val path = exchange.requestURI.path
        val route = path.removePrefix("/assenso/v1")
        val body = exchange.requestBody.readBytes()
        if (isCut) throw Lost()
        holding?.takeIf { it.first == route }?.let { (_, hold) ->
            holding = null
            hold()
        }
        arrived.update { it + route }
        val request = HttpRequest.newBuilder(URI("$target${exchange.requestURI}"))
        for (name in listOf("dpop", "content-type")) {
            exchange.requestHeaders[name]?.forEach { request.header(name, it) }
        }
        request.method(exchange.requestMethod, BodyPublishers.ofByteArray(body))
        val reply = client.send(request.build(), BodyHandlers.ofString())
        val json = runCatching { JSONObjectUtils.parse(reply.body()) }.getOrDefault(mapOf())
        val passing = Passing(route, body.decodeToString(), reply.statusCode(), json)
        seen += passing
        if (isCut) throw Lost()
        meddler(passing)
        reply.headers().firstValue("dpop-nonce").ifPresent {
            exchange.responseHeaders["DPoP-Nonce"] = it
        }
        exchange.responseHeaders["Content-Type"] = "application/json"
        val bytes = JSONObjectUtils.toJSONString(passing.reply).encodeToByteArray()
        exchange.sendResponseHeaders(passing.status, bytes.size.toLong())
        exchange.responseBody.write(bytes)
    }

    companion object {
        /** Listens on a free port. */
        fun listen(): Middle {
            val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
            val middle = Middle(server)
            server.executor = middle.threads
            // A reply that can't be given breaks off: the phone sees a lost connection.
            server.createContext("/") { exchange ->
                exchange.use { runCatching { middle.forward(it) } }
            }
            server.start()
            return middle
        }
    }
}

/** The reply of this call is lost: the provider has done it, the phone never hears. */
class Lost : RuntimeException()
