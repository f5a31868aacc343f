package org.assenso.bridge.model

/** One approval request that waits. */
data class Request(
    val account: AccountKey,
    val id: String,
    val provider: String,
    val name: String,
    val createdUnixMs: Long,
    /** When it ends, on the boot clock, ms. */
    val deadlineBootMs: Long,
    /** How many digits the page's number has. */
    val digits: Int,
    /** What is shown; null if this version can't show it, and then it can only be denied. */
    val signIn: SignIn?,
    /** What a browser that is signed in would change; null for a sign-in. */
    val change: AccountChange? = null,
)

/** What is done with the account when it is approved, with every parameter. */
sealed interface AccountChange {
    /** 2-step verification goes off. */
    data object Deactivate : AccountChange

    data class Number(
        val number: String,
    ) : AccountChange

    data class NoticeAddress(
        val address: String,
    ) : AccountChange

    /** What the sign-in page asks for first, and what else signs in. */
    data class Methods(
        val codeFirst: Boolean,
        val code: Boolean,
        val sms: Boolean,
    ) : AccountChange
}

/** A browser that asks. */
data class SignIn(
    val browser: Browser,
    val system: OperatingSystem,
    val address: String,
    val place: String?,
    /** Whether this browser has signed in with an approval before. */
    val known: Boolean,
)

enum class Browser { Chrome, Edge, Firefox, Safari, Opera, Other }

enum class OperatingSystem { Windows, MacOs, Linux, Android, Ios, Other }

/** How a request ended. */
enum class Outcome {
    Approved,
    Denied,
    WrongNumber,
    Expired,

    /** The provider or the browser took it back. */
    Withdrawn,

    /** It was answered, and not by what this phone just sent. */
    ApprovedElsewhere,
    DeniedElsewhere,

    /** The answer was sent; what became of it is not known. */
    NotKnown,
}

enum class ReportReason { NotMe, Mistake }

/** Whether the provider takes reports. */
enum class ReportOutcome { Taken, NotTaken }
