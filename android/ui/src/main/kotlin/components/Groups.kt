package org.assenso.ui.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.text
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import org.assenso.ui.theme.Space

/** The groups of a code that is to be written down, each with its number, so that one can be asked for. */
@Composable
fun Groups(
    groups: List<String>,
    modifier: Modifier = Modifier,
) = Surface(
    modifier.fillMaxWidth(),
    MaterialTheme.shapes.large,
    MaterialTheme.colorScheme.surfaceContainerLow,
    border = hairline(),
) {
    FlowRow(
        Modifier.padding(Space.normal),
        horizontalArrangement = Arrangement.spacedBy(Space.large),
        verticalArrangement = Arrangement.spacedBy(Space.medium),
    ) {
        groups.forEachIndexed { index, group -> Group(index + 1, group) }
    }
}

/** Read aloud one character after the other. */
@Composable
private fun Group(
    number: Int,
    group: String,
) = Column(
    Modifier.clearAndSetSemantics {
        text = AnnotatedString("$number $group")
        contentDescription = "$number: ${spoken(group)}"
    },
) {
    Text(
        number.toString(),
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.labelMedium,
    )
    Text(
        group,
        fontFamily = FontFamily.Monospace,
        fontWeight = FontWeight.SemiBold,
        softWrap = false,
        style = MaterialTheme.typography.headlineSmall,
    )
}
