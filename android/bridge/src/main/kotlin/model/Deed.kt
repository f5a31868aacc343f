package org.assenso.bridge.model

/** Something that the owner does with an account. */
sealed interface Deed {
    /** This phone stops being the account's device. */
    data object SignOut : Deed

    /** 2-step verification goes off. */
    data class Deactivate(
        val password: Secret,
    ) : Deed

    /** A recovery code is made, which counts for nothing yet. */
    data class NewCode(
        val password: Secret,
    ) : Deed

    /** It counts, since the [group] was typed that was asked for. */
    data class KeepCode(
        val group: Secret,
    ) : Deed

    /** The recovery code, as people type it, ends what this phone has to wait with. */
    data class EnterCode(
        val code: Secret,
        val password: Secret,
    ) : Deed
}

/** The secrets of a deed, which are wiped when it was done. */
internal val Deed.secrets: List<Secret>
    get() =
        when (this) {
            Deed.SignOut -> emptyList()
            is Deed.Deactivate -> listOf(password)
            is Deed.NewCode -> listOf(password)
            is Deed.KeepCode -> listOf(group)
            is Deed.EnterCode -> listOf(code, password)
        }

/** What came of a deed. */
sealed interface Done {
    /** The account is so now. */
    data class Changed(
        val account: Account,
    ) : Done

    /** A recovery code is to be written down. */
    data class Printed(
        val code: PrintedCode,
    ) : Done

    /** The recovery code counts. */
    data object Kept : Done
}

/** A recovery code on the screen. It prints as nothing. */
data class PrintedCode(
    /** Its groups, of four characters each. */
    val groups: List<String>,
    /** Which one is typed back, from 0. */
    val asked: Int,
) {
    override fun toString() = "PrintedCode"
}
