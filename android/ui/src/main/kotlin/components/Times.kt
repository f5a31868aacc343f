package org.assenso.ui.components

import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.text.intl.Locale
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle

/** How moments are written; they come as Unix time in ms. */
interface Times {
    /** The time of a day, seconds included. */
    fun time(unixMs: Long): String

    /** A day and its time. */
    fun moment(unixMs: Long): String
}

/** The custom of the person's language. */
val LocalTimes = staticCompositionLocalOf<Times> { error("no times") }

/** The custom of the language in use, in the phone's time zone. */
@Composable
internal fun rememberTimes(): Times {
    val tag = Locale.current.toLanguageTag()
    val zone = ZoneId.systemDefault()
    return remember(tag, zone) { LocalizedTimes(java.util.Locale.forLanguageTag(tag), zone) }
}

/** The custom of a language. */
class LocalizedTimes(
    locale: java.util.Locale,
    private val zone: ZoneId,
) : Times {
    private val time = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withLocale(locale)
    private val moment =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale)

    override fun time(unixMs: Long): String = time.format(at(unixMs))

    override fun moment(unixMs: Long): String = moment.format(at(unixMs))

    private fun at(unixMs: Long) = Instant.ofEpochMilli(unixMs).atZone(zone)
}
