package org.assenso.app.gallery

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Code
import org.assenso.bridge.model.Digits
import org.assenso.ui.state.PhoneSign
import org.assenso.ui.state.Row
import org.assenso.ui.state.Screen

private fun digits(
    now: String,
    next: String,
) = Digits(now, next, validUntilBootMs = NOW + 17_000, periodMs = 30_000)

private val codes =
    listOf(
        Code(annas.key, PROVIDER, ANNA, clockAheadS = 0, digits("492039", "115720")),
        Code(longOne.key, LONG_PROVIDER, LONG_EMAIL, clockAheadS = -4_320, digits("12345678", "87654321")),
        Code(AccountKey(9), PROVIDER, "erik@mail.example", clockAheadS = 0, digits = null),
    )

private fun shown(
    codes: List<Code>,
    copied: AccountKey? = null,
) = at(Screen.Codes(TICKET, codes, locksAtBootMs = NOW + 41_000, copied = copied))

internal val CODES_SAMPLES =
    listOf(
        Sample("codes", shown(codes.take(1))),
        Sample("codes_copied", shown(codes.take(1), copied = annas.key)),
        Sample("codes_many", shown(codes)),
        Sample("codes_ahead", shown(listOf(codes.first().copy(clockAheadS = 75)))),
        Sample("codes_none", shown(emptyList())),
        Sample("codes_locked", at(Screen.Codes())),
        Sample("codes_opening", at(Screen.Codes(visit = TICKET))),
        Sample("codes_problem", at(Screen.Codes(problem = Problem.Plain.LockedOut))),
    )

private val every = open.copy(accounts = Accounts(listOf(annas, longOne, replaced), listOf(begun)))
private val mine = Row.Paired(annas.key)
private val theirs = Row.Paired(replaced.key)

internal val SETTINGS_SAMPLES =
    listOf(
        Sample("settings", at(Screen.Settings, every)),
        Sample(
            "settings_notifications_off",
            at(Screen.Settings, every.copy(posture = every.posture?.copy(notifications = false))),
        ),
        Sample("settings_signs", at(Screen.Settings, open.copy(signs = PhoneSign.entries.toSet()))),
        Sample("settings_mailbox", at(Screen.Mailbox(mine), every)),
        Sample("settings_account", at(Screen.Account(mine), every)),
        Sample("settings_account_long", at(Screen.Account(Row.Paired(longOne.key)), every)),
        Sample("settings_account_dissociated", at(Screen.Account(theirs), every)),
        Sample("settings_two_step", at(Screen.TwoStep(mine), every)),
        Sample("settings_two_step_checking", at(Screen.TwoStep(mine, busy = TICKET), every)),
        Sample("settings_two_step_checked", at(Screen.TwoStep(mine, checked = true), every)),
        Sample("settings_two_step_associate", at(Screen.TwoStep(theirs), every)),
        Sample(
            "settings_two_step_unfinished",
            at(Screen.TwoStep(Row.Unfinished(begun.key), problem = Problem.Plain.Offline), every),
        ),
        Sample("settings_remove", at(Screen.Remove(theirs), every)),
        Sample(
            "settings_remove_problem",
            at(Screen.Remove(theirs, problem = Problem.Plain.StillAssociated), every),
        ),
    )
