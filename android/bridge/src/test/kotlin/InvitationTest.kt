package org.assenso.bridge

import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.Secret
import org.assenso.bridge.phone.ok
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Service
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test

/** A pairing that begins with a link, as the provider's page makes it. */
class InvitationTest {
    /** A browser that is signed in: somebody's password was enough. */
    private fun Service.browser() = Browser(this).also { it.signIn(person(twoStep = false)) }

    private suspend fun Scenario.read(link: String): Invitation = app().invitation(link).ok()

    private suspend fun Scenario.accept(link: String): Reply<PairingFlow> = app().pair(read(link))

    /** Nothing is left of a pairing that did not begin. */
    private suspend fun Scenario.assertUntouched() {
        assertEquals(listOf<PairingFlow>(), unfinished())
        assertEquals(setOf<String>(), phone.keys.names)
    }

    /** What anybody called since the beginning. */
    private val Scenario.called get() = middle.seen.map { it.route }

    /** The same link with another root key in it. */
    private fun otherRoot(link: String): String {
        val (before, root) = link.split("&r=")
        return "$before&r=${if (root.first() == 'A') 'B' else 'A'}${root.drop(1)}"
    }

    @Test
    fun `an invitation says whose it is before anybody is contacted, and prints as nothing`() =
        scenario {
            val link = service.browser().invitation()
            val invitation = read(" $link\n")
            assertEquals(service.issuer, invitation.issuer)
            assertEquals(listOf<String>(), called)
            val token = link.substringAfter("#t=").substringBefore('&')
            assertFalse(token in "$invitation ${Reply.Ok(invitation)}")
        }

    @Test
    fun `who is invited finds the mailbox filled in, is asked for everything, and takes the old phone's place`() =
        scenario {
            val account = associated()
            val asked = signIn()
            app().approve(account, asked.request.id, Secret(asked.page.number)).ok()
            asked.browser.goOn(asked.page)

            val other = phone().open()
            val invitation = other.invitation(asked.browser.invitation()).ok()
            val flow = other.pair(invitation).ok()
            assertEquals(listOf(service.issuer, "Demo Mail", person.email), listOf(flow.issuer, flow.provider, flow.email))
            assertEquals(At.SignIn, flow.at)
            other.signIn(flow.key, person.email, Secret(person.password)).ok()
            other.submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device).ok()
            other.associate(flow.key, KeyClass.Device).ok()
            val done = other.submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device).ok()
            val paired = other.accounts().ok().paired
            assertEquals(At.Associated(paired.single().key), done.at)
            assertEquals(Association.Replaced, app().check(account).ok().association)
        }

    @Test
    fun `what is no invitation is told apart from one without protection, and nobody is contacted`() =
        scenario {
            val link = service.browser().invitation()
            val others =
                listOf(
                    "",
                    "rubbish",
                    service.issuer,
                    "otpauth://totp/Mail:anna?secret=GEZDGNBVGY3TQOJQ",
                    link.substringBefore("&r="),
                    "$link&x=1",
                    link.replace("#t=", "?t="),
                    "x".repeat(100_000),
                )
            for (text in others) assertFails(Plain.InvalidInvitation, app().invitation(text))
            assertFails(Plain.InsecureIssuer, app().invitation(link.replace(service.issuer, "http://mail.example")))
            assertEquals(listOf<String>(), called)
            assertUntouched()
        }

    @Test
    fun `an invitation that was used or replaced leads nowhere and leaves nothing`() =
        scenario {
            val browser = service.browser()
            val used = browser.invitation()
            phone().open().let { it.pair(it.invitation(used).ok()) }.ok()
            assertFails(Plain.InvitationOver, accept(used))
            val replaced = browser.invitation()
            val newest = browser.invitation()
            assertFails(Plain.InvitationOver, accept(replaced))
            assertUntouched()
            assertEquals(At.SignIn, accept(newest).ok().at)
        }

    @Test
    fun `another root than the invitation names is refused before anything is sent, and not believed later`() =
        scenario {
            val link = service.browser().invitation()
            assertFails(Plain.OtherRoot, accept(otherRoot(link)))
            assertEquals(listOf("/.well-known/assenso", "/keys/1"), called)
            assertUntouched()

            // Whoever answers is false, and not the link: no pin of theirs stands in the true one's way.
            val impostor = middle.service()
            impostor.use {
                assertFails(Plain.OtherRoot, accept(link))
                assertUntouched()
            }
            middle.forwardTo(service)
            assertEquals(At.SignIn, accept(link).ok().at)
        }

    @Test
    fun `a provider that is known by another root is not called at all, and stays known`() =
        scenario {
            val account = associated()
            val forged = otherRoot(service.browser().invitation())
            val before = middle.count("/session")
            assertFails(Plain.OtherRootKnown, accept(forged))
            assertEquals(before, middle.count("/session"))
            assertEquals(listOf<PairingFlow>(), unfinished())
            assertEquals(Association.Associated, app().check(account).ok().association)
        }

    @Test
    fun `a provider that fails or can't be reached uses no invitation up`() =
        scenario {
            val link = service.browser().invitation()
            middle.refuse("/.well-known/assenso", 500, "internal")
            assertFails(Plain.ProviderFailed, accept(link))
            middle.behave()
            middle.cut()
            assertFails(Plain.Offline, accept(link))
            assertUntouched()
            middle.mend()
            assertEquals(At.SignIn, accept(link).ok().at)
        }

    @Test
    fun `an app that is killed before the password needs another invitation`() =
        scenario {
            val browser = service.browser()
            val link = browser.invitation()
            accept(link).ok()
            restartApp()
            assertEquals(listOf<PairingFlow>(), unfinished())
            assertFails(Plain.InvitationOver, accept(link))
            assertEquals(At.SignIn, accept(browser.invitation()).ok().at)
        }

    @Test
    fun `a gateway that was closed says so`() =
        scenario {
            val invitation = read(service.browser().invitation())
            val app = app()
            phone.kill()
            assertFails(Plain.Unexpected, app.invitation(invitation.link))
            assertFails(Plain.Unexpected, app.pair(invitation))
        }
}
