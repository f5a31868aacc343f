package org.assenso.ui.text

import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.SignIn

/** The title of an outcome. */
val Outcome.title: Text
    get() =
        when (this) {
            Outcome.Approved -> Text.OutcomeApproved
            Outcome.Denied -> Text.OutcomeDenied
            Outcome.WrongNumber -> Text.OutcomeWrongNumber
            Outcome.Expired -> Text.OutcomeExpired
            Outcome.Withdrawn -> Text.OutcomeCancelled
            Outcome.ApprovedElsewhere -> Text.OutcomeElsewhereApproved
            Outcome.DeniedElsewhere -> Text.OutcomeElsewhereDenied
            Outcome.NotKnown -> Text.OutcomeNotKnown
        }

/** What an outcome means, and what to do. */
val Outcome.text: Text
    get() =
        when (this) {
            Outcome.Approved -> Text.OutcomeApprovedText
            Outcome.Denied -> Text.OutcomeDeniedText
            Outcome.WrongNumber -> Text.OutcomeWrongNumberText
            Outcome.Expired -> Text.OutcomeExpiredText
            Outcome.Withdrawn -> Text.OutcomeCancelledText
            Outcome.ApprovedElsewhere -> Text.OutcomeElsewhereApprovedText
            Outcome.DeniedElsewhere -> Text.OutcomeElsewhereDeniedText
            Outcome.NotKnown -> Text.OutcomeNotKnownText
        }

/** What a report led to. */
fun said(
    reason: ReportReason,
    outcome: ReportOutcome,
): Text =
    when (outcome) {
        ReportOutcome.NotTaken -> {
            Text.ReportNotTaken
        }

        ReportOutcome.Taken -> {
            when (reason) {
                ReportReason.NotMe -> Text.ReportNotMeTaken
                ReportReason.Mistake -> Text.ReportMistakeTaken
            }
        }
    }

/** "Firefox on Linux". */
fun Words.browser(signIn: SignIn): String {
    val other = this(Text.Other)
    return this(Text.RequestBrowserOn, signIn.browser.label ?: other, signIn.system.label ?: other)
}

/** A browser's name, if it has one. */
private val Browser.label: String?
    get() =
        when (this) {
            Browser.Chrome -> "Chrome"
            Browser.Edge -> "Edge"
            Browser.Firefox -> "Firefox"
            Browser.Safari -> "Safari"
            Browser.Opera -> "Opera"
            Browser.Other -> null
        }

/** A system's name, if it has one. */
private val OperatingSystem.label: String?
    get() =
        when (this) {
            OperatingSystem.Windows -> "Windows"
            OperatingSystem.MacOs -> "macOS"
            OperatingSystem.Linux -> "Linux"
            OperatingSystem.Android -> "Android"
            OperatingSystem.Ios -> "iOS"
            OperatingSystem.Other -> null
        }
