package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.Secret

// What a person does in the wizard.

/** The wizard at the step where a pairing stands; null if nothing is left to do there. */
internal fun pairingScreen(
    flow: PairingFlow,
    keyClass: KeyClass? = null,
): Screen.Pairing? {
    val chosen = keyClass ?: flow.keyClasses.singleOrNull()
    val page = pageOf(flow, chosen) ?: return null
    return Screen.Pairing(flow, page, keyClass = chosen)
}

internal fun pageOf(
    flow: PairingFlow,
    keyClass: KeyClass?,
): PairingPage? =
    when (val at = flow.at) {
        At.SignIn -> {
            PairingPage.SignIn(email = Field(flow.email.orEmpty()))
        }

        is At.SignInCode -> {
            PairingPage.SignInCode()
        }

        At.SignedIn -> {
            PairingPage.Notice
        }

        At.Recovered -> {
            PairingPage.Recovered
        }

        is At.AssociateCode -> {
            if (keyClass == null) flow.choice() else PairingPage.AssociateCode()
        }

        At.Finish -> {
            PairingPage.Finish
        }

        is At.Activate -> {
            if (at.number == null) PairingPage.Mobile() else PairingPage.Activate
        }

        is At.NumberCode -> {
            PairingPage.NumberCode()
        }

        is At.Associated -> {
            PairingPage.Success
        }

        At.Ended -> {
            null
        }
    }

private fun PairingFlow.choice() = PairingPage.KeyClassChoice(keyClasses.first())

internal fun State.pairingGoesOn(screen: Screen.Pairing): Next {
    if (screen.busy != null) return then()
    val pairing = screen.flow.key
    return when (val page = screen.page) {
        is PairingPage.SignIn -> {
            signIn(screen, page)
        }

        is PairingPage.SignInCode -> {
            submitCode(screen, page.code, screen.page.withoutSecrets())
        }

        is PairingPage.NumberCode -> {
            submitCode(screen, page.code, screen.page.withoutSecrets())
        }

        is PairingPage.AssociateCode -> {
            submitCode(screen, page.code, PairingPage.Finishing)
        }

        is PairingPage.Mobile -> {
            submitMobile(screen, page.number.text.trim())
        }

        is PairingPage.Recovery -> {
            recover(screen, page.code)
        }

        PairingPage.Notice, PairingPage.Activate, PairingPage.Recovered -> {
            if (screen.keyClass == null) {
                replaceTop(screen.copy(page = screen.flow.choice(), problem = null)).then()
            } else {
                associate(screen)
            }
        }

        is PairingPage.KeyClassChoice -> {
            associate(screen.copy(keyClass = page.choice))
        }

        is PairingPage.Missing -> {
            associate(screen)
        }

        PairingPage.Finish -> {
            send(screen.copy(page = PairingPage.Finishing)) { Effect.Resume(it, pairing) }
        }

        PairingPage.Success -> {
            home().then(Effect.Load)
        }

        PairingPage.Finishing -> {
            then()
        }
    }
}

private fun State.signIn(
    screen: Screen.Pairing,
    page: PairingPage.SignIn,
): Next {
    val email = page.email.text.trim()
    if (email.isEmpty() || page.password.isEmpty) return stuck(screen, Problem.Plain.InvalidInput)
    val password = Secret(page.password.text)
    return send(screen.copy(page = page.withoutSecrets())) {
        Effect.SignIn(it, screen.flow.key, email, password)
    }
}

private fun State.submitCode(
    screen: Screen.Pairing,
    code: Field,
    page: PairingPage,
): Next {
    if (code.text.length != CODE_DIGITS) return stuck(screen, Problem.Plain.InvalidInput)
    val keyClass = screen.keyClass ?: screen.flow.keyClasses.first()
    return send(screen.copy(page = page)) {
        Effect.SubmitCode(it, screen.flow.key, Secret(code.text), keyClass)
    }
}

private fun State.recover(
    screen: Screen.Pairing,
    code: Field,
): Next {
    if (code.text.isBlank()) return stuck(screen, Problem.Plain.NoRecoveryCode)
    return send(screen.copy(page = screen.page.withoutSecrets())) {
        Effect.Recover(it, screen.flow.key, Secret(code.text))
    }
}

/** To the recovery code that takes the place of an SMS. */
internal fun State.useRecoveryCode(): State {
    val screen = screen as? Screen.Pairing ?: return this
    if (!screen.offersRecovery || screen.busy != null) return this
    return replaceTop(screen.copy(page = PairingPage.Recovery(), problem = null, resent = false))
}

private fun State.submitMobile(
    screen: Screen.Pairing,
    number: String,
): Next =
    if (number.isEmpty()) {
        stuck(screen, Problem.Plain.InvalidMobile)
    } else {
        send(screen) { Effect.SubmitMobile(it, screen.flow.key, number) }
    }

private fun State.stuck(
    screen: Screen.Pairing,
    problem: Problem,
): Next = replaceTop(screen.copy(problem = problem)).then()

/** Towards the association, with the class that was chosen; or says what this phone lacks for it. */
private fun State.associate(screen: Screen.Pairing): Next {
    val needs = needs(screen.keyClass)
    return when {
        needs.isNotEmpty() -> {
            replaceTop(screen.copy(page = PairingPage.Missing(needs), problem = null))
                .then(Effect.ReadPosture)
        }

        screen.flow.at is At.AssociateCode -> {
            replaceTop(screen.copy(page = PairingPage.AssociateCode(), problem = null)).then()
        }

        else -> {
            val page = if (screen.flow.at == At.Recovered) PairingPage.Finishing else screen.page
            val keyClass = screen.keyClass ?: screen.flow.keyClasses.first()
            send(screen.copy(page = page)) { Effect.Associate(it, screen.flow.key, keyClass) }
        }
    }
}

/** What the phone lacks, as far as it is known here; the core looks again. */
private fun State.needs(keyClass: KeyClass?): Set<Prerequisite> {
    val posture = posture ?: return emptySet()
    return buildSet {
        if (!posture.screenLock) add(Prerequisite.ScreenLock)
        if (!posture.biometrics && keyClass == KeyClass.Biometric) add(Prerequisite.Biometrics)
        if (!posture.notifications) add(Prerequisite.Notifications)
    }
}

/** The phone was set up anew: the wizard says what is still missing, or goes on by itself. */
internal fun State.prerequisitesChanged(): Next {
    val screen = screen as? Screen.Pairing ?: return then()
    if (screen.page !is PairingPage.Missing || screen.busy != null) return then()
    if (lock != AppLock.Open) return then()
    val needs = needs(screen.keyClass)
    return if (needs.isEmpty()) {
        associate(screen)
    } else {
        replaceTop(screen.copy(page = PairingPage.Missing(needs))).then()
    }
}

internal fun State.chooseKeyClass(keyClass: KeyClass): State {
    val screen = screen as? Screen.Pairing ?: return this
    val choosing = screen.page is PairingPage.KeyClassChoice && screen.busy == null
    return if (choosing && keyClass in screen.flow.keyClasses) {
        replaceTop(screen.copy(page = PairingPage.KeyClassChoice(keyClass)))
    } else {
        this
    }
}

internal fun State.resend(): Next {
    val screen = screen as? Screen.Pairing ?: return then()
    val asksForCode =
        screen.page is PairingPage.SignInCode ||
            screen.page is PairingPage.NumberCode ||
            screen.page is PairingPage.AssociateCode
    if (!asksForCode || screen.busy != null) return then()
    return send(screen.copy(page = screen.page.withoutSecrets())) {
        Effect.ResendCode(it, screen.flow.key)
    }
}

internal fun State.startAgain(): Next {
    val screen = screen as? Screen.Pairing ?: return then()
    val goesBack = screen.page == PairingPage.Finish || screen.page is PairingPage.NumberCode
    if (!goesBack || screen.busy != null) return then()
    return send(screen.copy(page = screen.page.withoutSecrets())) { Effect.StartAgain(it, screen.flow.key) }
}

private inline fun State.send(
    screen: Screen.Pairing,
    effect: (Ticket) -> Effect,
): Next =
    withTicket { ticket ->
        replaceTop(screen.copy(busy = ticket, problem = null, resent = false)).then(effect(ticket))
    }

/** Leaves the wizard. "Back" leaves a pairing where it stands; "Cancel" gives a try up. */
internal fun State.leavePairing(
    screen: Screen.Pairing,
    cancels: Boolean,
): Next {
    val pairing = screen.flow.key
    // A page back, to where the pairing stands.
    if (screen.page is PairingPage.Recovery && screen.busy == null) {
        val page = pageOf(screen.flow, screen.keyClass) ?: screen.page
        return replaceTop(screen.copy(page = page, problem = null)).then()
    }
    val left = pop()
    val stops = if (screen.busy != null) listOf(Effect.CancelPairing(pairing)) else emptyList()
    return when (screen.page) {
        PairingPage.Success -> {
            home().then(Effect.Load)
        }

        is PairingPage.SignIn -> {
            left.then(stops + Effect.Abandon(pairing))
        }

        is PairingPage.SignInCode -> {
            left.then(stops + if (cancels) Effect.Abandon(pairing) else Effect.Load)
        }

        is PairingPage.AssociateCode -> {
            if (cancels && screen.busy == null) {
                left.withTicket { then(Effect.StartAgain(it, pairing)) }
            } else {
                left.then(stops + Effect.Load)
            }
        }

        else -> {
            left.then(stops + Effect.Load)
        }
    }
}
