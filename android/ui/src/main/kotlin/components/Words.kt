package org.assenso.ui.components

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import org.assenso.ui.text.Text
import org.assenso.ui.text.Words

/** The language of the app. */
val LocalWords = staticCompositionLocalOf<Words> { error("no words") }

/** A text in the language of the app. */
@Composable
@ReadOnlyComposable
fun say(
    text: Text,
    vararg args: Any,
): String = LocalWords.current(text, *args)
