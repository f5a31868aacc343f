package org.assenso.app.gallery

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Sms
import org.assenso.ui.state.Camera
import org.assenso.ui.state.Field
import org.assenso.ui.state.InvitationView
import org.assenso.ui.state.PairingPage
import org.assenso.ui.state.Prerequisite
import org.assenso.ui.state.Screen

private val sms = Sms("+39 *** *** 4567", triesLeft = 3, expiresAtBootMs = NOW + 272_000)

private fun wizard(
    page: PairingPage,
    at: At = At.SignedIn,
    busy: Boolean = false,
    problem: Problem? = null,
    resent: Boolean = false,
) = at(
    Screen.Pairing(
        begun.copy(email = ANNA, at = at),
        page,
        TICKET.takeIf { busy },
        problem,
        resent,
    ),
)

/** The wizard where 2-step verification is off. */
private fun activation(
    page: PairingPage,
    at: At,
    problem: Problem? = null,
) = at(Screen.Pairing(begun.copy(email = ANNA, at = at, activates = true), page, problem = problem))

private fun provider(
    text: String = ISSUER,
    busy: Boolean = false,
    problem: Problem? = null,
) = at(Screen.Provider(Field(text), TICKET.takeIf { busy }, problem))

private fun scan(
    camera: Camera,
    busy: Boolean = false,
    problem: Problem? = null,
) = at(Screen.Scan(camera, TICKET.takeIf { busy }, problem))

private fun invited(
    view: InvitationView?,
    busy: Boolean = false,
    problem: Problem? = null,
) = at(Screen.Invited(view = view, busy = TICKET.takeIf { busy }, problem = problem))

private val listed = InvitationView(ISSUER, "mail.example", PROVIDER, onList = true)
private val stranger =
    InvitationView(
        "https://xn--mil-exmple-1fb8d.example",
        "xn--mil-exmple-1fb8d.rechtsschutzversicherungsgesellschaften.example",
        provider = null,
        onList = false,
    )

internal val PAIRING_SAMPLES =
    listOf(
        Sample("pair_provider", provider()),
        Sample("pair_provider_empty", provider("")),
        Sample("pair_provider_busy", provider(busy = true)),
        Sample("pair_provider_problem", provider("mail", problem = Problem.Plain.NotAProvider)),
        Sample("pair_scan", scan(Camera.Allowed)),
        Sample("pair_scan_asked", scan(Camera.Asked)),
        Sample("pair_scan_refused", scan(Camera.Refused)),
        Sample("pair_scan_failed", scan(Camera.Failed)),
        Sample("pair_scan_busy", scan(Camera.Allowed, busy = true)),
        Sample(
            "pair_scan_problem",
            scan(Camera.Allowed, problem = Problem.Plain.InvalidInvitation),
        ),
        Sample("pair_invited", invited(listed)),
        Sample("pair_invited_stranger", invited(stranger)),
        Sample("pair_invited_reading", invited(null, busy = true)),
        Sample("pair_invited_none", invited(null, problem = Problem.Plain.InvalidInvitation)),
        Sample("pair_invited_busy", invited(listed, busy = true)),
        Sample("pair_invited_other_root", invited(listed, problem = Problem.Plain.OtherRoot)),
        Sample("pair_invited_other_root_known", invited(listed, problem = Problem.Plain.OtherRootKnown)),
        Sample("pair_sign_in", wizard(PairingPage.SignIn(), At.SignIn)),
        Sample(
            "pair_sign_in_invitation_over",
            wizard(PairingPage.SignIn(Field(ANNA)), At.SignIn, problem = Problem.Plain.InvitationOver),
        ),
        Sample(
            "pair_sign_in_busy",
            wizard(PairingPage.SignIn(Field(ANNA), Field("correct horse")), At.SignIn, busy = true),
        ),
        Sample(
            "pair_sign_in_problem",
            wizard(
                PairingPage.SignIn(Field(LONG_EMAIL), Field("correct horse battery staple")),
                At.SignIn,
                problem = Problem.Plain.WrongCredentials,
            ),
        ),
        Sample(
            "pair_sign_in_no_sms",
            wizard(PairingPage.SignIn(Field(ANNA)), At.SignIn, problem = Problem.TooManySms(42)),
        ),
        Sample("pair_sign_in_code", wizard(PairingPage.SignInCode(), At.SignInCode(sms))),
        Sample(
            "pair_sign_in_code_wrong",
            wizard(
                PairingPage.SignInCode(Field("123")),
                At.SignInCode(sms.copy(triesLeft = 2)),
                problem = Problem.WrongCode(2),
            ),
        ),
        Sample(
            "pair_code_resent",
            wizard(PairingPage.SignInCode(), At.SignInCode(sms), resent = true),
        ),
        Sample("pair_code_restart", wizard(PairingPage.SignInCode(), At.SignInCode(null))),
        Sample("pair_notice", wizard(PairingPage.Notice)),
        Sample("pair_notice_busy", wizard(PairingPage.Notice, busy = true)),
        Sample("pair_class", wizard(PairingPage.KeyClassChoice(KeyClass.Device))),
        Sample(
            "pair_class_refused",
            wizard(PairingPage.AssociateCode(), At.AssociateCode(sms), problem = Problem.Plain.ClassNotAllowed),
        ),
        Sample("pair_missing", wizard(PairingPage.Missing(Prerequisite.entries.toSet()))),
        Sample(
            "pair_missing_one",
            wizard(PairingPage.Missing(setOf(Prerequisite.Notifications))),
        ),
        Sample(
            "pair_associate_code",
            wizard(PairingPage.AssociateCode(Field("123456")), At.AssociateCode(sms)),
        ),
        Sample(
            "pair_finishing",
            wizard(PairingPage.Finishing, At.AssociateCode(sms), busy = true),
        ),
        Sample("pair_finish", wizard(PairingPage.Finish, At.Finish)),
        Sample(
            "pair_finish_problem",
            wizard(PairingPage.Finish, At.Finish, problem = Problem.Plain.Offline),
        ),
        Sample("pair_recovery", wizard(PairingPage.Recovery(), At.SignInCode(sms))),
        Sample(
            "pair_recovery_mistyped",
            wizard(PairingPage.Recovery(Field("ZVEB N63P AGS1")), At.SignInCode(sms), problem = Problem.Plain.NoRecoveryCode),
        ),
        Sample("pair_recovered", wizard(PairingPage.Recovered, At.Recovered)),
        Sample("pair_activate", activation(PairingPage.Activate, At.Activate(sms.sentTo))),
        Sample("pair_mobile", activation(PairingPage.Mobile(), At.Activate(null))),
        Sample(
            "pair_mobile_invalid",
            activation(PairingPage.Mobile(Field("02 1234567")), At.Activate(null), problem = Problem.Plain.InvalidMobile),
        ),
        Sample("pair_number_code", activation(PairingPage.NumberCode(), At.NumberCode(sms))),
        Sample("pair_activate_code", activation(PairingPage.AssociateCode(), At.AssociateCode(sms))),
        Sample("pair_activated", activation(PairingPage.Success, At.Associated(AccountKey(1)))),
        Sample("pair_success", wizard(PairingPage.Success, At.Associated(AccountKey(1)))),
    )
