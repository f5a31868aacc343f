package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Request

/** A screen that comes by itself, above every other and above the app's lock. */
sealed interface Front {
    /** A request that waits for its answer. */
    data class Asked(
        val request: Request,
        /** The number from the page, digits only, [Request.digits] at most. */
        val number: Field = Field(),
        /** The answer that is on its way; then nothing can be pressed but "answer later". */
        val sending: Sending? = null,
        val problem: Problem? = null,
    ) : Front {
        /** Whether all digits are there. "Authorize" may be pressed before: then it says what is missing. */
        val isComplete: Boolean get() = number.text.length == request.digits

        /** Whether this version can show it; if not, it can only be denied. */
        val isKnown: Boolean get() = request.signIn != null
    }

    /** What became of a request. */
    data class Over(
        val requestId: String,
        val outcome: Outcome,
        /** What the person is asked after a denial. */
        val question: Question? = null,
    ) : Front
}

/** An answer that is on its way. */
enum class Sending {
    /** First the platform's prompt, then the provider. */
    Approve,
    Deny,

    /** Either of them: given, and sent as soon as the provider can be reached. It can be left. */
    Kept,
}

/** "Was it not you?" */
data class Question(
    val account: AccountKey,
    val asking: Asking = Asking.Open(),
)

/** How far the question after a denial is. */
sealed interface Asking {
    /** The person has not said, or it was not taken because of [problem]. */
    data class Open(
        val problem: Problem? = null,
    ) : Asking

    data class Sending(
        val reason: ReportReason,
    ) : Asking

    /** Sent as soon as the provider can be reached. */
    data class Kept(
        val reason: ReportReason,
    ) : Asking

    data class Said(
        val reason: ReportReason,
        val outcome: ReportOutcome,
    ) : Asking
}
