package org.assenso.ui.theme

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.em
import androidx.compose.ui.unit.sp

/**
 * Somewhat larger than Material's: nothing that has to be read is under 16 sp. Sizes are in sp and line heights in em, so that both
 * follow the phone's text size. With [hyphens] words that are too long for a line of very large letters are divided.
 */
internal fun type(hyphens: Boolean): Typography {
    val style = if (hyphens) Hyphens.Auto else Hyphens.None
    return Typography(
        displayLarge = title(48.sp, FontWeight.Normal, style),
        displayMedium = title(40.sp, FontWeight.Normal, style),
        displaySmall = title(34.sp, FontWeight.Normal, style),
        headlineLarge = title(30.sp, FontWeight.SemiBold, style),
        headlineMedium = title(27.sp, FontWeight.SemiBold, style),
        headlineSmall = title(24.sp, FontWeight.SemiBold, style),
        titleLarge = title(21.sp, FontWeight.SemiBold, style),
        titleMedium = title(18.sp, FontWeight.SemiBold, style),
        titleSmall = title(16.sp, FontWeight.SemiBold, style),
        bodyLarge = body(18.sp, style),
        bodyMedium = body(16.sp, style),
        bodySmall = body(16.sp, style),
        labelLarge = title(17.sp, FontWeight.SemiBold, style),
        labelMedium = title(16.sp, FontWeight.Medium, style),
        labelSmall = title(14.sp, FontWeight.Medium, style),
    )
}

/** Digits of one width: a number that counts down does not wobble. */
internal fun TextStyle.tabular(): TextStyle = copy(fontFeatureSettings = "tnum")

private fun title(
    size: TextUnit,
    weight: FontWeight,
    hyphens: Hyphens,
) = TextStyle(
    fontSize = size,
    lineHeight = 1.25.em,
    fontWeight = weight,
    lineBreak = LineBreak.Heading,
    hyphens = hyphens,
)

private fun body(
    size: TextUnit,
    hyphens: Hyphens,
) = TextStyle(
    fontSize = size,
    lineHeight = 1.4.em,
    lineBreak = LineBreak.Paragraph,
    hyphens = hyphens,
)
