package org.assenso.app.gallery

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountChange
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Request
import org.assenso.ui.state.AppLock
import org.assenso.ui.state.Asking
import org.assenso.ui.state.Field
import org.assenso.ui.state.Front
import org.assenso.ui.state.LockReason
import org.assenso.ui.state.Question
import org.assenso.ui.state.Sending

private fun asked(
    request: Request,
    number: String = "",
    sending: Sending? = null,
    problem: Problem? = null,
    waiting: List<Request> = listOf(request),
) = open.copy(
    front = Front.Asked(request, Field(number), sending, problem),
    waiting = waiting,
    accounts = Accounts(listOf(annas, longOne)),
)

private fun over(
    outcome: Outcome,
    asking: Asking? = null,
) = open.copy(front = Front.Over(request.id, outcome, asking?.let { Question(annas.key, it) }))

/** Characters of a text that is shown, at most. */
private const val LONGEST = 64

private val known = request.copy(signIn = firefox.copy(known = true, place = null))

internal val REQUEST_SAMPLES =
    listOf(
        Sample("request", asked(request)),
        Sample("request_known", asked(known)),
        Sample("request_typed", asked(request, "36")),
        Sample(
            "request_incomplete",
            asked(request, "3", problem = Problem.Plain.InvalidNumber),
        ),
        Sample("request_confirming", asked(request, "36", Sending.Approve)),
        Sample("request_denying", asked(request, sending = Sending.Deny)),
        Sample(
            "request_kept",
            asked(request, "36", Sending.Kept, Problem.Plain.AnswerKept),
        ),
        Sample("request_covered", asked(request, "36", problem = Problem.Plain.Covered)),
        Sample("request_frozen", asked(request, "36", problem = Problem.Plain.Frozen)),
        Sample("request_long", asked(longRequest, "3620")),
        Sample("request_two", asked(request, waiting = listOf(request, longRequest))),
        Sample("request_three", asked(request, waiting = listOf(request, longRequest, known.copy(id = "r3")))),
        Sample(
            "request_hurry",
            asked(request.copy(deadlineBootMs = NOW + 9_000), "3"),
        ),
        Sample("request_deactivate", asked(request.copy(change = AccountChange.Deactivate))),
        Sample("request_number", asked(request.copy(change = AccountChange.Number("+393471234567")))),
        Sample("request_notice_address", asked(request.copy(change = AccountChange.NoticeAddress("a".repeat(LONGEST))))),
        Sample("request_methods", asked(request.copy(change = AccountChange.Methods(codeFirst = true, code = true, sms = false)))),
        Sample("request_unknown", asked(request.copy(signIn = null))),
        Sample("request_on_locked_app", asked(request).copy(lock = AppLock.Locked(LockReason.Started))),
    )

internal val OUTCOME_SAMPLES =
    (Outcome.entries - Outcome.Denied).map { Sample("outcome_${it.name.lowercase()}", over(it)) } +
        listOf(
            Sample("outcome_denied", over(Outcome.Denied, Asking.Open())),
            Sample("outcome_denied_no_question", over(Outcome.Denied)),
            Sample(
                "outcome_denied_problem",
                over(Outcome.Denied, Asking.Open(Problem.Plain.NotReportable)),
            ),
            Sample("report_sending", over(Outcome.Denied, Asking.Sending(ReportReason.NotMe))),
            Sample("report_kept", over(Outcome.Denied, Asking.Kept(ReportReason.NotMe))),
            Sample(
                "report_not_me",
                over(Outcome.Denied, Asking.Said(ReportReason.NotMe, ReportOutcome.Taken)),
            ),
            Sample(
                "report_mistake",
                over(Outcome.Denied, Asking.Said(ReportReason.Mistake, ReportOutcome.Taken)),
            ),
            Sample(
                "report_not_taken",
                over(Outcome.Denied, Asking.Said(ReportReason.NotMe, ReportOutcome.NotTaken)),
            ),
        )
