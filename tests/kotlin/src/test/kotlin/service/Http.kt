package org.assenso.tests.service

import com.nimbusds.jose.util.JSONObjectUtils
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration

/** Plain calls to this machine, and JSON as it is read and written here. */
object Http {
    private val client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()

    /** The object that a page answers. */
    fun getJson(url: String): Map<String, Any?> {
        val request = HttpRequest.newBuilder(URI(url)).timeout(Duration.ofSeconds(20)).build()
        val reply = client.send(request, BodyHandlers.ofString())
        check(reply.statusCode() == 200) { "$url answers ${reply.statusCode()}: ${reply.body()}" }
        return JSONObjectUtils.parse(reply.body())
    }
}

/** A member that is text. */
fun Map<String, Any?>.text(name: String): String =
    this[name] as? String ?: error("no text '$name' in $this")

/** A member that is an object. */
fun Map<String, Any?>.json(name: String): Map<String, Any?> = asObject(this[name])

/** A member that is a list of objects. */
fun Map<String, Any?>.objects(name: String): List<Map<String, Any?>> =
    (this[name] as List<*>).map(::asObject)

/** A member that is a list of texts. */
fun Map<String, Any?>.texts(name: String): List<String> =
    (this[name] as List<*>).map { it as String }

@Suppress("UNCHECKED_CAST")
private fun asObject(value: Any?): Map<String, Any?> = value as Map<String, Any?>
