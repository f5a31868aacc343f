package org.assenso.app.posture

import android.content.Context
import android.content.pm.ApplicationInfo
import android.os.Build
import java.io.File

/** Something about this phone or this build that weakens what it can promise. */
enum class TamperFact {
    /** A program that gives root is there. */
    RootProgram,

    /** The system was signed with keys that everybody has. */
    TestKeys,

    /** The system lets any app be debugged. */
    DebuggableSystem,

    /** This app can be debugged. */
    DebuggableApp,

    /** Other apps' windows can lie over ours: this Android can't keep them away. */
    OverlaysPossible,
}

/**
 * Reports the signs of a phone that was tampered with. They are facts for a person or a log, never a reason to refuse: whoever has
 * root hides them, and the hardware's attestation is what a provider can judge.
 */
class Tamper internal constructor(
    private val context: Context,
    private val programs: List<File>,
) {
    constructor(context: Context) : this(context, ROOT_PROGRAMS)

    /** Reads files: not for the main thread. */
    fun facts(): List<TamperFact> =
        TamperFact.entries.filter {
            when (it) {
                TamperFact.RootProgram -> {
                    programs.any(File::exists)
                }

                TamperFact.TestKeys -> {
                    Build.TAGS
                        .orEmpty()
                        .split(',')
                        .any { tag -> tag in PUBLIC_KEYS }
                }

                TamperFact.DebuggableSystem -> {
                    Build.TYPE != "user"
                }

                TamperFact.DebuggableApp -> {
                    context.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0
                }

                TamperFact.OverlaysPossible -> {
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
