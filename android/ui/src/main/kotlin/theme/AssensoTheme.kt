package org.assenso.ui.theme

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalDensity

/** Whether the person asked the system for less motion. Screens then change at once, and no bar glides. */
val LocalReducedMotion = staticCompositionLocalOf { false }

/** Colours, letters and shapes of the app, by daylight and in the dark. */
@Composable
fun AssensoTheme(
    dark: Boolean = isSystemInDarkTheme(),
    reducedMotion: Boolean = false,
    content: @Composable () -> Unit,
) {
    val colors = if (dark) darkScheme else lightScheme
    val large = LocalDensity.current.fontScale >= LARGE_LETTERS
    val type = remember(large) { type(hyphens = large) }
    CompositionLocalProvider(
        LocalSignals provides if (dark) darkSignals else lightSignals,
        LocalReducedMotion provides reducedMotion,
    ) {
        MaterialTheme(colorScheme = colors, shapes = shapes, typography = type) {
            CompositionLocalProvider(LocalContentColor provides colors.onSurface, content = content)
        }
    }
}

/** From this text size on pages are laid out for large letters: one thing under the other, nothing that only decorates. */
internal const val LARGE_LETTERS = 1.3f

/** What Material's theme lacks. */
val MaterialTheme.signals: Signals
    @Composable
    @ReadOnlyComposable
    get() = LocalSignals.current
