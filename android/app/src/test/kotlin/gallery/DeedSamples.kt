package org.assenso.app.gallery

import org.assenso.bridge.Problem
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.Hold
import org.assenso.bridge.model.PrintedCode
import org.assenso.ui.state.DeedPage
import org.assenso.ui.state.Field
import org.assenso.ui.state.Matter
import org.assenso.ui.state.Row
import org.assenso.ui.state.Screen

private val mine = open.copy(accounts = Accounts(listOf(annas)))
private val onProbation =
    open.copy(accounts = Accounts(listOf(annas.copy(hold = Hold(Held.Widening, MORNING_UNIX_MS)))))
private val settingsHeld =
    open.copy(accounts = Accounts(listOf(annas.copy(hold = Hold(Held.Settings, MORNING_UNIX_MS)))))
private val printed =
    PrintedCode(listOf("ZVEB", "N63P", "AGS1", "000H", "48SM", "8NB6", "EW9A"), asked = 2)

private fun deed(
    page: DeedPage,
    problem: Problem? = null,
) = Screen.Deed(annas.key, page, problem = problem)

internal val DEED_SAMPLES =
    listOf(
        Sample("two_step_probation", at(Screen.TwoStep(Row.Paired(annas.key)), onProbation)),
        Sample("deed_sign_out", at(deed(DeedPage.SignOut), mine)),
        Sample("deed_sign_out_offline", at(deed(DeedPage.SignOut, Problem.Plain.Offline), mine)),
        Sample("deed_deactivate", at(deed(DeedPage.Deactivate), mine)),
        Sample("deed_deactivate_held", at(deed(DeedPage.Deactivate), onProbation)),
        Sample("deed_deactivate_sure", at(deed(DeedPage.ReallyDeactivate(Field("correct horse"))), mine)),
        Sample(
            "deed_deactivate_wrong",
            at(deed(DeedPage.ReallyDeactivate(), Problem.Plain.WrongPassword), mine),
        ),
        Sample("deed_new_code", at(deed(DeedPage.NewCode()), mine)),
        Sample("deed_new_code_held", at(deed(DeedPage.NewCode(), Problem.Plain.Held), settingsHeld)),
        Sample("deed_write_code", at(deed(DeedPage.WriteCode(printed)), mine)),
        Sample(
            "deed_write_code_wrong",
            at(deed(DeedPage.WriteCode(printed), Problem.Plain.WrongGroup), mine),
        ),
        Sample("deed_enter_code", at(deed(DeedPage.EnterCode()), onProbation)),
        Sample("deed_signed_out", at(deed(DeedPage.Finished(Matter.SignOut)), mine)),
        Sample("deed_code_kept", at(deed(DeedPage.Finished(Matter.NewCode)), mine)),
    )
