package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.PrintedCode
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Secret
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.PAIRING
import org.assenso.ui.READY
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.codes
import org.assenso.ui.flow
import org.assenso.ui.request
import org.assenso.ui.sms
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test

private const val MARKER = "MARKER"

/** Nothing that a person typed, and no code, is ever printed. */
class SecretsTest {
    private val ticket = Ticket(1)
    private val row = Row.Paired(ACCOUNT)
    private val field = Field(MARKER)
    private val invitation = Invitation(ISSUER, MARKER)

    private val printed = PrintedCode(listOf(MARKER), asked = 0)

    private val actions: List<Action> =
        listOf(
            Action.Back,
            Action.Continue,
            Action.Cancel,
            Action.Typed(FieldName.Password, MARKER),
            Action.Retry,
            Action.Unlock,
            Action.AddAccount,
            Action.OpenRow(row),
            Action.OpenCodes,
            Action.OpenSettings,
            Action.DismissProblem,
            Action.OpenScan,
            Action.Scanned(MARKER),
            Action.CameraFailed,
            Action.RetryCamera,
            Action.AllowCamera,
            Action.Resend,
            Action.UseRecoveryCode,
            Action.StartAgain,
            Action.ChooseKeyClass(KeyClass.Device),
            Action.TurnOn(Prerequisite.ScreenLock),
            Action.OpenMailbox(row),
            Action.OpenAccount,
            Action.OpenTwoStep,
            Action.Associate,
            Action.Check,
            Action.OpenDeed(Matter.NewCode),
            Action.AskRemove,
            Action.ConfirmRemove,
            Action.SetLockAfter(30),
            Action.TypedNumber("r", MARKER),
            Action.Approve("r"),
            Action.Deny("r"),
            Action.TouchRefused("r"),
            Action.Later("r"),
            Action.ShowRequest,
            Action.Report("r", ReportReason.NotMe),
            Action.CloseOutcome("r"),
            Action.UnlockCodes,
            Action.CopyCode(ACCOUNT),
            Action.Tick(1),
            Action.Foreground(1),
            Action.Background(1),
            Action.Wake,
            Action.OpenRequest(ACCOUNT, "r"),
            Action.OpenLink(MARKER),
            Action.PostureIs(READY),
            Action.SignsAre(PhoneSign.entries.toSet()),
            Action.CameraIs(allowed = true),
            Action.UnlockEnded(ticket, Unlock.Unlocked),
            Action.Opened(null),
            Action.Loaded(Reply.Ok(accounts(account()))),
            Action.Changed(Change.RequestsAre(ACCOUNT, listOf(request("r")))),
            Action.Begun(ticket, Reply.Ok(flow(At.SignIn))),
            Action.Stepped(ticket, Reply.Failed(Problem.Plain.Offline)),
            Action.InvitationRead(ticket, Reply.Ok(invitation)),
            Action.Abandoned(Reply.Ok(Unit)),
            Action.Answered("r", Reply.Ok(Outcome.Approved)),
            Action.OutcomeIs("r", Reply.Ok(null)),
            Action.Reported("r", Reply.Ok(ReportOutcome.Taken)),
            Action.CodesAre(ticket, codes(now = MARKER)),
            Action.Checked(ticket, Reply.Ok(account())),
            Action.Performed(ticket, Reply.Ok(Done.Printed(printed))),
            Action.Removed(ticket, Reply.Ok(Unit)),
        )

    private val effects: List<Effect> =
        listOf(
            Effect.Open,
            Effect.Load,
            Effect.Watch,
            Effect.StopWatching,
            Effect.Wake,
            Effect.ReadInvitation(ticket, MARKER),
            Effect.Pair(ticket, ISSUER),
            Effect.PairInvited(ticket, invitation),
            Effect.SignIn(ticket, PAIRING, MARKER, Secret(MARKER)),
            Effect.SubmitCode(ticket, PAIRING, Secret(MARKER), KeyClass.Device),
            Effect.SubmitMobile(ticket, PAIRING, MARKER),
            Effect.Recover(ticket, PAIRING, Secret(MARKER)),
            Effect.ResendCode(ticket, PAIRING),
            Effect.Associate(ticket, PAIRING, KeyClass.Device),
            Effect.Resume(ticket, PAIRING),
            Effect.StartAgain(ticket, PAIRING),
            Effect.CancelPairing(PAIRING),
            Effect.Abandon(PAIRING),
            Effect.Approve(ACCOUNT, "r", Secret(MARKER)),
            Effect.Deny(ACCOUNT, "r"),
            Effect.AskOutcome(ACCOUNT, "r"),
            Effect.CancelAnswer("r"),
            Effect.Report(ACCOUNT, "r", ReportReason.NotMe),
            Effect.UnlockCodes(ticket),
            Effect.LockCodes,
            Effect.Check(ticket, ACCOUNT),
            Effect.Perform(ticket, ACCOUNT, Deed.EnterCode(Secret(MARKER), Secret(MARKER))),
            Effect.ForgetCode(ACCOUNT),
            Effect.Remove(ticket, ACCOUNT),
            Effect.UnlockApp(ticket),
            Effect.ReadPosture,
            Effect.ReadSigns,
            Effect.AskForNotifications,
            Effect.AskForCamera,
            Effect.ReadCamera,
            Effect.OpenCameraSettings,
            Effect.OpenNotificationSettings,
            Effect.OpenScreenLockSettings,
            Effect.OpenBiometricEnrolment,
            Effect.CopyCode(Secret(MARKER)),
            Effect.Keep(Preferences()),
            Effect.Leave,
        )

    private val states: List<State> =
        listOf(
            PairingPage.SignIn(field, field),
            PairingPage.SignInCode(field),
            PairingPage.Mobile(field),
            PairingPage.Recovery(field),
            PairingPage.NumberCode(field),
            PairingPage.AssociateCode(field),
        ).map { Screen.Pairing(flow(At.SignInCode(sms())), it) }
            .plus(Screen.Provider(field))
            .plus(
                listOf(
                    DeedPage.ReallyDeactivate(field),
                    DeedPage.NewCode(field),
                    DeedPage.WriteCode(printed, field),
                    DeedPage.EnterCode(field, field),
                ).map { Screen.Deed(ACCOUNT, it) },
            ).plus(Screen.Invited(null, invitation))
            .plus(Screen.Codes(ticket, codes(now = MARKER).codes))
            .map { State(stack = listOf(it), front = Front.Asked(request("r"), number = field)) }

    /** All classes under a sealed one. */
    private fun leaves(of: Class<*>): Set<Class<*>> = of.permittedSubclasses?.flatMap { leaves(it) }?.toSet() ?: setOf(of)

    @Test
    fun `no action, effect or state prints what a person typed, or a code`() {
        for (printed in (actions + effects + states).map { it.toString() }) {
            assertFalse(MARKER in printed, printed)
        }
    }

    @Test
    fun `every action and every effect is among those that were printed`() {
        assertEquals(leaves(Action::class.java), actions.map { it.javaClass }.toSet())
        assertEquals(leaves(Effect::class.java), effects.map { it.javaClass }.toSet())
    }

    @Test
    fun `what the core tells of codes prints no code`() {
        val all = listOf(codes(now = MARKER), CodesState.Locked, CodesState.Failed(Problem.Plain.Clock))
        for (printed in all.map { it.toString() }) assertFalse(MARKER in printed, printed)
    }
}
