package org.assenso.ui.components

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.focus.onFocusChanged
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.TextFieldValue
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.coerceAtMost
import androidx.compose.ui.unit.dp
import org.assenso.ui.theme.Space
import org.assenso.ui.theme.tabular

/** Digits in large boxes, one each, typed with the keyboard of digits. [label] is read aloud, not shown. */
@Composable
internal fun DigitBoxes(
    digits: String,
    count: Int,
    label: String,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    modifier: Modifier = Modifier,
    enabled: Boolean = true,
) {
    var focused by remember { mutableStateOf(false) }
    BasicTextField(
        // The cursor stays behind the last digit: there is nothing to correct in the middle of so few.
        TextFieldValue(digits, TextRange(digits.length)),
        { onType(it.text) },
        modifier.fillMaxWidth().onFocusChanged { focused = it.isFocused }.semantics {
            contentDescription = label
        },
        enabled,
        textStyle = MaterialTheme.typography.bodySmall,
        keyboardOptions =
            KeyboardOptions(
                autoCorrectEnabled = false,
                keyboardType = KeyboardType.Number,
                imeAction = ImeAction.Done,
            ),
        keyboardActions = KeyboardActions { onDone() },
        singleLine = true,
        cursorBrush = SolidColor(Color.Transparent),
    ) { field ->
        Box {
            // What the platform edits; what is seen are the boxes.
            Box(Modifier.requiredSize(1.dp).alpha(0f)) { field() }
            Boxes(digits, count, focused && enabled, enabled)
        }
    }
}

@Composable
private fun Boxes(
    digits: String,
    count: Int,
    focused: Boolean,
    enabled: Boolean,
) {
    BoxWithConstraints(Modifier.fillMaxWidth().clearAndSetSemantics {}, Alignment.Center) {
        val gap = if (count > FEW) Space.tiny else Space.small
        val width = ((maxWidth - gap * (count - 1)) / count).coerceAtMost(WIDEST)
        Row(horizontalArrangement = Arrangement.spacedBy(gap)) {
            repeat(count) { index ->
                Digit(
                    digits.getOrNull(index),
                    width,
                    isNext = focused && index == digits.length.coerceAtMost(count - 1),
                    enabled,
                )
            }
        }
    }
}

@Composable
private fun Digit(
    digit: Char?,
    width: Dp,
    isNext: Boolean,
    enabled: Boolean,
) {
    val colors = MaterialTheme.colorScheme
    val ground = if (enabled) colors.surfaceContainerLowest else colors.surfaceContainerHighest
    Box(
        Modifier
            .size(width, HEIGHT)
            .background(ground, MaterialTheme.shapes.medium)
            .border(
                if (isNext) 3.dp else 1.5.dp,
                if (isNext) colors.primary else colors.outline,
                MaterialTheme.shapes.medium,
            ),
        Alignment.Center,
    ) {
        // The size of the box, not of the phone's letters: it is large already, and has to fit.
        val size = with(LocalDensity.current) { (width * DIGIT_PART).coerceAtMost(LARGEST).toSp() }
        if (digit != null) {
            Text(
                digit.toString(),
                fontSize = size,
                fontWeight = FontWeight.SemiBold,
                maxLines = 1,
                softWrap = false,
                style = MaterialTheme.typography.headlineLarge.tabular(),
            )
        } else if (isNext) {
            Box(Modifier.width(width / 2).size(width / 2, 3.dp).background(colors.primary))
        }
    }
}

private val WIDEST = 64.dp
private val HEIGHT = 72.dp
private val LARGEST = 44.dp
private const val DIGIT_PART = 0.8f
private const val FEW = 4
