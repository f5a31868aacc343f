package org.assenso.app.notify

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import org.assenso.app.MainActivity
import org.assenso.bridge.model.AccountKey

/** An answer that a notification's button gives. There is none that approves: that button only opens the request. */
data class NotificationAnswer(
    val kind: Kind,
    val account: AccountKey,
    val requestId: String,
    /** What the notification said of the request that is denied. */
    val notice: Notice? = null,
) {
    enum class Kind { Deny, NotMe, Mistake }
}

/** The intents behind notifications: immutable, explicit, one for each request and button. */
class NotificationIntents(
    private val context: Context,
) {
    fun open(notice: Notice): PendingIntent {
        val intent =
            Intent(context, MainActivity::class.java)
                .setAction(OPEN)
                .setFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_SINGLE_TOP)
                .about(notice.account, notice.requestId)
        return PendingIntent.getActivity(context, 0, intent, FLAGS)
    }

    fun deny(notice: Notice): PendingIntent = broadcast(NotificationAnswer.Kind.Deny, notice.account, notice.requestId, notice::writeTo)

    fun answer(
        answer: NotificationAnswer,
        kind: NotificationAnswer.Kind,
    ): PendingIntent = broadcast(kind, answer.account, answer.requestId)

    private fun broadcast(
        kind: NotificationAnswer.Kind,
        account: AccountKey,
        requestId: String,
        write: (Intent) -> Unit = {},
    ): PendingIntent {
        val intent = Intent(context, AnswerReceiver::class.java).setAction(ANSWER + kind.name).about(account, requestId)
        write(intent)
        return PendingIntent.getBroadcast(context, 0, intent, FLAGS)
    }

    // The data makes two requests' intents different ones: extras don't.
    private fun Intent.about(
        account: AccountKey,
        requestId: String,
    ) = setData(Uri.fromParts("assenso", "${account.id}/$requestId", null))
        .putExtra(ACCOUNT, account.id)
        .putExtra(REQUEST, requestId)

    companion object {
        const val OPEN = "org.assenso.app.OPEN"
        private const val ANSWER = "org.assenso.app.ANSWER_"
        private const val ACCOUNT = "account"
        private const val REQUEST = "request"
        private const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT

        /** Which request an intent is about. */
        fun about(intent: Intent): Pair<AccountKey, String>? {
            val request = intent.getStringExtra(REQUEST) ?: return null
            if (!intent.hasExtra(ACCOUNT)) return null
            return AccountKey(intent.getLongExtra(ACCOUNT, 0)) to request
        }

        /** The answer that an intent gives. */
        fun answer(intent: Intent): NotificationAnswer? {
            val name = intent.action?.takeIf { it.startsWith(ANSWER) }?.removePrefix(ANSWER)
            val kind = NotificationAnswer.Kind.entries.find { it.name == name } ?: return null
            val (account, request) = about(intent) ?: return null
            return NotificationAnswer(kind, account, request, Notice.read(intent, account, request))
        }
    }
}
