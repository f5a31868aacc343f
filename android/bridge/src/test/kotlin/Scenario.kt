package org.assenso.bridge

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.Request
import org.assenso.bridge.phone.Associating
import org.assenso.bridge.phone.Phone
import org.assenso.bridge.phone.associated
import org.assenso.bridge.phone.ok
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Middle
import org.assenso.tests.service.Page
import org.assenso.tests.service.Person
import org.assenso.tests.service.Service
import org.junit.jupiter.api.Assertions.assertEquals
import kotlin.time.Duration.Companion.seconds

/** What one test plays with: a provider of its own, somebody before it, a person and a phone. */
class Scenario : AutoCloseable {
    private val used = mutableListOf<AutoCloseable>()

    /** Reads and may change what the phone gets. */
    val middle = Middle.listen().also { used += it }

    val service: Service by lazy { middle.service().also { used += it } }

    /** Somebody with a mailbox there. */
    val person: Person by lazy { service.person() }

    val phone = phone()

    /** The app on [phone]; once it was asked for, the same one. */
    suspend fun app(): CoreGateway = opened ?: phone.open().also { opened = it }

    private var opened: CoreGateway? = null

    /** The app was killed, and starts again. */
    suspend fun restartApp(): CoreGateway {
        phone.kill()
        return phone.open().also { opened = it }
    }

    /** One more phone. */
    fun phone(): Phone = Phone().also { used += it }

    /** A copy of the phone, whose app has to be started again. */
    fun twin(): Phone {
        phone.kill()
        opened = null
        return phone.twin().also { used += it }
    }

    /** What [person] types. */
    val who get() = Associating(service.issuer, person.email, person.password) { service.smsCode(person) }

    /** The pairings that were begun and not ended. */
    suspend fun unfinished(): List<PairingFlow> = app().accounts().ok().unfinished

    /** The accounts of the phone. */
    suspend fun paired(): List<Account> = app().accounts().ok().paired

    /** The phone becomes the person's device. */
    suspend fun associated(): AccountKey = app().associated(who)

    /** Somebody types the right password, and a request comes to the phone. */
    suspend fun signIn(): Asked {
        val browser = Browser(service)
        val page = browser.signIn(person)
        val told = app().changes().first { it is Change.RequestsAre && it.open.isNotEmpty() }
        return Asked(browser, page, (told as Change.RequestsAre).open.last())
    }

    /** Begins a call beside the test; how it ends is its own affair until somebody awaits it. */
    fun <T> start(call: suspend () -> T): Deferred<T> = CoroutineScope(Dispatchers.Default).async { call() }

    override fun close() = used.reversed().forEach { it.close() }
}

/** A sign-in that waits for the phone. */
class Asked(
    val browser: Browser,
    val page: Page,
    val request: Request,
)

/** Plays a test as a shell would call: off the main thread, and with an end. */
fun scenario(play: suspend Scenario.() -> Unit) =
    runBlocking(Dispatchers.Default) {
        withTimeout(90.seconds) { Scenario().use { it.play() } }
    }

/** What a flow told, kept. */
class Told<T : Any> {
    private val all = MutableStateFlow(listOf<T>())

    val count: Int get() = all.value.size

    fun keep(value: T) = all.update { it + value }

    /** Waits until something, after the first [after], is as [wanted]. */
    suspend fun await(
        after: Int = 0,
        wanted: (T) -> Boolean,
    ): T = all.mapNotNull { it.drop(after).firstOrNull(wanted) }.first()
}

/** Collects a flow beside [work], and leaves it at its end. */
suspend fun <T : Any> Flow<T>.listening(work: suspend (Told<T>) -> Unit) =
    coroutineScope {
        val told = Told<T>()
        val collecting = launch { collect(told::keep) }
        work(told)
        collecting.cancel("the test has seen enough")
    }

/** The call fails with this problem. */
fun assertFails(
    problem: Problem,
    reply: Reply<*>,
): Reply.Failed {
    assertEquals(problem, (reply as? Reply.Failed)?.problem, "$reply")
    return reply as Reply.Failed
}
