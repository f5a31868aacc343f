package org.assenso.ui.state

import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.PrintedCode
import org.assenso.bridge.model.Secret

/** What the owner can do with an account on this phone. */
enum class Matter {
    /** This phone stops being the account's device. */
    SignOut,

    /** 2-step verification goes off. */
    Deactivate,

    /** A recovery code is made. */
    NewCode,

    /** The recovery code ends what this phone has to wait with. */
    EnterCode,
}

/** A page of it. */
sealed interface DeedPage {
    /** "Sign out": what it means. */
    data object SignOut : DeedPage

    /** "Deactivate": what it means. It is asked twice. */
    data object Deactivate : DeedPage

    /** "Are you sure?", and the password. */
    data class ReallyDeactivate(
        val password: Field = Field(),
    ) : DeedPage

    /** What a recovery code is for, and the password. */
    data class NewCode(
        val password: Field = Field(),
    ) : DeedPage

    /** The recovery code, to be written down; one of its groups is typed back. */
    data class WriteCode(
        val code: PrintedCode,
        val group: Field = Field(),
    ) : DeedPage

    /** The recovery code and the password. */
    data class EnterCode(
        val code: Field = Field(),
        val password: Field = Field(),
    ) : DeedPage

    /** It is done. */
    data class Finished(
        val matter: Matter,
    ) : DeedPage
}

/** The first page. */
internal val Matter.firstPage: DeedPage
    get() =
        when (this) {
            Matter.SignOut -> DeedPage.SignOut
            Matter.Deactivate -> DeedPage.Deactivate
            Matter.NewCode -> DeedPage.NewCode()
            Matter.EnterCode -> DeedPage.EnterCode()
        }

/** The page with what was typed into one of its fields. */
internal fun DeedPage.with(
    field: FieldName,
    taken: Field,
): DeedPage =
    when (this) {
        is DeedPage.ReallyDeactivate -> {
            if (field == FieldName.Password) copy(password = taken) else this
        }

        is DeedPage.NewCode -> {
            if (field == FieldName.Password) copy(password = taken) else this
        }

        is DeedPage.WriteCode -> {
            if (field == FieldName.Group) copy(group = taken) else this
        }

        is DeedPage.EnterCode -> {
            when (field) {
                FieldName.RecoveryCode -> copy(code = taken)
                FieldName.Password -> copy(password = taken)
                else -> this
            }
        }

        DeedPage.SignOut, DeedPage.Deactivate, is DeedPage.Finished -> {
            this
        }
    }

/** The same without what was typed. */
internal fun DeedPage.withoutSecrets(): DeedPage =
    when (this) {
        is DeedPage.ReallyDeactivate -> DeedPage.ReallyDeactivate()
        is DeedPage.NewCode -> DeedPage.NewCode()
        is DeedPage.WriteCode -> copy(group = Field())
        is DeedPage.EnterCode -> DeedPage.EnterCode()
        DeedPage.SignOut, DeedPage.Deactivate, is DeedPage.Finished -> this
    }

/** The same while what was typed is on its way. A long code stays: only the password beside it may be wrong. */
internal fun DeedPage.sent(): DeedPage = if (this is DeedPage.EnterCode) copy(password = Field()) else withoutSecrets()

internal val DeedPage.fields: List<Field>
    get() =
        when (this) {
            is DeedPage.ReallyDeactivate -> listOf(password)
            is DeedPage.NewCode -> listOf(password)
            is DeedPage.WriteCode -> listOf(group)
            is DeedPage.EnterCode -> listOf(code, password)
            DeedPage.SignOut, DeedPage.Deactivate, is DeedPage.Finished -> emptyList()
        }

/** What the page's main button does; null where it only turns the page. */
internal fun DeedPage.deed(): Deed? =
    when (this) {
        DeedPage.SignOut -> Deed.SignOut
        is DeedPage.ReallyDeactivate -> Deed.Deactivate(Secret(password.text))
        is DeedPage.NewCode -> Deed.NewCode(Secret(password.text))
        is DeedPage.WriteCode -> Deed.KeepCode(Secret(group.text))
        is DeedPage.EnterCode -> Deed.EnterCode(Secret(code.text), Secret(password.text))
        DeedPage.Deactivate, is DeedPage.Finished -> null
    }
