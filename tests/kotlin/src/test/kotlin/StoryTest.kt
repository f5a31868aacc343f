package org.assenso.tests

import org.assenso.ffi.Association
import org.assenso.ffi.BrowserKind
import org.assenso.ffi.HardwareLevel
import org.assenso.ffi.Held
import org.assenso.ffi.KeyClass
import org.assenso.ffi.Missing
import org.assenso.ffi.OperatingSystem
import org.assenso.ffi.Outcome
import org.assenso.ffi.PairingException
import org.assenso.ffi.PairingStep
import org.assenso.ffi.Posture
import org.assenso.ffi.ReportOutcome
import org.assenso.ffi.ReportReason
import org.assenso.ffi.RequestSubject
import org.assenso.ffi.SignReason
import org.assenso.tests.phone.Phone
import org.assenso.tests.phone.activate
import org.assenso.tests.phone.begin
import org.assenso.tests.phone.signIn
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What a person does with the app, from the first start on, against the real provider. */
class StoryTest {
    @Test
    fun `a phone is associated step by step, and the account stands in the list`() =
        scenario {
            val app = app()
            assertTrue(app.accounts().isEmpty())
            val (pairing, signIn) = app.begin(service)
            assertEquals(service.issuer, pairing.issuer())
            assertEquals("Demo Mail", pairing.providerName())
            assertNull(pairing.email())

            val password = person.password.encodeToByteArray()
            val confirm = (signIn.submit(person.email, password) as PairingStep.SignInCode).step
            assertEquals(person.email, pairing.email())
            val sms = assertNotNull(confirm.sms()).let { confirm.sms()!! }
            assertEquals("+39•••••••" + person.number.takeLast(3), sms.sentTo)
            assertEquals(3u.toUByte(), sms.triesLeft)
            assertTrue(sms.expiresInMs in 1uL..300_000uL)

            val code = service.smsCode(person).encodeToByteArray()
            val signedIn = (confirm.submit(code) as PairingStep.SignedIn).step
            assertEquals(Missing(screenLock = false, notifications = false), signedIn.missing())
            val associate = signedIn.associate()
            assertNotNull(associate.sms())
            val second = service.smsCode(person).encodeToByteArray()
            val done = associate.submit(second, KeyClass.DEVICE) as PairingStep.Associated
            assertEquals(SignReason.Associate("Demo Mail", person.email), phone.key.asked)

            val account = app.accounts().single()
            assertEquals(done.account, account.id)
            assertEquals(service.issuer, account.issuer)
            assertEquals("Demo Mail", account.provider)
            assertEquals(person.email, account.name)
            assertEquals(Association.ASSOCIATED, account.association)
            assertEquals(KeyClass.DEVICE, account.keyClass)
            assertEquals(HardwareLevel.SOFTWARE, account.hardwareLevel)
            assertTrue(!account.alarm)
            assertTrue(app.unfinished().isEmpty())
            assertEquals(account, app.checkAssociation(account.id))
        }

    @Test
    fun `verification that is off is activated with a number that is given and confirmed`() =
        scenario {
            val person = service.person(twoStep = false, number = false)
            val app = app()
            val (pairing, signIn) = app.begin(service)
            val password = person.password.encodeToByteArray()
            val off = (signIn.submit(person.email, password) as PairingStep.Activate).step
            assertTrue(pairing.activates())
            assertNull(off.number())
            assertEquals(Missing(screenLock = false, notifications = false), off.missing())
            val code = off.submitNumber(person.number)
            assertEquals("+39•••••••" + person.number.takeLast(3), code.sms()!!.sentTo)
            val again = (code.startAgain() as PairingStep.Activate).step.submitNumber(person.number)
            assertNotNull(again.sms())
            val confirmed = again.resend()
            val known =
                confirmed.submit(
                    service.smsCode(person).encodeToByteArray(),
                ) as PairingStep.Activate
            assertEquals("+39•••••••" + person.number.takeLast(3), known.step.number())
            val associate = known.step.activate()
            associate.submit(service.smsCode(person).encodeToByteArray(), KeyClass.DEVICE)

            val account = app.accounts().single()
            assertEquals(Association.ASSOCIATED, account.association)
            assertEquals(Held.SETTINGS, account.hold!!.held)
        }

    @Test
    fun `a recovery code is written down, and takes over on the next phone`() =
        scenario {
            val account = activated()
            val actions = app().actions(account)
            actions.confirmPassword(person.password.encodeToByteArray())
            val code = actions.newRecoveryCode()
            val groups = code.groups()
            assertEquals(List(7) { 4 }, groups.map { it.length })
            code.keep(groups[code.asked().toInt()].encodeToByteArray())
            assertEquals(SignReason.RecoveryCode("Demo Mail", person.email), phone.key.asked)

            val next = phone().open()
            val (_, step) = next.begin(service)
            step.submit(person.email, person.password.encodeToByteArray())
            val right = step.recover(groups.joinToString(" ").lowercase().encodeToByteArray())
            val done = (right as PairingStep.Recovered).step.associate(KeyClass.DEVICE)
            assertTrue(done is PairingStep.Associated)
            assertNull(next.accounts().single().hold)
            assertEquals(Association.REPLACED, app().checkAssociation(account).association)
        }

    @Test
    fun `deactivating and signing out put the phone out, and only one of them asks`() =
        scenario {
            val account = activated()
            val actions = app().actions(account)
            actions.confirmPassword(person.password.encodeToByteArray())
            assertEquals(Association.DEACTIVATED, actions.deactivate().association)
            assertEquals(SignReason.Deactivate("Demo Mail", person.email), phone.key.asked)
            val again = app().activate(service, person)
            val prompts = phone.key.signingAfterPrompt.calls
            assertEquals(Association.SIGNED_OUT, app().actions(again).signOut().association)
            assertEquals(prompts, phone.key.signingAfterPrompt.calls)
        }

    @Test
    fun `a sign-in shows who asks, and is approved with its number`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val shown = signIn.request.details()
            assertEquals("Demo Mail", shown.provider)
            assertEquals(person.email, shown.account)
            assertEquals(2u.toUByte(), shown.numberDigits)
            val view = (shown.subject as RequestSubject.SignIn).details
            assertEquals(BrowserKind.FIREFOX, view.browser)
            assertEquals(OperatingSystem.LINUX, view.system)
            assertEquals("127.0.0.1", view.address)
            assertTrue(!view.known)
            assertTrue(signIn.request.timeLeftMs() in 1uL..120_000uL)

            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
            assertEquals(SignReason.Approve(shown.id, "Demo Mail", person.email), phone.key.asked)
            assertEquals("approved", signIn.browser.decided())
            assertEquals("push", signIn.browser.goOn(signIn.page).signedInBy)
            assertEquals(Outcome.Approved, app().approvals(account).outcome(shown.id))
        }

    @Test
    fun `an invitation leads another phone to the same mailbox, and grants it nothing`() =
        scenario {
            val signIn = signIn(associated())
            signIn.request.approve(signIn.number)
            signIn.browser.goOn(signIn.page)
            val link = signIn.browser.invitation()

            val options = Phone.options(listed = listOf(service.issuer))
            val other = phone().open(options)
            val calls = middle.count("/session")
            val invitation = other.invitation(link)
            assertEquals(service.issuer, invitation.issuer())
            assertEquals(service.issuer.removePrefix("http://"), invitation.domain())
            assertTrue(invitation.isListed())
            assertFalse(app().invitation(link).isListed())
            assertEquals(calls, middle.count("/session"), "reading contacts nobody")

            val pairing = other.pairInvited(invitation)
            assertEquals(person.email, pairing.email())
            val step = (pairing.step() as PairingStep.SignIn).step
            val next = step.submit(person.email, person.password.encodeToByteArray())
            assertTrue(next is PairingStep.SignInCode)
        }

    @Test
    fun `a wrong number burns the request`() =
        scenario {
            val signIn = signIn(associated())
            assertEquals(Outcome.WrongNumber, signIn.request.approve(signIn.page.wrongNumber))
            assertEquals("over", signIn.browser.decided())
        }

    @Test
    fun `a denial keeps the browser out`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            assertEquals(Outcome.Denied, signIn.request.deny())
            assertEquals("over", signIn.browser.decided())
            // Answering again changes nothing, and says what came of it.
            assertEquals(Outcome.Denied, signIn.request.approve(signIn.number))
            assertTrue(app().approvals(account).refresh().isEmpty())
        }

    @Test
    fun `a denial is reported once, also by its number`() =
        scenario {
            val account = associated()
            assertEquals(0, phone.push.answering.calls, "nothing asks for push yet: then test it")
            val first = signIn(account)
            first.request.deny()
            assertEquals(ReportOutcome.TAKEN, first.request.report(ReportReason.MISTAKE))
            val signIn = signIn(account)
            signIn.request.deny()
            val id = signIn.request.details().id
            // The process died before the phone could ask.
            val approvals = restartApp().approvals(account)
            assertEquals(listOf(id), approvals.unreported().map { it.id })
            assertEquals(ReportOutcome.TAKEN, approvals.report(id, ReportReason.NOT_ME))
            assertEquals(ReportOutcome.TAKEN, approvals.report(id, ReportReason.NOT_ME))
            assertTrue(approvals.unreported().isEmpty())
            val notices = service.outbox().filter { it["channel"] == "email" }
            assertTrue(notices.any { it["to"] == person.email && "127.0.0.1" in "${it["text"]}" })
        }

    @Test
    fun `a tapped notification opens the request by its name`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val approvals = app().approvals(account)
            assertTrue(approvals.waitForHint())
            val request = approvals.open(signIn.request.details().id)!!
            assertEquals(signIn.request.details(), request.details())
            assertEquals(Outcome.Approved, request.approve(signIn.number))
            assertNull(approvals.open(request.details().id))
        }

    @Test
    fun `a request that nobody answers in time is over`() =
        scenario {
            val signIn = signIn(associated())
            phone.clock.pass(120_000)
            assertEquals(0uL, signIn.request.timeLeftMs())
            assertEquals(Outcome.Expired, signIn.request.approve(signIn.number))
            assertEquals(0, middle.count("/answers"))
        }

    @Test
    fun `the fallback code signs in where no request arrives`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            val codes = app().unlockCodes()
            assertTrue(codes.unlockedForMs() in 1uL..60_000uL)
            val code = codes.list().single()
            assertEquals(account, code.account)
            assertEquals("Demo Mail", code.provider)
            assertEquals(person.email, code.name)
            // The phone's clock stands; the provider's goes on.
            assertTrue(code.clockAheadS in -60L..0L)
            val digits = code.digits!!
            assertEquals(30_000uL, digits.periodMs)
            assertEquals(6, digits.now.length)
            assertTrue(digits.validForMs in 1uL..30_000uL)
            assertEquals("code", signIn.browser.typeCode(digits.now).signedInBy)
        }

    @Test
    fun `what was answered stays in the activity, newest first`() =
        scenario {
            val account = associated()
            val first = signIn(account)
            first.request.approve(first.number)
            val second = signIn(account)
            second.request.deny()
            val ids = listOf(second, first).map { it.request.details().id }
            val activity = restartApp().activity(10u)
            assertEquals(ids, activity.map { it.requestId })
            val outcomes = listOf(Outcome.Denied, Outcome.Approved)
            assertEquals(outcomes, activity.map { it.outcome })
            for (entry in activity) {
                assertEquals(account, entry.account)
                assertEquals("Demo Mail", entry.provider)
                assertEquals(person.email, entry.name)
                val subject = entry.subject as RequestSubject.SignIn
                assertEquals("127.0.0.1", subject.details.address)
            }
            assertTrue(activity.first().timeUnixMs >= activity.last().timeUnixMs)
            assertEquals(activity.take(1), app().activity(1u))
            assertNotNull(app().evidence(account, ids.first())!!.receipt)
            assertNull(app().evidence(account, "another"))
        }

    @Test
    fun `a pairing goes on after the app was killed`() =
        scenario {
            val (_, step) = app().begin(service)
            step.submit(person.email, person.password.encodeToByteArray())
            val pairing = restartApp().unfinished().single()
            assertEquals(person.email, pairing.email())
            val confirm = (pairing.step() as PairingStep.SignInCode).step
            assertNull(confirm.sms())
            val code = service.smsCode(person).encodeToByteArray()
            val signedIn = (confirm.submit(code) as PairingStep.SignedIn).step
            val associate = signedIn.associate()
            val back = (associate.startAgain() as PairingStep.SignedIn).step
            val again = back.associate()
            val resent = again.resend()
            val second = service.smsCode(person).encodeToByteArray()
            val done = resent.submit(second, KeyClass.BIOMETRIC)
            assertEquals(pairing.step(), done)
            assertEquals(KeyClass.BIOMETRIC, app().accounts().single().keyClass)
        }

    @Test
    fun `the figures of a refusal can be asked for`() =
        scenario {
            val (pairing, step) = app().signIn(service, person)
            refusal<PairingException.NotAccepted> { step.submit("000000".encodeToByteArray()) }
            assertEquals(2, pairing.advice().triesLeft!!.toInt())
            repeat(4) { step.resend() }
            refusal<PairingException.Wait> { step.resend() }
            val advice = pairing.advice()
            assertNull(advice.triesLeft)
            assertTrue(advice.retryAfterMs!! in 1uL..3_600_000uL)
            val code = service.smsCode(person).encodeToByteArray()
            val signedIn = (step.submit(code) as PairingStep.SignedIn).step
            phone.posture.answering.always { Posture(true, true, notifications = false) }
            val missing = Missing(screenLock = false, notifications = true)
            assertEquals(missing, signedIn.missing())
            refusal<PairingException.NotReady> { signedIn.associate() }
            assertEquals(missing, pairing.advice().missing)
        }

    @Test
    fun `an abandoned pairing leaves no key and nothing to go on with`() =
        scenario {
            val (pairing, step) = app().begin(service)
            step.submit(person.email, person.password.encodeToByteArray())
            assertEquals(1, phone.key.names.size)
            pairing.abandon()
            assertEquals(PairingStep.Ended, pairing.step())
            assertTrue(phone.key.names.isEmpty())
            assertTrue(app().unfinished().isEmpty())
        }

    @Test
    fun `another phone takes the place of this one, which is then taken off the list`() =
        scenario {
            val account = associated()
            val other = phone().open()
            other.associateAs(this)
            assertEquals(Association.REPLACED, app().checkAssociation(account).association)
            app().remove(account)
            assertTrue(app().accounts().isEmpty())
            assertTrue(phone.key.names.isEmpty())
        }
}
