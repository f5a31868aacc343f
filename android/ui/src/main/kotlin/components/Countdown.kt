package org.assenso.ui.components

import androidx.compose.animation.core.LinearEasing
import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.snap
import androidx.compose.animation.core.tween
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import org.assenso.ui.theme.LocalReducedMotion
import org.assenso.ui.theme.Space
import org.assenso.ui.theme.tabular
import org.assenso.ui.text.Text as Phrase

/** Seconds left at which a screen reader speaks by itself; between them it is silent. */
private val ANNOUNCED = listOf(60L, 30L, 10L)

/** The last seconds look different: this part of the whole. */
private const val HURRY = 6

/** What is left of a time, as words and as a bar: [leftMs] of [wholeMs]. */
@Composable
fun CountdownBar(
    label: String,
    leftMs: Long,
    wholeMs: Long,
    modifier: Modifier = Modifier,
    announces: Boolean = true,
) {
    val words = LocalWords.current
    val seconds = secondsOf(leftMs)
    val left = words(Phrase.Seconds, seconds)
    val hurry = leftMs <= wholeMs / HURRY
    val color = if (hurry) Tone.Warning.ink() else MaterialTheme.colorScheme.primary
    Box(modifier.fillMaxWidth()) {
        if (announces) Announcement(ANNOUNCED.lastOrNull { seconds <= it }?.let { words(Phrase.Seconds, it) })
        Column(
            Modifier.fillMaxWidth().clearAndSetSemantics {
                contentDescription = label
                stateDescription = left
            },
            Arrangement.spacedBy(Space.small),
        ) {
            Row(
                horizontalArrangement = Arrangement.spacedBy(Space.small),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Icon(if (hurry) Icons.Warning else Icons.Clock, null, Modifier.size(iconSize()), color)
                Text(label, Modifier.weight(1f), style = MaterialTheme.typography.bodyMedium)
                Text(
                    left,
                    fontWeight = FontWeight.SemiBold,
                    style = MaterialTheme.typography.bodyMedium.tabular(),
                )
            }
            Bar(leftMs, wholeMs, color)
        }
    }
}

@Composable
private fun Bar(
    leftMs: Long,
    wholeMs: Long,
    color: Color,
) {
    val target = (leftMs.toFloat() / wholeMs.coerceAtLeast(1)).coerceIn(0f, 1f)
    val glide = if (LocalReducedMotion.current) snap<Float>() else tween(SECOND, easing = LinearEasing)
    val part by animateFloatAsState(target, glide)
    LinearProgressIndicator(
        { part },
        Modifier.fillMaxWidth().height(8.dp),
        color,
        MaterialTheme.colorScheme.surfaceContainerHighest,
        StrokeCap.Round,
        gapSize = 0.dp,
        drawStopIndicator = {},
    )
}

/** Words that are not seen, only read aloud whenever they change. */
@Composable
private fun Announcement(text: String?) {
    Box(
        Modifier.size(1.dp).clearAndSetSemantics {
            if (text != null) {
                contentDescription = text
                liveRegion = LiveRegionMode.Polite
            }
        },
    )
}

/** Whole seconds, rounded up: nothing that is still good reads as 0. */
internal fun secondsOf(ms: Long): Long = (ms.coerceAtLeast(0) + SECOND - 1) / SECOND

private const val SECOND = 1000

/** `4:59`. */
fun minutes(ms: Long): String = with(secondsOf(ms)) { "${this / 60}:${(this % 60).toString().padStart(2, '0')}" }
