package org.assenso.app.gallery

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.Hold
import org.assenso.ui.state.AppLock
import org.assenso.ui.state.LockReason
import org.assenso.ui.state.Phase
import org.assenso.ui.state.Screen
import org.assenso.ui.state.Unlock

private fun locked(
    reason: LockReason = LockReason.Started,
    failure: Unlock? = null,
    busy: Boolean = false,
) = open.copy(lock = AppLock.Locked(reason, TICKET.takeIf { busy }, failure))

private val empty = open.copy(accounts = Accounts(), stack = listOf(Screen.Welcome))

internal val START_SAMPLES =
    listOf(
        Sample("start_opening", open.copy(phase = Phase.Opening)),
        Sample("start_stopped", open.copy(phase = Phase.Stopped(Problem.Plain.StoreTooNew))),
        Sample("start_stopped_aside", open.copy(phase = Phase.Stopped(Problem.Plain.StoreSetAside))),
        Sample("lock", locked()),
        Sample("lock_away", locked(LockReason.Away)),
        Sample("lock_unlocking", locked(busy = true)),
        Sample("lock_out", locked(failure = Unlock.LockedOut)),
        Sample("lock_unavailable", locked(failure = Unlock.Unavailable)),
        Sample("welcome", empty),
        Sample("welcome_problem", empty.copy(problem = Problem.Plain.StorageFull)),
    )

internal val ACCOUNT_SAMPLES =
    listOf(
        Sample("accounts", open),
        Sample("accounts_offline", open.copy(offline = setOf(annas.key))),
        Sample(
            "accounts_notifications_off",
            open.copy(posture = open.posture?.copy(notifications = false)),
        ),
        Sample("accounts_request_waits", open.copy(waiting = listOf(request))),
        Sample("accounts_problem", open.copy(problem = Problem.Plain.AnswerKept)),
        Sample(
            "accounts_mixed",
            open.copy(
                accounts =
                    Accounts(
                        listOf(
                            annas.copy(hold = Hold(Held.Widening, MORNING_UNIX_MS)),
                            annas.copy(key = AccountKey(5), hold = Hold(Held.Settings, MORNING_UNIX_MS)),
                            longOne.copy(alarm = true),
                            replaced,
                            annas.copy(
                                key = AccountKey(4),
                                name = "dora@mail.example",
                                association = Association.Frozen,
                            ),
                        ),
                        listOf(begun, begun.copy(email = null, at = At.SignIn)),
                    ),
                offline = setOf(longOne.key),
                troubles = mapOf(annas.key to Problem.Plain.Clock),
            ),
        ),
        Sample(
            "dissociated",
            at(Screen.Dissociated(replaced.key), open.copy(accounts = Accounts(listOf(replaced)))),
        ),
        Sample(
            "dissociated_long",
            longOne.copy(association = Association.Deactivated).let {
                at(Screen.Dissociated(it.key), open.copy(accounts = Accounts(listOf(it))))
            },
        ),
    )
