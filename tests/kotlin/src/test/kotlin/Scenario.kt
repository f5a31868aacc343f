package org.assenso.tests

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assenso.ffi.Authenticator
import org.assenso.ffi.PendingApproval
import org.assenso.tests.phone.Phone
import org.assenso.tests.phone.activate
import org.assenso.tests.phone.associate
import org.assenso.tests.phone.oneRequest
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Middle
import org.assenso.tests.service.Page
import org.assenso.tests.service.Person
import org.assenso.tests.service.Service
import kotlin.time.Duration.Companion.seconds

/** What one test plays with: a provider of its own, somebody before it, a person and a phone. */
class Scenario : AutoCloseable {
    private val used = mutableListOf<AutoCloseable>()

    /** Reads and may change what the phone gets. */
    val middle = Middle.listen().also { used += it }

    /** The provider. */
    val service: Service by lazy { middle.service().also { used += it } }

    /** Somebody with a mailbox there. */
    val person: Person by lazy { service.person(twoStep = twoStep) }

    private var twoStep = true

    /** Their phone. */
    val phone = phone()

    /** The app on [phone]; once it was asked for, the same one. */
    suspend fun app(): Authenticator = opened ?: phone.open().also { opened = it }

    private var opened: Authenticator? = null

    /** The app was killed, and starts again. */
    suspend fun restartApp(): Authenticator {
        phone.kill()
        return phone.open().also { opened = it }
    }

    /** One more phone. */
    fun phone(): Phone = Phone().also { used += it }

    /** One more provider, on the same origin: whoever forwards to it cheats. */
    fun impostor(): Service = middle.service().also { used += it }

    /** The phone becomes the person's device. */
    suspend fun associated(): Long = app().associate(service, person)

    /** The phone turns 2-step verification on, and so has to wait with nothing. */
    suspend fun activated(): Long {
        twoStep = false
        return app().activate(service, person)
    }

    /** Somebody types the right password, and a request comes to the phone. */
    suspend fun signIn(account: Long): SignIn {
        val browser = Browser(service)
        val page = browser.signIn(person)
        return SignIn(browser, page, app().oneRequest(account))
    }

    /** Begins a call beside the test; how it ends is its own affair until somebody awaits it. */
    fun <T> start(call: suspend () -> T): Deferred<T> =
        CoroutineScope(Dispatchers.Default).async { call() }

    override fun close() = used.reversed().forEach { it.close() }
}

/** A sign-in that waits for the phone. */
class SignIn(
    /** Where it began. */
    val browser: Browser,
    /** What is shown there. */
    val page: Page,
    /** What the phone shows. */
    val request: PendingApproval,
) {
    /** The number on the page. */
    val number: String get() = page.number
}

/** Plays a test as a shell would call: off the main thread, and with an end. */
fun scenario(play: suspend Scenario.() -> Unit) =
    runBlocking(Dispatchers.Default) {
        withTimeout(90.seconds) { Scenario().use { it.play() } }
    }

/** What [work] throws; fails if it throws nothing of this kind. */
suspend inline fun <reified E : Throwable> refusal(crossinline work: suspend () -> Any?): E {
    val answer =
        try {
            work()
        } catch (thrown: Throwable) {
            if (thrown is E) return thrown
            throw AssertionError("not ${E::class.simpleName} but $thrown", thrown)
        }
    throw AssertionError("not ${E::class.simpleName} but the answer $answer")
}

/** Another phone is associated with the same mailbox. */
suspend fun Authenticator.associateAs(scenario: Scenario): Long =
    associate(scenario.service, scenario.person)
