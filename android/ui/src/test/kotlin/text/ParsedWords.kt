package org.assenso.ui.text

import org.w3c.dom.Element
import java.io.File
import java.util.Locale
import javax.xml.parsers.DocumentBuilderFactory

/** The words of one language, read from the app's resources as Android would read them. */
class ParsedWords private constructor(
    private val locale: Locale,
    val strings: Map<String, String>,
    val plurals: Map<String, Map<String, String>>,
    private val fallback: ParsedWords?,
) : Words {
    override fun invoke(
        text: Text,
        vararg args: Any,
    ): String {
        val format = format(text.key)
        return if (args.isEmpty()) format else String.format(locale, format, *args)
    }

    override fun count(
        text: Plural,
        n: Int,
    ): String {
        val forms = plurals.getValue(text.key)
        val form = if (n == 1) forms.getValue("one") else forms.getValue("other")
        return String.format(locale, form, n)
    }

    private fun format(key: String): String = strings[key] ?: fallback?.format(key) ?: error("no text $key")

    companion object {
        private val resources = File(System.getProperty("assenso.resources"))

        val English = read("values", Locale.ENGLISH, fallback = null)
        val Italian = read("values-it", Locale.ITALIAN, English)

        private fun read(
            folder: String,
            locale: Locale,
            fallback: ParsedWords?,
        ): ParsedWords {
            val file = resources.resolve(folder).resolve("strings.xml")
            val root =
                DocumentBuilderFactory
                    .newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .documentElement
            val strings = root.children("string").map { it.name to it.text }
            val plurals =
                root.children("plurals").map { plural ->
                    plural.name to plural.children("item").associate { it.getAttribute("quantity") to it.text }
                }
            val names = (strings + plurals).map { it.first }
            check(names.size == names.toSet().size) { "a name twice in $file" }
            return ParsedWords(locale, strings.toMap(), plurals.toMap(), fallback)
        }

        private fun Element.children(tag: String): List<Element> {
            val found = getElementsByTagName(tag)
            return (0 until found.length).map { found.item(it) as Element }
        }

        private val Element.name: String get() = getAttribute("name")

        /** What Android makes of the text: it takes the backslashes away. */
        private val Element.text: String get() = textContent.replace(Regex("\\\\(.)"), "$1")
    }
}
