package org.assenso.ui.components

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonColors
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.assenso.ui.theme.LocalReducedMotion
import org.assenso.ui.theme.Size
import org.assenso.ui.theme.Space
import org.assenso.ui.text.Text as Phrase

/** The one button that goes on. With [busy] it shows that something is on its way, and takes no press. */
@Composable
fun PrimaryButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
    busy: Boolean = false,
) = WordButton(
    text,
    onClick,
    colors(MaterialTheme.colorScheme.primary, MaterialTheme.colorScheme.onPrimary),
    modifier,
    icon,
    enabled && !busy,
    busy,
)

/** Another way. */
@Composable
fun SecondaryButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
    busy: Boolean = false,
) = WordButton(
    text,
    onClick,
    colors(Color.Transparent, MaterialTheme.colorScheme.primary, Color.Transparent),
    modifier,
    icon,
    enabled && !busy,
    busy,
    border = if (enabled && !busy) BorderStroke(1.dp, MaterialTheme.colorScheme.outline) else hairline(),
)

/** What takes something away, or says no. */
@Composable
fun DangerButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
    busy: Boolean = false,
) = WordButton(
    text,
    onClick,
    colors(MaterialTheme.colorScheme.errorContainer, MaterialTheme.colorScheme.onErrorContainer),
    modifier,
    icon,
    enabled && !busy,
    busy,
    border = if (enabled && !busy) BorderStroke(1.dp, MaterialTheme.colorScheme.error) else null,
)

/** A button that is only a drawing; [label] is read aloud. */
@Composable
fun SignButton(
    icon: ImageVector,
    label: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
) = IconButton(onClick, modifier.size(Size.touch)) { Icon(icon, label) }

/** Back, as an arrow. */
@Composable
fun BackButton(onClick: () -> Unit) = SignButton(Icons.Back, say(Phrase.Back), onClick)

/** As wide as it can be, as high as its words need. */
@Composable
private fun WordButton(
    text: String,
    onClick: () -> Unit,
    colors: ButtonColors,
    modifier: Modifier,
    icon: ImageVector?,
    enabled: Boolean,
    busy: Boolean = false,
    border: BorderStroke? = null,
) {
    Button(
        onClick,
        modifier.fillMaxWidth().heightIn(min = Size.button),
        enabled,
        shape = MaterialTheme.shapes.large,
        colors = colors,
        border = border,
        contentPadding = PaddingValues(Space.normal, Space.medium),
    ) {
        Row(
            horizontalArrangement = Arrangement.spacedBy(Space.small),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            when {
                busy -> Busy()

                // Very large words need all the room.
                icon != null && !rememberRoom().largeLetters -> Icon(icon, null, Modifier.size(iconSize()))
            }
            Text(text, Modifier.weight(1f, fill = false), textAlign = TextAlign.Center)
        }
    }
}

/** Something is on its way. */
@Composable
internal fun Busy() {
    if (LocalReducedMotion.current) {
        Icon(Icons.Clock, null, Modifier.size(iconSize()))
    } else {
        CircularProgressIndicator(Modifier.size(iconSize()), LocalContentColor.current, 3.dp)
    }
}

/** Words stay readable while a button takes no press. */
@Composable
private fun colors(
    container: Color,
    content: Color,
    disabled: Color = MaterialTheme.colorScheme.surfaceContainerHighest,
) = ButtonDefaults.buttonColors(
    containerColor = container,
    contentColor = content,
    disabledContainerColor = disabled,
    disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
)
