package org.assenso.ui.effects

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assenso.bridge.Gateway
import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.KNOWN
import org.assenso.ui.NAME
import org.assenso.ui.NOW_MS
import org.assenso.ui.READY
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.codes
import org.assenso.ui.flow
import org.assenso.ui.inSeconds
import org.assenso.ui.request
import org.assenso.ui.sms
import org.assenso.ui.state.Action
import org.assenso.ui.state.AppLock
import org.assenso.ui.state.Camera
import org.assenso.ui.state.FieldName
import org.assenso.ui.state.Front
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.PhoneSign
import org.assenso.ui.state.Prerequisite
import org.assenso.ui.state.Question
import org.assenso.ui.state.Row
import org.assenso.ui.state.Screen
import org.assenso.ui.state.Shown
import org.assenso.ui.state.State
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** An app from its state to a core and a phone that the test plays. */
@OptIn(ExperimentalCoroutinesApi::class)
internal class App(
    private val scope: TestScope,
    accounts: Accounts = accounts(account()),
) {
    val core = FakeGateway(accounts)
    val phone = FakePlatform()
    var opens: Reply<Gateway> = Reply.Ok(core)

    private val runner: Runner = Runner(scope.backgroundScope, { opens }, phone) { store.send(it) }
    private val store: Store = Store(State.initial(NOW_MS, known = KNOWN), runner::run)

    val state: State get() = store.state

    fun send(vararg actions: Action) {
        for (action in actions) {
            store.send(action)
            scope.runCurrent()
        }
    }

    fun start() {
        send(Action.Foreground(NOW_MS))
        core.calls.clear()
        phone.done.clear()
    }

    fun answer(reply: Reply<*>) {
        core.answer(reply)
        scope.runCurrent()
    }

    fun tell(change: Change) {
        core.tell(change)
        scope.runCurrent()
    }

    val page: PairingPage get() = (state.screen as Screen.Pairing).page
}

private fun test(
    accounts: Accounts = accounts(account()),
    block: App.(TestScope) -> Unit,
) = runTest { App(this, accounts).block(this) }

/** From an action to what the core and the phone are asked, and back. */
@OptIn(ExperimentalCoroutinesApi::class)
class RunnerTest {
    @Test
    fun `the app comes up, unlocks and watches`() =
        test {
            send(Action.Foreground(NOW_MS))
            assertEquals(Shown.Page(Screen.Accounts), state.shown)
            assertEquals(listOf("unlock"), phone.done)
            assertEquals(listOf("accounts"), core.calls)
            assertEquals(1, core.watchers)
        }

    @Test
    fun `a core that does not open is tried again`() =
        test {
            opens = Reply.Failed(Problem.Plain.StoreLocked)
            send(Action.Foreground(NOW_MS))
            assertEquals(Shown.Stopped(Problem.Plain.StoreLocked), state.shown)
            opens = Reply.Ok(core)
            send(Action.Retry)
            assertEquals(Shown.Page(Screen.Accounts), state.shown)
        }

    @Test
    fun `the whole way to an association`() =
        test(accounts()) {
            start()
            send(Action.AddAccount, Action.Continue)
            answer(Reply.Ok(flow(At.SignIn)))
            send(
                Action.Typed(FieldName.Email, NAME),
                Action.Typed(FieldName.Password, "pass word"),
                Action.Continue,
            )
            answer(Reply.Ok(flow(At.SignInCode(sms()))))
            send(Action.Typed(FieldName.Code, "123456"), Action.Continue)
            answer(Reply.Ok(flow(At.SignedIn)))
            send(Action.Continue)
            answer(Reply.Ok(flow(At.AssociateCode(sms()))))
            send(Action.Resend)
            answer(Reply.Ok(flow(At.AssociateCode(sms()))))
            send(Action.Typed(FieldName.Code, "654321"), Action.Continue)
            assertEquals(PairingPage.Finishing, page)
            core.accounts = accounts(account())
            answer(Reply.Ok(flow(At.Associated(ACCOUNT))))
            assertEquals(PairingPage.Success, page)
            send(Action.Continue)
            assertEquals(Shown.Page(Screen.Accounts), state.shown)
            assertEquals(
                listOf(
                    "pair $ISSUER",
                    "sign in 7 $NAME pass word",
                    "code 7 123456 Device",
                    "associate 7 Device",
                    "resend 7",
                    "code 7 654321 Device",
                    "accounts",
                    "accounts",
                ),
                core.calls,
            )
        }

    @Test
    fun `giving a pairing up waits until what it did has stopped`() =
        test(accounts()) {
            start()
            send(Action.AddAccount, Action.Continue)
            answer(Reply.Ok(flow(At.SignIn)))
            send(
                Action.Typed(FieldName.Email, NAME),
                Action.Typed(FieldName.Password, "p"),
                Action.Continue,
                Action.Cancel,
            )
            assertEquals(listOf("cancel 7", "abandon 7"), core.calls.drop(2).take(2))
            answer(Reply.Ok(Unit))
            assertEquals("accounts", core.calls.last())
            assertEquals(Screen.Welcome, state.screen)
        }

    @Test
    fun `an interrupted association is resumed or begun again`() =
        test(Accounts(unfinished = listOf(flow(At.Finish)))) {
            start()
            send(Action.OpenRow(Row.Unfinished(flow(At.Finish).key)), Action.Continue)
            answer(Reply.Failed(Problem.Plain.Offline))
            send(Action.StartAgain)
            answer(Reply.Ok(flow(At.SignedIn)))
            assertEquals(listOf("resume 7", "start again 7"), core.calls)
            assertEquals(PairingPage.Notice, page)
        }

    @Test
    fun `an invitation is read, shown and taken`() =
        test {
            start()
            send(Action.OpenLink("https://mail.example/i"))
            answer(Reply.Ok(Invitation(ISSUER, "token")))
            send(Action.Continue)
            answer(Reply.Ok(flow(At.SignIn)))
            assertEquals(
                listOf("invitation https://mail.example/i", "pair invited $ISSUER token"),
                core.calls,
            )
            assertEquals(PairingPage.SignIn(), page)
        }

    @Test
    fun `a link that opens the app waits for the core`() =
        test {
            opens = Reply.Failed(Problem.Plain.StoreLocked)
            send(Action.OpenLink("x"), Action.Foreground(NOW_MS))
            assertTrue(core.calls.isEmpty())
            opens = Reply.Ok(core)
            send(Action.Retry)
            assertTrue("invitation x" in core.calls)
        }

    @Test
    fun `a request is approved with the number that was typed`() =
        test {
            start()
            tell(Change.RequestsAre(ACCOUNT, listOf(request("r"))))
            send(Action.TypedNumber("r", "07"), Action.Approve("r"))
            assertEquals(listOf("approve 1 r 07"), core.calls)
            answer(Reply.Ok(Outcome.Approved))
            assertEquals(Front.Over("r", Outcome.Approved), state.front)
        }

    @Test
    fun `a denial is reported`() =
        test {
            start()
            tell(Change.RequestsAre(ACCOUNT, listOf(request("r"))))
            send(Action.Deny("r"))
            answer(Reply.Ok(Outcome.Denied))
            send(Action.Report("r", ReportReason.NotMe))
            answer(Reply.Ok(ReportOutcome.Taken))
            assertEquals(listOf("deny 1 r", "report 1 r NotMe"), core.calls)
            send(Action.CloseOutcome("r"))
            assertNull(state.front)
        }

    @Test
    fun `leaving while the prompt is up takes it down, and the request stays`() =
        test {
            start()
            tell(Change.RequestsAre(ACCOUNT, listOf(request("r"))))
            send(Action.TypedNumber("r", "07"), Action.Approve("r"), Action.Back)
            assertEquals(listOf("approve 1 r 07", "cancel answer r"), core.calls)
            val front = state.front as Front.Asked
            assertEquals(Problem.Plain.Cancelled to null, front.problem to front.sending)
        }

    @Test
    fun `time goes on by itself, and ends a request`() =
        test { scope ->
            start()
            tell(Change.RequestsAre(ACCOUNT, listOf(request("r"))))
            phone.bootMs = inSeconds(87)
            scope.advanceTimeBy(1_000)
            assertEquals(listOf("outcome 1 r"), core.calls, "asked once, however often the clock ticks")
            answer(Reply.Ok(null))
            assertEquals(Front.Over("r", Outcome.Expired), state.front)
        }

    @Test
    fun `a denial that was kept is told and asked about when it was sent`() =
        test {
            start()
            tell(Change.RequestsAre(ACCOUNT, listOf(request("r"))))
            send(Action.Deny("r"))
            answer(Reply.Failed(Problem.Plain.AnswerKept))
            send(Action.Later("r"))
            tell(Change.RequestsAre(ACCOUNT, emptyList()))
            answer(Reply.Ok(Outcome.Denied))
            assertEquals(listOf("deny 1 r", "outcome 1 r"), core.calls)
            assertEquals(Front.Over("r", Outcome.Denied, Question(ACCOUNT)), state.front)
        }

    @Test
    fun `in the background nothing is watched and no time goes on`() =
        test { scope ->
            start()
            send(Action.Background(NOW_MS))
            assertEquals(0, core.watchers)
            phone.bootMs = inSeconds(87)
            scope.advanceTimeBy(5_000)
            assertEquals(NOW_MS, state.nowBootMs)
            send(Action.Foreground(inSeconds(10)), Action.Wake)
            assertEquals(1, core.watchers)
            assertEquals("wake", core.calls.last())
        }

    @Test
    fun `codes are unlocked by looking at them and locked by leaving`() =
        test { scope ->
            start()
            send(Action.OpenCodes)
            assertEquals(1, core.visits)
            core.tell(codes())
            scope.runCurrent()
            send(Action.CopyCode(ACCOUNT))
            assertEquals(listOf("copy 123456"), phone.done)
            send(Action.Back)
            assertEquals(0, core.visits)
        }

    @Test
    fun `an account is checked and removed`() =
        test(accounts(account(association = Association.Replaced))) {
            start()
            val row = Row.Paired(ACCOUNT)
            send(Action.OpenRow(row), Action.OpenTwoStep, Action.Check)
            answer(Reply.Failed(Problem.Plain.Offline))
            send(Action.Back, Action.AskRemove, Action.ConfirmRemove)
            core.accounts = accounts()
            answer(Reply.Ok(Unit))
            assertEquals(listOf("check 1", "accounts", "remove 1", "accounts"), core.calls)
            assertEquals(Screen.Welcome, state.screen)
        }

    @Test
    fun `what is missing is turned on, and the wizard goes on by itself`() =
        test(Accounts(unfinished = listOf(flow(At.SignedIn)))) {
            phone.posture = READY.copy(screenLock = false, biometrics = false, notifications = false)
            start()
            send(Action.OpenRow(Row.Unfinished(flow(At.SignedIn).key)), Action.Continue)
            send(Action.TurnOn(Prerequisite.ScreenLock), Action.TurnOn(Prerequisite.Biometrics))
            phone.permission = Permission.NotAsked
            send(Action.TurnOn(Prerequisite.Notifications))
            assertEquals(
                listOf(
                    "screen lock settings",
                    "biometric enrolment",
                    "ask for notifications",
                    "notification settings",
                ),
                phone.done,
            )
            phone.posture = READY
            send(Action.Background(inSeconds(1)), Action.Foreground(inSeconds(2)))
            assertEquals(listOf("associate 7 Device"), core.calls)
        }

    @Test
    fun `what became of the question is looked at, whatever the answer was`() =
        test(Accounts(unfinished = listOf(flow(At.SignedIn)))) {
            phone.posture = READY.copy(notifications = false)
            start()
            send(Action.OpenRow(Row.Unfinished(flow(At.SignedIn).key)), Action.Continue)
            phone.posture = READY
            send(Action.TurnOn(Prerequisite.Notifications))
            assertEquals(listOf("associate 7 Device"), core.calls)
            assertEquals(READY, state.posture)
        }

    @Test
    fun `what is watched already is not watched twice`() =
        test {
            start()
            send(Action.Foreground(inSeconds(1)), Action.Foreground(inSeconds(2)))
            assertEquals(1, core.watchers)
        }

    @Test
    fun `a refusal of notifications does not drag the person into the settings`() =
        test {
            phone.posture = READY.copy(notifications = false)
            start()
            phone.permission = Permission.Refused
            send(Action.TurnOn(Prerequisite.Notifications))
            assertEquals(listOf("ask for notifications"), phone.done)
        }

    @Test
    fun `the camera is asked for, and looked at again when the person is back`() =
        test {
            start()
            phone.permission = Permission.Refused
            send(Action.AddAccount, Action.OpenScan, Action.AllowCamera)
            assertEquals(listOf("ask for camera", "camera settings"), phone.done)
            send(Action.Background(inSeconds(1)), Action.Foreground(inSeconds(2)))
            assertEquals(Camera.Allowed, (state.screen as Screen.Scan).camera)
        }

    @Test
    fun `the settings tell what weakens the phone`() =
        test {
            phone.signs = setOf(PhoneSign.TestKeys)
            start()
            send(Action.OpenSettings)
            assertEquals(setOf(PhoneSign.TestKeys), state.signs)
        }

    @Test
    fun `what was chosen is kept, and leaving leaves`() =
        test {
            start()
            send(Action.OpenSettings, Action.SetLockAfter(0), Action.Back, Action.Back)
            assertEquals(listOf("keep 0", "finish"), phone.done)
            assertEquals(AppLock.Open, state.lock)
        }
}
