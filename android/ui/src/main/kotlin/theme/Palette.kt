package org.assenso.ui.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color

/** What Material has no role for: "it went well" and "look out". Never used without an icon and words. */
@Immutable
data class Signals(
    val good: Color,
    val goodContainer: Color,
    val onGoodContainer: Color,
    val warning: Color,
    val warningContainer: Color,
    val onWarningContainer: Color,
)

internal val LocalSignals = staticCompositionLocalOf { lightSignals }

internal val lightScheme: ColorScheme =
    lightColorScheme(
        primary = Color(0xFF0E5A6B),
        onPrimary = Color(0xFFFFFFFF),
        primaryContainer = Color(0xFFCDEBF2),
        onPrimaryContainer = Color(0xFF06303A),
        inversePrimary = Color(0xFF87D1E3),
        secondary = Color(0xFF475F65),
        onSecondary = Color(0xFFFFFFFF),
        secondaryContainer = Color(0xFFDBE8EB),
        onSecondaryContainer = Color(0xFF182D32),
        tertiary = Color(0xFF555584),
        onTertiary = Color(0xFFFFFFFF),
        tertiaryContainer = Color(0xFFE4E3F8),
        onTertiaryContainer = Color(0xFF23224C),
        background = Color(0xFFF6F9FA),
        onBackground = Color(0xFF151E21),
        surface = Color(0xFFF6F9FA),
        onSurface = Color(0xFF151E21),
        surfaceVariant = Color(0xFFDDE6E8),
        onSurfaceVariant = Color(0xFF414E52),
        surfaceTint = Color(0xFF0E5A6B),
        inverseSurface = Color(0xFF2A3437),
        inverseOnSurface = Color(0xFFECF2F3),
        error = Color(0xFFA3232A),
        onError = Color(0xFFFFFFFF),
        errorContainer = Color(0xFFFCE0DE),
        onErrorContainer = Color(0xFF610D14),
        outline = Color(0xFF667478),
        outlineVariant = Color(0xFFC2CDD0),
        scrim = Color(0xFF000000),
        surfaceBright = Color(0xFFF6F9FA),
        surfaceDim = Color(0xFFD5DCDE),
        surfaceContainerLowest = Color(0xFFFFFFFF),
        surfaceContainerLow = Color(0xFFFFFFFF),
        surfaceContainer = Color(0xFFECF1F2),
        surfaceContainerHigh = Color(0xFFE5EBED),
        surfaceContainerHighest = Color(0xFFDEE6E8),
    )

internal val darkScheme: ColorScheme =
    darkColorScheme(
        primary = Color(0xFF87D1E3),
        onPrimary = Color(0xFF05323C),
        primaryContainer = Color(0xFF0C4957),
        onPrimaryContainer = Color(0xFFCDEBF2),
        inversePrimary = Color(0xFF0E5A6B),
        secondary = Color(0xFFB3C9CE),
        onSecondary = Color(0xFF1D3237),
        secondaryContainer = Color(0xFF33494E),
        onSecondaryContainer = Color(0xFFDBE8EB),
        tertiary = Color(0xFFC1C0EC),
        onTertiary = Color(0xFF2A2954),
        tertiaryContainer = Color(0xFF3F3E6B),
        onTertiaryContainer = Color(0xFFE4E3F8),
        background = Color(0xFF0F1719),
        onBackground = Color(0xFFE2EAEC),
        surface = Color(0xFF0F1719),
        onSurface = Color(0xFFE2EAEC),
        surfaceVariant = Color(0xFF3B474A),
        onSurfaceVariant = Color(0xFFBFCBCE),
        surfaceTint = Color(0xFF87D1E3),
        inverseSurface = Color(0xFFE2EAEC),
        inverseOnSurface = Color(0xFF2A3437),
        error = Color(0xFFFFB3AE),
        onError = Color(0xFF5E0F14),
        errorContainer = Color(0xFF6F1A20),
        onErrorContainer = Color(0xFFFFDAD7),
        outline = Color(0xFF8C9A9D),
        outlineVariant = Color(0xFF3B474A),
        scrim = Color(0xFF000000),
        surfaceBright = Color(0xFF353E41),
        surfaceDim = Color(0xFF0F1719),
        surfaceContainerLowest = Color(0xFF0A1113),
        surfaceContainerLow = Color(0xFF192225),
        surfaceContainer = Color(0xFF1C2629),
        surfaceContainerHigh = Color(0xFF263033),
        surfaceContainerHighest = Color(0xFF313B3E),
    )

internal val lightSignals =
    Signals(
        good = Color(0xFF1D6A38),
        goodContainer = Color(0xFFD6F0DC),
        onGoodContainer = Color(0xFF0B3A1B),
        warning = Color(0xFF7D4E00),
        warningContainer = Color(0xFFFCE8C6),
        onWarningContainer = Color(0xFF432A00),
    )

internal val darkSignals =
    Signals(
        good = Color(0xFF8FD6A2),
        goodContainer = Color(0xFF174A28),
        onGoodContainer = Color(0xFFD6F0DC),
        warning = Color(0xFFF2C070),
        warningContainer = Color(0xFF573A06),
        onWarningContainer = Color(0xFFFCE8C6),
    )
