package org.assenso.app

/** What the build says about itself. */
object BuildInfo {
    /** Where R is; the application id of a flavour may differ. */
    const val NAMESPACE = "org.assenso.app"

    /** Told to providers at a pairing. */
    const val APP = "Assenso/0.1.0 Android"
}
