package org.assenso.app.notify

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.os.Build
import org.assenso.app.R
import org.assenso.bridge.model.Request
import org.assenso.bridge.ports.Clock
import org.assenso.ui.text.Text
import org.assenso.ui.text.Words

/**
 * What notifications say. Each request has one, under its id as tag; it times out when the request ends, is private on the lock
 * screen, and its public version names neither account nor provider.
 */
class RequestNotifications(
    private val context: Context,
    private val words: () -> Words,
    private val clock: Clock,
) {
    private val manager = context.getSystemService(NotificationManager::class.java)
    private val intents = NotificationIntents(context)

    /** Makes the channel; again after the language changed, so that its name follows. */
    fun makeChannel() {
        val channel = NotificationChannel(CHANNEL, words()(Text.ChannelRequests), NotificationManager.IMPORTANCE_HIGH)
        channel.description = words()(Text.ChannelRequestsText)
        channel.lockscreenVisibility = Notification.VISIBILITY_PRIVATE
        manager.createNotificationChannel(channel)
    }

    /** Says that a request waits. Said once: a request that is told again makes no second sound. */
    fun show(request: Request) {
        val notice = Notice(request)
        val question = if (notice.isKnown) Text.RequestQuestion else Text.RequestUnknownTitle
        val left = left(notice) ?: return
        post(notice, waiting(notice, left, words()(question), about(notice)))
    }

    /**
     * A denial from the notification was not sent, and not kept either: the request stands again for the time that is left, with its buttons,
     * and says [why]. Without a sound: the person has just been here. False if its time is over.
     */
    fun showUnsent(
        notice: Notice,
        why: String,
    ): Boolean {
        val left = left(notice) ?: return false
        post(notice, waiting(notice, left, words()(Text.NotificationNotSent), "$why\n${about(notice)}").setSilent())
        return true
    }

    /** How long the request is open, ms; null if it is over. */
    private fun left(notice: Notice): Long? = (notice.deadlineBootMs - clock.bootMs()).takeIf { it > 0 }

    private fun about(notice: Notice): String = words()(Text.NotificationRequest, notice.name, notice.provider)

    private fun post(
        notice: Notice,
        builder: Notification.Builder,
    ) = manager.notify(notice.requestId, WAITS, builder.build())

    private fun waiting(
        notice: Notice,
        left: Long,
        title: String,
        text: String,
    ): Notification.Builder {
        val open = intents.open(notice)
        val builder =
            common(title, text)
                .setContentIntent(open)
                .setTimeoutAfter(left)
                .setOnlyAlertOnce(true)
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(public(left))
                .addAction(action(words()(Text.RequestDeny), intents.deny(notice)))
        if (notice.isKnown) builder.addAction(action(words()(Text.NotificationOpen), open, unlocked = true))
        return builder
    }

    /** It is over, or stands on the screen. */
    fun withdraw(requestId: String) = manager.cancel(requestId, WAITS)

    /** The denial from a notification was taken, or is kept: asks whether it was the person. */
    fun showDenied(
        answer: NotificationAnswer,
        text: String,
    ) {
        val builder =
            common(words()(Text.OutcomeDenied), text)
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(common(words()(Text.OutcomeDenied), null).build())
                .setSilent()
                .addAction(action(words()(Text.ReportNotMe), intents.answer(answer, NotificationAnswer.Kind.NotMe)))
                .addAction(action(words()(Text.ReportMistake), intents.answer(answer, NotificationAnswer.Kind.Mistake)))
        manager.notify(answer.requestId, DENIED, builder.build())
    }

    /** Says how an answer ended, in place of the question. */
    fun showEnd(
        requestId: String,
        title: String,
        text: String?,
    ) {
        val builder =
            common(title, text)
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(common(words()(Text.NotificationPublic), null).build())
                .setTimeoutAfter(END_SHOWN_MS)
                .setSilent()
        manager.notify(requestId, DENIED, builder.build())
    }

    private fun public(left: Long): Notification = common(words()(Text.NotificationPublic), null).setTimeoutAfter(left).build()

    private fun common(
        title: String,
        text: String?,
    ): Notification.Builder =
        Notification
            .Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_mark)
            .setColor(context.getColor(R.color.notification))
            .setContentTitle(title)
            .setContentText(text)
            .setStyle(text?.let { Notification.BigTextStyle().bigText(it) })
            .setShowWhen(true)
            .setLocalOnly(true)
            .setAutoCancel(true)

    // A group of its own that never alerts: the question after a denial is no second alarm.
    private fun Notification.Builder.setSilent() = setGroup(GROUP_SILENT).setGroupAlertBehavior(Notification.GROUP_ALERT_SUMMARY)

    private fun action(
        title: String,
        intent: PendingIntent,
        unlocked: Boolean = false,
    ): Notification.Action {
        val builder = Notification.Action.Builder(null, title, intent)
        if (unlocked && Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) builder.setAuthenticationRequired(true)
        return builder.build()
    }

    companion object {
        const val CHANNEL = "requests"
        private const val WAITS = 1
        private const val DENIED = 2
        private const val GROUP_SILENT = "answers"
        private const val END_SHOWN_MS = 60_000L
    }
}
