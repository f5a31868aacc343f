package org.assenso.app.notify

import android.content.Intent
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Request

/**
 * What a notification says of a request. It travels with the button that denies: a process that was just started knows no request, and without a
 * network it learns of none, but what the person sees has to stand again if the denial fails.
 */
data class Notice(
    val account: AccountKey,
    val requestId: String,
    val provider: String,
    val name: String,
    /** When the request ends, on the boot clock, ms. */
    val deadlineBootMs: Long,
    /** Whether this version can show the request; what it can't show, it can't authorize either. */
    val isKnown: Boolean,
) {
    constructor(request: Request) : this(
        account = request.account,
        requestId = request.id,
        provider = request.provider,
        name = request.name,
        deadlineBootMs = request.deadlineBootMs,
        isKnown = request.signIn != null,
    )

    fun writeTo(intent: Intent) {
        intent
            .putExtra(PROVIDER, provider)
            .putExtra(NAME, name)
            .putExtra(DEADLINE, deadlineBootMs)
            .putExtra(KNOWN, isKnown)
    }

    companion object {
        private const val PROVIDER = "provider"
        private const val NAME = "name"
        private const val DEADLINE = "deadline"
        private const val KNOWN = "known"

        /** What was written to an intent about this request; null if nothing was. */
        fun read(
            intent: Intent,
            account: AccountKey,
            requestId: String,
        ): Notice? {
            val provider = intent.getStringExtra(PROVIDER) ?: return null
            val name = intent.getStringExtra(NAME) ?: return null
            return Notice(account, requestId, provider, name, intent.getLongExtra(DEADLINE, 0), intent.getBooleanExtra(KNOWN, false))
        }
    }
}
