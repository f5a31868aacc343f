package org.assenso.app.whole

import android.Manifest
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** What is no invitation, and invitations that lead nowhere. */
class InvitationRefusedTest : WatchedApp() {
    private val called get() = middle.seen.map { it.route }

    /** Nothing was kept: no row in the list, no key but the app's own. */
    private fun assertNothingKept(keys: Set<String>) {
        phone.press(Text.Cancel)
        phone.see(Text.WelcomeTitle)
        assertEquals(keys, FakeKeyStore.aliases.toSet())
        phone.close(die = true)
        phone.open()
        phone.see(Text.WelcomeTitle)
    }

    @Test
    fun `the code of another app is said to be none, nothing is stored, and scanning goes on`() {
        shadowOf(phone.app).grantPermissions(Manifest.permission.CAMERA)
        val link = service.signedIn().invitation()
        phone.open()
        phone.see(Text.WelcomeTitle)
        val keys = FakeKeyStore.aliases.toSet()
        phone.press(Text.PairScan)
        val others =
            listOf(
                "otpauth://totp/Mail:anna?secret=GEZDGNBVGY3TQOJQ",
                "https://mail.example/",
                link.substringBefore("&r="),
                "rubbish",
                "",
            )
        for (text in others) {
            phone.see(Text.PairScanText)
            phone.scan(text)
            phone.see(Text.ProblemInvalidInvitation)
        }
        assertEquals(emptyList<String>(), called)
        assertEquals(keys, FakeKeyStore.aliases.toSet())
        phone.scan(link)
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }

    @Test
    fun `a link that is cut off is said to be none, and there is nothing to go on with`() {
        phone.open(phone.invited(service.signedIn().invitation().dropLast(1)))
        phone.see(Text.ProblemInvalidInvitation)
        assertEquals(false, phone.sees(Text.GoOn))
        assertEquals(emptyList<String>(), called)
        phone.press(Text.Cancel)
        phone.see(Text.WelcomeTitle)
    }

    @Test
    fun `an invitation that was replaced or used says to make a new one, and leaves nothing`() {
        val browser = service.signedIn()
        val replaced = browser.invitation()
        val link = browser.invitation()
        phone.open(phone.invited(replaced))
        phone.see(Text.PairInvitedTitle)
        val keys = FakeKeyStore.aliases.toSet()
        phone.press(Text.GoOn)
        phone.see(Text.ProblemInvitationOver)
        assertNothingKept(keys)

        phone.receive(phone.invited(link))
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
        phone.press(Text.Cancel)
        phone.receive(phone.invited(link))
        phone.press(Text.GoOn)
        phone.see(Text.ProblemInvitationOver)
        assertNothingKept(keys)
    }

    @Test
    fun `an invitation that names another key is refused before anything is sent, and nothing is kept`() {
        val link = service.signedIn().invitation()
        val (before, root) = link.split("&r=")
        val other = "$before&r=${if (root.first() == 'A') 'B' else 'A'}${root.drop(1)}"
        phone.open(phone.invited(other))
        phone.see(Text.PairInvitedTitle)
        val keys = FakeKeyStore.aliases.toSet()
        phone.press(Text.GoOn)
        phone.see(Text.ProblemOtherRoot)
        assertEquals(listOf("/.well-known/assenso", "/keys/1"), called)
        assertNothingKept(keys)

        phone.receive(phone.invited(link))
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }

    @Test
    fun `without a network, or with a provider that fails, the invitation stays to be tried again`() {
        phone.open(phone.invited(service.signedIn().invitation()))
        phone.see(Text.PairInvitedTitle)
        middle.cut()
        phone.press(Text.GoOn)
        phone.see(Text.ProblemOffline)
        middle.mend()
        middle.refuse("/.well-known/assenso", 500, "internal")
        phone.press(Text.GoOn)
        phone.see(Text.ProblemProviderFailed)
        middle.behave()
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
    }
}
