package org.assenso.ui.state

/** What a person typed into one field. It prints as nothing, whatever field it is. */
data class Field(
    val text: String = "",
) {
    val isEmpty: Boolean get() = text.isEmpty()

    override fun toString() = "Field"
}

/** The fields of the screens below the front, and what each takes. */
enum class FieldName(
    private val longest: Int,
    private val digitsOnly: Boolean = false,
) {
    /** The provider's address. */
    Address(longest = 200),
    Email(longest = 254),
    Password(longest = 1024),

    /** A mobile number, however it is written. */
    Mobile(longest = 40),

    /** A recovery code, with whatever is typed between its groups. */
    RecoveryCode(longest = 48),

    /** One group of a recovery code. */
    Group(longest = 8),

    /** A code from an SMS. */
    Code(longest = CODE_DIGITS, digitsOnly = true),
    ;

    /** What of [typed] the field takes. */
    fun take(typed: String): Field = Field(typed.filter(::fits).takeCharacters(longest))

    private fun fits(typed: Char) = if (digitsOnly) typed in '0'..'9' else !typed.isISOControl()
}

/** How many digits an SMS code has. */
const val CODE_DIGITS = 6

/** What of [typed] a number of so many [digits] takes. */
internal fun numberField(
    typed: String,
    digits: Int,
): Field = Field(typed.filter { it in '0'..'9' }.take(digits))

/** At most [longest] characters, and no half of one that takes two places. */
private fun String.takeCharacters(longest: Int): String {
    val cut = take(longest)
    return if (cut.length < length && cut.last().isHighSurrogate()) cut.dropLast(1) else cut
}
