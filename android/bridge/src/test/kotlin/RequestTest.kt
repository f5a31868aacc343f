package org.assenso.bridge

import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Secret
import org.assenso.bridge.phone.associated
import org.assenso.bridge.phone.ok
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.SignReason
import org.assenso.tests.service.Lost
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Answering what waits. */
class RequestTest {
    private suspend fun Scenario.approve(
        asked: Asked,
        number: String = asked.page.number,
    ) = app().approve(asked.request.account, asked.request.id, Secret(number))

    private suspend fun Scenario.deny(asked: Asked) = app().deny(asked.request.account, asked.request.id)

    @Test
    fun `a request shows who asks, and is approved with its number`() =
        scenario {
            val account = associated()
            val asked = signIn()
            val request = asked.request
            assertEquals(account, request.account)
            assertEquals(listOf("Demo Mail", person.email), listOf(request.provider, request.name))
            assertEquals(2, request.digits)
            assertTrue(request.deadlineBootMs in phone.clock.boot + 1..phone.clock.boot + 120_000)
            val signIn = request.signIn!!
            assertEquals(Browser.Firefox to OperatingSystem.Linux, signIn.browser to signIn.system)
            assertEquals("127.0.0.1", signIn.address)
            assertFalse(signIn.known)

            assertEquals(Outcome.Approved, approve(asked).ok())
            assertEquals(SignReason.Approve(request.id, "Demo Mail", person.email), phone.keys.asked)
            assertEquals("approved", asked.browser.decided())
            // A second tap learns what became of it.
            assertEquals(Outcome.Approved, deny(asked).ok())
        }

    @Test
    fun `a number of the wrong form is not sent, and a wrong one ends the request`() =
        scenario {
            associated()
            val asked = signIn()
            assertFails(Plain.InvalidNumber, approve(asked, "1"))
            assertEquals(0, middle.count("/answers"))
            assertEquals(Outcome.WrongNumber, approve(asked, asked.page.wrongNumber).ok())
            assertEquals("over", asked.browser.decided())
        }

    @Test
    fun `a denial asks nobody, and is reported`() =
        scenario {
            val account = associated()
            val prompts = phone.keys.signingAfterPrompt.calls
            val asked = signIn()
            assertEquals(Outcome.Denied, deny(asked).ok())
            assertEquals("over", asked.browser.decided())
            assertEquals(prompts, phone.keys.signingAfterPrompt.calls)
            assertEquals(ReportOutcome.Taken, app().report(account, asked.request.id, ReportReason.NotMe).ok())
            assertFails(Plain.NotReportable, app().report(account, asked.request.id, ReportReason.Mistake))
        }

    @Test
    fun `a notification's denial works in an app that was just started`() =
        scenario {
            associated()
            val asked = signIn()
            restartApp()
            assertEquals(Outcome.Denied, deny(asked).ok())
            assertEquals("over", asked.browser.decided())
        }

    @Test
    fun `a request that was never there was taken back`() =
        scenario {
            val account = associated()
            assertEquals(Outcome.Withdrawn, app().deny(account, "no-such-request").ok())
            assertFails(Plain.Missing, app().deny(AccountKey(999), "no-such-request"))
        }

    @Test
    fun `a request whose time is over is not sent`() =
        scenario {
            associated()
            val asked = signIn()
            phone.clock.pass(120_000)
            assertEquals(Outcome.Expired, approve(asked).ok())
            assertEquals(0, middle.count("/answers"))
        }

    @Test
    fun `a request that another answer ended, and that was not shown here, was taken back`() =
        scenario {
            associated()
            val denied = signIn()
            val other = twin().open()
            assertEquals(Outcome.Denied, other.deny(denied.request.account, denied.request.id).ok())
            // This one can't ask yet.
            middle.refuse("/inbox", 500, "internal", "incident" to "i")
            assertFails(Plain.ProviderFailed, deny(denied))
            middle.behave()
            assertEquals(Outcome.Withdrawn, deny(denied).ok())
        }

    @Test
    fun `an answer that crosses another says which of them counts`() =
        scenario {
            associated()
            val other = twin().open()
            val asked = signIn()
            assertEquals(Outcome.Denied, other.deny(asked.request.account, asked.request.id).ok())
            assertEquals(Outcome.DeniedElsewhere, approve(asked).ok())
            val again = signIn()
            val approved = other.approve(again.request.account, again.request.id, Secret(again.page.number))
            assertEquals(Outcome.Approved, approved.ok())
            assertEquals(Outcome.ApprovedElsewhere, deny(again).ok())
        }

    @Test
    fun `a prompt that is dismissed or locked leaves the request open`() =
        scenario {
            associated()
            val asked = signIn()
            phone.keys.signingAfterPrompt.failNext(PortFault(PortFault.Kind.Cancelled))
            assertFails(Plain.Cancelled, approve(asked))
            phone.keys.signingAfterPrompt.failNext(PortFault(PortFault.Kind.LockedOut))
            assertFails(Plain.LockedOut, approve(asked))
            phone.keys.signingAfterPrompt.failNext(LinkageError())
            assertFails(Plain.KeyStore, approve(asked))
            assertEquals(Outcome.Approved, approve(asked).ok())
        }

    @Test
    fun `an answer that is cancelled takes its prompt down, and the request stays open`() =
        scenario {
            associated()
            val asked = signIn()
            val prompt = phone.keys.signingAfterPrompt.promptNext()
            val call = start { approve(asked) }
            prompt.shown()
            app().cancelAnswer(asked.request.id)
            assertFails(Plain.Cancelled, call.await())
            prompt.gone()
            assertEquals(Outcome.Approved, approve(asked).ok())
        }

    @Test
    fun `a screen that is left takes its prompt down, and the request stays open`() =
        scenario {
            associated()
            val asked = signIn()
            val prompt = phone.keys.signingAfterPrompt.promptNext()
            val call = start { approve(asked) }
            prompt.shown()
            call.cancelAndJoin()
            prompt.gone()
            assertEquals(0, middle.count("/answers"))
            assertEquals(Outcome.Approved, approve(asked).ok())
        }

    @Test
    fun `denying takes the prompt of an approval down, and is what both come to`() =
        scenario {
            associated()
            val asked = signIn()
            val prompt = phone.keys.signingAfterPrompt.promptNext()
            val call = start { approve(asked) }
            prompt.shown()
            middle.holdAt("/answers") { service.hold() }
            val denial = start { deny(asked) }
            prompt.gone()
            middle.arrived("/answers")
            assertFalse(call.isCompleted)
            service.goOn()
            assertEquals(Outcome.Denied, denial.await().ok())
            assertEquals(Outcome.Denied, call.await().ok())
        }

    @Test
    fun `new biometrics end the key, and a denial still works`() =
        scenario {
            associated()
            val asked = signIn()
            phone.keys.enrolAnew()
            assertFails(Plain.KeyInvalidated, approve(asked))
            assertEquals(Outcome.Denied, deny(asked).ok())
        }

    @Test
    fun `an answer that can't be sent is kept, and given when the provider is back`() =
        scenario {
            val account = associated()
            val asked = signIn()
            middle.cut()
            assertFails(Plain.AnswerKept, approve(asked))
            assertFails(Plain.AnswerKept, approve(asked))
            middle.mend()
            app().changes().first { it is Change.RequestsAre && it.account == account }
            assertEquals(Outcome.Approved, approve(asked).ok())
            assertEquals("approved", asked.browser.decided())
        }

    @Test
    fun `an answer that was kept is known as soon as it was sent, and what this phone did not answer never is`() =
        scenario {
            val account = associated()
            val asked = signIn()
            middle.cut()
            assertFails(Plain.AnswerKept, deny(asked))
            assertFails(Plain.AnswerKept, app().outcome(account, asked.request.id))
            middle.mend()
            app().changes().first { it is Change.RequestsAre && it.account == account }
            assertEquals(Outcome.Denied, app().outcome(account, asked.request.id).ok())
            assertNull(app().outcome(account, "no-such-request").ok())
            assertFails(Plain.Missing, app().outcome(AccountKey(999), "no-such-request"))
        }

    @Test
    fun `who asks how a request ended waits for the answer that is being given`() =
        scenario {
            val account = associated()
            val asked = signIn()
            middle.holdAt("/answers") { service.hold() }
            val denial = start { deny(asked) }
            middle.arrived("/answers")
            val outcome = start { app().outcome(account, asked.request.id) }
            service.goOn()
            assertEquals(Outcome.Denied, outcome.await().ok())
            assertEquals(Outcome.Denied, denial.await().ok())
        }

    @Test
    fun `an answer whose receipt is lost is still on its way for an app that was started anew`() =
        scenario {
            associated()
            val asked = signIn()
            middle.meddle { if (it.route == "/answers") throw Lost() }
            assertFails(Plain.AnswerKept, approve(asked))
            restartApp()
            assertFails(Plain.AnswerKept, approve(asked))
            middle.behave()
            assertEquals(Outcome.Approved, approve(asked).ok())
        }

    @Test
    fun `a report that can't be sent is kept`() =
        scenario {
            val account = associated()
            val asked = signIn()
            deny(asked).ok()
            middle.cut()
            assertFails(Plain.ReportKept, app().report(account, asked.request.id, ReportReason.NotMe))
            middle.mend()
            assertEquals(ReportOutcome.Taken, app().report(account, asked.request.id, ReportReason.NotMe).ok())
        }

    @Test
    fun `a phone that was replaced says so, and is taken off the list`() =
        scenario {
            val account = associated()
            val asked = signIn()
            assertFails(Plain.StillAssociated, app().remove(account))
            phone().open().associated(who)
            // Its open requests went with the association.
            assertEquals(Outcome.Withdrawn, approve(asked).ok())
            val replaced = Problem.Dissociated(Association.Replaced)
            assertFails(replaced, app().deny(account, "unheard-of"))
            assertEquals(Association.Replaced, app().check(account).ok().association)
            app().remove(account).ok()
            assertTrue(paired().isEmpty())
            assertTrue(phone.keys.names.isEmpty())
            assertFails(Plain.Missing, app().remove(AccountKey(999)))
        }

    @Test
    fun `a frozen account is named`() =
        scenario {
            associated()
            val asked = signIn()
            middle.refuse("/answers", 403, "account_frozen")
            assertFails(Plain.Frozen, approve(asked))
        }

    @Test
    fun `a provider that is not there is named`() =
        scenario {
            val account = associated()
            middle.cut()
            assertFails(Plain.Offline, app().check(account))
            assertFails(Plain.Offline, app().deny(account, "unheard-of"))
            middle.mend()
            middle.refuse("/inbox", 429, "rate_limited")
            assertFails(Problem.TooManyTries(null), app().deny(account, "unheard-of"))
        }
}
