package org.assenso.ui.components

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.assenso.ui.theme.Size
import org.assenso.ui.theme.Space

/** What a page is about, in its largest letters. */
@Composable
fun Headline(
    text: String,
    modifier: Modifier = Modifier,
) = Text(
    text,
    modifier.semantics { heading() },
    style = MaterialTheme.typography.headlineMedium,
)

/** The name of a part of a page. */
@Composable
fun Subtitle(
    text: String,
    modifier: Modifier = Modifier,
) = Text(
    text,
    modifier.padding(top = Space.small).semantics { heading() },
    style = MaterialTheme.typography.titleMedium,
)

/** A paragraph. */
@Composable
fun Para(
    text: String,
    modifier: Modifier = Modifier,
) = Text(text, modifier, style = MaterialTheme.typography.bodyLarge)

/** A paragraph that is good to know. */
@Composable
fun Aside(
    text: String,
    modifier: Modifier = Modifier,
) = Text(
    text,
    modifier,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
    style = MaterialTheme.typography.bodyMedium,
)

/** A large drawing that says at a glance what the words below it say. */
@Composable
fun Sign(
    icon: ImageVector,
    tone: Tone,
    modifier: Modifier = Modifier,
) {
    val (container, content) = tone.colors()
    Box(
        modifier.padding(vertical = Space.small).size(Size.sign).background(container, CircleShape),
        Alignment.Center,
    ) { Icon(icon, null, Modifier.size(Size.sign / 2), content) }
}

/** Something is on its way; read aloud when it begins. */
@Composable
fun Waiting(
    text: String,
    modifier: Modifier = Modifier,
) = Row(
    modifier.fillMaxWidth().semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
    Arrangement.spacedBy(Space.medium),
    Alignment.CenterVertically,
) {
    Busy()
    Text(text, style = MaterialTheme.typography.bodyLarge)
}

/** A short line with a drawing: how something stands. With [live] it is read aloud when it comes. */
@Composable
fun Standing(
    text: String,
    tone: Tone,
    modifier: Modifier = Modifier,
    icon: ImageVector = tone.icon,
    live: Boolean = false,
) = Row(
    modifier.semantics(mergeDescendants = true) { if (live) liveRegion = LiveRegionMode.Polite },
    Arrangement.spacedBy(Space.small),
) {
    Icon(icon, null, Modifier.size(iconSize()), tone.ink())
    Text(
        text,
        Modifier.weight(1f, fill = false),
        color = tone.ink(),
        style = MaterialTheme.typography.bodyMedium,
    )
}
