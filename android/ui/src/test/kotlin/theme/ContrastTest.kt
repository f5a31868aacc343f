package org.assenso.ui.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** WCAG 2.2, level AA, for every two colours that meet on a screen. */
class ContrastTest {
    @TestFactory
    fun `every two colours that meet can be told apart`(): List<DynamicTest> =
        (meetings("light", lightScheme, lightSignals) + meetings("dark", darkScheme, darkSignals))
            .map { meeting ->
                dynamicTest(meeting.name) {
                    val ratio = contrast(meeting.front, meeting.back)
                    assertTrue(ratio >= meeting.least, "$ratio is under ${meeting.least}")
                }
            }

    @Test
    fun `black on white is the most there is, and a colour on itself the least`() {
        assertEquals(21.0, contrast(Color.Black, Color.White), 0.01)
        assertEquals(1.0, contrast(Color.Red, Color.Red), 0.01)
    }

    private fun meetings(
        name: String,
        scheme: ColorScheme,
        signals: Signals,
    ): List<Meeting> = (containers(scheme, signals) + grounds(scheme, signals)).map { it.copy(name = "$name: ${it.name}") }

    private fun containers(
        scheme: ColorScheme,
        signals: Signals,
    ) = with(scheme) {
        listOf(
            Meeting("primary", onPrimary, primary),
            Meeting("primary container", onPrimaryContainer, primaryContainer),
            Meeting("secondary", onSecondary, secondary),
            Meeting("secondary container", onSecondaryContainer, secondaryContainer),
            Meeting("tertiary", onTertiary, tertiary),
            Meeting("tertiary container", onTertiaryContainer, tertiaryContainer),
            Meeting("error", onError, error),
            Meeting("error container", onErrorContainer, errorContainer),
            Meeting("inverse", inverseOnSurface, inverseSurface),
            Meeting("inverse primary", inversePrimary, inverseSurface),
            Meeting("good container", signals.onGoodContainer, signals.goodContainer),
            Meeting("warning container", signals.onWarningContainer, signals.warningContainer),
            Meeting("edge of a danger button", error, surface, Meeting.SHAPE),
            Meeting("edge of a danger button inside", error, errorContainer, Meeting.SHAPE),
        )
    }

    /** What stands on the page itself and on its cards. */
    private fun grounds(
        scheme: ColorScheme,
        signals: Signals,
    ) = with(scheme) {
        val grounds =
            listOf(
                surface,
                surfaceVariant,
                surfaceContainerLowest,
                surfaceContainerLow,
                surfaceContainer,
                surfaceContainerHigh,
                surfaceContainerHighest,
            )
        val pages = listOf(surface, surfaceContainerLow)
        grounds.flatMap { ground ->
            listOf(
                Meeting("text", onSurface, ground),
                Meeting("quiet text", onSurfaceVariant, ground),
                Meeting("a link", primary, ground),
            )
        } +
            pages.flatMap { ground ->
                listOf(
                    Meeting("a problem", error, ground),
                    Meeting("good", signals.good, ground),
                    Meeting("a warning", signals.warning, ground),
                    Meeting("an outline", outline, ground, Meeting.SHAPE),
                )
            } +
            listOf(
                Meeting("a bar", primary, surfaceContainerHighest, Meeting.SHAPE),
                Meeting("a bar at its end", signals.warning, surfaceContainerHighest, Meeting.SHAPE),
            )
    }

    private data class Meeting(
        val name: String,
        val front: Color,
        val back: Color,
        val least: Double = TEXT,
    ) {
        companion object {
            const val TEXT = 4.5
            const val SHAPE = 3.0
        }
    }
}

/** The contrast ratio of WCAG: 1 to 21. */
private fun contrast(
    one: Color,
    other: Color,
): Double {
    val (dark, light) = listOf(one, other).map { it.luminance().toDouble() }.sorted()
    return (light + OFFSET) / (dark + OFFSET)
}

private const val OFFSET = 0.05
