package org.assenso.bridge

import kotlinx.coroutines.cancelAndJoin
import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.model.Secret
import org.assenso.bridge.model.Sms
import org.assenso.bridge.phone.codeWanted
import org.assenso.bridge.phone.ok
import org.assenso.bridge.phone.signIn
import org.assenso.bridge.phone.signedIn
import org.assenso.bridge.ports.KeyRole
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.PostureView
import org.assenso.bridge.ports.SignReason
import org.assenso.bridge.ports.UnlockReason
import org.assenso.tests.service.Signer
import org.assenso.tests.service.claims
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Making this phone an account's device, from the address to the account. */
class PairingTest {
    private fun wrong(code: String) = Secret(code.map { if (it == '9') '0' else it + 1 }.joinToString(""))

    private fun sms(flow: PairingFlow): Sms? =
        when (val at = flow.at) {
            is At.SignInCode -> at.sms
            is At.AssociateCode -> at.sms
            else -> null
        }

    @Test
    fun `a phone is associated step by step`() =
        scenario {
            val begun = app().pair(service.issuer).ok()
            assertEquals(listOf(service.issuer, "Demo Mail", null), listOf(begun.issuer, begun.provider, begun.email))
            assertEquals(At.SignIn, begun.at)
            assertEquals(listOf(begun), unfinished())

            val password = Secret(person.password)
            val confirm = app().signIn(begun.key, person.email, password).ok()
            assertEquals(person.email, confirm.email)
            val sent = sms(confirm)!!
            assertEquals("+39•••••••" + person.number.takeLast(3), sent.sentTo)
            assertEquals(3, sent.triesLeft)
            assertTrue(sent.expiresAtBootMs in phone.clock.boot..phone.clock.boot + 300_000)
            password.use { assertTrue(it.all { byte -> byte == 0.toByte() }) }

            val signedIn = app().submitCode(begun.key, Secret(service.smsCode(person)), KeyClass.Device).ok()
            assertEquals(At.SignedIn, signedIn.at)
            val wanted = app().associate(begun.key, KeyClass.Device).ok()
            assertEquals(3, sms(wanted)?.triesLeft)
            val done = app().submitCode(begun.key, Secret(service.smsCode(person)), KeyClass.Biometric).ok()
            assertEquals(SignReason.Associate("Demo Mail", person.email), phone.keys.asked)
            assertEquals(KeyClass.Biometric, phone.keys.specs[KeyRole.Approval]!!.keyClass)
            assertEquals(listOf(UnlockReason.Associate), phone.codesVault.reasons)

            val accounts = app().accounts().ok()
            assertEquals(listOf<PairingFlow>(), accounts.unfinished)
            val account = accounts.paired.single()
            assertEquals(At.Associated(account.key), done.at)
            assertEquals(listOf(service.issuer, "Demo Mail", person.email), listOf(account.issuer, account.provider, account.name))
            assertEquals(Association.Associated, account.association)
            assertEquals(KeyClass.Biometric to KeyLevel.Software, account.keyClass to account.level)
            assertEquals(account, app().check(account.key).ok())
        }

    @Test
    fun `an address is refused for what is wrong with it`() =
        scenario {
            assertFails(Plain.InvalidIssuer, app().pair("mail.example"))
            assertFails(Plain.InsecureIssuer, app().pair("http://mail.example"))
            val issuer = service.issuer
            middle.refuse("/.well-known/assenso", 404, "not_found")
            assertFails(Plain.NotAProvider, app().pair(issuer))
            middle.meddle { it.reply += mapOf("versions" to listOf(2)) }
            assertFails(Plain.UnsupportedVersion, app().pair(issuer))
            middle.cut()
            assertFails(Plain.Offline, app().pair(issuer))
            assertEquals(listOf<PairingFlow>(), unfinished())
        }

    @Test
    fun `a wrong password can be typed again until the sign-in is over, and then nothing is left of it`() =
        scenario {
            val flow = app().pair(service.issuer).ok()
            repeat(5) {
                val failed = assertFails(Plain.WrongCredentials, app().signIn(flow.key, person.email, Secret("wrong")))
                assertNull(failed.flow)
            }
            assertNull(assertFails(Plain.SessionEnded, app().signIn(flow.key, person.email, Secret("wrong"))).flow)
            assertEquals(listOf<PairingFlow>(), unfinished())
            assertEquals(setOf<String>(), phone.keys.names)
            assertFails(Plain.StartAgain, app().signIn(flow.key, person.email, Secret(person.password)))
        }

    @Test
    fun `a wrong code tells the tries that are left, and another code is sent`() =
        scenario {
            val flow = app().signIn(who)
            val wrong = { wrong(service.smsCode(person)) }
            assertNull(assertFails(Problem.WrongCode(2), app().submitCode(flow.key, wrong(), KeyClass.Device)).flow)
            assertEquals(
                2,
                sms(unfinished().single())?.triesLeft,
            )
            assertFails(Problem.WrongCode(1), app().submitCode(flow.key, wrong(), KeyClass.Device))
            assertFails(Plain.CodeUsedUp, app().submitCode(flow.key, wrong(), KeyClass.Device))
            assertEquals(3, sms(app().resendCode(flow.key).ok())?.triesLeft)
            assertFails(Plain.InvalidInput, app().submitCode(flow.key, Secret("12345x"), KeyClass.Device))
            assertFails(Plain.InvalidInput, app().submitCode(flow.key, Secret(byteArrayOf(-1, -2)), KeyClass.Device))
            assertEquals(At.SignedIn, app().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device).ok().at)
        }

    @Test
    fun `too many messages name the minutes to wait`() =
        scenario {
            val flow = app().signIn(who)
            repeat(4) { app().resendCode(flow.key).ok() }
            val failed = app().resendCode(flow.key) as Reply.Failed
            assertTrue((failed.problem as Problem.TooManySms).minutes in 1..60, "$failed")
        }

    @Test
    fun `what the phone lacks is named, and the pairing goes on when it is there`() =
        scenario {
            val flow = app().signedIn(who)
            phone.posture.answering.next { PostureView(screenLock = false, biometrics = false, notifications = true) }
            assertFails(Problem.Prerequisites(screenLock = true, notifications = false), app().associate(flow.key, KeyClass.Device))
            phone.posture.answering.next { PostureView(screenLock = true, biometrics = true, notifications = false) }
            assertFails(Problem.Prerequisites(screenLock = false, notifications = true), app().associate(flow.key, KeyClass.Device))
            assertTrue(app().associate(flow.key, KeyClass.Device).ok().at is At.AssociateCode)
        }

    @Test
    fun `a prompt that was dismissed leaves an association that can be finished`() =
        scenario {
            val flow = app().codeWanted(who)
            phone.keys.signingAfterPrompt.failNext(PortFault(PortFault.Kind.Cancelled))
            val failed = app().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device)
            assertEquals(At.Finish, assertFails(Plain.Cancelled, failed).flow?.at)
            assertEquals(At.Finish, unfinished().single().at)
            assertTrue(app().resume(flow.key).ok().at is At.Associated)
        }

    @Test
    fun `an association that was cancelled at its prompt can be begun again`() =
        scenario {
            val flow = app().codeWanted(who)
            val prompt = phone.keys.signingAfterPrompt.promptNext()
            val call = start { app().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device) }
            prompt.shown()
            app().cancel(flow.key)
            assertEquals(At.Finish, assertFails(Plain.Cancelled, call.await()).flow?.at)
            prompt.gone()
            assertEquals(At.SignedIn, app().startAgain(flow.key).ok().at)
            assertEquals(At.SignedIn, app().startAgain(flow.key).ok().at)
        }

    @Test
    fun `a screen that is left in the middle leaves a pairing that knows where it stands`() =
        scenario {
            val flow = app().codeWanted(who)
            val prompt = phone.keys.signingAfterPrompt.promptNext()
            val call = start { app().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device) }
            prompt.shown()
            // The list does not wait for the call that runs.
            assertTrue(unfinished().single().at is At.AssociateCode)
            call.cancelAndJoin()
            prompt.gone()
            assertEquals(At.Finish, unfinished().single().at)
        }

    @Test
    fun `a pairing goes on after the app was killed, by the same name`() =
        scenario {
            val flow = app().signIn(who)
            val found =
                restartApp()
                    .accounts()
                    .ok()
                    .unfinished
                    .single()
            assertEquals(flow.copy(at = At.SignInCode(sms = null)), found)
            val signedIn = restartApp().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device)
            assertEquals(At.SignedIn, signedIn.ok().at)
        }

    @Test
    fun `a class that the provider does not take names those that it takes`() =
        scenario {
            val stolen = Signer.stolen(service)
            middle.change("/pairing/challenge", "challenge") {
                stolen.sign("assenso-challenge+jwt", claims(it) + ("classes" to listOf("biometric")))
            }
            val flow = app().codeWanted(who)
            assertEquals(listOf(KeyClass.Device, KeyClass.Biometric), flow.keyClasses)
            val failed = app().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device)
            assertEquals(listOf(KeyClass.Biometric), assertFails(Plain.ClassNotAllowed, failed).flow?.keyClasses)
        }

    @Test
    fun `a pairing that is given up is gone with its key`() =
        scenario {
            val flow = app().signIn(who)
            app().abandon(flow.key).ok()
            assertEquals(listOf<PairingFlow>(), unfinished())
            assertEquals(setOf<String>(), phone.keys.names)
            app().abandon(flow.key).ok()
            assertFails(Plain.StartAgain, app().resume(flow.key))
        }

    @Test
    fun `a pairing that is given up while it runs ends its call`() =
        scenario {
            val flow = app().pair(service.issuer).ok()
            service.hold()
            val call = start { app().signIn(flow.key, person.email, Secret(person.password)) }
            middle.arrived("/session/password")
            app().abandon(flow.key).ok()
            val failed = call.await() as Reply.Failed
            assertEquals(Plain.Cancelled, failed.problem)
            service.goOn()
            assertEquals(listOf<PairingFlow>(), unfinished())
        }

    @Test
    fun `a step that the pairing is not at says where it is`() =
        scenario {
            val flow = app().signIn(who)
            assertNull(assertFails(Plain.StartAgain, app().associate(flow.key, KeyClass.Device)).flow)
            assertFails(Plain.StartAgain, app().resume(PairingKey(999)))
            // Not interrupted: it stands where it stands.
            assertTrue(app().resume(flow.key).ok().at is At.SignInCode)
        }

    @Test
    fun `of two phones at once one wins, and the other is told`() =
        scenario {
            val flow = app().codeWanted(who)
            middle.refuse("/pairing/statement", 409, "pairing_superseded")
            val failed = app().submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device)
            assertFails(Plain.Superseded, failed)
        }
}
