package org.assenso.app.prompt

import android.content.res.Resources
import org.assenso.app.R

/** What a prompt is for, as the person reads it. */
sealed interface PromptText {
    data class Associate(
        val provider: String,
        val account: String,
    ) : PromptText

    data class Deactivate(
        val provider: String,
        val account: String,
    ) : PromptText

    data class RecoveryCode(
        val provider: String,
        val account: String,
    ) : PromptText

    data class Approve(
        val provider: String,
        val account: String,
    ) : PromptText

    /** To seal a new account's codes. */
    data object SealCodes : PromptText

    data object ShowCodes : PromptText

    data object OpenApp : PromptText
}

internal fun PromptText.title(resources: Resources): String =
    resources.getString(
        when (this) {
            is PromptText.Associate -> R.string.prompt_associate_title
            is PromptText.Deactivate -> R.string.prompt_deactivate_title
            is PromptText.RecoveryCode -> R.string.prompt_recovery_code_title
            is PromptText.Approve -> R.string.prompt_approve_title
            PromptText.SealCodes -> R.string.prompt_seal_codes_title
            PromptText.ShowCodes -> R.string.prompt_show_codes_title
            PromptText.OpenApp -> R.string.prompt_open_app_title
        },
    )

internal fun PromptText.description(resources: Resources): String =
    when (this) {
        is PromptText.Associate -> resources.getString(R.string.prompt_associate_text, account, provider)
        is PromptText.Deactivate -> resources.getString(R.string.prompt_deactivate_text, account, provider)
        is PromptText.RecoveryCode -> resources.getString(R.string.prompt_recovery_code_text, account, provider)
        is PromptText.Approve -> resources.getString(R.string.prompt_approve_text, account, provider)
        PromptText.SealCodes -> resources.getString(R.string.prompt_seal_codes_text)
        PromptText.ShowCodes -> resources.getString(R.string.prompt_show_codes_text)
        PromptText.OpenApp -> resources.getString(R.string.prompt_open_app_text)
    }
