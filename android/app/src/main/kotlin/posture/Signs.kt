package org.assenso.app.posture

import android.content.Context
import android.content.pm.ApplicationInfo
import android.os.Build
import org.assenso.ui.state.PhoneSign
import java.io.File

/**
 * Looks for signs of a phone that was tampered with. They are for a person to read, never a reason to refuse: whoever has root hides
 * them, and the hardware's attestation is what a provider can judge.
 */
class Signs internal constructor(
    private val context: Context,
    private val programs: List<File>,
) {
    constructor(context: Context) : this(context, ROOT_PROGRAMS)

    /** Reads files: not for the main thread. */
    fun found(): Set<PhoneSign> =
        PhoneSign.entries.filterTo(mutableSetOf()) {
            when (it) {
                PhoneSign.RootProgram -> {
                    programs.any(File::exists)
                }

                PhoneSign.TestKeys -> {
                    Build.TAGS
                        .orEmpty()
                        .split(',')
                        .any { tag -> tag in PUBLIC_KEYS }
                }

                PhoneSign.DebuggableSystem -> {
                    Build.TYPE != "user"
                }

                PhoneSign.DebuggableApp -> {
                    context.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0
                }

                PhoneSign.OverlaysPossible -> {
                    Build.VERSION.SDK_INT < Build.VERSION_CODES.S
                }
            }
        }

    private companion object {
        val PUBLIC_KEYS = setOf("test-keys", "dev-keys")

        val ROOT_PROGRAMS =
            listOf("/system/bin", "/system/xbin", "/sbin", "/vendor/bin", "/su/bin", "/data/local/bin", "/data/local/xbin")
                .flatMap { folder -> listOf("su", "magisk").map { File(folder, it) } }
    }
}
