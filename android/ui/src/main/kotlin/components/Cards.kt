package org.assenso.ui.components

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.assenso.ui.theme.Size
import org.assenso.ui.theme.Space

/** Things that belong together. */
@Composable
fun Card(
    modifier: Modifier = Modifier,
    content: @Composable ColumnScope.() -> Unit,
) = Surface(
    modifier.fillMaxWidth(),
    MaterialTheme.shapes.large,
    MaterialTheme.colorScheme.surfaceContainerLow,
    border = hairline(),
) {
    Column(Modifier.padding(Space.normal), Arrangement.spacedBy(Space.small), content = content)
}

/** The same, as one large button that leads somewhere. */
@Composable
fun LinkCard(
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    content: @Composable ColumnScope.() -> Unit,
) = Surface(
    onClick,
    modifier.fillMaxWidth().heightIn(min = Size.button),
    shape = MaterialTheme.shapes.large,
    color = MaterialTheme.colorScheme.surfaceContainerLow,
    border = hairline(),
) {
    Row(
        Modifier.padding(Space.normal),
        Arrangement.spacedBy(Space.medium),
        Alignment.CenterVertically,
    ) {
        if (icon != null) {
            Icon(icon, null, Modifier.size(iconSize()), MaterialTheme.colorScheme.primary)
        }
        Column(Modifier.weight(1f), Arrangement.spacedBy(Space.tiny), content = content)
        Icon(Icons.Open, null, Modifier.size(iconSize()), MaterialTheme.colorScheme.onSurfaceVariant)
    }
}

/** A line of a list that leads somewhere, with how it stands. */
@Composable
fun LinkRow(
    title: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    detail: String? = null,
) = LinkCard(onClick, modifier, icon) {
    Name(title)
    if (detail != null) Aside(detail)
}

/** What a card is about; a name or an address is never hyphenated. */
@Composable
fun Name(
    text: String,
    modifier: Modifier = Modifier,
) = Text(text, modifier, style = MaterialTheme.typography.titleMedium.verbatim())

/** What a card is there for, where its words only say how it stands. */
@Composable
fun ToDo(
    text: String,
    modifier: Modifier = Modifier,
) = Text(
    text,
    modifier,
    color = MaterialTheme.colorScheme.primary,
    style = MaterialTheme.typography.titleSmall,
)

/** One of several, of which exactly one holds. */
@Composable
fun <T> Choices(
    all: List<T>,
    chosen: T?,
    title: @Composable (T) -> String,
    onChoose: (T) -> Unit,
    modifier: Modifier = Modifier,
    enabled: Boolean = true,
    text: @Composable (T) -> String? = { null },
) = Column(modifier.fillMaxWidth().selectableGroup(), Arrangement.spacedBy(Space.small)) {
    all.forEach { item ->
        val selected = item == chosen
        Surface(
            Modifier.fillMaxWidth().selectable(selected, enabled, Role.RadioButton) { onChoose(item) },
            MaterialTheme.shapes.large,
            MaterialTheme.colorScheme.surfaceContainerLow,
            border = if (selected) BorderStroke(2.dp, MaterialTheme.colorScheme.primary) else hairline(),
        ) {
            Row(
                Modifier.heightIn(min = Size.button).padding(Space.normal),
                Arrangement.spacedBy(Space.medium),
                Alignment.CenterVertically,
            ) {
                RadioButton(selected, null, enabled = enabled)
                Column(Modifier.weight(1f), Arrangement.spacedBy(Space.tiny)) {
                    Text(title(item), style = MaterialTheme.typography.titleMedium)
                    text(item)?.let { Aside(it) }
                }
            }
        }
    }
}

@Composable
internal fun hairline() = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant)
