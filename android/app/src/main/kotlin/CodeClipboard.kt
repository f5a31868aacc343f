package org.assenso.app

import android.content.ClipData
import android.content.ClipDescription
import android.content.ClipboardManager
import android.content.Context
import android.os.PersistableBundle
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.assenso.bridge.model.Secret
import org.assenso.bridge.ports.Clock

/** Codes on the clipboard: marked as sensitive, so that the system shows no preview, and taken off again after a minute. */
class CodeClipboard(
    context: Context,
    private val clock: Clock,
    private val scope: CoroutineScope,
) {
    private val clipboard = context.getSystemService(ClipboardManager::class.java)
    private var clearing: Job? = null

    fun copy(code: Secret) {
        val clip = code.use { ClipData.newPlainText(null, it.decodeToString()) }
        clip.description.extras =
            PersistableBundle().apply {
                // Older systems ignore it.
                putBoolean(ClipDescription.EXTRA_IS_SENSITIVE, true)
                putLong(COPIED_AT, clock.bootMs())
            }
        clipboard.setPrimaryClip(clip)
        clearing?.cancel()
        clearing =
            scope.launch {
                delay(KEPT_MS)
                // In the background the system does not tell what is there: rather nothing than a code.
                if (clipboard.primaryClipDescription == null || isOver()) clipboard.clearPrimaryClip()
            }
    }

    /** For when the app is in front again: in the background the system may have let time stand still, or ended the process. */
    fun tidy() {
        if (isOver()) clipboard.clearPrimaryClip()
    }

    /** Whether a code of ours is there and its minute over. What somebody else put there is not ours. */
    private fun isOver(): Boolean {
        val extras = clipboard.primaryClipDescription?.extras
        if (extras == null || !extras.containsKey(COPIED_AT)) return false
        val age = clock.bootMs() - extras.getLong(COPIED_AT)
        return age >= KEPT_MS || age < 0
    }

    private companion object {
        const val COPIED_AT = "org.assenso.copied_at_boot_ms"
        const val KEPT_MS = 60_000L
    }
}
