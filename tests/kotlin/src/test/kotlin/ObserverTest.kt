package org.assenso.tests

import org.assenso.ffi.Association
import org.assenso.ffi.Change
import org.assenso.ffi.CodesException
import org.assenso.ffi.Subscription
import org.assenso.tests.codes.stranger
import org.assenso.tests.phone.CodesRecorder
import org.assenso.tests.phone.Recorder
import org.assenso.tests.phone.oneRequest
import org.assenso.tests.service.Browser
import org.assenso.tests.service.claims
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What an observer is told, and that it is told nothing when it is over. */
class ObserverTest {
    @Test
    fun `accounts are told at once, and when one comes in or changes`() =
        scenario {
            val recorder = Recorder()
            app().observe(recorder).use {
                assertEquals(Change.Accounts(listOf()), recorder.await { it is Change.Accounts })
                val account = associated()
                val told = recorder.await { it is Change.Accounts && it.accounts.isNotEmpty() }
                assertEquals(account, (told as Change.Accounts).accounts.single().id)
                phone().open().associateAs(this)
                app().checkAssociation(account)
                recorder.await {
                    it is Change.Accounts &&
                        it.accounts.any { view -> view.association == Association.REPLACED }
                }
            }
        }

    @Test
    fun `a request is told when it comes, and when it is gone`() =
        scenario {
            val account = associated()
            val recorder = Recorder()
            app().observe(recorder).use {
                val browser = Browser(service)
                val page = browser.signIn(person)
                val told = recorder.await { it is Change.Requests && it.open.isNotEmpty() }
                told as Change.Requests
                assertEquals(account, told.account)
                // What is told is the object that is answered.
                val seen = recorder.changes.size
                told.open.single().approve(page.number)
                recorder.await(after = seen) { it is Change.Requests && it.open.isEmpty() }
                assertEquals("approved", browser.decided())
            }
        }

    @Test
    fun `a provider that is gone and comes back is told`() =
        scenario {
            associated()
            val recorder = Recorder()
            app().observe(recorder).use {
                recorder.await { it is Change.Requests }
                middle.cut()
                app().wake()
                recorder.await { it is Change.Reachable && !it.reachable }
                val seen = recorder.changes.size
                middle.mend()
                app().wake()
                recorder.await(after = seen) { it is Change.Reachable && it.reachable }
            }
        }

    @Test
    fun `an inbox that does not verify is told, and that it is over`() =
        scenario {
            val account = associated()
            val stranger = stranger()
            val recorder = Recorder()
            app().observe(recorder).use {
                recorder.await { it is Change.Requests }
                middle.change("/inbox", "inbox") {
                    stranger.sign("assenso-inbox+jwt", claims(it))
                }
                app().wake()
                val told = recorder.await { it is Change.Trouble }
                assertEquals(Change.Trouble(account, "approval.untrusted"), told)
                middle.behave()
                app().wake()
                recorder.await { it == Change.Trouble(account, null) }
            }
        }

    @Test
    fun `codes are told at once and at each turn`() =
        scenario {
            associated()
            val codes = app().unlockCodes()
            phone.clock.pass(codes.list().single().digits!!.validForMs.toLong() - SOON)
            val recorder = CodesRecorder()
            codes.observe(recorder).use {
                val first = recorder.await(1)!!
                assertEquals(codes.list(), first)
                phone.clock.pass(SOON)
                val turned = recorder.await(2)!!
                assertEquals(first.map { it.digits!!.next }, turned.map { it.digits!!.now })
            }
        }

    @Test
    fun `the end of the minute is told, and nothing after it`() =
        scenario {
            associated()
            val codes = app().unlockCodes()
            phone.clock.boot += codes.unlockedForMs().toLong() - SOON
            val recorder = CodesRecorder()
            codes.observe(recorder).use {
                recorder.await(1)
                phone.clock.boot += SOON
                assertNull(recorder.await(2))
                assertEquals(2, recorder.told.size)
                refusal<CodesException.Locked> { codes.list() }
            }
        }

    @Test
    fun `locking is told`() =
        scenario {
            associated()
            val codes = app().unlockCodes()
            val recorder = CodesRecorder()
            codes.observe(recorder).use {
                recorder.await(1)
                codes.lock()
                assertNull(recorder.await(2))
                assertEquals(0uL, codes.unlockedForMs())
            }
        }

    @Test
    fun `nothing is told after an subscription was cancelled`() = silentAfter { it.cancel() }

    @Test
    fun `nothing is told after an subscription was closed`() = silentAfter { it.close() }

    private fun silentAfter(end: (Subscription) -> Unit) =
        scenario {
            val account = associated()
            val ended = Recorder()
            val other = Recorder()
            val subscription = app().observe(ended)
            app().observe(other).use {
                ended.await { it is Change.Requests }
                other.await { it is Change.Requests }
                end(subscription)
                val before = ended.changes.size
                Browser(service).signIn(person)
                // Whoever still observes is told, so the other would have been.
                other.await { it is Change.Requests && it.open.isNotEmpty() }
                app().oneRequest(account).deny()
                val seen = other.changes.size
                Browser(service).signIn(person)
                other.await(after = seen) { it is Change.Requests && it.open.isNotEmpty() }
                assertTrue(ended.changes.size <= before + 1, "at most what was being told")
            }
        }

    private companion object {
        /** Milliseconds that a test waits in earnest. */
        const val SOON = 200L
    }
}
