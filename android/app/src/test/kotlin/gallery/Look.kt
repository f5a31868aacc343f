package org.assenso.app.gallery

import org.robolectric.RuntimeEnvironment
import java.util.Locale

/** A phone, a language, a theme and a size of letters to see every screen in; [kept] ones are compared with pictures that were looked at. */
enum class Look(
    private val qualifiers: String,
    val dark: Boolean = false,
    private val fontScale: Float = 1f,
    val kept: Boolean = false,
) {
    Light("en-rUS-w360dp-h640dp-port-notnight-mdpi", kept = true),
    Dark("en-rUS-w360dp-h640dp-port-night-mdpi", dark = true, kept = true),

    /** As high as it takes: what is below the edge is seen too. */
    LargeFont("it-rIT-w320dp-h1400dp-port-notnight-mdpi", fontScale = 2f, kept = true),
    Italian("it-rIT-w360dp-h640dp-port-notnight-mdpi"),
    Small("it-rIT-w320dp-h480dp-port-notnight-mdpi"),
    Large("en-rUS-w600dp-h960dp-port-notnight-mdpi"),
    Landscape("it-rIT-w640dp-h360dp-land-night-mdpi", dark = true),
    ;

    val folder = name.replace(Regex("(?<=[a-z])(?=[A-Z])"), "-").lowercase()

    /** To be called before an activity starts. */
    fun set() {
        RuntimeEnvironment.setQualifiers(qualifiers)
        // As a real system does when its language changes: what is not a resource, a time or a hyphen, goes by it.
        Locale.setDefault(
            RuntimeEnvironment
                .getApplication()
                .resources.configuration.locales[0],
        )
        RuntimeEnvironment.setFontScale(fontScale)
    }
}
