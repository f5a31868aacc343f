package org.assenso.tests.service

import java.net.CookieManager
import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration

/** A browser without a screen, never here before: cookies, forms, and the sign-in page's live update. */
class Browser(
    private val origin: String,
) {
    private val client =
        HttpClient
            .newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()

    constructor(service: Service) : this(service.origin)

    /** Types e-mail and password: the page shows the number, or whatever else it has to say. */
    fun signIn(person: Person): Page =
        post(get("/"), "/sign-in", "email" to person.email, "password" to person.password)

    /** Waits, as the page does, until the sign-in is decided: `approved` or `over`. */
    fun decided(): String =
        client.send(request("/sign-in/events"), BodyHandlers.ofLines()).body().use { lines ->
            lines
                .filter { it == "data: approved" || it == "data: over" }
                .map { it.removePrefix("data: ") }
                .findFirst()
                .orElseThrow { IllegalStateException("the stream ended undecided") }
        }

    /** Goes on after an approval, as the page does by itself. */
    fun goOn(page: Page): Page = post(page, "/sign-in/continue")

    /** Gives the sign-in up. */
    fun leave(page: Page): Page = post(page, "/sign-in/leave")

    /** Signs in with a fallback code. */
    fun typeCode(code: String): Page = post(get("/sign-in/code"), "/sign-in/code", "code" to code)

    /** Makes an invitation, signed in: its link. */
    fun invitation(): String = post(get("/signed-in"), "/invitation").link

    /** Opens a page. */
    fun get(path: String): Page = Page(client.send(request(path), BodyHandlers.ofString()))

    private fun post(
        page: Page,
        path: String,
        vararg fields: Pair<String, String>,
    ): Page {
        val form =
            (listOf("csrf" to page.csrf) + fields).joinToString("&") { (name, value) ->
                "$name=${URLEncoder.encode(value, Charsets.UTF_8)}"
            }
        val request =
            HttpRequest
                .newBuilder(request(path)) { _, _ -> true }
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
        return Page(client.send(request.build(), BodyHandlers.ofString()))
    }

    private fun request(path: String): HttpRequest =
        HttpRequest
            .newBuilder(URI(origin + path))
            .header("user-agent", USER_AGENT)
            .timeout(Duration.ofSeconds(60))
            .build()

    private companion object {
        const val USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    }
}

/** A page that was loaded. */
class Page(
    reply: HttpResponse<String>,
) {
    private val html = reply.body()

    /** Its path, after redirects. */
    val path: String = reply.uri().path

    /** Its status. */
    val status = reply.statusCode()

    /** The number that is shown. */
    val number: String
        get() = find("""id="number"[^>]*>\s*([0-9]+)\s*<""") ?: error("no number on $this")

    /** The link of the invitation that is shown. */
    val link: String
        get() =
            find("""id="link" href="([^"]*)"""")?.replace("&#38;", "&") ?: error("none on $this")

    /** A number of as many digits that is not the one that is shown. */
    val wrongNumber: String
        get() = number.map { if (it == '9') '0' else '9' }.joinToString("")

    /** Whether somebody is signed in, and how: `phone`, `code`. */
    val signedInBy: String?
        get() = find("""data-method="([^"]*)"""")

    internal val csrf: String
        get() = find("""name="csrf" value="([^"]*)"""").orEmpty()

    private fun find(pattern: String): String? = Regex(pattern).find(html)?.groupValues?.get(1)

    override fun toString() = "$status $path: $html"
}
