package org.assenso.ui.state

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource

/** What a field takes of what is typed or pasted. */
class FieldTest {
    @Test
    fun `digits alone go into a code, and no more than it has`() {
        assertEquals("123456", FieldName.Code.take("12 34-56\n7").text)
        assertEquals("", FieldName.Code.take("\u0661\u0662").text, "digits of another script")
    }

    @Test
    fun `a password takes everything that can be typed`() {
        assertEquals(" perché 漢 ", FieldName.Password.take(" perché 漢 ").text)
        assertEquals("ab", FieldName.Password.take("a\nb\u0000").text)
    }

    @ParameterizedTest
    @CsvSource("Address, 200", "Email, 254", "Password, 1024", "Code, 6")
    fun `every field ends somewhere`(
        field: FieldName,
        longest: Int,
    ) {
        assertEquals(longest, field.take("7".repeat(2000)).text.length)
    }

    @Test
    fun `a character that takes two places is not cut in half`() {
        val typed = "x".repeat(199) + "\uD83D\uDE00"
        assertEquals("x".repeat(199), FieldName.Address.take(typed).text)
    }

    @Test
    fun `a field prints as nothing`() {
        assertEquals("Field", Field("secret").toString())
    }
}
