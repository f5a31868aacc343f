package org.assenso.app

import android.content.Context
import org.assenso.bridge.LogLevel

/**
 * Lets the core check certificates as this phone does, against the authorities that it believes. That check is Java, which the core
 * can call only once it was handed the app.
 */
object Tls {
    private const val LIBRARY = "assenso_bindings"

    /**
     * Before the core is opened; again is harmless. If it fails the core opens all the same, since codes and settings need no network:
     * it then refuses every certificate, and providers can't be reached.
     */
    fun start(context: Context) =
        try {
            // JNA has opened the same library, but by dlopen, and then the runtime looks for no methods in it.
            System.loadLibrary(LIBRARY)
            startVerifier(context.applicationContext)
        } catch (thrown: Throwable) {
            CoreLog.log(LogLevel.Error, "assenso_app: no certificate can be checked kind=${thrown.javaClass.name}")
        }

    /** bindings/src/android.rs. */
    @JvmStatic
    private external fun startVerifier(context: Context)
}
