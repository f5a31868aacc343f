package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Invitation
import org.assenso.ui.ISSUER
import org.assenso.ui.PAIRING
import org.assenso.ui.PROVIDER
import org.assenso.ui.Trial
import org.assenso.ui.flow
import org.assenso.ui.inSeconds
import org.assenso.ui.opened
import org.assenso.ui.ticket
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** Invitations by QR code and by link. */
class InvitationTest {
    private val invitation = Invitation(ISSUER, "token")
    private val link = "https://mail.example/assenso?i=token"

    private fun scanning(): Trial =
        opened().also {
            it.send(Action.AddAccount, Action.OpenScan, Action.CameraIs(allowed = true))
        }

    private fun Trial.read(
        ticket: Ticket,
        reply: Reply<Invitation>,
    ) = send(Action.InvitationRead(ticket, reply))

    @Test
    fun `a scanned invitation says what it will do, and does it when that was read`() {
        val trial = scanning()
        val effects = trial.send(Action.Scanned(link))
        assertEquals(listOf(Effect.ReadInvitation(effects.ticket, link)), effects)
        assertTrue(trial.read(effects.ticket, Reply.Ok(invitation)).isEmpty())
        val shown = trial.screen<Screen.Invited>().view
        assertEquals(InvitationView(ISSUER, "mail.example", PROVIDER, onList = true), shown)

        val pair = trial.send(Action.Continue)
        assertEquals(listOf(Effect.PairInvited(pair.ticket, invitation)), pair)
        trial.send(Action.Begun(pair.ticket, Reply.Ok(flow(At.SignIn))))
        assertEquals(PairingPage.SignIn(), trial.page)
    }

    @Test
    fun `an issuer that this app does not know is said to be so`() {
        val trial = opened()
        val ticket = trial.send(Action.OpenLink(link)).ticket
        trial.read(ticket, Reply.Ok(invitation.copy(issuer = "https://mail.exarnple")))
        val view = trial.screen<Screen.Invited>().view
        assertEquals(false to null, view?.onList to view?.provider)
        assertEquals("mail.exarnple", view?.domain)
    }

    @Test
    fun `a slash at the end makes no other issuer`() {
        val trial = opened()
        val ticket = trial.send(Action.OpenLink(link)).ticket
        trial.read(ticket, Reply.Ok(invitation.copy(issuer = "$ISSUER/")))
        assertEquals(true, trial.screen<Screen.Invited>().view?.onList)
    }

    @Test
    fun `the camera asks first, and what it saw is looked at once`() {
        val trial = opened()
        trial.send(Action.AddAccount)
        assertEquals(listOf(Effect.AskForCamera), trial.send(Action.OpenScan))
        assertTrue(trial.send(Action.Scanned(link)).isEmpty())
        trial.send(Action.CameraIs(allowed = true))
        assertEquals(1, trial.send(Action.Scanned(link), Action.Scanned(link)).size)
    }

    @Test
    fun `a code that is no invitation is said, and stays said while the camera looks for the right one`() {
        val trial = scanning()
        repeat(2) {
            val ticket = trial.send(Action.Scanned("hello")).ticket
            trial.read(ticket, Reply.Failed(Problem.Plain.InvalidInvitation))
            assertEquals(Problem.Plain.InvalidInvitation, trial.screen<Screen.Scan>().problem)
            assertTrue(trial.screen<Screen.Scan>().isLooking)
        }
        val ticket = trial.send(Action.Scanned(link)).ticket
        assertEquals(Problem.Plain.InvalidInvitation, trial.screen<Screen.Scan>().problem)
        trial.read(ticket, Reply.Ok(invitation))
        assertNull(trial.screen<Screen.Invited>().problem)
    }

    @Test
    fun `a camera that gives no picture can be tried again, and is when the person comes back`() {
        val trial = opened()
        trial.send(Action.AddAccount, Action.OpenScan, Action.CameraIs(allowed = true), Action.CameraFailed)
        assertEquals(Camera.Failed, trial.screen<Screen.Scan>().camera)
        assertEquals(listOf(Effect.ReadCamera), trial.send(Action.RetryCamera))
        assertTrue(Effect.ReadCamera in trial.send(Action.Foreground(inSeconds(1))))
        trial.send(Action.CameraIs(allowed = true))
        assertEquals(Camera.Allowed, trial.screen<Screen.Scan>().camera)
    }

    @Test
    fun `a camera that was refused can be allowed in the settings`() {
        val trial = opened()
        trial.send(Action.AddAccount, Action.OpenScan, Action.CameraIs(allowed = false))
        assertEquals(Camera.Refused, trial.screen<Screen.Scan>().camera)
        assertEquals(listOf(Effect.OpenCameraSettings), trial.send(Action.AllowCamera))
        trial.send(Action.Background(inSeconds(0)))
        assertTrue(Effect.ReadCamera in trial.send(Action.Foreground(inSeconds(1))))
        trial.send(Action.CameraIs(allowed = true))
        assertTrue(trial.screen<Screen.Scan>().isLooking)
    }

    @Test
    fun `a link that is no invitation says so and begins nothing`() {
        val trial = opened()
        val ticket = trial.send(Action.OpenLink("https://mail.example/x")).ticket
        trial.read(ticket, Reply.Failed(Problem.Plain.InvalidInvitation))
        val screen = trial.screen<Screen.Invited>()
        assertEquals(Problem.Plain.InvalidInvitation to null, screen.problem to screen.view)
        assertTrue(trial.send(Action.Continue).isEmpty())
    }

    @Test
    fun `an issuer without a domain is no invitation`() {
        val trial = opened()
        val ticket = trial.send(Action.OpenLink(link)).ticket
        trial.read(ticket, Reply.Ok(invitation.copy(issuer = "https:///x")))
        val screen = trial.screen<Screen.Invited>()
        assertEquals(Problem.Plain.InvalidInvitation to null, screen.problem to screen.view)
    }

    @Test
    fun `a second link takes the place of the first`() {
        val trial = opened()
        val first = trial.send(Action.OpenLink(link)).ticket
        val second = trial.send(Action.OpenLink(link)).ticket
        trial.read(first, Reply.Failed(Problem.Plain.InvalidInvitation))
        assertNull(trial.screen<Screen.Invited>().problem)
        trial.read(second, Reply.Ok(invitation))
        trial.send(Action.Cancel)
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `a provider that refuses an invitation is said where it was read`() {
        val trial = opened()
        trial.read(trial.send(Action.OpenLink(link)).ticket, Reply.Ok(invitation))
        val ticket = trial.send(Action.Continue).ticket
        assertTrue(trial.send(Action.Continue).isEmpty(), "once")
        trial.send(Action.Begun(ticket, Reply.Failed(Problem.Plain.Offline)))
        assertEquals(Problem.Plain.Offline, trial.screen<Screen.Invited>().problem)
    }

    @Test
    fun `an invitation that was left is not taken`() {
        val trial = opened()
        trial.read(trial.send(Action.OpenLink(link)).ticket, Reply.Ok(invitation))
        val ticket = trial.send(Action.Continue).ticket
        trial.send(Action.Back)
        val effects = trial.send(Action.Begun(ticket, Reply.Ok(flow(At.SignIn))))
        assertEquals(listOf(Effect.Abandon(PAIRING)), effects)
    }

    @TestFactory
    fun `a domain is shown so that letters that only look alike show`(): List<DynamicTest> =
        listOf(
            "https://mail.example" to "mail.example",
            "https://MAIL.example:8443/x" to "mail.example",
            "https://mail.example@evil.example" to "evil.example",
            "https://m\u0430il.example" to "xn--mil-6cd.example",
            "https://" to null,
            "mail.example" to null,
            "https://a b" to null,
        ).map { (issuer, domain) -> dynamicTest(issuer) { assertEquals(domain, domainOf(issuer)) } }
}
