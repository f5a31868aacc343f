package org.assenso.ui.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.assenso.ui.theme.Space
import org.assenso.ui.theme.signals

/** What a note is about; each kind has its own drawing, so that the colour is never all there is. */
enum class Tone { Plain, Good, Warning, Bad }

/** Something to know, above a page or in it. It is read aloud when it comes. */
@Composable
fun Banner(
    text: String,
    tone: Tone,
    modifier: Modifier = Modifier,
    icon: ImageVector = tone.icon,
    action: String? = null,
    onAction: () -> Unit = {},
) {
    val (container, content) = tone.colors()
    Surface(modifier.fillMaxWidth(), MaterialTheme.shapes.medium, container, content) {
        Column(Modifier.padding(horizontal = Space.normal, vertical = Space.medium)) {
            Row(
                Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
                horizontalArrangement = Arrangement.spacedBy(Space.medium),
            ) {
                Icon(icon, null, Modifier.size(iconSize()))
                Text(text, Modifier.weight(1f), style = MaterialTheme.typography.bodyMedium)
            }
            if (action != null) {
                TextButton(onAction, Modifier.padding(start = Space.large)) { Text(action, color = content) }
            }
        }
    }
}

/** What went wrong and what to do about it. It comes into sight and is read aloud. */
@Composable
fun ProblemCard(
    text: String,
    modifier: Modifier = Modifier,
    tone: Tone = Tone.Bad,
) {
    val place = remember { BringIntoViewRequester() }
    LaunchedEffect(text) { place.bringIntoView() }
    Banner(text, tone, modifier.bringIntoViewRequester(place))
}

internal val Tone.icon: ImageVector
    get() =
        when (this) {
            Tone.Plain -> Icons.Info
            Tone.Good -> Icons.Good
            Tone.Warning -> Icons.Warning
            Tone.Bad -> Icons.Warning
        }

/** The container and what stands on it. */
@Composable
internal fun Tone.colors(): Pair<Color, Color> =
    with(MaterialTheme.colorScheme) {
        when (this@colors) {
            Tone.Plain -> secondaryContainer to onSecondaryContainer
            Tone.Good -> MaterialTheme.signals.goodContainer to MaterialTheme.signals.onGoodContainer
            Tone.Warning -> MaterialTheme.signals.warningContainer to MaterialTheme.signals.onWarningContainer
            Tone.Bad -> errorContainer to onErrorContainer
        }
    }
