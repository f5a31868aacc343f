package org.assenso.ui.components

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import org.assenso.ui.theme.Space

/**
 * Buttons of one width beside each other where the words of each fit on one line; otherwise one under the other, the last one on
 * top: what goes on stands right there, and above here.
 */
@Composable
fun SideBySide(
    modifier: Modifier = Modifier,
    gap: Dp = Space.normal,
    content: @Composable () -> Unit,
) = Layout(content, modifier) { measurables, constraints ->
    val space = gap.roundToPx()
    val width = constraints.maxWidth
    val each = (width - space * (measurables.size - 1)) / measurables.size.coerceAtLeast(1)
    if (measurables.all { it.maxIntrinsicWidth(Constraints.Infinity) <= each }) {
        val height = measurables.maxOf { it.minIntrinsicHeight(each) }
        val placeables = measurables.map { it.measure(Constraints(each, each, height)) }
        layout(width, placeables.maxOf { it.height }) {
            placeables.forEachIndexed { index, item -> item.placeRelative(index * (each + space), 0) }
        }
    } else {
        val placeables = measurables.map { it.measure(Constraints(width, width)) }.asReversed()
        layout(width, placeables.sumOf { it.height } + space * (placeables.size - 1)) {
            var y = 0
            placeables.forEach {
                it.placeRelative(0, y)
                y += it.height + space
            }
        }
    }
}
