package org.assenso.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Shapes
import androidx.compose.ui.unit.dp

/** Distances, in steps of 4 dp. */
object Space {
    val tiny = 4.dp
    val small = 8.dp
    val medium = 12.dp
    val normal = 16.dp
    val large = 24.dp
    val huge = 32.dp
}

/** Sizes that screens share. */
object Size {
    /** Lines longer than this are hard to read. */
    val widest = 600.dp

    /** The least height and width of whatever is touched. */
    val touch = 48.dp

    /** The least height of a button with words. */
    val button = 56.dp

    val icon = 24.dp
    val sign = 64.dp
}

internal val shapes =
    Shapes(
        extraSmall = RoundedCornerShape(8.dp),
        small = RoundedCornerShape(10.dp),
        medium = RoundedCornerShape(14.dp),
        large = RoundedCornerShape(18.dp),
        extraLarge = RoundedCornerShape(26.dp),
    )
