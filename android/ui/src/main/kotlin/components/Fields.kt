package org.assenso.ui.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.semantics.contentType
import androidx.compose.ui.semantics.hideFromAccessibility
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import org.assenso.ui.state.CODE_DIGITS
import org.assenso.ui.state.Field
import org.assenso.ui.theme.Space
import org.assenso.ui.text.Text as Phrase

/** The provider's address. */
@Composable
fun AddressField(
    field: Field,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) = Entry(
    say(Phrase.PairProvider),
    field,
    onType,
    enabled,
    keys(KeyboardType.Uri, ImeAction.Go),
    onDone,
)

@Composable
fun EmailField(
    field: Field,
    onType: (String) -> Unit,
    enabled: Boolean,
) = Entry(
    say(Phrase.PairEmail),
    field,
    onType,
    enabled,
    keys(KeyboardType.Email, ImeAction.Next),
    modifier = Modifier.semantics { contentType = ContentType.EmailAddress },
)

/** A recovery code: letters and digits, in groups. */
@Composable
fun RecoveryCodeField(
    field: Field,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) = Entry(
    say(Phrase.PairRecoveryCode),
    field,
    onType,
    enabled,
    keys(KeyboardType.Password, ImeAction.Go),
    onDone,
)

/** One group of a recovery code. */
@Composable
fun GroupField(
    field: Field,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) = Entry(
    say(Phrase.DeedGroup),
    field,
    onType,
    enabled,
    keys(KeyboardType.Password, ImeAction.Go),
    onDone,
)

/** A mobile number, however people write it. */
@Composable
fun MobileField(
    field: Field,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) = Entry(
    say(Phrase.PairMobile),
    field,
    onType,
    enabled,
    keys(KeyboardType.Phone, ImeAction.Go),
    onDone,
    Modifier.semantics { contentType = ContentType.PhoneNumber },
)

/** A password; it is dots until the person asks to see it. */
@Composable
fun PasswordField(
    field: Field,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) {
    var visible by remember { mutableStateOf(false) }
    Entry(
        say(Phrase.PairPassword),
        field,
        onType,
        enabled,
        keys(KeyboardType.Password, ImeAction.Go),
        onDone,
        Modifier.semantics { contentType = ContentType.Password },
        if (visible) VisualTransformation.None else PasswordVisualTransformation(),
    ) {
        SignButton(
            if (visible) Icons.Hide else Icons.Show,
            say(if (visible) Phrase.PairPasswordHide else Phrase.PairPasswordShow),
            { visible = !visible },
        )
    }
}

/** A code from an SMS. */
@Composable
fun CodeField(
    field: Field,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) {
    val label = say(Phrase.PairCode)
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        FieldLabel(label)
        DigitBoxes(
            field.text,
            CODE_DIGITS,
            say(Phrase.PairCodeDigits, CODE_DIGITS),
            onType,
            onDone,
            Modifier.semantics { contentType = ContentType.SmsOtpCode },
            enabled,
        )
    }
}

/** The number from the sign-in page. */
@Composable
fun NumberField(
    field: Field,
    digits: Int,
    onType: (String) -> Unit,
    onDone: () -> Unit,
    enabled: Boolean,
) {
    val label = say(Phrase.RequestNumber, digits)
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        FieldLabel(label)
        DigitBoxes(field.text, digits, label, onType, onDone, enabled = enabled)
    }
}

/** Seen above a field, which says it too when it is read aloud. */
@Composable
private fun FieldLabel(text: String) =
    Text(
        text,
        Modifier.semantics { hideFromAccessibility() },
        style = MaterialTheme.typography.titleMedium,
    )

@Composable
private fun Entry(
    label: String,
    field: Field,
    onType: (String) -> Unit,
    enabled: Boolean,
    keys: KeyboardOptions,
    onDone: (() -> Unit)? = null,
    modifier: Modifier = Modifier,
    seen: VisualTransformation = VisualTransformation.None,
    trailing: (@Composable () -> Unit)? = null,
) = OutlinedTextField(
    field.text,
    onType,
    modifier.fillMaxWidth(),
    enabled,
    textStyle = MaterialTheme.typography.bodyLarge.verbatim(),
    label = { Text(label) },
    trailingIcon = trailing,
    visualTransformation = seen,
    keyboardOptions = keys,
    keyboardActions = KeyboardActions { onDone?.invoke() ?: defaultKeyboardAction(keys.imeAction) },
    singleLine = true,
    shape = MaterialTheme.shapes.medium,
    colors = colors(),
)

/** What was typed stays readable while it is on its way. */
@Composable
private fun colors() =
    MaterialTheme.colorScheme.onSurfaceVariant.let { quiet ->
        OutlinedTextFieldDefaults.colors(
            disabledTextColor = quiet,
            disabledLabelColor = quiet,
            disabledBorderColor = MaterialTheme.colorScheme.outlineVariant,
            disabledTrailingIconColor = quiet,
        )
    }

/** Nothing here is a word to be corrected or remembered. */
private fun keys(
    type: KeyboardType,
    action: ImeAction,
) = KeyboardOptions(
    capitalization = KeyboardCapitalization.None,
    autoCorrectEnabled = false,
    keyboardType = type,
    imeAction = action,
)
