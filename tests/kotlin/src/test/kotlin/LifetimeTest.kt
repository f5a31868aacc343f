package org.assenso.tests

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.Authenticator
import org.assenso.ffi.Outcome
import org.assenso.tests.phone.Recorder
import org.assenso.tests.phone.begin
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.lang.ref.WeakReference
import java.nio.file.Path
import kotlin.io.path.readLines

/** Many calls at once, objects that are closed, and objects by the thousand. */
class LifetimeTest {
    @Test
    fun `fifty calls at once are all answered`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val app = app()
            val approvals = app.approvals(account)
            val codes = app.unlockCodes()
            val calls: List<suspend () -> Any> =
                listOf(
                    { app.accounts().size },
                    { approvals.refresh().size },
                    { codes.list().size },
                    { app.checkAssociation(account).let { 1 } },
                    { signIn.request.details().let { 1 } },
                )
            val answers =
                coroutineScope { (0 until 50).map { async { calls[it % 5]() } }.awaitAll() }
            assertEquals(List(50) { 1 }, answers)
        }

    @Test
    fun `fifty approvals of one request at once ask and send once`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val approve = suspend { attempt { signIn.request.approve(signIn.number) } }
            val answers = coroutineScope { List(50) { async { approve() } }.awaitAll() }
            assertTrue(answers.all { it == Outcome.Approved || it is ApprovalException.Underway })
            assertTrue(Outcome.Approved in answers)
            // Once for the association, once for the approval.
            assertEquals(2, phone.key.signingAfterPrompt.calls)
            assertEquals(1, app().activity(10u).size)
        }

    private suspend fun attempt(call: suspend () -> Outcome): Any =
        try {
            call()
        } catch (refusal: ApprovalException) {
            refusal
        }

    @Test
    fun `an object that was closed says so, at every call`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val (pairing, step) = app().begin(service)
            val approvals = app().approvals(account)
            val codes = app().unlockCodes()
            val subscription = app().observe(Recorder())
            val token = "A".repeat(22)
            val path = "/.well-known/assenso/invite#t=$token&r=${"A".repeat(43)}"
            val invitation = app().invitation(service.issuer + path)
            val other = phone().open()
            val closed =
                listOf(pairing, step, approvals, codes, subscription, signIn.request, other)
            (closed + invitation).forEach { it.close() }
            val calls: List<suspend () -> Any?> =
                listOf(
                    { pairing.id() },
                    { pairing.step() },
                    { step.submit("a@b.example", byteArrayOf(1)) },
                    { approvals.refresh() },
                    { codes.list() },
                    { codes.unlockedForMs() },
                    { subscription.cancel() },
                    { invitation.domain() },
                    { app().pairInvited(invitation) },
                    { signIn.request.details() },
                    { signIn.request.approve("12") },
                    { other.accounts() },
                    { other.observe(Recorder()) },
                )
            for (call in calls) refusal<IllegalStateException> { call() }
            // Closing again is nothing, and the rest goes on.
            signIn.request.close()
            assertEquals(1, app().accounts().size)
        }

    @Test
    fun `a call that runs goes on when its object is closed`() =
        scenario {
            val signIn = signIn(associated())
            val prompt = phone.key.signingAfterPrompt.promptNext()
            val call = start { signIn.request.approve(signIn.number) }
            prompt.shown()
            signIn.request.close()
            prompt.confirm()
            assertEquals(Outcome.Approved, call.await())
        }

    @Test
    fun `ten thousand objects, made and closed, leave the memory as it was`() =
        scenario {
            flat { app, n -> makeAndLeave(app, n, close = true) }
        }

    @Test
    fun `ten thousand objects, made and dropped, leave the memory as it was`() =
        scenario {
            flat { app, n -> makeAndLeave(app, n, close = false) }
        }

    @Test
    fun `an observer goes with its subscription`() =
        scenario {
            val app = app()
            val kept = mutableListOf<WeakReference<Recorder>>()
            repeat(100) {
                val recorder = Recorder()
                kept += WeakReference(recorder)
                app.observe(recorder).close()
            }
            assertTrue(settles { kept.all { it.get() == null } }, "observers are kept")
        }

    private suspend fun Scenario.flat(make: suspend (Authenticator, Int) -> Unit) {
        val account = associated()
        val app = app()
        check(account > 0)
        make(app, WARM_UP)
        collect()
        val before = residentBytes()
        make(app, MANY)
        collect()
        var grown = residentBytes() - before
        // Cleaners run on a thread of their own.
        settles { (residentBytes() - before).also { grown = it } < BOUND }
        assertTrue(grown < BOUND, "$MANY objects leave $grown bytes")
        println("LifetimeTest: $MANY objects leave ${grown / 1024} KiB")
    }

    private suspend fun makeAndLeave(
        app: Authenticator,
        count: Int,
        close: Boolean,
    ) {
        val account = app.accounts().single().id
        repeat(count / 2) {
            val approvals = app.approvals(account)
            val codes = app.unlockCodes()
            if (close) listOf(approvals, codes).forEach { it.close() }
        }
    }

    private fun collect() {
        repeat(3) {
            System.gc()
            System.runFinalization()
        }
    }

    /** Whether [done] becomes true as garbage is collected. */
    private fun settles(done: () -> Boolean): Boolean =
        (0 until 200).any {
            done() ||
                run {
                    System.gc()
                    Thread.sleep(10)
                    false
                }
        }

    private fun residentBytes(): Long {
        val status = Path.of("/proc/self/status").readLines()
        val line = status.single { it.startsWith("VmRSS:") }
        return line.filter(Char::isDigit).toLong() * 1024
    }

    private companion object {
        const val WARM_UP = 2_000
        const val MANY = 10_000

        /** 800 bytes for each: less than the smallest of these objects has with what it holds. */
        const val BOUND = 8L * 1024 * 1024
    }
}
