package org.assenso.ui.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.Immutable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import org.assenso.ui.theme.Space
import org.assenso.ui.theme.signals

/** A value and what it is called; [note] says what to make of it. */
@Immutable
data class Fact(
    val label: String,
    val value: String,
    val note: Note? = null,
)

/** What to make of a value. */
@Immutable
data class Note(
    val text: String,
    val tone: Tone,
)

/** Values one under the other; each is read aloud with its label. */
@Composable
fun Facts(
    facts: List<Fact>,
    modifier: Modifier = Modifier,
) {
    val stacked = rememberRoom().largeLetters
    Surface(
        modifier.fillMaxWidth(),
        MaterialTheme.shapes.large,
        MaterialTheme.colorScheme.surfaceContainerLow,
        border = hairline(),
    ) {
        Column(Modifier.padding(horizontal = Space.normal, vertical = Space.tiny)) {
            facts.forEachIndexed { index, fact ->
                if (index > 0) HorizontalDivider()
                Line(fact, stacked)
            }
        }
    }
}

/** What to make of a value takes the whole width: a warning in a narrow column is long and pushes the rest off the screen. */
@Composable
private fun Line(
    fact: Fact,
    stacked: Boolean,
) {
    Column(
        Modifier.fillMaxWidth().padding(vertical = Space.small).semantics(mergeDescendants = true) {},
        Arrangement.spacedBy(Space.tiny),
    ) {
        if (stacked) {
            Label(fact.label)
            Value(fact.value)
        } else {
            Row(horizontalArrangement = Arrangement.spacedBy(Space.medium)) {
                Label(fact.label, Modifier.weight(LABEL))
                Value(fact.value, Modifier.weight(1f - LABEL))
            }
        }
        if (fact.note != null) Standing(fact.note.text, fact.note.tone)
    }
}

@Composable
private fun Label(
    text: String,
    modifier: Modifier = Modifier,
) = Text(
    text,
    modifier,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
    style = MaterialTheme.typography.bodyMedium,
)

@Composable
private fun Value(
    text: String,
    modifier: Modifier = Modifier,
) = Text(
    text,
    modifier,
    fontWeight = FontWeight.Medium,
    style = MaterialTheme.typography.bodyMedium.verbatim(),
)

/** For names and addresses: never a hyphen that is not theirs. */
internal fun TextStyle.verbatim() = copy(hyphens = Hyphens.None, lineBreak = LineBreak.Simple)

/** A colour for words on a plain ground. */
@Composable
internal fun Tone.ink(): Color =
    when (this) {
        Tone.Plain -> MaterialTheme.colorScheme.onSurface
        Tone.Good -> MaterialTheme.signals.good
        Tone.Warning -> MaterialTheme.signals.warning
        Tone.Bad -> MaterialTheme.colorScheme.error
    }

/** How much of a line its label gets. */
private const val LABEL = 0.34f
