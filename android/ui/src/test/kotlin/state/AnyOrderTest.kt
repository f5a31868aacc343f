package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.PrintedCode
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.KNOWN
import org.assenso.ui.NOW_MS
import org.assenso.ui.OTHER
import org.assenso.ui.PAIRING
import org.assenso.ui.account
import org.assenso.ui.codes
import org.assenso.ui.flow
import org.assenso.ui.inSeconds
import org.assenso.ui.request
import org.assenso.ui.sms
import org.assenso.ui.text
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import kotlin.random.Random

/** Whatever happens, in whatever order: no fault, and no answer that nobody gave. */
class AnyOrderTest {
    @ParameterizedTest
    @ValueSource(ints = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    fun `no order of events answers by itself or leaves a state that can't be drawn`(seed: Int) {
        val random = Random(seed)
        repeat(300) {
            var state = State.initial(NOW_MS, known = KNOWN)
            repeat(60) {
                val action = random.action(state)
                val next = reduce(state, action)
                for (effect in next.effects) allowed(effect, action, state)
                assertTrue(next.state.nowBootMs >= state.nowBootMs)
                holds(next.state)
                state = next.state
            }
        }
    }

    /** Only the tap on the request that is in front approves, denies or reports it; nothing is asked twice at once. */
    private fun allowed(
        effect: Effect,
        action: Action,
        before: State,
    ) {
        val front = before.front
        when (effect) {
            is Effect.Approve -> {
                val asked = front as Front.Asked
                assertEquals(Action.Approve(effect.requestId), action)
                assertEquals(asked.request.id, effect.requestId)
                assertNotNull(asked.request.signIn)
                assertEquals(asked.number.text, effect.number.text())
                assertEquals(asked.request.digits, asked.number.text.length)
            }

            is Effect.Deny -> {
                assertEquals(Action.Deny(effect.requestId), action)
                assertEquals((front as Front.Asked).request.id, effect.requestId)
            }

            is Effect.Report -> {
                assertEquals(Action.Report(effect.requestId, effect.reason), action)
                assertTrue((front as Front.Over).question?.asking is Asking.Open)
            }

            is Effect.Perform -> {
                assertEquals(Action.Continue, action)
                assertEquals((before.screen as Screen.Deed).account, effect.account)
            }

            is Effect.AskOutcome -> {
                assertTrue(effect.requestId !in before.books.ending)
            }

            else -> {}
        }
    }

    private fun holds(state: State) {
        assertTrue(state.stack.isNotEmpty())
        assertTrue(state.stack.drop(1).none { it == Screen.Welcome || it == Screen.Accounts })
        assertNotNull(Route.parse(state.saved))
        val codes = state.stack.filterIsInstance<Screen.Codes>().filter { it.visit != null && it.codes != null }
        assertTrue(codes.isEmpty() || state.front != null || state.screen is Screen.Codes)
        if (state.shown is Shown.Locked) assertTrue(codes.isEmpty())
    }

    private fun Random.action(state: State): Action =
        when (nextInt(8)) {
            0, 1 -> onPage()
            2 -> onRequest()
            3 -> platform()
            4 -> answer(Ticket(state.books.tickets - nextInt(2)))
            5 -> change()
            6 -> Action.Tick(inSeconds(nextLong(0, 150)))
            else -> listOf(Action.Continue, Action.Cancel, Action.Back, Action.ShowRequest).random(this)
        }

    private fun Random.onPage(): Action =
        listOf(
            Action.Typed(FieldName.entries.random(this), "12345678"),
            Action.AddAccount,
            Action.OpenRow(row()),
            Action.OpenCodes,
            Action.OpenSettings,
            Action.OpenScan,
            Action.CameraFailed,
            Action.RetryCamera,
            Action.Scanned("x"),
            Action.Resend,
            Action.StartAgain,
            Action.ChooseKeyClass(KeyClass.entries.random(this)),
            Action.TurnOn(Prerequisite.entries.random(this)),
            Action.OpenMailbox(row()),
            Action.OpenAccount,
            Action.OpenTwoStep,
            Action.Associate,
            Action.Check,
            Action.OpenDeed(Matter.entries.random(this)),
            Action.AskRemove,
            Action.ConfirmRemove,
            Action.SetLockAfter(Preferences.LOCK_AFTER_SECONDS.random(this)),
            Action.UnlockCodes,
            Action.CopyCode(ACCOUNT),
        ).random(this)

    private fun Random.row() = listOf(Row.Paired(ACCOUNT), Row.Paired(OTHER), Row.Unfinished(PAIRING)).random(this)

    private fun Random.id() = listOf("a", "b", "c").random(this)

    private fun Random.onRequest(): Action =
        listOf(
            Action.TypedNumber(id(), "42"),
            Action.Approve(id()),
            Action.Deny(id()),
            Action.TouchRefused(id()),
            Action.Later(id()),
            Action.Report(id(), ReportReason.entries.random(this)),
            Action.CloseOutcome(id()),
        ).random(this)

    private fun Random.platform(): Action =
        listOf(
            Action.Foreground(inSeconds(nextLong(0, 150))),
            Action.Background(inSeconds(nextLong(0, 150))),
            Action.OpenRequest(ACCOUNT, id()),
            Action.OpenLink("x"),
            Action.PostureIs(PostureView(nextBoolean(), nextBoolean(), nextBoolean())),
            Action.SignsAre(setOf(PhoneSign.entries.random(this))),
            Action.CameraIs(nextBoolean()),
            Action.Opened(null),
            Action.Opened(Problem.Plain.Storage).takeIf { nextInt(9) == 0 } ?: Action.Wake,
            Action.Retry,
            Action.Unlock,
        ).random(this)

    private fun Random.answer(ticket: Ticket): Action =
        listOf(
            Action.UnlockEnded(ticket, Unlock.entries.random(this)),
            Action.Loaded(reply(Accounts(paired(), listOf(flow(at()))))),
            Action.Begun(ticket, reply(flow(at(), KeyClass.Device, KeyClass.Biometric))),
            Action.Stepped(ticket, reply(flow(at()))),
            Action.InvitationRead(ticket, reply(Invitation(ISSUER, ""))),
            Action.Abandoned(reply(Unit)),
            Action.Answered(id(), reply(Outcome.entries.random(this))),
            Action.OutcomeIs(id(), reply(Outcome.entries.random(this).takeIf { nextBoolean() })),
            Action.Reported(id(), reply(ReportOutcome.Taken)),
            Action.CodesAre(ticket, listOf(codes(), codes(), CodesState.Locked).random(this)),
            Action.Checked(ticket, reply(paired().first())),
            Action.Performed(ticket, reply(done())),
            Action.Removed(ticket, reply(Unit)),
        ).random(this)

    private fun Random.done(): Done =
        listOf(
            Done.Changed(paired().first()),
            Done.Printed(PrintedCode(listOf("AAAA"), asked = 0)),
            Done.Kept,
        ).random(this)

    private fun <T> Random.reply(good: T): Reply<T> =
        if (nextInt(3) > 0) Reply.Ok(good) else Reply.Failed(problem(), flow(at()).takeIf { nextBoolean() })

    private fun Random.problem(): Problem =
        listOf(
            Problem.Plain.Offline,
            Problem.Plain.Cancelled,
            Problem.Plain.AnswerKept,
            Problem.Plain.ReportKept,
            Problem.Plain.SessionEnded,
            Problem.WrongCode(1),
            Problem.Prerequisites(nextBoolean(), nextBoolean()),
            Problem.Dissociated(Association.Replaced),
        ).random(this)

    private fun Random.at(): At =
        listOf(
            At.SignIn,
            At.SignInCode(sms()),
            At.SignInCode(null),
            At.SignedIn,
            At.AssociateCode(sms()),
            At.Finish,
            At.Activate("+39 *** 42"),
            At.Activate(null),
            At.Recovered,
            At.NumberCode(sms()),
            At.Associated(ACCOUNT),
            At.Ended,
        ).random(this)

    private fun Random.paired() = listOf(account(association = Association.entries.random(this)), account(OTHER))

    private fun Random.change(): Action =
        Action.Changed(
            listOf(
                Change.AccountsAre(paired()),
                Change.RequestsAre(ACCOUNT, listOf("a", "b").filter { nextBoolean() }.map { asked(it) }),
                Change.RequestsAre(ACCOUNT, listOf(asked("a"))),
                Change.RequestsAre(OTHER, listOf("c").filter { nextBoolean() }.map { request(it, OTHER) }),
                Change.Reachable(ACCOUNT, nextBoolean()),
                Change.Trouble(ACCOUNT, problem().takeIf { nextBoolean() }),
            ).random(this),
        )

    private fun Random.asked(id: String) = request(id, seconds = nextLong(1, 120), known = nextInt(4) > 0)
}
