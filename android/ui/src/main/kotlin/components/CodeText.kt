package org.assenso.ui.components

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.BasicText
import androidx.compose.foundation.text.TextAutoSize
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.text
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.sp
import org.assenso.ui.theme.tabular
import org.assenso.ui.text.Text as Phrase

/** A code that is to be typed now: as large as there is room for. */
@Composable
fun LargeCode(
    digits: String,
    modifier: Modifier = Modifier,
) {
    val style = MaterialTheme.typography.displayMedium
    BasicText(
        grouped(digits),
        modifier.fillMaxWidth().spelt(digits),
        style.tabular().copy(MaterialTheme.colorScheme.primary, fontWeight = FontWeight.SemiBold),
        softWrap = false,
        maxLines = 1,
        autoSize = TextAutoSize.StepBased(SMALLEST, style.fontSize),
    )
}

/** The code after that one, for whoever is about to be late. */
@Composable
fun NextCode(
    digits: String,
    modifier: Modifier = Modifier,
) {
    val shown = say(Phrase.CodesNext, grouped(digits))
    val spoken = say(Phrase.CodesNext, spoken(digits))
    Text(
        shown,
        modifier.clearAndSetSemantics {
            text = AnnotatedString(shown)
            contentDescription = spoken
        },
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.bodyLarge.tabular(),
    )
}

/** Read aloud one digit after the other. */
private fun Modifier.spelt(digits: String) =
    clearAndSetSemantics {
        text = AnnotatedString(grouped(digits))
        contentDescription = spoken(digits)
    }

/** `123 456`, `1234 567`: what is said is also what is seen, so no line breaks in between. */
internal fun grouped(digits: String): String {
    val half = (digits.length + 1) / 2
    return if (digits.length < 2) digits else digits.take(half) + NO_BREAK + digits.drop(half)
}

internal fun spoken(digits: String): String = digits.toList().joinToString(" ")

private val SMALLEST = 20.sp

private const val NO_BREAK = '\u00A0'
