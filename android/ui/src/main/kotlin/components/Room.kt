package org.assenso.ui.components

import androidx.compose.runtime.Composable
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.layout
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.LocalWindowInfo
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.assenso.ui.theme.LARGE_LETTERS
import org.assenso.ui.theme.Size
import org.assenso.ui.theme.Space

/**
 * How much room the window gives, told by its whole size: the keyboard does not count, or a page would be laid out anew under the
 * person's fingers each time it opens.
 */
@Immutable
internal data class Room(
    /** A phone on its side. */
    val low: Boolean,
    /** So wide, and so low, that two columns read better. */
    val sideBySide: Boolean,
    val narrow: Boolean,
    val largeLetters: Boolean,
) {
    /** Bars scroll away. */
    val tight get() = low || largeLetters

    val margin: Dp get() = if (narrow) Space.normal else Space.large
}

private val LOW = 480.dp
private val TWO_COLUMNS = 600.dp
private val NARROW = 360.dp

@Composable
internal fun rememberRoom(): Room {
    val size = LocalWindowInfo.current.containerSize
    val density = LocalDensity.current
    return remember(size, density) {
        with(density) {
            val low = size.height in 1..LOW.roundToPx()
            val large = fontScale >= LARGE_LETTERS
            Room(
                low = low,
                sideBySide = low && !large && size.width >= TWO_COLUMNS.roundToPx(),
                narrow = size.width in 1..<NARROW.roundToPx(),
                largeLetters = large,
            )
        }
    }
}

/** How much a drawing grows at most. */
private const val LARGEST_ICON = 1.4f

/** A drawing beside words grows with them, but less. */
@Composable
internal fun iconSize(): Dp = Size.icon * LocalDensity.current.fontScale.coerceIn(1f, LARGEST_ICON)

/** Never higher than this part of what there is. */
internal fun Modifier.atMost(part: Float) =
    layout { measurable, constraints ->
        val most = if (constraints.hasBoundedHeight) (constraints.maxHeight * part).toInt() else constraints.maxHeight
        val placeable = measurable.measure(constraints.copy(minHeight = 0, maxHeight = most))
        layout(placeable.width, placeable.height) { placeable.place(0, 0) }
    }
