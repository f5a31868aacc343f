package org.assenso.ui.state

/** Puts what was typed into the field, as far as it takes it. */
internal fun State.typed(
    field: FieldName,
    text: String,
): State {
    val taken = field.take(text)
    return when (val screen = screen) {
        is Screen.Provider -> {
            if (field == FieldName.Address && screen.busy == null) {
                replaceTop(screen.copy(address = taken))
            } else {
                this
            }
        }

        is Screen.Deed -> {
            if (screen.busy == null) replaceTop(screen.copy(page = screen.page.with(field, taken))) else this
        }

        is Screen.Pairing -> {
            if (screen.busy == null) replaceTop(screen.with(field, taken)) else this
        }

        else -> {
            this
        }
    }
}

private fun Screen.Pairing.with(
    field: FieldName,
    taken: Field,
): Screen.Pairing {
    val page = page
    return when {
        page is PairingPage.SignIn && field == FieldName.Email -> {
            copy(page = page.copy(email = taken))
        }

        page is PairingPage.SignIn && field == FieldName.Password -> {
            copy(page = page.copy(password = taken))
        }

        page is PairingPage.SignInCode && field == FieldName.Code -> {
            copy(page = page.copy(code = taken))
        }

        page is PairingPage.Recovery && field == FieldName.RecoveryCode -> {
            copy(page = page.copy(code = taken))
        }

        page is PairingPage.Mobile && field == FieldName.Mobile -> {
            copy(page = page.copy(number = taken))
        }

        page is PairingPage.NumberCode && field == FieldName.Code -> {
            copy(page = page.copy(code = taken))
        }

        page is PairingPage.AssociateCode && field == FieldName.Code -> {
            copy(page = page.copy(code = taken))
        }

        else -> {
            this
        }
    }
}

/** The same without passwords and codes. */
internal fun PairingPage.withoutSecrets(): PairingPage =
    when (this) {
        is PairingPage.SignIn -> copy(password = Field())
        is PairingPage.SignInCode -> PairingPage.SignInCode()
        is PairingPage.Recovery -> PairingPage.Recovery()
        is PairingPage.NumberCode -> PairingPage.NumberCode()
        is PairingPage.AssociateCode -> PairingPage.AssociateCode()
        else -> this
    }

/** Forgets passwords and codes that were typed and not sent. */
internal fun State.withoutSecrets(): State =
    copy(
        stack =
            stack.map { screen ->
                when (screen) {
                    is Screen.Pairing -> screen.copy(page = screen.page.withoutSecrets())
                    is Screen.Deed -> screen.copy(page = screen.page.withoutSecrets())
                    else -> screen
                }
            },
    )

/** Whether nothing may take the screen's place: the person types, or waits for what belongs here. */
internal val Screen.isBusy: Boolean
    get() =
        when (this) {
            is Screen.Provider, is Screen.Scan -> true
            is Screen.Invited -> busy != null
            is Screen.Pairing -> busy != null || page.hasFields
            is Screen.Codes -> isOpening
            is Screen.Deed -> busy != null || page.fields.isNotEmpty()
            is Screen.TwoStep, is Screen.Remove -> false
            Screen.Welcome, Screen.Accounts, Screen.Settings -> false
            is Screen.Mailbox, is Screen.Account, is Screen.Dissociated -> false
        }

private val PairingPage.hasFields: Boolean
    get() =
        this is PairingPage.SignIn ||
            this is PairingPage.SignInCode ||
            this is PairingPage.Recovery ||
            this is PairingPage.Mobile ||
            this is PairingPage.NumberCode ||
            this is PairingPage.AssociateCode

/** Whether a request must not take the front. */
val State.isTyping: Boolean
    get() = isUnlocking || (lock == AppLock.Open && screen.isBusy)
